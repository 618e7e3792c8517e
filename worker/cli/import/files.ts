import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { addAll } from '../../domain/record/list/long.ts'
import type { GivenFile } from '../../intake/files/sheet.ts'
import { unpacked } from '../../intake/files/unpack.ts'
import { Failure } from '../../intake/run/failure.ts'

const TABLES = /\.(?:xlsx?|xlsm|ods|csv|tsv|txt|json|geojson|jsonl|ndjson|xml)(?:\.gz)?$/i

/** The files named, and those of folders named, in order of name. @throws Failure for what is not there */
export async function filesOf(operands: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const operand of operands) {
    const found = await stat(operand).catch((cause: unknown) => {
      throw new Failure(
        'not_found',
        { zh: `没有文件或文件夹 ${operand}。`, en: `There is no file or folder ${operand}.` },
        cause,
      )
    })
    if (!found.isDirectory()) {
      files.push(operand)
      continue
    }
    const names = (await readdir(operand, { withFileTypes: true, recursive: true }))
      .filter(
        (one) =>
          one.isFile() && TABLES.test(one.name) && !one.name.startsWith('~$') && !one.name.startsWith('.'),
      )
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
    if (names.length === 0) {
      throw new Failure('empty', {
        zh: `${operand} 里没有可读的文件（.xls、.xlsx、.ods、.csv、.json、.xml 等）。`,
        en: `${operand} holds no file that could be read (.xls, .xlsx, .ods, .csv, .json, .xml and the like).`,
      })
    }
    addAll(files, names)
  }
  return files
}

/** A file with its bytes, unpacked where gzip has packed it. @throws Error when it cannot be read, or unpacks to too much */
export async function fileOf(path: string): Promise<GivenFile> {
  return unpacked({ path, bytes: new Uint8Array(await readFile(path)) })
}

/** The files with their bytes. */
export async function givenOf(paths: readonly string[]): Promise<GivenFile[]> {
  return Promise.all(paths.map(fileOf))
}
