/** A ledger in memory behind the reading services: for tests of the site that need no database. */

import { china, chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import { builtIn } from '../../../worker/domain/clock/clocks.ts'
import { entryTables } from '../../../worker/domain/figures/entered.ts'
import { figureTables } from '../../../worker/domain/figures/measures.ts'
import { compareStates, timeline } from '../../../worker/domain/kinds/compare.ts'
import { gatherNews, isToldAlone, topicsOf } from '../../../worker/domain/kinds/news.ts'
import {
  calledOf,
  linksOf,
  namingsOf,
  replay,
  searchFields,
  summarise,
} from '../../../worker/domain/kinds/replay.ts'
import { hasGuide } from '../../../worker/domain/kinds/responsibility/guide.ts'
import { departmentNames, nameOf, unnamed } from '../../../worker/domain/kinds/title.ts'
import { createProcedures } from '../../../worker/domain/procedure/procedures.ts'
import type { Recorded, RecordKind } from '../../../worker/domain/record/event.ts'
import { meantBy } from '../../../worker/domain/record/names/naming.ts'
import { claimFigures } from '../../../worker/domain/response/claims.ts'
import { rollUp } from '../../../worker/domain/response/figures.ts'
import type { ListedQuestion } from '../../../worker/domain/response/listed.ts'
import type { Obligation } from '../../../worker/domain/response/obligations.ts'
import { rules } from '../../../worker/domain/rules/rules.ts'
import { digestBody } from '../../../worker/ledger/body.ts'
import { fromBase64, joined, toBase64 } from '../../../worker/ledger/bytes.ts'
import { canonicalJson } from '../../../worker/ledger/canonical.ts'
import { signCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { formatLeaf } from '../../../worker/ledger/envelope.ts'
import type { Envelope } from '../../../worker/ledger/envelope-shape.ts'
import { hashLeaf, rootOf } from '../../../worker/ledger/merkle.ts'
import { createSigner } from '../../../worker/ledger/signer.ts'
import { type ReadTiles, TILE_WIDTH } from '../../../worker/ledger/tiles.ts'
import { formatSigningKey } from '../../../worker/ledger/vkey.ts'
import { FIRST_YEAR } from '../../../worker/services/figures/figures.ts'
import type { RuleChange } from '../../../worker/services/inspection/rulebook.ts'
import type { Evidence } from '../../../worker/services/read/questions.ts'
import type { EntryLine, EntryView, Facet, RecordView } from '../../../worker/services/read/views.ts'
import type { WitnessState } from '../../../worker/services/witnesses/witnesses.ts'
import type { SiteReading } from '../../../worker/site/reading.ts'
import { catalogueScene, openedIn } from './fake-catalogue.ts'
import { city, HOUSING, type Scene } from './fake-city.ts'

const listed = (items: RecordView[]) => ({ items, total: items.length })

/** What changed of a rule, so that its list is drawn. */
const CHANGES: RuleChange[] = [
  {
    index: 7,
    occurred: '2026-03-04',
    recorded: '2026-03-04T02:00:00.000Z',
    actor: { account: 'acc-0000000001', role: 'inspector', department: null },
    rule: 'M01',
    adopted: null,
    values: [{ parameter: 'long', from: null, to: 45 }],
    reason: '按本市规定。',
  },
]

/** What the rules could assess, so that its tables are drawn. */
const WITNESSES: WitnessState = {
  policy: 'quorum none\n',
  witnesses: [
    {
      name: 'press',
      vkey: 'press.example+00000000+A',
      url: null,
      standing: 'cosigned',
      size: 2,
      at: '2026-03-02T01:00:00.000Z',
    },
    {
      name: 'audit',
      vkey: 'audit.example+00000000+A',
      url: null,
      standing: 'unreachable',
      size: 0,
      at: null,
    },
  ],
  newest: { size: 3, checkpoint: '', witnesses: ['press'], time: 1_767_139_200, quorum: false },
  witnessed: { size: 2, checkpoint: '', witnesses: ['press', 'audit'], time: 1_767_139_200, quorum: true },
}

/** Questions that a list brought, with the ratings that it states: so that their table is drawn. */
const LISTED: ListedQuestion[] = ['03', '04', '05', '06', '07', '08'].map((day) => ({
  department: HOUSING,
  profile: 'hotline.other',
  received: `2026-02-${day}`,
  solved: day === '08' ? 'no' : 'yes',
  satisfied: day === '07' ? 'not_stated' : 'mostly',
}))

/** Answers of one department, one of them late, and a promise of nobody known: so that tables are drawn. */
const OWED: Obligation[] = [
  ...['09', '10', '11', '12', '13', '16', '17', '18'].map(
    (day): Obligation => ({
      what: 'question',
      above: false,
      record: `que-00000000${day}`,
      department: HOUSING,
      profile: 'ogi',
      received: `2026-03-${day}`,
      due: '2026-04-10',
      ended: day === '09' ? '2026-04-20' : '2026-04-02',
      twice: '2026-05-12',
      open: false,
      assessable: true,
      extended: day === '10',
      moreTime: null,
      abandoned: false,
      dropped: false,
      claims: [{ fact: 'danger', denied: day === '12', on: day === '09' ? null : '2026-03-20' }],
      declined: day === '11',
      withheld: false,
      turns: [],
      rating: { solved: day === '12' ? 'no' : 'yes', satisfied: 4 },
    }),
  ),
  {
    what: 'milestone',
    above: false,
    record: 'mil-0000000001',
    department: null,
    profile: 'milestone.due',
    received: '2026-01-05',
    due: '2026-06-30',
    ended: null,
    twice: null,
    open: true,
    assessable: true,
    extended: false,
    moreTime: null,
    abandoned: false,
    dropped: false,
    claims: [],
    declined: false,
    withheld: false,
    rating: null,
    turns: [],
  },
]

const TALLY = {
  applicable: 12,
  assessed: 9,
  found: 2,
  notAssessable: { date_missing: 2, content_withheld: 1 },
}
const OF_HOUSING = [
  { department: HOUSING, tally: TALLY },
  { department: null, tally: { ...TALLY, applicable: 0, assessed: 0, notAssessable: {} } },
]

export interface FakeLedger {
  reading: SiteReading
  entries: EntryView[]
  /** RFC 6962 inclusion proof in the tree of the first `size` entries, base64. */
  inclusion(index: number, size: number): string[]
  /** Tiles of the tree. */
  tiles: ReadTiles
  /** Signed note over the first `size` entries. */
  checkpointAt(size: number): Promise<string>
  /** The newest catalogue within the first `size` entries, opened at a record, as evidence tells it. */
  catalogued(record: string, size: number): Promise<Evidence['catalogue']>
}

/** RFC 6962 §2.1.1, word for word: fine for a test's few dozen leaves. */
function path(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length <= 1) return []
  const k = split(leaves.length)
  return index < k
    ? [...path(index, leaves.slice(0, k)), rootOf(leaves.slice(k))]
    : [...path(index - k, leaves.slice(k)), rootOf(leaves.slice(0, k))]
}

function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

function enter(scenes: readonly Scene[]): EntryView[] {
  const seqs = new Map<string, number>()
  return scenes.map((scene, index) => {
    const seq = (seqs.get(scene.record) ?? 0) + 1
    seqs.set(scene.record, seq)
    const salt = new Uint8Array(32).fill(index + 1)
    const content = canonicalJson(scene.body)
    const envelope: Envelope = {
      v: 1,
      kind: scene.kind,
      record: scene.record,
      seq,
      department: scene.department,
      actor: { account: 'fake', role: scene.role ?? 'recorder', department: scene.by ?? scene.department },
      occurred: scene.occurred,
      recorded: scene.recorded,
      visibility: scene.sealed === undefined ? 'public' : 'sealed',
      ...scene.sealed,
      body: toBase64(digestBody(salt, content)),
    }
    const leaf = formatLeaf(envelope)
    const withheld = scene.sealed !== undefined ? 'sealed' : scene.erased ? 'erased' : null
    const open = withheld === null
    return {
      index,
      leaf: toBase64(leaf),
      leafHash: toBase64(hashLeaf(leaf)),
      envelope,
      body: open ? scene.body : null,
      content: open ? content : null,
      salt: open ? toBase64(salt) : null,
      withheld,
      opened: null,
    }
  })
}

function facetsOf(
  records: readonly RecordView[],
  key: 'department' | 'type' | 'level' | 'status' | 'area' | 'kind',
): Facet[] {
  const counts = new Map<string, number>()
  for (const record of records) {
    const value = record[key]
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
}

/**
 * A ledger over `scenes`, the fictional city when left out, signed with the key of `seed`.
 *
 * @param catalogued false leaves out the catalogue that ends it
 */
export async function createFakeLedger(
  scenes: readonly Scene[] = city,
  seed = 7,
  catalogued = true,
): Promise<FakeLedger> {
  const entries = enter(catalogued && scenes.length > 0 ? [...scenes, catalogueScene(scenes)] : scenes)
  const leaves = entries.map(({ leafHash }) => fromBase64(leafHash))
  const signer = await createSigner(
    await formatSigningKey('mingchuan.example/ledger', new Uint8Array(32).fill(seed)),
  )
  const recorded: Recorded[] = entries.map(({ index, envelope, body }) => ({ index, envelope, body }))
  const historyOf = (id: string): Recorded[] => recorded.filter(({ envelope }) => envelope.record === id)

  const ids = [...new Set(entries.map(({ envelope }) => envelope.record))]
  const states = new Map(
    ids.flatMap((id) => {
      const state = replay(id, historyOf(id))
      return state === null ? [] : [[id, state] as const]
    }),
  )
  const titles = new Map(
    [...states].map(([id, state]) => [id, nameOf({ title: summarise(state).title, state })]),
  )
  const names = [...states].flatMap(([id, state]) => calledOf(state).map((one) => ({ ...one, id })))
  const records: RecordView[] = [...states].map(([id, state]) => {
    const {
      title,
      department,
      type,
      level,
      status,
      area = null,
      day = null,
      baseline = null,
      due = null,
      done = null,
      delay = null,
    } = summarise(state)
    const history = historyOf(id)
    const last = history.at(-1)
    return {
      id,
      kind: state.kind,
      seq: history.length,
      state,
      title,
      department,
      ...departmentNames(department === null || department === id ? undefined : titles.get(department)),
      type,
      level,
      status,
      area,
      day,
      baseline,
      due,
      done,
      delay,
      firstIndex: history[0]?.index ?? 0,
      lastIndex: last?.index ?? 0,
      recorded: last?.envelope.recorded ?? '',
      judged: '2026-11-23',
      named: namingsOf(state).flatMap((naming) => {
        const meant = meantBy(naming, names, summarise(state).register)
        const organ = meant === null ? undefined : states.get(meant)
        if (meant === null || organ?.kind !== 'department') return []
        return [{ key: naming.key, day: naming.day, id: meant, title: organ.name, titleEn: organ.nameEn }]
      }),
    }
  })
  const lineOf = ({ index, envelope }: EntryView): EntryLine => ({
    index,
    envelope,
    ...(titles.get(envelope.record) ?? unnamed(envelope.record)),
    ...departmentNames(titles.get(envelope.department ?? '')),
  })
  const newest = [...entries].reverse()
  const page = <T>(
    items: readonly T[],
    cursor: string | undefined,
    limit: number,
  ): { items: T[]; next: string | null } => {
    const from = Number(cursor ?? 0)
    const next = from + limit < items.length ? String(from + limit) : null
    return { items: items.slice(from, from + limit), next }
  }
  const matching = (q: {
    kind?: RecordKind | undefined
    department?: string | undefined
    type?: string | undefined
    level?: string | undefined
    status?: string | undefined
  }): RecordView[] =>
    records.filter((record) =>
      (['kind', 'department', 'type', 'level', 'status'] as const).every(
        (key) => q[key] === undefined || record[key] === q[key],
      ),
    )
  const checkpointAt = (size: number): Promise<string> =>
    signCheckpoint({ origin: signer.name, size, root: rootOf(leaves.slice(0, size)) }, signer)
  const inclusion = (index: number, size: number): string[] =>
    path(index, leaves.slice(0, size)).map(toBase64)

  const sizes = () => ({
    entries: entries.length,
    departments: matching({ kind: 'department' }).length,
    responsibilities: matching({ kind: 'responsibility' }).length,
    decisions: matching({ kind: 'decision' }).length,
    milestones: matching({ kind: 'milestone' }).length,
    asOf: entries.at(-1)?.envelope.recorded ?? null,
    today: '2026-11-23',
  })
  const reading: SiteReading = {
    zone: 'Asia/Shanghai',
    days: chinaWorkingDays,
    calendarName: china.name,
    clocks: builtIn,
    procedures: createProcedures(),
    rulebook: { settings: async () => ({ M01: { long: 45 } }), changes: async () => CHANGES },
    witnesses: { state: async () => WITNESSES },
    response: {
      claims: async (period) => claimFigures(OWED, period),
      rollUp: async (by, period) =>
        rollUp(
          OWED,
          by,
          period,
          {
            calendar: chinaWorkingDays,
            parents: new Map([
              [HOUSING, 'dep-mc-sjj'],
              ['dep-mc-sjj', null],
            ]),
          },
          LISTED,
        ),
    },
    figures: async ({ by = 'year', department, from, to }) => ({
      by,
      scope: { department: department ?? null, from: from ?? FIRST_YEAR, to: to ?? null },
      today: '2026-11-23',
      deliveries: [],
      tables: figureTables.map((table) => ({
        table,
        rows: [{ key: by === 'department' ? HOUSING : '2026', counts: table.measures.map((_, i) => 9 - i) }],
        all: { key: null, counts: table.measures.map((_, i) => 9 - i) },
        undated: 2,
        withheld: 1,
      })),
      entries: (by === 'type' ? [] : entryTables).map((table) => ({
        table,
        rows: [{ key: by === 'department' ? HOUSING : '2026', counts: table.measures.map((_, i) => 9 - i) }],
        all: { key: null, counts: table.measures.map((_, i) => 9 - i) },
        undated: 0,
        withheld: 0,
      })),
    }),
    standing: {
      standing: async () => ({
        size: 12,
        day: '2026-03-05',
        waiting: 3,
        isCurrent: false,
        calendar: '试用日历',
      }),
      coverage: async (one) =>
        rules
          .filter(({ id }) => one === undefined || id === one)
          .map(({ id }) => ({ rule: id, ...TALLY, tooOften: true, severities: {}, departments: OF_HOUSING })),
    },
    log: {
      origin: signer.name,
      verifierKey: signer.verifierKey,
      place: { zh: '明川市', en: 'Mingchuan' },
      mirror: false,
      followed: async () => null,
      ended: null,
      expected: () => null,
      snapshot: async () => ({
        size: entries.length,
        root: rootOf(leaves),
        recorded: entries.at(-1)?.envelope.recorded ?? null,
        frozen: null,
        checkpoint: () => checkpointAt(entries.length),
        inclusion: async (index) => inclusion(index, entries.length),
      }),
      receipt: async (index, size = entries.length) => ({
        index,
        leafHash: entries[index]?.leafHash ?? '',
        size,
        root: toBase64(rootOf(leaves.slice(0, size))),
        proof: inclusion(index, size),
        checkpoint: await checkpointAt(size),
      }),
    },
    record: async (id) => records.find((record) => record.id === id) ?? null,
    recordsById: async (wanted) => records.filter(({ id }) => wanted.includes(id)),
    records: async ({ cursor, limit = 10, sort: _, ...filter }) => {
      const found = matching(filter)
      return { ...page(found, cursor, limit), total: found.length }
    },
    flagCounts: async () => new Map(),
    hasPlaces: async () => false,
    deliveries: async () => [],
    delivery: async () => null,
    toldIn: async () => ({ items: [], next: null }),
    placed: async () => new Map(),
    organs: async () => [],
    choices: async (filter) => {
      const found = matching(filter)
      return {
        total: found.length,
        department: facetsOf(found, 'department'),
        area: facetsOf(found, 'area'),
        type: facetsOf(found, 'type'),
        level: facetsOf(found, 'level'),
        status: facetsOf(found, 'status'),
      }
    },
    services: async () => {
      const all = matching({ kind: 'responsibility', status: 'in_force' }).filter(
        ({ state }) => state.kind === 'responsibility' && hasGuide(state),
      )
      const links = all.flatMap(({ state }) => linksOf(state))
      const of = (rel: string) => {
        const counts = new Map<string, number>()
        for (const link of links)
          if (link.rel === rel) counts.set(link.target, (counts.get(link.target) ?? 0) + 1)
        return [...counts].map(([value, count]) => ({ value, count }))
      }
      return {
        total: all.length,
        matter: of('matter'),
        serves: of('serves'),
        lacks: of('lacks'),
        department: facetsOf(all, 'department'),
      }
    },
    departmentRecords: async () => matching({ kind: 'department' }),
    departments: async () =>
      matching({ kind: 'department' }).map((record) => ({
        record,
        holds: [
          {
            kind: 'responsibility' as const,
            n: matching({ kind: 'responsibility', department: record.id, status: 'in_force' }).length,
          },
        ],
      })),
    linked: async (ids, rel, kind) =>
      listed(
        records.filter(
          ({ state }) =>
            (kind === undefined || state.kind === kind) &&
            linksOf(state).some((link) => link.rel === rel && [ids].flat().includes(link.target)),
        ),
      ),
    mapped: async (first, end) =>
      records
        .filter(({ firstIndex }) => firstIndex >= first && firstIndex < end)
        .map(({ id, kind, recorded }) => ({ id, kind, recorded })),
    flagsOn: async (ids) =>
      listed(records.filter(({ state }) => state.kind === 'flag' && ids.includes(state.subject))),
    timeline: async (id, { to = Number.MAX_SAFE_INTEGER, limit = 150 } = {}) =>
      timeline(historyOf(id))
        .filter(({ entry }) => entry.envelope.seq <= to)
        .slice(-limit),
    timelinePage: async ({ id, seq }) => ({
      record: id,
      items: timeline(historyOf(id)),
      next: null,
      total: seq,
    }),
    numbered: async (id, numbers) =>
      timeline(historyOf(id)).filter(({ entry }) => numbers.includes(entry.envelope.seq)),
    changedSince: async () => null,
    lastChange: async (id, field, to) =>
      timeline(historyOf(id)).findLast(
        ({ entry, changes }) => entry.envelope.seq <= to && changes.some((one) => one.field === field),
      ) ?? null,
    othersAbout: async () => [],
    afterwards: async () => new Map(),
    beginning: async () => null,
    board: async () => {
      const items = matching({ kind: 'milestone' })
      return { items, next: null, total: items.length }
    },
    boardCounts: async () => ({
      today: '2026-11-23',
      deliveries: [],
      counts: null,
      department: [],
      area: [],
      type: [],
    }),
    front: async ({ topic, lines }) => {
      const told = newest
        .map(({ index, envelope }) => ({
          index,
          event: envelope.kind,
          record: envelope.record,
          account: envelope.actor.account,
          role: envelope.actor.role,
          day: envelope.recorded.slice(0, 10),
          unruled: false,
        }))
        .filter(({ event }) => (topic === null ? isToldAlone(event) : topicsOf(event).includes(topic)))
      const byId = (id: string) => records.filter((record) => record.id === id)
      const none = { records: 0, atLeast: false, newest: null }
      return {
        news: gatherNews(told)
          .slice(0, lines)
          .map(({ newest: { index, event, role, day }, entries: gathered, records: ids }) => ({
            ...{
              index,
              event,
              unruled: false,
              role,
              day,
              entries: gathered.length,
              records: ids.length,
              atLeast: false,
            },
            ...{ departments: 1, department: HOUSING, ...departmentNames(titles.get(HOUSING)) },
            named: ids.slice(0, 3).flatMap(byId),
            moment:
              gathered.length > 1
                ? null
                : (timeline(historyOf(ids[0] ?? '')).find(({ entry }) => entry.index === index) ?? null),
          })),
        attention: {
          overdue: { all: 0, week: 0, newest: null },
          noticed: { total: 0, newest: null },
          asked: { total: 0, newest: null },
          raised: { total: 0, newest: null },
          answered: { total: 0, newest: null },
          comment: { total: 0, newest: null },
          open: { total: 0, next: null },
          source: none,
          corrected: none,
        },
        quarters: { today: '2026-11-23', rows: [] },
      }
    },
    calendar: async () => [],
    today: () => '2026-11-23',
    version: async (id, at) => {
      const history = historyOf(id)
      const upTo = history.filter(({ envelope, index }) =>
        'seq' in at
          ? envelope.seq <= at.seq
          : 'size' in at
            ? index < at.size
            : envelope.recorded.slice(0, 10) <= at.date,
      )
      const state = replay(id, upTo)
      const last = upTo.at(-1)
      if (state === null || last === undefined) return null
      return {
        seq: last.envelope.seq,
        index: last.index,
        recorded: last.envelope.recorded,
        of: history.length,
        state,
      }
    },
    compare: async (id, from, to) => {
      const [before, after] = await Promise.all([reading.version(id, from), reading.version(id, to)])
      if (before === null || after === null) return null
      return { from: before, to: after, changes: compareStates(before.state, after.state), left: 0 }
    },
    departmentEntries: async (id, { cursor, limit = 30 }) => {
      const found = newest.filter(({ envelope }) => envelope.department === id).map(lineOf)
      return { ...page(found, cursor, limit), total: found.length }
    },
    entries: async ({ cursor, limit = 30 }) => ({
      ...page(newest.map(lineOf), cursor, limit),
      total: newest.length,
    }),
    entry: async (index) => entries[index] ?? null,
    search: async ({ q, kind, cursor, limit = 20 }) => {
      const found = matching({}).flatMap((record) => {
        const snippets = searchFields(record.state).flatMap(({ field, text }) => {
          const at = text.indexOf(q)
          const parts = [text.slice(Math.max(0, at - 12), at), q, text.slice(at + q.length, at + 60)]
          return at === -1 ? [] : [{ field, parts: parts.map((part, i) => ({ text: part, hit: i === 1 })) }]
        })
        return snippets.length === 0 ? [] : [{ record, snippets: snippets.slice(0, 3) }]
      })
      const hits = found.filter(({ record }) => kind === undefined || record.kind === kind)
      const kinds = facetsOf(
        found.map(({ record }) => record),
        'kind',
      )
      return { ...page(hits, cursor, limit), total: hits.length, kinds, indexedTo: entries.length }
    },
    commentsOn: async () => [],
    sizes: async () => sizes(),
    askersOf: async () => () => ({ all: 1, near: 0, atLeast: false }),
    stats: async () => {
      const responsibilities = matching({ kind: 'responsibility' })
      return {
        ...sizes(),
        byType: facetsOf(responsibilities, 'type'),
        byStatus: facetsOf(responsibilities, 'status'),
      }
    },
  }
  return {
    reading,
    entries,
    inclusion,
    tiles: async (coords) =>
      coords.map(({ level, n, width }) => {
        const span = TILE_WIDTH ** level
        const starts = Array.from({ length: width }, (_, i) => (n * TILE_WIDTH + i) * span)
        return joined(starts.map((start) => rootOf(leaves.slice(start, start + span))))
      }),
    checkpointAt,
    async catalogued(record, size) {
      const prove = (view: EntryView) => ({ ...view, proof: inclusion(view.index, size) })
      const newest = entries[size - 1]
      if (newest === undefined) return null
      const opened = await openedIn(entries.slice(0, size), record)
      return {
        entry: opened === null ? null : prove(opened.entry),
        bucket: opened?.bucket ?? null,
        uncounted: opened === null || opened.uncounted === null ? null : prove(opened.uncounted),
        newest: prove(newest),
      }
    },
  }
}
