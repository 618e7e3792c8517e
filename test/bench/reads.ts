/** How long the public reads of a large register take, each without anything kept from one to the next. */
import { randomUUID } from 'node:crypto'
import { createApp } from '../../worker/app.ts'
import { figureGroups } from '../../worker/domain/figures/measures.ts'
import { kindOf, type ListedKind, lists } from '../../worker/domain/kinds/table.ts'
import type { Filter } from '../../worker/domain/record/list/listed.ts'
import { sortTexts } from '../../worker/domain/record/list/sort.ts'
import { type Machine, openMachine } from '../../worker/machine/machine.ts'
import { PageCache } from '../../worker/site/html/page-cache.ts'
import { registerOf } from './register.ts'
import { type Row, within } from './row.ts'

/** Parts of the public reads; each is a row of its own. */
type ReadPart = 'lists' | 'listed' | 'search' | 'feeds' | 'shown'

const TIMES = 20
/** Milliseconds that a read may take at p95. */
const MOST: Readonly<Record<ReadPart, number>> = { lists: 50, listed: 50, search: 20, feeds: 50, shown: 50 }

const WHAT: Readonly<Record<ReadPart, string>> = {
  lists: 'list by the API, in each order and by each filter',
  listed: 'page of a list, in each order and by each filter',
  search: 'search, Chinese two-character words included',
  feeds: 'feed or calendar',
  shown: 'page of figures, of the board, of a record, of the ledger',
}

const KINDS = ['department', 'responsibility', 'decision', 'milestone', 'flag', 'question'] as const

function sampleOf(name: string, { spec }: Filter, department: string): string {
  if (spec.is === 'code') return Object.keys(spec.codes).length === 0 ? '' : (spec.codes[0] ?? '')
  if (spec.is === 'date') return name === 'to' ? '2025-06' : '2024-06'
  if (spec.is === 'number') return '5000'
  return spec.is === 'text' ? '决策' : department
}

/** Ways in which the list of a kind can be asked for, as the text behind `?`. */
function askedOf(kind: ListedKind, department: string): string[] {
  const { sorts, filters } = kindOf(kind)
  const each = Object.entries(filters) as [string, Filter][]
  const narrowed = each.map(([name, filter]) => [name, sampleOf(name, filter, department)] as const)
  return [
    '',
    ...sortTexts(sorts).flatMap((sort) => [`sort=${sort}`, `sort=${sort}&department=${department}`]),
    ...narrowed.map(
      ([name, value]) => `${name}=${encodeURIComponent(value)}${name === 'date' ? '&from=2024' : ''}`,
    ),
    'from=2024&to=2025-06',
    'from=2030',
  ].filter((asked) => !asked.includes('department=') || 'department' in filters)
}

const WORDS = ['决策', '节点', '行政', '许可', '取水许可', '处罚', '检查', '没有这个词', '第 77 号决策', '测']

interface Sample {
  department: string
  record: (kind: ListedKind) => string
  size: number
}

