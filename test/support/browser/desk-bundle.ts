/** Modules as one script each, for a test to run in a page. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** The signing module of the workbench: `desk` is its exports. */
export const deskBundle = (): Promise<string> => bundleOf('../../../web/desk/write/signing.ts', 'desk')

/** The published vectors with the ledger's own code: `vectors` is its exports. */
export const vectorsBundle = (): Promise<string> => bundleOf('../ledger/vectors.ts', 'vectors')

/** The judgement of evidence files with their bits turned: `flips` is its exports. */
export const flipsBundle = (): Promise<string> => bundleOf('../ledger/flips.ts', 'flips')

async function bundleOf(path: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { checks: { bundlerTimings: false } },
      lib: { entry: fileURLToPath(new URL(path, import.meta.url)), formats: ['iife'], name },
    },
  })
  const [bundle] = [built].flat()
  const chunk = bundle !== undefined && 'output' in bundle ? bundle.output[0] : undefined
  if (chunk === undefined) throw new Error('nothing was built')
  return `${chunk.code};globalThis.${name} = ${name};`
}
