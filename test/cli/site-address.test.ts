/** Links that a command prints lead to the site of the ledger that they were made for, also where nobody names it again. */
import { describe, expect, it } from 'vitest'
import { siteAddress } from '../../worker/cli/shell/site-address.ts'
import type { Terminal } from '../../worker/cli/shell/terminal.ts'
import { openMachine } from '../../worker/machine/machine.ts'
import { runCli } from '../support/cli.ts'
import { newFolder } from '../support/folders.ts'

const terminal = (env: Record<string, string>) => ({ env }) as unknown as Terminal

describe('the address of a site', () => {
  it.each([
    ['https://given.example/', { ORIGIN: 'https://set.example' }, 'a.example/log', 'https://given.example'],
    [undefined, { ORIGIN: 'https://set.example/' }, 'a.example/log', 'https://set.example'],
    [undefined, {}, 'a.example/log', 'https://a.example'],
    [undefined, {}, 'a.example/place/log', 'https://a.example/place'],
    [undefined, {}, '127.0.0.1:8931/log', 'http://127.0.0.1:8931'],
    [undefined, { PORT: '9000' }, 'localhost/log', 'http://localhost:9000'],
    [undefined, {}, 'localhost/log', 'http://localhost:8787'],
  ])('given %s, in %o, of %s', (given, env, ledger, address) => {
    expect(siteAddress(given, terminal(env), ledger)).toBe(address)
  })

  it('is no address without its scheme', () => {
    expect(() => siteAddress('ledger.example', terminal({}), 'a.example/log')).toThrow(/https:/)
  })

  it('begins the link of an invitation, and is looked at before anything is made', async () => {
    const data = await newFolder()
    const machine = await openMachine({ dataDir: data, origin: 'ledger.example.org/log', followDelay: 0 })
    await machine.close()
    const invite = (...more: string[]) =>
      runCli(['invite', '--role', 'registrar', '--post', '登记岗', '--data', data, ...more], {
        home: data,
        now: new Date(),
      })
    expect((await invite()).out).toMatch(/^https:\/\/ledger\.example\.org\/zh\/join#/)
    const wrong = await invite('--origin', 'ledger.example.org')
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('https://')])
    const list = (await runCli(['accounts', 'list', '--data', data, '--json'], { home: data })).json()
    expect(list).toHaveLength(1)
  })
})
