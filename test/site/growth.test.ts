/**
 * Public pages go through no more rows when there are four times as many records: counted by a libSQL server, which says
 * how many rows each read went through. Skipped where none runs.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { type ListedKind, lists } from '../../worker/domain/kinds/table.ts'
import { createServices } from '../../worker/services/services.ts'
import { redoIndex } from '../../worker/store/search/indexer.ts'
import { fillRegister } from '../bench/register.ts'
import { freshLedger } from '../support/ledger/ledger.ts'
import { stepping } from '../support/libsql/rows.ts'
import { hasSqld, type Sqld, startSqld } from '../support/libsql/server.ts'
import { fakeAssets } from '../support/site/assets.ts'

const FEW = 720
const TIMES = 4
/** Milestones that differ, as many as there are among few records; with many no sort is new. */
const DIFFERENT = FEW / 3
const MOST = 1.5
const SLACK = 600

interface Site {
  /** Rows that an address went through, and the statement that went through most. */
  rowsAt(path: string): Promise<{ rows: number; most: string }>
  server: Sqld
}

async function siteOf(records: number): Promise<Site> {
  const { services } = await freshLedger()
  await fillRegister(services, records, DIFFERENT)
  const { database } = services.ledger
  while (await redoIndex(database));
  const server = await startSqld()
  const made = await stepping(database, server)
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
    async rowsAt(path) {
      made.forget()
      const answer = await app.fetch(new Request(`http://growth.example${path}`))
      await answer.arrayBuffer()
      expect([path, answer.status]).toEqual([path, 200])
      const found = [...(await made.look())].sort(([, a], [, b]) => b - a)
      return { rows: found.reduce((sum, [, n]) => sum + n, 0), most: found[0]?.[0] ?? '' }
    },
  }
}

let sites: Site[] = []

/** Orders in which the records of each kind lie ready, in both directions. */
const READY = ['recorded', 'changed', 'title', 'id'] as const

const ofList = (kind: ListedKind): string[] =>
  ['', ...READY.flatMap((sort) => [`?sort=${sort}`, `?sort=-${sort}`])].map(
    (ask) => `/zh/${lists[kind]}${ask}`,
  )

const ADDRESSES = [
  ...['/zh', '/zh/figures', '/zh/figures?by=department', '/zh/services', '/zh/departments'],
  ...['/zh/ledger?told=late', '/zh/ledger?told=corrected&department=dep-bench-0&from=2020&to=2026'],
  ...['/zh/departments/dep-bench-0', '/zh/ledger', '/zh/entries/100', '/zh/rules', '/zh/coverage'],
  ...(['responsibility', 'decision', 'milestone', 'flag', 'question', 'overdue'] as const).flatMap(ofList),
  ...['/zh/decisions?sort=decided', '/zh/decisions?sort=-decided', '/zh/responsibilities?sort=begins'],
  ...['all', 'overdue', 'due_soon', 'slipped', 'not_due', 'undated'].map(
    (view) => `/zh/milestones?view=${view}`,
  ),
  ...['/api/v1/figures?by=year', '/api/v1/milestones', '/feeds/decisions.atom'],
]

/** True of as many rows, but for what a page of a list does not fill yet among few records. */
const isAsMany = (few: number, many: number): boolean => many <= few * MOST + SLACK

describe.skipIf(!hasSqld)('with four times as many records', () => {
  beforeAll(async () => {
    sites = [await siteOf(FEW), await siteOf(FEW * TIMES)]
  })
  afterAll(async () => {
    for (const { server } of sites) await server.close()
  })

  const rowsAt = (path: string) => Promise.all(sites.map((site) => site.rowsAt(path)))

  it.each(ADDRESSES)('%s goes through about as many rows', async (path) => {
    const [few, many] = await rowsAt(path)
    const [before, after] = [few?.rows ?? 0, many?.rows ?? Number.POSITIVE_INFINITY]
    expect(before).toBeGreaterThan(0)
    expect({ path, before, after, isAsMany: isAsMany(before, after), most: many?.most }).toMatchObject({
      isAsMany: true,
    })
  })

  it('notices a page that goes through all of a kind: one in an order that is made anew', async () => {
    const [few, many] = await rowsAt('/zh/responsibilities?sort=ends')
    expect(isAsMany(few?.rows ?? 0, many?.rows ?? 0)).toBe(false)
  })
})
