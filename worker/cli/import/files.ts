import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { addAll } from '../../domain/record/list/long.ts'
import { type GivenFile, isPacked } from '../../intake/files/sheet.ts'
import { Failure } from '../../intake/run/failure.ts'

const TABLES = /\.(?:xlsx?|xlsm|ods|csv|tsv|txt|json|geojson|jsonl|ndjson|xml)(?:\.gz)?$/i
/** Most that a packed file may unpack to. */
const MOST_UNPACKED = 256 * 1024 * 1024

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

/** Bytes of a file, unpacked where gzip has packed it. @throws Error when it cannot be read, or unpacks to too much */
export async function bytesOf(file: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(await readFile(file))
  return isPacked(bytes) ? new Uint8Array(gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED })) : bytes
}

/** Path of a file as of what is in it: without the ending of what is packed. */
export const pathOf = (file: string): string => file.replace(/\.gz$/i, '')

/** The files with their bytes. */
export async function givenOf(paths: readonly string[]): Promise<GivenFile[]> {
  return Promise.all(paths.map(async (path) => ({ path: pathOf(path), bytes: await bytesOf(path) })))
}
