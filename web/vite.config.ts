import { readFileSync } from 'node:fs'
import { defineConfig, type Plugin } from 'vite'

/** The API reference page as one file: nothing is fetched from elsewhere. */
const REFERENCE = new URL('../node_modules/@scalar/api-reference/dist/browser/standalone.js', import.meta.url)

/** Writes where the hashed script and style sheet are, for whoever renders the pages. */
function assetManifest(): Plugin {
  return {
    name: 'asset-manifest',
    generateBundle(_, bundle) {
      const named = (name: string, ending: string): string => {
        const found = Object.keys(bundle).find(
          (one) => one.startsWith(`assets/${name}-`) && one.endsWith(ending),
        )
        if (found === undefined) throw new Error(`the build made no ${name}${ending}`)
        return `/${found}`
      }
      const source = JSON.stringify({
        script: named('client', '.js'),
        desk: named('desk', '.js'),
        style: named('style', '.css'),
      })
      this.emitFile({ type: 'asset', fileName: 'assets/manifest.json', source })
      this.emitFile({ type: 'asset', fileName: 'assets/scalar.js', source: readFileSync(REFERENCE) })
    },
  }
}

export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  plugins: [assetManifest()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      // A slow machine is nothing to be warned of.
      checks: { bundlerTimings: false },
      input: { client: 'client.tsx', desk: 'desk.tsx', style: 'styles/index.css' },
      output: { entryFileNames: 'assets/[name]-[hash].js', assetFileNames: 'assets/[name]-[hash][extname]' },
    },
  },
})
