import { readFileSync } from 'node:fs'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { PATIENCE } from './support/run/patience.ts'
import { patientPool } from './support/run/patient-pool.ts'

const patience = {
  testTimeout: PATIENCE,
  hookTimeout: PATIENCE,
  teardownTimeout: PATIENCE,
  expect: { poll: { interval: 20, timeout: PATIENCE } },
}

/** Built files as the Worker asks for them: their names, and the outlines of characters. */
const MANIFEST = JSON.stringify({
  script: '/assets/client.js',
  style: '/assets/style.css',
  glyphs: '/assets/glyphs-test.bin',
})
const GLYPHS = readFileSync(new URL('../web/glyphs/glyphs.bin', import.meta.url))

/** Loads modules in the processes of the tests. */
const MODULES = new URL('./support/run/modules.ts', import.meta.url).href

const node = (name: string, include: string[]) => ({
  extends: true as const,
  test: {
    ...patience,
    name,
    include,
    // No test changes what another one imports: loading it again for each file took a seventh of the time.
    isolate: false,
    // Node itself loads the modules, as on a machine: a wrapper around each import took a sixth of the processor's
    // time, and all would be transformed before the first test.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    execArgv: ['--import', MODULES],
  },
})

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    reporters: ['default', './test/support/run/totals-reporter.ts'],
    // Three times the cores of the machine that the budget is for: half of a test in a browser is waiting.
    maxWorkers: 6,
    // What was transformed once is taken from a file in later runs.
    fsModuleCache: true,
    teardownTimeout: PATIENCE,
    globalSetup: ['./test/support/run/folder-setup.ts'],
    projects: [
      node('house', ['test/house/**/*.test.ts']),
      node('node', [
        'test/{attack,ledger,domain,store,services,intake,api,site,web,machine,witness}/**/*.test.{ts,tsx}',
      ]),
      node('cli', ['test/cli/**/*.test.ts']),
      node('browser', ['test/browser/**/*.test.ts']),
      {
        extends: true,
        plugins: [
          cloudflareTest(({ inject }) => ({
            main: './worker/index.ts',
            miniflare: {
              compatibilityDate: '2026-08-01',
              bindings: inject<Record<string, string>>('edgeBindings'),
              r2Buckets: ['DOCUMENTS'],
              durableObjects: { SEQUENCER: 'Sequencer' },
              serviceBindings: {
                ASSETS: ({ url }) => new Response(url.endsWith('.bin') ? GLYPHS : MANIFEST),
              },
            },
          })),
          patientPool(),
        ],
        test: {
          ...patience,
          name: 'edge',
          include: ['test/edge/**/*.test.ts'],
          globalSetup: ['./test/support/run/edge-setup.ts'],
        },
      },
    ],
  },
})
