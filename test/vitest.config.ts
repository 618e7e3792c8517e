import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

const node = (name: string, include: string[], timeout = 20_000) => ({
  extends: true as const,
  // No test changes what another one imports: loading it again for each file took a seventh of the time.
  test: { name, include, testTimeout: timeout, hookTimeout: 60_000, isolate: false },
})

const cli = node('cli', ['test/cli/**/*.test.ts'])

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    reporters: ['default', './test/support/run/totals-reporter.ts'],
    maxWorkers: 2,
    globalSetup: ['./test/support/run/demo-setup.ts'],
    projects: [
      node('house', ['test/house/**/*.test.ts']),
      node('node', ['test/{ledger,domain,store,services,intake,api,site,web,machine}/**/*.test.{ts,tsx}']),
      // Each file of these in a process of its own: some edit databases with node:sqlite, beside libsql.
      { ...cli, test: { ...cli.test, isolate: true } },
      node('browser', ['test/browser/**/*.test.ts'], 60_000),
      {
        extends: true,
        plugins: [
          cloudflareTest(({ inject }) => ({
            main: './worker/index.ts',
            miniflare: {
              compatibilityDate: '2026-08-01',
              bindings: inject<Record<string, string>>('edgeBindings'),
              serviceBindings: {
                ASSETS: () => new Response('{"script":"/assets/client.js","style":"/assets/style.css"}'),
              },
            },
          })),
        ],
        test: {
          name: 'edge',
          include: ['test/edge/**/*.test.ts'],
          globalSetup: ['./test/support/run/edge-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
