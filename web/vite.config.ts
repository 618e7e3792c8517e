import { readdirSync, readFileSync } from 'node:fs'
import { defineConfig, type Plugin, type Rolldown } from 'vite'
import { digestOf, keptChecker } from './build/kept.ts'
import { precompress } from './build/precompress.ts'
import { replayOnly } from './build/replay-only.ts'
import { LANGS } from './words/words.ts'

/** The API reference page as one file: nothing is fetched from elsewhere. */
const REFERENCE = new URL('../node_modules/@scalar/api-reference/dist/browser/standalone.js', import.meta.url)

/** Writes where the hashed script and style sheet are, for whoever renders the pages. */
function assetManifest(): Plugin {
  return {
    name: 'asset-manifest',
    generateBundle(_, bundle) {
      const built = readdirSync(new URL('dist/assets/', import.meta.url)).map((name) => `assets/${name}`)
      const named = (name: string, ending: string): string => {
        const found = [...Object.keys(bundle), ...built].find(
          (one) => one.startsWith(`assets/${name}-`) && one.endsWith(ending),
        )
        if (found === undefined) throw new Error(`the build made no ${name}${ending}`)
        return `/${found}`
      }
      const style = named('style', '.css')
      const sheet = textOf(bundle[style.slice(1)])
      const check = named('check', '.js')
      const script = readFileSync(new URL(`dist${check}`, import.meta.url), 'utf8')
      const outlines = readFileSync(new URL('glyphs/glyphs.bin', import.meta.url))
      const glyphs = `assets/glyphs-${digestOf(outlines).slice(0, 8)}.bin`
      this.emitFile({ type: 'asset', fileName: glyphs, source: outlines })
      const source = JSON.stringify({
        script: named('client', '.js'),
        desk: named('desk', '.js'),
        check,
        redraw: named('redraw', '.js'),
        send: named('send', '.js'),
        checkers: Object.fromEntries(
          LANGS.map((lang) => {
            const file = keptChecker(lang, { script, sheet })
            const sha256 = digestOf(file)
            const fileName = `assets/checker-${lang}-${sha256.slice(0, 8)}.html`
            this.emitFile({ type: 'asset', fileName, source: file })
            return [lang, { path: `/${fileName}`, sha256, bytes: Buffer.byteLength(file) }]
          }),
        ),
        map: { script: named('map', '.js'), style: named('map', '.css') },
        glyphs: `/${glyphs}`,
        style,
        sheet,
      })
      this.emitFile({ type: 'asset', fileName: 'assets/manifest.json', source })
      this.emitFile({ type: 'asset', fileName: 'assets/scalar.js', source: readFileSync(REFERENCE) })
    },
  }
}

function textOf(file: Rolldown.OutputBundle[string] | undefined): string {
  if (file?.type !== 'asset') throw new Error('the build made no style sheet')
  return String(file.source)
}

const ENTRIES: { readonly [mode: string]: Record<string, string> } = {
  desk: { desk: 'desk.tsx' },
  check: { check: 'check.tsx' },
  redraw: { redraw: 'redraw.tsx' },
  map: { map: 'map.ts' },
  send: { send: 'send.ts' },
  site: { client: 'client.tsx', style: 'styles/index.css' },
}

const PLUGINS: { readonly [mode: string]: () => Plugin[] } = {
  check: () => [replayOnly()],
  site: () => [replayOnly(), assetManifest(), precompress(new URL('dist/assets/', import.meta.url))],
}

/**
 * Six builds, the public pages last: built together they would share a chunk, and a public page would load what the
 * workbench, the map or the check of evidence files alone needs.
 */
export default defineConfig(({ mode }) => ({
  root: new URL('.', import.meta.url).pathname,
  plugins: PLUGINS[mode]?.() ?? [],
  worker: {
    format: 'es' as const,
    // The thread of the public pages replays as the check of evidence files does; that of the workbench reads files.
    plugins: mode === 'site' ? () => [replayOnly()] : () => [],
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        // Marks for whoever bundles again, of whom there is nobody.
        comments: false,
      },
    },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: mode === 'desk',
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
    // The workbench is one script, which those alone load who are signed in. In kB.
    chunkSizeWarningLimit: mode === 'map' ? 1200 : 800,
    rolldownOptions: {
      // A slow machine is nothing to be warned of.
      checks: { bundlerTimings: false },
      input: ENTRIES[mode] ?? {},
      output: { entryFileNames: 'assets/[name]-[hash].js', assetFileNames: 'assets/[name]-[hash][extname]' },
    },
  },
}))
