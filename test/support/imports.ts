/** The source files of worker/ and web/, and what each imports: for the tests that guard the house. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Paths of all source files, from the root of the repository. */
export const sources: readonly string[] = ['worker', 'web'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('web/dist')),
)

export interface Import {
  from: string
  specifier: string
  /** Nothing of it is left when the program runs. */
  typeOnly: boolean
  /** Loaded when it is asked for. */
  lazy: boolean
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** What a file imports or re-exports, also lazily. */
export function importsOf(path: string): Import[] {
  const found = textOf(path).matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/g,
  )
  return [...found].map((m) => ({
    from: path,
    specifier: m[2] ?? m[3] ?? '',
    typeOnly: m[1] !== undefined,
    lazy: m[3] !== undefined,
  }))
}

/** Path of the file that a relative specifier names. */
export function targetOf(from: string, specifier: string): string {
  return relative(root, resolve(root, dirname(from), specifier))
}
