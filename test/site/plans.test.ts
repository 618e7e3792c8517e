/** No public address, page, list, feed or file of the log reads a whole table that grows: SQLite explains each read. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { listedKinds, lists } from '../../worker/domain/kinds/table.ts'
import { type Machine, openMachine } from '../../worker/machine/machine.ts'
import { createServices } from '../../worker/services/services.ts'
import { PAGES } from '../../worker/site/pages.ts'
import { demoFolder } from '../support/city/demo-folder.ts'
import { type Explained, explained, wholeReads } from '../support/ledger/explained.ts'
import { fakeAssets } from '../support/site/assets.ts'

let machine: Machine
let plans: Explained['plans']
let get: (path: string) => Promise<number>
/** One record of each kind. */
const ids = new Map<string, string>()

beforeAll(async () => {
  machine = await openMachine({ dataDir: await demoFolder() })
  const { ledger } = machine.services
  const { rows } = await ledger.database.client.execute(
    'SELECT kind, MIN(id) AS id FROM record GROUP BY kind',
  )
  for (const { kind, id } of rows) ids.set(String(kind), String(id))
  const made = explained(ledger.database)
  plans = made.plans
  const app = createApp({
    services: createServices({ ...ledger, database: made.database }),
    assets: fakeAssets,
    serveFiles: (_, next) => next(),
    requestId: () => 'request',
    log: () => undefined,
    limits: { reading: 1e12 },
  })
  get = async (path) => {
    const answer = await app.fetch(new Request(`http://plans.example${path}`))
    await answer.arrayBuffer()
    return answer.status
  }
})
afterAll(() => machine.close())

/** Reads of one address that go through what grows. */
async function wholeAt(path: string): Promise<{ status: number; whole: string[] }> {
  plans.clear()
  const status = await get(path)
  return { status, whole: wholeReads(plans) }
}

/** The address of a page, with a record of the city where it wants one. */
function addressesOf(path: string): string[] {
  if (path.startsWith('/rules/')) return ['/rules/M01']
  if (path.startsWith('/entries/')) return ['/entries/12']
  if (path === '/search') return ['/search?q=取水']
  if (path === '/') return ['']
  if (!path.includes(':id')) return [path]
  const kind = listedKinds.find((one) => path === `/${lists[one]}/:id`)
  const found = path.startsWith('/versions')
    ? ids.get('decision')
    : kind === undefined
      ? undefined
      : ids.get(kind)
  return found === undefined ? [] : [path.replace(/:id.*/, found)]
}

describe('a page', () => {
  it.each(PAGES)('$path', async ({ path }) => {
    for (const address of addressesOf(path))
      expect(await wholeAt(`/zh${address}`)).toEqual({ status: 200, whole: [] })
  })
})

const OF_ALL = [
  '/.well-known/mingzhang.json',
  '/healthz',
  '/log/checkpoint',
  '/log/tile/0/000',
  '/log/tile/entries/000',
  '/sitemap.xml',
  '/feeds/ledger.atom',
  '/feeds/due.atom',
  '/feeds/due.atom?department=dep-mc-water',
  '/feeds/calendar.ics',
  '/feeds/rules/M01.atom',
  '/api/v1/entries',
  '/api/v1/entries/12',
  '/api/v1/entries/12/proof',
  '/api/v1/changes',
  '/api/v1/search?q=取水',
  '/api/v1/figures?by=year',
  '/api/v1/figures?by=department&from=2024',
  '/api/v1/rules',
  '/api/v1/clocks',
]

describe('a read of what grows', () => {
  it('is noticed where it is whole, and where it is made for each row; the first rows of a table are not', () => {
    const each = 'for each row: SEARCH r USING COVERING INDEX record_narrow (kind=? AND annulled=?)'
    const read: [string, string[]][] = [
      ['SELECT title FROM record WHERE area = ?', ['SCAN record']],
      ['SELECT n FROM record WHERE EXISTS (…)', ['SEARCH record USING INDEX record_kind (kind=?)', each]],
      ['SELECT size FROM "commit" ORDER BY prev_size DESC LIMIT 1', ['SCAN commit']],
      ['SELECT n FROM record ORDER BY title LIMIT 5', ['SCAN record', 'USE TEMP B-TREE FOR ORDER BY']],
      ['SELECT n FROM record WHERE id = ?', ['SEARCH record USING INDEX record_id_unique (id=?)']],
    ]
    expect(wholeReads(new Map(read)).map((found) => found.split('\n')[0])).toEqual(
      [0, 1, 3].map((at) => read[at]?.[0]),
    )
  })
})

describe('an address of the API, of a feed or of the log', () => {
  it.each(OF_ALL)('%s', async (path) => {
    expect(await wholeAt(path)).toEqual({ status: 200, whole: [] })
  })

  it.each(listedKinds)('of each %s, and of one', async (kind) => {
    const id = ids.get(kind)
    for (const path of [
      `/api/v1/${lists[kind]}`,
      `/feeds/${lists[kind]}.atom`,
      ...(id === undefined ? [] : [`/api/v1/${lists[kind]}/${id}`, `/feeds/${lists[kind]}/${id}.atom`]),
    ]) {
      const { status, whole } = await wholeAt(path)
      // Accounts, and what waits for somebody, are not for the public.
      expect([path, [200, 401, 404].includes(status), whole]).toEqual([path, true, []])
    }
  })
})