function addressesOf(part: ReadPart, { department, record, size }: Sample): string[] {
  const ways = (prefix: string): string[] =>
    KINDS.flatMap((kind) =>
      askedOf(kind, department).map((asked) => `${prefix}/${lists[kind]}${asked === '' ? '' : `?${asked}`}`),
    )
  switch (part) {
    case 'lists':
      return [
        ...ways('/api/v1').map((one) => `${one}${one.includes('?') ? '&' : '?'}limit=50`),
        ...['/api/v1/entries', '/api/v1/changes', '/api/v1/clocks', '/api/v1/rules'],
      ]
    case 'listed':
      return ways('/zh')
    case 'search':
      return WORDS.map((word) => `/api/v1/search?q=${encodeURIComponent(word)}`)
    case 'feeds':
      return ['atom', 'json'].flatMap((format) => [
        `/feeds/ledger.${format}`,
        `/feeds/due.${format}`,
        `/feeds/due.${format}?department=${department}`,
        ...KINDS.flatMap((kind) => [
          `/feeds/${lists[kind]}.${format}`,
          `/feeds/${lists[kind]}.${format}?from=2024`,
          ...(record(kind) === '' ? [] : [`/feeds/${lists[kind]}/${record(kind)}.${format}`]),
        ]),
      ])
    case 'shown':
      return [
        ...figureGroups.flatMap((by) => [`/zh/figures?by=${by}`, `/api/v1/figures?by=${by}`]),
        `/zh/figures?by=year&department=${department}`,
        ...['/zh', '/zh/calendar', '/zh/services', '/zh/clocks', '/zh/response', '/zh/rules', '/zh/coverage'],
        ...[
          '/zh/ledger',
          `/zh/entries/${Math.floor(size / 2)}`,
          `/api/v1/entries/${Math.floor(size / 2)}/proof`,
        ],
        ...KINDS.map((kind) => `/zh/${lists[kind]}/${record(kind)}`),
        ...['checkpoint', 'tile/0/001', 'tile/entries/001'].map((one) => `/log/${one}`),
      ].filter((address) => !address.endsWith('/'))
  }
}

/** A part over a register of so many records: the slowest address, by processor time at p95. */
export async function benchReads(part: ReadPart, count: number, say: (text: string) => void): Promise<Row[]> {
  const machine = await openMachine({ dataDir: await registerOf(count, say), shared: false })
  try {
    const get = getterOf(machine)
    const costs: { address: string; p95: number }[] = []
    for (const address of addressesOf(part, await sampleIn(machine))) {
      const p95 = await costOf(() => get(address))
      if (p95 > MOST[part]) say(`${p95.toFixed(1)} ms  ${address}`)
      costs.push({ address, p95 })
    }
    const [slowest] = costs.sort((a, b) => b.p95 - a.p95)
    const missed = costs.filter(({ p95 }) => p95 > MOST[part]).length
    const what = `${WHAT[part]}: the slowest of ${costs.length}, ${count.toLocaleString('en')} records`
    const note = `p95 of ${TIMES}; ${missed} beyond; ${slowest?.address ?? ''}`
    return [within(what, 'ms of processor time', slowest?.p95 ?? 0, MOST[part], note)]
  } finally {
    await machine.close()
  }
}

async function sampleIn({ services }: Machine): Promise<Sample> {
  const first = new Map<ListedKind, string>()
  for (const kind of KINDS) {
    const { items } = await services.reading.records({ kind, limit: 1 })
    first.set(kind, items[0]?.id ?? '')
  }
  const { size } = await services.log.snapshot()
  return { department: first.get('department') ?? '', record: (kind) => first.get(kind) ?? '', size }
}

/** Asks a machine for addresses as whoever reads does, without anything kept from one to the next. @throws Error for an answer that is none */
export function getterOf({ services }: Machine): (address: string) => Promise<void> {
  const app = createApp({
    services,
    assets: {
      script: '/assets/client.js',
      desk: '/assets/desk.js',
      check: '/assets/check.js',
      style: '/assets/style.css',
    },
    serveFiles: async (_, next) => next(),
    requestId: randomUUID,
    log: () => undefined,
    limits: { reading: 1e12 },
    pages: new PageCache(0),
  })
  return async (address) => {
    const answer = await app.fetch(new Request(`http://bench.example${address}`))
    await answer.arrayBuffer()
    if (answer.status >= 400) throw new Error(`${answer.status} at ${address}`)
  }
}

/** Processor time at p95, in milliseconds. */
async function costOf(work: () => Promise<void>): Promise<number> {
  await work()
  const costs: number[] = []
  for (let i = 0; i < TIMES; i++) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    costs.push((user + system) / 1000)
  }
  return costs.sort((a, b) => a - b)[Math.ceil(TIMES * 0.95) - 1] ?? 0
}
