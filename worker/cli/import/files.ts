import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { addAll } from '../../domain/record/list/long.ts'
import type { GivenFile } from '../../intake/files/sheet.ts'
import { Failure } from '../../intake/run/failure.ts'

const TABLES = /\.(xlsx?|xlsm|csv|tsv|txt|json|geojson)$/i

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
        zh: `${operand} 里没有 .xls、.xlsx、.csv 或 .json 文件。`,
        en: `${operand} holds no .xls, .xlsx, .csv or .json file.`,
      })
    }
    addAll(files, names)
  }
  return files
}

/** Bytes of a file. @throws Error when it cannot be read */
export async function bytesOf(file: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(file))
}

/** The files with their bytes. */
export async function givenOf(paths: readonly string[]): Promise<GivenFile[]> {
  return Promise.all(paths.map(async (path) => ({ path, bytes: await bytesOf(path) })))
}
