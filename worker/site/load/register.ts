/** Loads the pages of the register: home, departments, responsibilities, search. Null when there is no such record. */

import type { Promises } from '../../../web/components/department/Promises.tsx'
import type { DepartmentData } from '../../../web/pages/Department.tsx'
import type { DepartmentsData } from '../../../web/pages/Departments.tsx'
import { type HomeData, sealed } from '../../../web/pages/Home.tsx'
import type { ResponsibilityData } from '../../../web/pages/Responsibility.tsx'
import type { SearchData } from '../../../web/pages/Search.tsx'
import { derive, rollUp } from '../../domain/kinds/milestone/derived.ts'
import { guideClocks } from '../../domain/kinds/responsibility/guide.ts'
import { kindOfRecord, listedKinds } from '../../domain/kinds/table.ts'
import { titleIn } from '../../domain/kinds/title.ts'
import { newsTopics, strands } from '../../domain/record/kind-words.ts'
import type { RecordView } from '../../services/read/views.ts'
import type { SiteReading } from '../reading.ts'
import {
  type Ask,
  departmentNames,
  type From,
  given,
  type Loaded,
  mentions,
  NONE,
  NOTHING,
  namesOf,
} from './common.ts'
import { listLoader } from './lists.ts'
import { checkOf, olderIn, pageOf, seen, unlistedAround, unlistedIn } from './seen.ts'

/** Lines of news on the front page. */
export const NEWS = 14
const LOG = 12
const QUESTIONS = 3
const FLAGS = 6
const DECISIONS = 8
/** As many as sit in most assemblies. */
const HOLDERS = 100

/** Home page. It takes the query `news`, a topic; all topics for any other. */
export async function loadHome(from: From, ask: Ask): Promise<Loaded<HomeData>> {
  const { reading } = from
  const topic = ask('news', newsTopics)
  const [front, sizes] = await Promise.all([reading.front({ topic, lines: NEWS }), reading.sizes()])
  const moments = front.news.flatMap(({ moment }) => moment ?? [])
  const subjects = front.news.flatMap(({ named }) => [
    named[0]?.state.kind === 'flag' ? named[0].state.subject : null,
    ...named.map(({ id }) => (kindOfRecord(id) === 'overdue' ? id : null)),
  ])
  const { newest } = front.attention.noticed
  const [names, departments] = await Promise.all([
    namesOf(from, [...mentions({}, moments), ...subjects, newest?.id]),
    departmentNames(from),
  ])
  for (const [id, name] of departments) names.set(id, name)
  return {
    data: { front, topic, sizes },
    check: { ...NONE, indices: sealed(front) },
    names,
  }
}

/** List of all departments. */
export async function loadDepartments(from: From, ask: Ask): Promise<Loaded<DepartmentsData> | null> {
  const [listed, departments] = await Promise.all([
    listLoader('department')(from, ask, ''),
    from.reading.departments(),
  ])
  if (listed === null) return null
  const holds = new Map(departments.map(({ record, holds: all }) => [record.id, all]))
  return { ...listed, data: { list: listed.data, holds } }
}

/**
 * Page of a department with its responsibilities; null when there is none. It takes the queries `type`,
 * `level`, `status`, `sort` and `cursor`, for the list.
 */
export async function loadDepartment(
  from: From,
  ask: Ask,
  id: string,
): Promise<Loaded<DepartmentData> | null> {
  const { reading } = from
  const filter = { type: ask('type'), level: ask('level'), status: ask('status'), sort: ask('sort') }
  const mine = { kind: 'responsibility', department: id } as const
  const posts = { kind: 'membership', department: id } as const
  const cursor = ask('cursor')
  const [
    record,
    newest,
    responsibilities,
    facets,
    held,
    supporting,
    subordinate,
    log,
    decided,
    outcomes,
    decisions,
    board,
    duplicates,
    questions,
    consultations,
    holders,
    memberships,
    flagged,
  ] = await Promise.all([
    reading.record(id),
    reading.timeline(id, olderIn(ask)),
    reading.records({ ...mine, ...given(filter), cursor: cursor ?? undefined }),
    reading.choices({ ...mine, ...given(filterless(filter)) }, true),
    reading.choices(mine, true),
    reading.linked(id, 'supporting'),
    reading.linked(id, 'parent'),
    reading.departmentEntries(id, { limit: LOG }),
    reading.records({ kind: 'decision', organ: id, sort: '-decided', limit: DECISIONS }),
    reading.choices({ kind: 'decision', organ: id }, true),
    reading.records({ kind: 'decision', department: id, sort: '-decided', limit: DECISIONS }),
    reading.boardCounts({ department: id }),
    reading.linked(id, 'duplicate_of'),
    reading.records({ kind: 'question', department: id, sort: '-recorded', limit: QUESTIONS }),
    reading.records({ kind: 'consultation', department: id, sort: '-recorded', limit: DECISIONS }),
    reading.records({ ...posts, status: 'in_force', sort: 'title', limit: HOLDERS }),
    reading.records({ ...posts, limit: 1 }),
    reading.records({ kind: 'flag', department: id, sort: '-recorded', limit: FLAGS }),
  ])
  if (record === null || record.state.kind !== 'department') return null
  const { state } = record
  const { moments, ...beside } = pageOf(record, newest)
  const own = new Set(moments.map(({ entry }) => entry.index))
  const lines = log.items.filter(({ index }) => !own.has(index))
  const data = {
    record,
    state,
    moments,
    ...beside,
    strand: ask('line', strands),
    responsibilities,
    facets,
    held: held.type,
    all: held.status.reduce((sum, { count }) => sum + count, 0),
    filter,
    cursor,
    supporting,
    subordinate,
    decided,
    outcomes: outcomes.status,
    decisions,
    consultations,
    holders,
    everHeld: memberships.total,
    promises: promisesOf(board),
    duplicates,
    questions,
    flagged,
    log: lines,
    logged: log.total,
  }
  const check = checkOf({ record, moments, stood: null, partly: beside.partly })
  return {
    data,
    check: { ...check, indices: [...check.indices, ...lines.map(({ index }) => index)], receiptOf: null },
    names: await namesOf(from, [
      ...mentions(state, moments),
      ...flagged.items.map(({ state: of }) => (of.kind === 'flag' ? of.subject : null)),
    ]),
  }
}

