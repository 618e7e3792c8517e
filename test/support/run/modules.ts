/**
 * Loads modules into the processes of the tests, told to Node by `--import`: what was translated from TypeScript once
 * is kept for every later process and run, and what a name in an import stands for is found once in a process. Every
 * process of a run loads some 1,200 modules before its first test: `tsx`, which asks again for each of them, took half
 * of that time.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { type ResolveFnOutput, registerHooks } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { threadId } from 'node:worker_threads'
import { transformSync, version } from 'esbuild'

/** Named by what went in, so that checkouts may share it; `npm ci` clears it. */
const KEPT = fileURLToPath(new URL('../../../node_modules/.cache/mingzhang-tests', import.meta.url))
mkdirSync(KEPT, { recursive: true })

const OURS = /\.tsx?(?:\?|$)/

/** Formats of the scripts in a folder: they are told by the `package.json` above, and so by their folder. */
const formats = new Map<string, string>()
/** What the bare names of packages and of Node's own modules stand for. */
const packages = new Map<string, ResolveFnOutput>()

registerHooks({
  resolve(specifier, context, next) {
    const { parentURL: from, conditions } = context
    if (from === undefined || !conditions.includes('import')) return next(specifier, context)
    if (/^\.\.?\//.test(specifier)) {
      const { href: url } = new URL(specifier, from)
      if (OURS.test(url)) return { url, format: 'module', shortCircuit: true }
      if (!url.endsWith('.js')) return next(specifier, context)
      const folder = url.slice(0, url.lastIndexOf('/'))
      const format = formats.get(folder)
      if (format !== undefined) return { url, format, shortCircuit: true }
      const found = next(specifier, context)
      if (found.url === url && typeof found.format === 'string') formats.set(folder, found.format)
      return found
    }
    // Two packages may mean different ones by the same name.
    if (from.includes('/node_modules/') || specifier.includes(':')) return next(specifier, context)
    const found = packages.get(specifier) ?? { ...next(specifier, context), shortCircuit: true }
    packages.set(specifier, found)
    return found
  },
  load(url, context, next) {
    if (!url.startsWith('file:') || !OURS.test(url) || url.includes('/node_modules/'))
      return next(url, context)
    return { source: translated(fileURLToPath(url)), format: 'module', shortCircuit: true }
  },
})

/** The JavaScript of a module. */
function translated(path: string): string {
  const source = readFileSync(path, 'utf8')
  const name = basename(path)
  const key = createHash('sha256').update(`${version}\0${name}\0`).update(source).digest('hex')
  const kept = join(KEPT, key)
  const there = textOf(kept)
  if (there !== null) return there
  const { code } = transformSync(source, {
    loader: name.endsWith('x') ? 'tsx' : 'ts',
    format: 'esm',
    target: 'node24',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Beside the module, wherever that lies.
    sourcefile: name,
    sourcemap: 'inline',
    sourcesContent: false,
  })
  // Others may be translating the same at this moment.
  const part = `${kept}.${process.pid}.${threadId}`
  writeFileSync(part, code)
  renameSync(part, kept)
  return code
}

/** Null where there is no such file. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
