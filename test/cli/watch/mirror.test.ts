import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createApi } from '../../../worker/api/api.ts'
import { folderOf } from '../../../worker/cli/monitor/folders.ts'
import type { VerifyResult } from '../../../worker/cli/verify/whole/whole.ts'
import { type Machine, openMachine } from '../../../worker/machine/machine.ts'
import { openMirror } from '../../../worker/machine/mirror-site.ts'
import { serveApp } from '../../../worker/machine/server.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'
import { type LyingSite, lyingSite } from '../../support/servers/lying-site.ts'

const NOW = new Date()
let origin: Machine
let site: LyingSite
let data: string
let mirror: Machine
let served: Awaited<ReturnType<typeof serveApp>>
let size: number

const monitor = () => runCli(['monitor', site.address, '--data', data, '--once', '--json'], { now: NOW })

/** An answer of the mirror. */
const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${served.url}${path}`, { redirect: 'manual', ...init })

beforeAll(async () => {
  origin = await openMachine({ dataDir: await demoFolder() })
  site = await lyingSite(origin.services)
  data = await newFolder()
  expect((await monitor()).code).toBe(0)
  size = (await origin.services.log.snapshot()).size
  mirror = await openMirror(folderOf(data, site.address), () => NOW)
  served = await serveApp({ services: mirror.services, host: '127.0.0.1', port: 0, log: () => undefined })
})
afterAll(async () => {
  await served.close()
  await mirror.close()
  await site.close()
  await origin.close()
})

/** Rows of every table of the mirror. */
function countsOf(dir: string): Record<string, unknown> {
  const database = new DatabaseSync(join(dir, 'mingzhang.db'), { readOnly: true })
  try {
    const tables = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")
      .all()
    return Object.fromEntries(
      tables.map(({ name }) => [
        String(name),
        database.prepare(`SELECT COUNT(*) AS n FROM "${String(name)}"`).get()?.n,
      ]),
    )
  } finally {
    database.close()
  }
}

describe('mingzhang mirror serve', () => {
  it('serves a ledger that verifies as the origin does, under the same key', async () => {
    const { verifierKey } = origin.services.log
    const ran = await runCli(['verify', served.url, '--json', '--vkey', verifierKey], {
      home: await newFolder(),
    })
    const result = ran.json() as VerifyResult
    expect(result.findings).toEqual([])
    expect(result).toMatchObject({ ok: true, size, verifierKey, bodies: size - 3 })
    expect(await (await ask('/log/checkpoint')).text()).toBe(
      await (await fetch(`${site.address}/log/checkpoint`)).text(),
    )
    expect(await (await ask('/.well-known/mingzhang.json')).json()).toMatchObject({
      verifierKey,
      mirror: true,
      frozen: null,
    })
    expect((await ask('/healthz')).status).toBe(200)
  })

  it('shows records, lists, feeds, evidence and search as the origin does', async () => {
    const same = [
      '/api/v1/decisions',
      '/api/v1/milestones?limit=50',
      '/api/v1/stats',
      `/api/v1/entries/${size - 1}`,
      `/api/v1/entries/${size - 1}/proof`,
      '/api/v1/search?q=%E5%AD%A6%E6%A0%A1',
    ]
    for (const path of same)
      expect(await (await ask(path)).json(), path).toEqual(
        await (await fetch(`${site.address}${path}`)).json(),
      )
    const { items } = (await (await ask('/api/v1/decisions')).json()) as { items: { id: string }[] }
    const file = await (await ask(`/api/v1/records/${items[0]?.id}/evidence-file`)).text()
    expect(file).toContain('mingzhang-evidence')
  })

  it('says on every page that it is a mirror, and as of how many entries', async () => {
    const { items } = (await (await ask('/api/v1/decisions')).json()) as { items: { id: string }[] }
    for (const path of [
      '',
      '/decisions',
      `/decisions/${items[0]?.id}`,
      '/milestones',
      '/ledger',
      '/verify',
      '/rules',
      `/entries/${size - 1}`,
      '/none',
    ]) {
      const page = await (await ask(`/en${path}`)).text()
      expect(page, path).toContain(`as of its first ${size} entries`)
      expect(page, path).toContain('city.example/log')
    }
    expect(await (await ask('/zh')).text()).toContain(`截至前 ${size} 条账目`)
  })

  it('says when it was last filled, and that this is overdue: on pages, to watchers and to monitors', async () => {
    const dir = folderOf(data, site.address)
    const since = NOW.toISOString()
    expect(await (await ask('/healthz')).json()).toMatchObject({ status: 'ok', followed: since })
    expect(await (await ask('/en')).text()).toContain('It last followed that ledger at')
    const later = new Date(NOW.getTime() + 61 * 60_000)
    const old = await openMirror(dir, () => later)
    const stale = await serveApp({ services: old.services, host: '127.0.0.1', port: 0, log: () => undefined })
    try {
      const get = (path: string) => fetch(`${stale.url}${path}`)
      const health = await get('/healthz')
      expect(health.status).toBe(503)
      expect(await health.json()).toMatchObject({ status: 'behind', size, followed: since })
      const ready = await get('/readyz')
      expect(ready.status).toBe(200)
      expect(await ready.json()).toMatchObject({ status: 'ready', writing: 'behind', followed: since })
      expect(await (await get('/.well-known/mingzhang.json')).json()).toMatchObject({ followed: since })
      expect(await (await get('/en')).text()).toContain('and has not since')
      expect(await (await get('/zh')).text()).toContain('此后没有再跟上')
      const follower = (...more: string[]) =>
        newFolder().then((folder) =>
          runCli(['monitor', stale.url, '--data', folder, '--once', '--json', ...more], { now: later }),
        )
      const told = await follower()
      expect(told.code).toBe(1)
      expect(told.out).toContain(`a mirror that has not followed its ledger since ${since}`)
      expect((await follower('--within', '90')).code).toBe(0)
    } finally {
      await stale.close()
      await old.close()
    }
  })

  it('takes nothing in, whoever asks by whatever method', async () => {
    const dir = folderOf(data, site.address)
    const before = countsOf(dir)
    const json = { 'content-type': 'application/json', authorization: 'Bearer mz_none' }
    const { routes } = createApi({ services: origin.services, requestId: () => '', log: () => undefined })
    const writing = routes.filter(({ method }) => !['GET', 'ALL', 'OPTIONS'].includes(method))
    expect(writing.length).toBeGreaterThan(50)
    const leading = routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/auth/'))
    for (const { method, path } of [...writing, ...leading]) {
      const body = method === 'GET' ? {} : { body: '{}' }
      const answer = await ask(path.replace(/:\w+/g, 'x'), { method, headers: json, ...body })
      expect(answer.status, `${method} ${path}`).toBe(403)
      expect(await answer.json()).toMatchObject({ code: 'not_allowed' })
    }
    expect((await ask('/zh/desk')).headers.get('location')).toBe('/zh')
    await expect(
      mirror.services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, {
        code: 'xyz',
        name: '某某局',
      }),
    ).rejects.toMatchObject({ code: 'ledger_frozen' })
    expect(countsOf(dir)).toEqual(before)
  })

  it('goes on with what a monitor brings, and shows the new checkpoint with it', async () => {
    await origin.services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, {
      code: 'heritage',
      name: '文物局',
    })
    expect((await monitor()).code).toBe(0)
    expect(await (await ask('/log/checkpoint')).text()).toContain(`\n${size + 1}\n`)
    expect(await (await ask('/api/v1/departments/dep-heritage')).json()).toMatchObject({
      title: '文物局',
    })
    expect(await (await ask('/en')).text()).toContain(`as of its first ${size + 1} entries`)
    const ran = await runCli(['verify', served.url, '--json'], { home: await newFolder() })
    expect((ran.json() as VerifyResult).findings).toEqual([])
  })

  it('is started by its command, from the folder of the monitor', async () => {
    const ran = await runCli(['mirror', 'serve', data, '--port', '0', '--json'], { now: NOW })
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.json()).toMatchObject({ origin: 'city.example/log', dir: folderOf(data, site.address) })
    expect((await runCli(['mirror', 'serve', await newFolder()])).code).toBe(2)
    expect((await runCli(['mirror', 'serve'])).code).toBe(2)
    expect(readFileSync(join(folderOf(data, site.address), 'mingzhang.db')).length).toBeGreaterThan(0)
  })
})
