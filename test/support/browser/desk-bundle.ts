/** The signing module of the workbench as one script, for a test to run in a page: `desk` is its exports. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

export async function deskBundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL('../../../web/desk/write/signing.ts', import.meta.url)),
        formats: ['iife'],
        name: 'desk',
      },
    },
  })
  const [bundle] = [built].flat()
  const chunk = bundle !== undefined && 'output' in bundle ? bundle.output[0] : undefined
  if (chunk === undefined) throw new Error('nothing was built')
  return `${chunk.code};globalThis.desk = desk;`
}
