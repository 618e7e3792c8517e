/**
 * The life of one record, a part at a time: whatever is asked, no more is read than the part and the entries since the
 * waypoint before it, however long the record is.
 */
import { compareStates, moments } from '../../domain/kinds/compare.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import { applyEntry, replay } from '../../domain/kinds/replay.ts'
import type { Moment, Recorded } from '../../domain/record/event.ts'
import type { Database } from '../../store/database.ts'
import * as entries from '../../store/log/entries.ts'
import { eachInTurn } from '../../store/pause.ts'
import { EVERY, readTurn, readWaypoint } from '../../store/records/history/waypoints.ts'
import { todayOf } from '../submit/call.ts'
import type { Version, VersionPoint } from './questions.ts'

/** Entries of one record that are told at once, where nobody asks for fewer. */
export const AT_ONCE = 150

/** Part of the life of a record: the newest `limit` entries of the first `to`. */
export interface Span {
  to?: number | undefined
  limit?: number | undefined
}

/** The entry with which a record begins: it tells whether what the record is about is shown. */
export const OPENING: Span = { to: 1, limit: 1 }

/** The field of a change, of which a part of a list is named as `steps/s1`. */
const nameIn = (field: string): string => field.split('/')[0] ?? field

/** True of a body that is gone: by the entry of its erasure, or, of a public one, as nothing is left of it. */
export const isErased = (stored: entries.StoredEntry): boolean =>
  stored.erased || (stored.content === null && entries.envelopeOf(stored).visibility === 'public')

/** A moment with what was done to its content since. */
function withFate(moment: Moment, stored: entries.StoredEntry): Moment {
  if (isErased(stored)) return { ...moment, erased: true }
  const opened = entries.openedOf(stored)
  return opened === null ? moment : { ...moment, opened }
}

/** Parts of the lives of records. @param zone in which days begin */
export function createHistory(database: Database, zone: string) {
  /** State that the first `seq` entries of a record leave; null before the first. */
  async function stateAfter(id: string, seq: number): Promise<State | null> {
    if (seq <= 0) return null
    const from = await readWaypoint(database, id, seq)
    const since = await entries.readSpan(database, id, {
      after: from.seq,
      to: seq,
      most: Number.MAX_SAFE_INTEGER,
    })
    let { state } = from
    await eachInTurn(since, (one) => {
      state = applyEntry(state, entries.recordedOf(one))
    })
    return state
  }

  const newest = async (id: string, to?: number): Promise<entries.StoredEntry | null> =>
    (await entries.readSpan(database, id, { ...(to === undefined ? {} : { to }), most: 1 })).at(-1) ?? null

  /** The last entry of a record of which it is so, where it is so of none after one of which it is not. */
  async function lastWhere(
    id: string,
    last: entries.StoredEntry,
    is: (entry: Recorded) => boolean,
  ): Promise<entries.StoredEntry | null> {
    if (is(entries.recordedOf(last))) return last
    let [low, high] = [0, entries.envelopeOf(last).seq]
    let found: entries.StoredEntry | null = null
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      const one = await newest(id, middle)
      if (one !== null && is(entries.recordedOf(one))) [low, found] = [middle, one]
      else high = middle
    }
    return found
  }

  const history = {
    /**
     * A part of the life of one record, oldest first, each entry with what it changed: the newest entries where nobody
     * says as far as which.
     */
    async timeline(id: string, { to, limit = AT_ONCE }: Span = {}): Promise<Moment[]> {
      const most = Math.max(1, limit)
      // What stands before few entries is read with them, and not after them.
      const all = to !== undefined && to <= EVERY ? to : most
      const read = await entries.readSpan(database, id, {
        ...(to === undefined ? {} : { to }),
        most: Math.max(most, all),
      })
      const stored = read.slice(-most)
      const [first] = stored
      if (first === undefined) return []
      const before =
        read[0] !== undefined && entries.envelopeOf(read[0]).seq === 1
          ? replay(id, read.slice(0, -most).map(entries.recordedOf))
          : await stateAfter(id, entries.envelopeOf(first).seq - 1)
      const recorded = await eachInTurn(stored, entries.recordedOf)
      return eachInTurn(moments(recorded, before), (moment, i) => {
        const one = stored[i]
        return one === undefined ? moment : withFate(moment, one)
      })
    },

    /**
     * An entry after the first `seq` by which some fields came to read otherwise than they do after these; null while
     * they read the same.
     */
    async changedSince(id: string, seq: number, fields: ReadonlySet<string>): Promise<Moment | null> {
      const end = await newest(id)
      if (end === null) return null
      const then = await stateAfter(id, seq)
      const isSame = async (at: number): Promise<boolean> =>
        compareStates(then, await stateAfter(id, at)).every(({ field }) => !fields.has(nameIn(field)))
      let [low, high] = [seq, entries.envelopeOf(end).seq]
      if (high <= seq || (await isSame(high))) return null
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2)
        if (await isSame(middle)) low = middle
        else high = middle
      }
      return (await history.timeline(id, { to: high, limit: 1 }))[0] ?? null
    },

    /**
     * The last entry among the first `to` of a record that put a field otherwise; null where none did. Before the newest
     * hundred one may be passed over that was undone within a hundred entries.
     */
    async lastChange(id: string, field: string, to: number): Promise<Moment | null> {
      const isOne = ({ changes }: Moment): boolean => changes.some((change) => change.field === field)
      const newest = await history.timeline(id, { to, limit: EVERY })
      const found = newest.findLast(isOne)
      const seq = newest[0]?.entry.envelope.seq ?? 1
      if (found !== undefined || seq === 1) return found ?? null
      const state = await stateAfter(id, seq - 1)
      if (state === null) return null
      const turn = await readTurn(database, { record: id, field, state, to: seq - 1 })
      const between = await history.timeline(id, { to: turn.to, limit: turn.to - turn.after })
      return between.findLast(isOne) ?? null
    },

    /** Entries of one record by their numbers in it, some hundreds at most, without what they changed. */
    async numbered(id: string, numbers: readonly number[]): Promise<Moment[]> {
      const stored = await entries.readNumbered(database, id, numbers)
      return stored.map((one) => withFate({ entry: entries.recordedOf(one), changes: [] }, one))
    },

    /**
     * A record as it stood: after its version `seq`, in a ledger of `size` entries, or at the end of a day on
     * which it had been recorded. Null when it was not there yet.
     */
    async version(id: string, at: VersionPoint): Promise<Version | null> {
      const [end, numbered, early] = await Promise.all([
        newest(id),
        // By its number it is found without looking for it.
        'seq' in at ? newest(id, at.seq) : null,
        'seq' in at ? stateAfter(id, at.seq) : null,
      ])
      if (end === null) return null
      const last =
        'seq' in at
          ? numbered
          : await lastWhere(id, end, ({ index, envelope }) =>
              'size' in at ? index < at.size : todayOf(new Date(envelope.recorded), zone) <= at.date,
            )
      if (last === null) return null
      const { seq, recorded } = entries.envelopeOf(last)
      const state = early ?? (await stateAfter(id, seq))
      if (state === null) return null
      return { seq, index: last.index, recorded, of: entries.envelopeOf(end).seq, state }
    },
  }
  return history
}
