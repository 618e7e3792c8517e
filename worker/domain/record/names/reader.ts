/** Reads the names that a state prints, by what its shapes say of its fields. */
import { dayNumber, earliest } from '../date.ts'
import type { Spec, Specs } from '../shape.ts'
import { type Naming, type NamingRel, nameKey } from './naming.ts'

type Reader = (value: unknown, say: (rel: NamingRel, name: string) => void) => void

/** Reader of the names in a value of this shape; null where there can be none. */
function readerOf(spec: Spec): Reader | null {
  if (spec.is === 'text') {
    const { names } = spec
    if (names === undefined) return null
    return (value, say) => {
      if (typeof value === 'string' && value !== '') say(names, value)
    }
  }
  if (spec.is === 'list') {
    const inner = readerOf(spec.of)
    if (inner === null) return null
    return (value, say) => {
      if (Array.isArray(value)) for (const one of value) inner(one, say)
    }
  }
  if (spec.is !== 'object' && spec.is !== 'set') return null
  const readers = readersOf(spec.fields)
  if (readers.length === 0) return null
  return (value, say) => {
    for (const [field, read] of readers) read(memberOf(value, field), say)
  }
}

function readersOf(fields: Specs): [string, Reader][] {
  return Object.entries(fields).flatMap(([field, spec]) => {
    const read = readerOf(spec)
    return read === null ? [] : [[field, read] as [string, Reader]]
  })
}

function memberOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as { [field: string]: unknown })[field]
    : undefined
}

/** Days of namings: of the record itself, and of parts of it by the field in which they stand. */
export interface NamingDays<S> {
  own(state: S): string | null
  readonly parts?: { readonly [F in keyof S]?: DayOf<S[F] extends (infer P)[] ? P : NonNullable<S[F]>> }
}

/** The day of a part of a record; nothing where it has none, and that of the record counts. */
type DayOf<P> = (part: P) => string | null | undefined

/**
 * Function that reads the names which a state prints, from what its shapes say.
 *
 * @param specs of the fields of its state
 */
export function namingsBy<S extends object>(
  specs: Specs,
  { own, parts = {} }: NamingDays<S>,
): (state: S) => Naming[] {
  const readers = readersOf(specs)
  if (readers.length === 0) return () => []
  const days = new Map<string, DayOf<never>>(Object.entries(parts))
  return (state) => {
    const day = own(state)
    const found = new Map<string, Naming>()
    for (const [field, read] of readers) {
      const value = memberOf(state, field)
      const dayOf = days.get(field)
      for (const part of dayOf === undefined ? [value] : [value].flat()) {
        const on = (isPart(part) ? dayOf?.(part as never) : null) ?? day
        if (on === null || on === '') continue
        const number = dayNumber(earliest(on))
        read(dayOf !== undefined && Array.isArray(value) ? [part] : part, (rel, name) => {
          const key = nameKey(name)
          found.set(`${rel} ${number} ${key}`, { rel, key, day: number })
        })
      }
    }
    return [...found.values()]
  }
}

function isPart(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
