/** Loads the list of a kind: what its declaration lets a reader ask, what was asked, and the answer. */
import type { ListData } from '../../../web/components/listing/data.ts'
import type { ServicesData } from '../../../web/pages/Services.tsx'
import { kindOf, type ListedKind } from '../../domain/kinds/table.ts'
import { titleIn } from '../../domain/kinds/title.ts'
import { periodOf } from '../../domain/record/list/days.ts'
import { type FilterName, isTaken } from '../../domain/record/list/listed.ts'
import { sortIn } from '../../domain/record/list/sort.ts'
import { Problem } from '../../domain/record/problem.ts'
import { type Ask, annulledIn, type From, given, type Loaded, type Loader, NONE, namesOf } from './common.ts'

/** Departments among which a reader chooses; of more, those with the most records. */
const MOST_CHOICES = 300

/** A list, and the names of the records that it mentions. */
export interface LoadedList {
  data: ListData
  names: Map<string, string>
}

/**
 * The filters that a page is asked for. What its kind does not declare the page does not know; a value that it does not
 * take, and a period that ends before it begins, have no effect, and the page says so.
 */
function chosenIn(kind: ListedKind, ask: Ask): { [name in FilterName]?: string } {
  const chosen: { [name in FilterName]?: string } = {}
  for (const [name, filter] of Object.entries(kindOf(kind).filters)) {
    const read = (text: string) => (isTaken(filter, text) && isInOrder(name, chosen, text) ? text : null)
    const value = ask<string>(name, read)
    if (value !== null) chosen[name as FilterName] = value
  }
  return chosen
}

/** False for the end of a period that lies before its beginning. */
export function isInOrder(name: string, { from }: { from?: string }, to: string): boolean {
  if (name !== 'to') return true
  try {
    periodOf({ from, to })
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

/** Question of a page to the list of a kind: filters, order, cursor. */
export interface AskedList {
  chosen: { [name in FilterName]?: string }
  /** Null for the usual order. */
  sort: string | null
  annulled: { annulled?: 'no' | 'yes' | 'any' }
  cursor: string | null
}

export function askedList(kind: ListedKind, ask: Ask): AskedList {
  const { sorts } = kindOf(kind)
  return {
    chosen: chosenIn(kind, ask),
    sort: ask('sort', (text) => (sortIn(text, sorts) === null ? null : text)),
    annulled: annulledIn(ask).query,
    cursor: ask('cursor'),
  }
}

/** The answer to what was asked, with the names of what it mentions. */
export async function listOf(
  { reading, lang }: From,
  kind: ListedKind,
  { chosen, sort, annulled, cursor }: AskedList,
  records: ListData['records'],
  choices: Omit<ListData['choices'], 'organ'>,
  organs: readonly string[] = [],
): Promise<LoadedList> {
  const departments = choices.department.slice(0, MOST_CHOICES)
  const mentioned = [
    ...organs,
    ...departments.map(({ value }) => value),
    ...records.items.flatMap(({ department }) => department ?? []),
    ...[chosen.organ, chosen.department, chosen.receiver, chosen.of].flatMap((id) => id ?? []),
  ]
  const [named, flags, off, placed] = await Promise.all([
    reading.recordsById([...new Set(mentioned)]),
    reading.flagCounts(records.items.map(({ id }) => id)),
    reading.records({
      kind,
      ...given({ department: chosen.department ?? null, of: chosen.of ?? null }),
      annulled: 'yes',
      limit: 1,
    }),
    reading.hasPlaces(kind),
  ])
  return {
    data: {
      kind,
      records,
      choices: { ...choices, department: departments, organ: organs },
      chosen: { ...chosen, ...annulled },
      sort,
      annulled: off.total,
      placed,
      flags,
      cursor,
    },
    names: new Map(named.map((record) => [record.id, titleIn(lang, record)])),
  }
}

/** The page of the list of a kind: its filters, an order, a cursor. @param fixed filters that nobody chooses */
export function listLoader(kind: ListedKind, fixed: AskedList['chosen'] = {}): Loader<ListData> {
  return async (from, ask) => {
    const given = askedList(kind, ask)
    const asked = { ...given, chosen: { ...given.chosen, ...fixed } }
    const { chosen, sort, annulled, cursor } = asked
    const filter = { kind, ...chosen, ...annulled }
    const hasOrgans = kindOf(kind).filters.organ !== undefined
    const [records, choices, organs] = await Promise.all([
      from.reading.records({ ...filter, sort: sort ?? kindOf(kind).usual, cursor: cursor ?? undefined }),
      from.reading.choices(filter),
      hasOrgans ? from.reading.organs() : [],
    ])
    const { data, names } = await listOf(from, kind, asked, records, choices, organs)
    const notices = data.records.items.flatMap(({ state }) => (state.kind === 'overdue' ? [state] : []))
    for (const [id, name] of await namesOf(from, notices)) names.set(id, name)
    return { data, check: NONE, names }
  }
}

/** Page of the hall of services. */
export async function loadServices({ reading, lang }: From): Promise<Loaded<ServicesData>> {
  const [services, departments] = await Promise.all([reading.services(), reading.departmentRecords()])
  return {
    data: { services },
    check: NONE,
    names: new Map(departments.map((record) => [record.id, titleIn(lang, record)])),
  }
}
