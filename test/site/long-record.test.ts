/**
 * Whatever is asked of one record goes through no more rows, and is no longer, when the record has four times as many
 * entries: counted by a libSQL server, which says how many rows each read went through. Skipped where none runs.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { createServices } from '../../worker/services/services.ts'
import { freshLedger } from '../support/ledger/ledger.ts'
import { LONG_MILESTONE, LONG_POWER, logLong } from '../support/ledger/long.ts'
import { stepping } from '../support/libsql/rows.ts'
import { hasSqld, type Sqld, startSqld } from '../support/libsql/server.ts'
import { fakeAssets } from '../support/site/assets.ts'

/** More than a browser replays, so that both are read alike. */
const FEW = 1100
const TIMES = 4
const SLACK = 400
/** In an address, the size of a ledger that has half of the entries of the record. */
const SIZE = 'SIZE'

interface Cost {
  rows: number
  bytes: number
}

interface Site {
  ask(path: string, record: string): Promise<Cost>
  server: Sqld
}

async function siteOf(entries: number): Promise<Site> {
  const { services } = await freshLedger()
  await logLong(services, entries)
  await services.ledger.follower.flush()
  const server = await startSqld()
  const made = await stepping(services.ledger.database, server)
  const app = createApp({
    services: createServices({ ...services.ledger, database: made.database }),
    assets: fakeAssets,
    serveFiles: (_, next) => next(),
    requestId: () => 'request',
    log: () => undefined,
    limits: { reading: 1e12 },
  })
  return {
    server,
    async ask(path, record) {
      made.forget()
      const size = (record === LONG_MILESTONE ? 0 : entries) + entries / 2
      const address = path.replace(SIZE, String(size))
      const answer = await app.fetch(new Request(`http://long.example${address}`))
      const bytes = (await answer.arrayBuffer()).byteLength
      expect([path, answer.status]).toEqual([path, 200])
      return { rows: [...(await made.look()).values()].reduce((sum, n) => sum + n, 0), bytes }
    },
  }
}

const records = [
  ['milestones', LONG_MILESTONE],
  ['responsibilities', LONG_POWER],
] as const

/** Addresses of a record. Its own state, and the file with every proof of it, are as long as they are. */
const addresses = records.flatMap(([list, id]) => {
  const page = `/zh/${list}/${id}`
  return [
    ...[page, `/en/${list}/${id}`, `${page}?large=1`, `${page}?before=500`, `${page}?line=execution`],
    ...[`${page}?at=${SIZE}`, `${page}?at=2099-01-01`, `${page}?at=2099-01-01&before=300`],
    ...[`/zh/versions/${id}`, `/zh/versions/${id}?from=3&to=1090`, `/zh/entries/${SIZE}`],
    ...['card', 'line', 'chart'].map((show) => `/embed/zh/${list}/${id}?show=${show}`),
    ...[`/cite/${id}.bib`, `/oembed?url=${encodeURIComponent(`http://long.example${page}`)}`],
    ...['atom', 'json'].map((format) => `/feeds/${list}/${id}.${format}`),
    ...['', '?last=500', '?limit=500'].map((ask) => `/api/v1/${list}/${id}/timeline${ask}`),
    ...[`/api/v1/records/${id}/evidence`, `/api/v1/records/${id}/evidence?after=90`],
    ...[`/api/v1/records/${id}/version?size=${SIZE}`, `/api/v1/records/${id}/version?date=2099-01-01`],
    `/api/v1/records/${id}/compare?from=1&to=1050`,
    `/zh/follow?path=${encodeURIComponent(`/${list}/${id}`)}`,
  ]
})

/** What holds the state of a record whole. */
const isWhole = (path: string): boolean => /\/version\?|\/compare\?|\/evidence/.test(path)

let sites: Site[] = []

describe.skipIf(!hasSqld)('with four times as many entries of one record', () => {
  beforeAll(async () => {
    sites = [await siteOf(FEW), await siteOf(FEW * TIMES)]
  })
  afterAll(async () => {
    for (const { server } of sites) await server.close()
  })

  it.each(addresses)('%s reads as much', async (path) => {
    const record = path.includes(LONG_POWER) ? LONG_POWER : LONG_MILESTONE
    const [few, many] = await Promise.all(sites.map((site) => site.ask(path, record)))
    const [before, after] = [few ?? { rows: 0, bytes: 0 }, many ?? { rows: 1e9, bytes: 1e9 }]
    expect({ path, before, after, is: after.rows <= before.rows * 1.5 + SLACK }).toMatchObject({ is: true })
    if (!isWhole(path))
      expect({ path, before, after, is: after.bytes <= before.bytes * 1.2 + 4_000 }).toMatchObject({
        is: true,
      })
  })

  it('notices what is as long as the record: a state that grows', async () => {
    const path = `/api/v1/milestones/${LONG_MILESTONE}`
    const [few, many] = await Promise.all(sites.map((site) => site.ask(path, LONG_MILESTONE)))
    expect((many?.bytes ?? 0) > (few?.bytes ?? 0) * 2).toBe(true)
  })
})
