/** Loads the other records that a decision looks at, and puts them beside the facts of the call. */

import { newRecordId } from '../../domain/kinds/ids.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import { replay } from '../../domain/kinds/replay.ts'
import type { Link } from '../../domain/record/facts.ts'
import type { Context, Count, Lookup } from '../../domain/record/lookup.ts'
import { countRecords } from '../../store/lists/choices.ts'
import { readHistories, recordedOf } from '../../store/log/entries.ts'
import type { Requirement } from '../../store/log/requirement.ts'
import { linkedRecords, readRecords } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { type Call, todayOf } from './call.ts'
import { chanceOf } from './prepare.ts'

type Ids = readonly (string | null | undefined)[]

/** Number of rounds of reading: parents are followed level by level, one more than may stand above. */
const ROUNDS = 24

/** Kinds of which the database says by one version whether any of their records has changed (`kept_version`). */
const REMEMBERED: ReadonlySet<string> = new Set(['account', 'department'])

/** The states of these records, as far as they are there; of accounts and departments without asking where they are kept. */
async function statesNow({ database, remembered }: Ledger, ids: readonly string[]): Promise<State[]> {
  const look = remembered.look()
  const known = ids.flatMap((id) => look.known(id) ?? [])
  if (known.length === ids.length) return known
  const have = new Set(known.map(({ id }) => id))
  const read = (
    await readRecords(
      database,
      ids.filter((id) => !have.has(id)),
    )
  ).map(({ state }) => state)
  look.keep(read.flatMap((state) => (REMEMBERED.has(state.kind) ? [[state.id, state] as const] : [])))
  return [...known, ...read]
}

/**
 * The records named, the parents of those, and what `more` names once it sees them. Names of nothing are simply
 * not there.
 */
export async function loadLookup(
  ledger: Ledger,
  ids: Ids,
  more: (lookup: Lookup<State>) => Ids = () => [],
): Promise<Lookup<State>> {
  const states = new Map<string, State>()
  const asked = new Set<string>()
  const lookup: Lookup<State> = { record: (id) => states.get(id) }
  const fresh = (named: Ids): string[] =>
    [...new Set(named.filter((id) => typeof id === 'string'))].filter((id) => !asked.has(id))
  let wanted = fresh(ids)
  for (let round = 0; round < ROUNDS && wanted.length > 0; round++) {
    for (const id of wanted) asked.add(id)
    const found = await statesNow(ledger, wanted)
    for (const state of found) states.set(state.id, state)
    const parents = found.map((state) => ('parent' in state ? state.parent : null))
    wanted = fresh([...parents, ...more(lookup)])
  }
  return lookup
}

/** Records as they stood after one of their versions, for acts that go back to it. */
export async function loadStood(
  { database }: Ledger,
  wanted: readonly { id: string; seq: number | null }[],
): Promise<NonNullable<Context<State>['stood']>> {
  const found = new Map<string, State>()
  const going = wanted.filter(({ seq }) => seq !== null).map(({ id }) => id)
  const histories = await readHistories(database, [...new Set(going)])
  for (const { id, seq } of wanted) {
    if (seq === null) continue
    const history = (histories.get(id) ?? []).map(recordedOf)
    const state = replay(
      id,
      history.filter(({ envelope }) => envelope.seq <= seq),
    )
    if (state !== null && state.seq === seq) found.set(`${id} ${seq}`, state)
  }
  return (id, seq) => found.get(`${id} ${seq}`)
}

/** Records that a relation of an act leads to at the most: more is refused by the limits of its body. */
const MOST_POINTING = 50_000

/** Records that point at one, for acts that look at them all; null for an act that does not. */
export interface Pointing {
  id: string
  rel: Link['rel']
  states: readonly State[]
}

/** Loads all records that point at one in a relation. @param rel null for an act that looks at none */
export async function loadPointing(
  { database }: Ledger,
  id: string,
  rel: Link['rel'] | null,
): Promise<Pointing | null> {
  if (rel === null) return null
  const found = await linkedRecords(database, id, rel, MOST_POINTING)
  return { id, rel, states: found.map(({ state }) => state) }
}

/** Requirement that as many records point there as were loaded: none has come since. */
export function unchangedPointing({ id, rel, states }: Pointing): Requirement {
  const sql = `(SELECT count(*) FROM link JOIN record ON record.id = link.source
    WHERE link.target = ? AND link.rel = ? AND record.annulled = 0) = ?`
  return { what: id, sql, args: [id, rel, states.length] }
}

/** The look-up with the records that point, beside those that were named. */
export function withPointing(
  lookup: Lookup<State>,
  pointing: Pointing | null,
): Lookup<State> & Pick<Context<State>, 'pointing'> {
  if (pointing === null) return lookup
  const states = new Map(pointing.states.map((state) => [state.id, state]))
  return {
    record: (id) => states.get(id) ?? lookup.record(id),
    pointing: (id, rel) => (id === pointing.id && rel === pointing.rel ? pointing.states : []),
  }
}

/** Counts records, for acts that rest on how many there are. */
export async function countAll(
  { database }: Ledger,
  counts: readonly Count[],
): Promise<ReadonlyMap<string, number>> {
  const found = await Promise.all(
    counts.map(async ({ statuses, ...of }): Promise<[string, number]> => {
      const each = await Promise.all(statuses.map((status) => countRecords(database, { ...of, status })))
      return [nameOf({ statuses, ...of }), each.reduce((sum, count) => sum + count, 0)]
    }),
  )
  return new Map(found)
}

const nameOf = ({ kind, department, type, statuses }: Count): string =>
  JSON.stringify([kind, department, type, statuses])

/** Context in which a verb decides: the call, the records that were loaded for it, and the counts. */
export function contextOf(
  ledger: Ledger,
  call: Call,
  lookup: Lookup<State>,
  counted: ReadonlyMap<string, number> = new Map(),
): Context<State> {
  const { zone } = ledger.calendar.days
  const today = todayOf(ledger.now(), zone)
  const { visibility, ground, review, occurred = today } = call
  const chance = chanceOf(ledger, call)
  return {
    ...lookup,
    newId: (kind) => newRecordId(kind, chance),
    count(of) {
      const count = counted.get(nameOf(of))
      if (count === undefined) throw new Error(`not counted: ${nameOf(of)}`)
      return count
    },
    occurred,
    today,
    zone,
    visibility,
    ground,
    review,
  }
}
