/** `verify URL` holds the checking page that a site hands out against the digest in its ledger. */
import { readFileSync } from 'node:fs'
import { type ServerType, serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Assets } from '../../../web/frame.ts'
import type { VerifyResult } from '../../../worker/cli/verify/whole/whole.ts'
import { LEDGER } from '../../../worker/domain/kinds/ledger/ledger.ts'
import { type Machine, openMachine } from '../../../worker/machine/machine.ts'
import { serveApp } from '../../../worker/machine/server.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'

const NOW = new Date()
let home: string
let machine: Machine
let site: Awaited<ReturnType<typeof serveApp>>
/** In front of the site: it hands out another file, where it is told to. */
let front: ServerType
let address: string
let bent = false

beforeAll(async () => {
  home = await newFolder()
  machine = await openMachine({ dataDir: await newFolder(), origin: 'checked.example/log', followDelay: 0 })
  site = await serveApp({
    services: machine.services,
    ...{ host: '127.0.0.1', port: 0, rules: false, log: () => undefined },
  })
  front = await new Promise<ServerType>((resolve) => {
    const started = serve(
      {
        async fetch({ url }) {
          const { pathname, search } = new URL(url)
          const answer = await fetch(`${site.url}${pathname}${search}`)
          const bytes = new Uint8Array(await answer.arrayBuffer())
          const other = bent && pathname.startsWith('/assets/checker-en')
          return new Response(other ? `${new TextDecoder().decode(bytes)} ` : bytes, {
            status: answer.status,
            headers: { 'content-type': answer.headers.get('content-type') ?? '' },
          })
        },
        hostname: '127.0.0.1',
        port: 0,
      },
      ({ port }) => {
        address = `http://127.0.0.1:${port}`
        resolve(started)
      },
    )
  })
})
afterAll(async () => {
  await new Promise<void>((done) => front.close(() => done()))
  await site.close()
  await machine.close()
})

async function verify(): Promise<VerifyResult> {
  return (await runCli(['verify', address, '--json'], { home, now: NOW })).json() as VerifyResult
}

describe('the checking page of a site', () => {
  it('is compared with its ledger, which says so where it cannot be', async () => {
    const { services } = machine
    const body = { code: 'water', name: '水务局' }
    await services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, body)
    const early = await verify()
    expect(early.ok).toBe(true)
    expect(JSON.stringify(early.warnings)).toContain('checking page')

    const manifest = new URL('../../../web/dist/assets/manifest.json', import.meta.url)
    const { checkers }: Assets = JSON.parse(readFileSync(manifest, 'utf8'))
    if (checkers === undefined) throw new Error('no checking pages were built')
    await services.checkers.publish({ zh: checkers.zh.sha256, en: checkers.en.sha256 })
    const good = await verify()
    expect([good.ok, JSON.stringify(good.warnings).includes('checking page')]).toEqual([true, false])
    const page = await (await fetch(`${site.url}/en/check`)).text()
    expect(page).toContain(checkers.en.sha256)
    expect(page).toContain(checkers.en.path)
    expect(page).toContain('As published in the ledger')

    bent = true
    const bad = await verify()
    bent = false
    expect(bad.ok).toBe(false)
    expect(bad.findings).toMatchObject([{ part: 'record', record: LEDGER }])
    expect(JSON.stringify(bad.findings)).toContain('checking page')

    const other = { zh: 'a'.repeat(64), en: checkers.en.sha256 }
    await services.checkers.publish(other)
    expect((await verify()).ok).toBe(true)
    expect(await (await fetch(`${site.url}/zh/check`)).text()).toContain('公布的是另一个文件')
  })

  it('is a file: it is downloaded, not opened within the site', async () => {
    const { checkers } = await (await fetch(`${site.url}/.well-known/mingzhang.json`)).json()
    const answer = await fetch(`${site.url}${checkers.zh.path}`)
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, 'attachment'])
    expect(Number(answer.headers.get('content-length') ?? checkers.zh.bytes)).toBe(checkers.zh.bytes)
  })
})
