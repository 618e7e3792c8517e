/** Where a published record differs from the replayed one. */

import { datesOf, linksOf, type State, summarise } from '../../domain/kinds/kinds.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { Published } from './source.ts'

/** A record as its entries leave it. */
export interface Replayed {
  state: State
  seq: number
  firstIndex: number
  lastIndex: number
  recorded: string
}

/** The first field that differs, `links`, or `state/<member>`; null when all agree. */
export function differenceOf({ state, ...place }: Replayed, published: Published): string | null {
  const {
    title,
    department,
    type,
    level,
    status,
    area = null,
    baseline = null,
    due = null,
    done = null,
    delay = null,
  } = summarise(state)
  const expected = {
    kind: state.kind,
    title,
    department,
    type,
    level,
    status,
    area,
    baseline,
    due,
    done,
    delay,
    ...place,
  }
  const shown = new Map<string, unknown>(Object.entries(published))
  for (const [field, value] of Object.entries(expected)) if (shown.get(field) !== value) return field
  if (published.links !== null) {
    const links = linksOf(state).map(({ rel, target }) => `${rel} ${target}`)
    if (links.sort().join('\n') !== [...published.links].sort().join('\n')) return 'links'
  }
  if (published.dates !== null) {
    const dates = datesOf(state).map(formatDated)
    if ([...new Set(dates)].sort().join('\n') !== [...published.dates].sort().join('\n')) return 'dates'
  }
  return memberOf(state, published.state)
}

/** A day of a calendar as one line. */
export function formatDated({
  rel,
  part,
  day,
  until,
}: {
  rel: string
  part: string
  day: string
  until: string | null
}): string {
  return `${rel} ${part} ${day} ${until ?? ''}`
}

function memberOf(state: State, shown: Json): string | null {
  if (typeof shown !== 'object' || shown === null) return 'state'
  const [mine, theirs] = [new Map<string, unknown>(Object.entries(state)), new Map(Object.entries(shown))]
  for (const [name, value] of mine) if (!sameJson(value, theirs.get(name))) return `state/${name}`
  for (const name of theirs.keys()) if (!mine.has(name)) return `state/${name}`
  return null
}

/** Whether two values would give the same JSON. Much faster than writing both. */
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
  const members = Object.entries(a)
  const others = new Map<string, unknown>(Object.entries(b))
  return (
    members.length === others.size &&
    members.every(([name, value]) => others.has(name) && sameJson(value, others.get(name)))
  )
}
