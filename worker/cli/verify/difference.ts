/** Differences between a published record and the replayed one. */

import type { State } from '../../domain/kinds/kinds.ts'
import { statusOn, summarise } from '../../domain/kinds/replay.ts'
import { BESIDE } from '../../domain/kinds/rows/beside.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { Published } from './source/source.ts'

/** A record as its entries leave it. */
export interface Replayed {
  state: State
  seq: number
  firstIndex: number
  lastIndex: number
  recorded: string
}

/** The first of what no version of the code derives otherwise that differs; null when all agree. */
export function placeDifferenceOf({ state, ...place }: Replayed, published: Published): string | null {
  const shown = new Map<string, unknown>(Object.entries(published))
  const expected = Object.entries({ kind: state.kind, ...place })
  return expected.find(([field, value]) => shown.get(field) !== value)?.[0] ?? null
}

/**
 * The first field that differs, a part beside it as `links`, or `state/<member>`; null when all agree.
 *
 * @param same how values of the state are compared
 */
export function differenceOf(
  { state, ...place }: Replayed,
  published: Published,
  same: (a: unknown, b: unknown) => boolean = sameJson,
): string | null {
  const row = summarise(state)
  const { title, department, type, level, status } = row
  const { area = null, baseline = null, due = null, done = null, delay = null } = row
  const shown: { readonly [field: string]: unknown } = { ...published }
  // What follows from the days of a term is computed for a day, and an answer says for which.
  const { judged } = published
  const expected = {
    kind: state.kind,
    title,
    department,
    type,
    level,
    status: judged === null ? status : statusOn(state, judged),
    area,
    baseline,
    due,
    done,
    delay,
    ...place,
  }
  for (const [field, value] of Object.entries(expected)) if (shown[field] !== value) return field
  if (published.standing !== null) {
    const whole: { readonly [column: string]: unknown } = { ...row }
    for (const [column, value] of Object.entries(published.standing))
      if ((whole[column] ?? null) !== value) return column
  }
  for (const { table, part, rowsOf } of BESIDE) {
    const shownBeside = published.beside.get(table)
    if (shownBeside === undefined) continue
    const lines = rowsOf(state).map(besideLine)
    if (lines.sort().join('\n') !== [...shownBeside].sort().join('\n')) return part
  }
  return memberOf(state, published.state, same)
}

/** Values of a row beside a record as one line. */
export function besideLine(values: readonly (string | number | null)[]): string {
  return JSON.stringify(values)
}

function memberOf(state: State, shown: Json, same: (a: unknown, b: unknown) => boolean): string | null {
  if (typeof shown !== 'object' || shown === null) return 'state'
  if (same(state, shown)) return null
  const [mine, theirs] = [new Map<string, unknown>(Object.entries(state)), new Map(Object.entries(shown))]
  const differs = [...mine.keys(), ...theirs.keys()].find(
    (name) => !mine.has(name) || !theirs.has(name) || !same(mine.get(name), theirs.get(name)),
  )
  return differs === undefined ? 'state' : `state/${differs}`
}

/**
 * True for two values that agree in every member that both have: one version of the code may add what another
 * lacks.
 */
export function agreeingJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, i) => agreeingJson(item, b[i]))
    )
  }
  const others = new Map<string, unknown>(Object.entries(b))
  return Object.entries(a).every(
    ([name, value]) => !others.has(name) || agreeingJson(value, others.get(name)),
  )
}

interface Members {
  readonly [name: string]: unknown
}

/** True for two values that would give the same JSON. Much faster than writing both. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, i) => sameJson(item, b[i]))
    )
  }
  const names = Object.keys(a)
  const [mine, others] = [a as Members, b as Members]
  return (
    names.length === Object.keys(others).length &&
    names.every((name) => Object.hasOwn(others, name) && sameJson(mine[name], others[name]))
  )
}