/** Promises and their outcome; null where there were none. */
function promisesOf(figures: Awaited<ReturnType<SiteReading['boardCounts']>>): Promises | null {
  const { today, deliveries, counts } = figures
  if (counts === null || counts.all === 0) return null
  const { all, done, done_late: late, overdue, slipped: moved } = counts
  return { today, deliveries, all, done, late, overdue, moved }
}

/** Page of a responsibility; null when there is none. It takes the queries of `seen`. */
export async function loadResponsibility(
  from: From,
  ask: Ask,
  id: string,
): Promise<Loaded<ResponsibilityData> | null> {
  const { reading } = from
  const [found, subItems, decisions, outcomes] = await Promise.all([
    seen(from, id, 'responsibility', ask),
    reading.linked(id, 'parent'),
    reading.records({ kind: 'decision', of: id, sort: '-decided', limit: DECISIONS }),
    reading.choices({ kind: 'decision', of: id }, true),
  ])
  if (found === null) return null
  const { record, moments, stood, flags } = found
  const { state } = record
  if (state.kind !== 'responsibility') return null
  const of = stood === null ? decisions.items.map((one) => one.id) : []
  const [names, promised, evaluated] = await Promise.all([
    namesOf(from, mentions(state, moments)),
    reading.linked(of, 'decision', 'milestone'),
    reading.linked(of, 'decision', 'evaluation'),
  ])
  // What looks wrong with a decision or its promises looks wrong with the use of the power.
  const following = [...promised.items, ...evaluated.items]
  const theirs = await reading.flagsOn([...of, ...following.map((one) => one.id)])
  const raised = [...flags, ...theirs.items]
  for (const one of [...subItems.items, ...decisions.items, ...following, ...raised])
    names.set(one.id, titleIn(from.lang, one))
  return {
    data: {
      ...found,
      state,
      subItems: stood === null ? subItems.items : [],
      decisions: stood === null ? decisions : NOTHING,
      outcomes: stood === null ? outcomes.status : [],
      promised: promised.items,
      evaluated: evaluated.items,
      figures: { ...standingOf(promised.items), byCount: null, byWeight: null },
      today: reading.today(),
      // As the item stood on a day, nobody applies for it today.
      limits: stood === null ? guideClocks(state, reading.days, reading.today()) : [],
      flags: raised,
      left: {
        ...found.left,
        unlisted: [
          ...found.left.unlisted,
          ...(stood === null ? unlistedIn(subItems) : []),
          ...unlistedAround(promised, evaluated, theirs),
        ],
      },
    },
    check: checkOf(found),
    names,
  }
}

/** Number of milestones in all, done, overdue, and still ahead, each judged on its own day. */
function standingOf(milestones: readonly RecordView[]) {
  const each = milestones.flatMap(({ state, judged }) =>
    state.kind === 'milestone' ? [{ state, derived: derive(state, judged) }] : [],
  )
  return {
    all: each.length,
    done: rollUp(each.map(({ state }) => state)).done,
    overdue: each.filter(({ derived }) => derived.overdueBy !== null).length,
    ahead: each.filter(({ derived }) => derived.overdueBy === null && derived.dueIn !== null).length,
  }
}

/**
 * Page of a search. It takes the queries `q`, of which 200 characters count, `kind` and `cursor`; nothing is
 * searched without words.
 */
export async function loadSearch(from: From, ask: Ask): Promise<Loaded<SearchData>> {
  const { reading } = from
  const q = (ask('q') ?? '').trim().slice(0, 200)
  const kind = ask('kind', listedKinds)
  const cursor = ask('cursor')
  const found =
    q === '' ? null : await reading.search({ q, kind: kind ?? undefined, cursor: cursor ?? undefined })
  return {
    data: { q, kind, found, cursor },
    check: NONE,
    names: await departmentNames(from),
  }
}

/** Filters without the order. */
function filterless<F extends { sort: unknown }>({ sort: _, ...filter }: F): Omit<F, 'sort'> {
  return filter
}
