/** M10: behind a proxy each reader is known by the last address, which the proxy has added; without one by the socket. */
import { afterAll, expect, it } from 'vitest'
import { serveApp } from '../../worker/machine/server.ts'
import { freshLedger } from '../support/ledger/ledger.ts'

const { services } = await freshLedger()
const open: { close(): Promise<void> }[] = []
afterAll(() => Promise.all(open.map((one) => one.close())))

it.each([
  [true, [403, 403, 429, 403]],
  [false, [403, 403, 429, 429]],
])(
  'whoever guesses makes others wait only where they share an address: trusted %s',
  async (trustProxy, wanted) => {
    const limits = { attempts: 2 }
    const log = () => undefined
    const served = await serveApp({
      services,
      host: '127.0.0.1',
      port: 0,
      log,
      rules: false,
      limits,
      trustProxy,
    })
    open.push(served)
    const statuses: number[] = []
    // The first address is what a reader may have written there themselves.
    for (const [n, reader] of ['203.0.113.1', '203.0.113.1', '203.0.113.1', '203.0.113.2'].entries()) {
      const answer = await fetch(`${served.url}/auth/invitation`, {
        method: 'POST',
        body: JSON.stringify({ token: `mzi_${'0'.repeat(64)}` }),
        headers: {
          'content-type': 'application/json',
          origin: served.url,
          'x-forwarded-for': `198.51.100.${n}, ${reader}`,
        },
      })
      statuses.push(answer.status)
    }
    expect(statuses).toEqual(wanted)
  },
)
