/** A process's modules as one file: it starts in a fraction of the time that reading each of them through tsx takes. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'
import { newFolder } from '../folders.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const require = createRequire(import.meta.url)

/** Each module of ours finds the files beside it where they are; the database engine, machine code, is loaded from there. */
const inPlace: Plugin = {
  name: 'in-place',
  enforce: 'pre',
  resolveId: (id) =>
    id === 'libsql' ? { id: pathToFileURL(require.resolve(id)).href, external: true } : undefined,
  transform: (code, id) =>
    id.startsWith(ROOT) && !id.includes('/node_modules/') && code.includes('import.meta.url')
      ? code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      : undefined,
}

const made = new Map<string, Promise<string>>()

/** @param file a path, or where a module stands @returns path of the one file, made once, which goes away with this process */
export function bundled(file: string): Promise<string> {
  const there = made.get(file) ?? bundle(file)
  made.set(file, there)
  return there
}

async function bundle(file: string): Promise<string> {
  const outDir = await newFolder('mingzhang-bundled-')
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [inPlace],
    ssr: { noExternal: true },
    build: {
      ssr: file,
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'main.mjs', codeSplitting: false } },
    },
  })
  return join(outDir, 'main.mjs')
}
