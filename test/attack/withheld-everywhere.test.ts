/** No address of API, site, feeds or embeds shows anybody a word that is withheld, drafted, confided or not yet read. */
import { expect, it } from 'vitest'
import type { Role } from '../../worker/domain/kinds/account/vocabulary.ts'
import { kindOf, kindOfRecord, lists } from '../../worker/domain/kinds/table.ts'
import { parseLeaf } from '../../worker/ledger/envelope.ts'
import { roles } from '../../worker/services/roles.ts'
import { PAGES } from '../../worker/site/pages.ts'
import { readEntriesFrom } from '../../worker/store/log/entries.ts'
import { openStage, type Secret, type Stage } from '../support/alone/stage.ts'
import type { Person, World } from '../support/fuzz/world.ts'

/** Records of the stage of which something is withheld or not read yet, and one more of each kind. */
function recordsOf({ secrets, records }: Stage): string[] {
  const kinds = new Map(records.map((id) => [kindOfRecord(id), id]))
  return [...new Set([...secrets.map(({ record }) => record), ...kinds.values()])].filter((id) => id !== '')
}

/** Every address of a template, filled with what fits it; none where nothing does. */
function filled(
  template: string,
  ids: readonly string[],
  sealed: readonly number[],
  { beside }: Stage,
): string[] {
  const path = template.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')
  if (/\{(index|size)\}/.test(path) || path.includes('/entries/{id}'))
    return sealed.map((index) => path.replace(/\{\w+\}/g, String(index)))
  if (!path.includes('{')) return [path]
  const list = path.replace(/^\/(api\/v1|zh|en)/, '').split('/')[1]
  if (list === 'drafts' || list === 'cases') return beside[list].map((id) => path.replace('{id}', id))
  const fit = ids.filter((id) => {
    const kind = kindOfRecord(id)
    return kind !== null && (lists[kind] === list || list === 'records' || list === 'versions')
  })
  return /\{id\}/.test(path) ? fit.map((id) => path.replace('{id}', id)) : []
}

interface Sweep {
  stage: Stage
  api: string[]
  site: string[]
  sealed: number
  entries: number
}

/** The stage, and every address that the description and the site declare, as far as something fits it. */
async function sweep(seed: number): Promise<Sweep> {
  const stage = await openStage(seed)
  const { services, description, settle } = stage.world
  await settle()
  await services.standing.settle({ budget: 60_000 })
  const stored = await readEntriesFrom(services.ledger.database, 0, 1000)
  const sealed = stored.flatMap(({ index, leaf }) => (parseLeaf(leaf).visibility === 'sealed' ? [index] : []))
  const ids = recordsOf(stage)
  const at = (path: string) => filled(path, ids, sealed, stage)
  const api = Object.entries(description.paths).flatMap(([path, { get }]) =>
    get === undefined ? [] : at(path),
  )
  const site = PAGES.flatMap(({ path }) => at(`/zh${path}`))
  return { stage, api, site, sealed: sealed.length, entries: stored.length }
}

/** One of each role, and of those that belong to a department one of each of two. */
function callersOf({ people }: World): Person[] {
  return (Object.keys(roles) as Role[]).flatMap((role) => {
    const of = people.filter((one) => one.role === role)
    const departments = of.filter(
      ({ department }) => department === 'dep-water' || department === 'dep-house',
    )
    return departments.length > 0 ? departments : of.slice(0, 1)
  })
}

it('shows each role, and two departments, what the table of rights lets it read, and logs each look', async () => {
  const { stage, api } = await sweep(8)
  const { world, secrets } = stage
  const callers = callersOf(world)
  expect(callers.length).toBeGreaterThan(Object.keys(roles).length)
  const faults: string[] = []
  let [seen, asked] = [0, 0]
  for (const { name, role, department, account, headers } of callers) {
    const readable = new Set(secrets.filter(({ mayRead }) => mayRead({ account, role, department })))
    const found = new Set<Secret>()
    for (const path of api) {
      const response = await world.ask(path, { headers })
      const text = await response.text()
      asked += 1
      if (response.status >= 500) faults.push(`${path} as ${name}: ${response.status}`)
      for (const one of secrets) {
        if (!text.includes(one.word)) continue
        found.add(one)
        if (!readable.has(one)) faults.push(`${path} shows ${one.of} to ${name}`)
        if (!/no-store/.test(response.headers.get('cache-control') ?? ''))
          faults.push(`${path} shows ${one.of} to ${name}, and may be kept by a cache`)
      }
    }
    seen += found.size
    // Whoever may read a thing finds it: a sweep of refusals would show nothing.
    for (const one of readable) if (!found.has(one)) faults.push(`${name} nowhere finds ${one.of}`)
    const { rows } = await world.services.ledger.database.client.execute({
      sql: "SELECT count(*) AS n FROM access WHERE account = ? AND action = 'read_sealed'",
      args: [account],
    })
    const logged = [...found].filter(({ isLogged }) => isLogged)
    if (logged.length > 0 && Number(rows[0]?.n) === 0) faults.push(`no look of ${name} is logged`)
  }
  expect(faults).toEqual([])
  expect([asked > 1000, seen > 10]).toEqual([true, true])
  world.close()
})

it('shows nobody, at any address, what may be read by few', async () => {
  const { stage, api, site, sealed, entries } = await sweep(7)
  const { world, secrets } = stage
  const ids = recordsOf(stage)
  const ofRecords = ids.flatMap((id) => {
    const list = lists[kindOf(kindOfRecord(id) ?? 'decision').kind]
    const page = `/zh/${list}/${id}`
    const oembed = `/oembed?url=${encodeURIComponent(`https://ledger.example${page}`)}`
    return [
      ...[`${page}.json`, `/embed/${list}/${id}`, oembed, `/zh/ask?about=${id}`, `/zh/report?about=${id}`],
      ...['atom', 'json', 'ics'].map((end) => `/feeds/${list}/${id}.${end}`),
    ]
  })
  const others = [
    '/sitemap.xml',
    '/robots.txt',
    '/feeds/ledger.atom',
    '/feeds/ledger.json',
    '/zh/m',
    '/embed',
  ]
  const tiles = [`/log/tile/entries/000.p/${Math.min(entries, 255)}`]
  const all = [...new Set([...api, ...site, ...ofRecords, ...others, ...tiles])]
  const shown: string[] = []
  let [good, open] = [0, 0]
  for (const path of all) {
    const response = await world.ask(path, {})
    const text = await response.text()
    if (text.includes('堤防加固')) open += 1
    if (response.ok) good += 1
    if (response.status >= 500) shown.push(`${path}: ${response.status}`)
    for (const { word, of } of secrets) if (text.includes(word)) shown.push(`${path} shows ${of}`)
  }
  for (const q of secrets.flatMap(({ word }) => [word, word.slice(0, 6)]))
    shown.push(
      ...(await world.services.reading.search({ q })).items.map(({ record }) => `${q}: ${record.id}`),
    )
  expect(shown).toEqual([])
  // A sweep over errors would show nothing; what is public is seen at many of its addresses.
  expect([good > 150, good / all.length > 0.6, open > 20]).toEqual([true, true, true])
  expect([sealed > 3, secrets.length > 8]).toEqual([true, true])
  world.close()
})
