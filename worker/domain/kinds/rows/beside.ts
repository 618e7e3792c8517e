/**
 * Rows that follow from the state of a record, beside its own row, table by table. All that writes, rebuilds, compares
 * or forgets what is derived goes through this list, and so does an audit.
 */
import type { State } from '../kinds.ts'
import { calledOf, datesOf, heldOf, linksOf, namingsOf, placesOf } from '../replay.ts'

export type BesideValue = string | number | null

/** A table whose rows are named by their `source`, the record of which they are. */
export interface Beside {
  readonly table: string
  /** Its rows in the words of a comparison. */
  readonly part: string
  /** Columns after `source`. */
  readonly columns: readonly string[]
  /** Values of those columns, row by row, each row once. */
  rowsOf(state: State): BesideValue[][]
}

const once = (rows: readonly (readonly [key: string, row: BesideValue[]])[]): BesideValue[][] => [
  ...new Map(rows).values(),
]

export const BESIDE: readonly Beside[] = [
  {
    table: 'link',
    part: 'links',
    columns: ['rel', 'target'],
    rowsOf: (state) => linksOf(state).map(({ rel, target }) => [rel, target]),
  },
  {
    table: 'dated',
    part: 'dates',
    columns: ['rel', 'day', 'until', 'part'],
    rowsOf: (state) =>
      once(
        datesOf(state).map(({ rel, day, until, part }) => [`${rel} ${part} ${day}`, [rel, day, until, part]]),
      ),
  },
  {
    table: 'place',
    part: 'places',
    columns: ['part', 'latitude', 'longitude', 'division'],
    rowsOf: (state) =>
      placesOf(state).map(({ part, latitude, longitude, division }) => [part, latitude, longitude, division]),
  },
  {
    table: 'naming',
    part: 'namings',
    columns: ['rel', 'key', 'day'],
    rowsOf: (state) => namingsOf(state).map(({ rel, key, day }) => [rel, key, day]),
  },
  {
    table: 'tenure',
    part: 'holders',
    columns: ['part', 'department', 'status', 'begins', 'ends'],
    rowsOf: (state) =>
      heldOf(state).map(({ department, status, begins, ends }, part) => [
        part,
        department,
        status,
        begins,
        ends,
      ]),
  },
  {
    table: 'called',
    part: 'names',
    columns: ['key', 'begins', 'ends', 'scope'],
    rowsOf: (state) =>
      once(
        calledOf(state).map(({ key, begins, ends, scope }) => [
          `${begins} ${ends} ${scope} ${key}`,
          [key, begins, ends, scope],
        ]),
      ),
  },
]
