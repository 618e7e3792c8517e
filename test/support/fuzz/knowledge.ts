/** What the maker of requests has learned on the way: ids, states, digests, values by name. */
import type { Chance } from './chance.ts'

const MOST = 60
/** As who asks a question is given. */
const TRACKING = /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/
const RECORD_ID = /^[a-z]{3}-[0-9a-z-]{2,40}$/

export interface Known {
  id: string
  department: string | null
  status: string
  state: unknown
}

export interface Knowledge {
  /** Takes in what was answered at a path of the description, and to whom. */
  learn(template: string, answer: unknown, person?: string): void
  /** An id that begins so. */
  id(prefixes: readonly string[], department: string | null): string | undefined
  /** A value that stood under a name in some answer. */
  value(name: string): unknown
  /** What was made at a collection, as `/api/v1/drafts`: by somebody, as far as there is any. */
  made(collection: string, person?: string): string | undefined
  /** An object of an answer that had this id. */
  part(id: string): unknown
  record(id: string): Known | undefined
  /** Forgets everything, so that what others keep can be weighed. */
  forget(): void
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Remembers the newest of a kind. */
function keep<T>(lists: Map<string, T[]>, name: string, value: T): void {
  const list = lists.get(name) ?? []
  if (list.includes(value)) return
  list.push(value)
  if (list.length > MOST) list.shift()
  lists.set(name, list)
}

/** The values of a part of a record by their names, as its acts may name them. */
export function valuesIn(part: unknown, into: Map<string, unknown[]> = new Map()): Map<string, unknown[]> {
  if (Array.isArray(part)) for (const one of part.slice(-20)) valuesIn(one, into)
  else if (isObject(part))
    for (const [name, value] of Object.entries(part)) {
      if (isObject(value) || Array.isArray(value)) valuesIn(value, into)
      else if (value !== null) keep(into, name, value)
    }
  return into
}

export function newKnowledge(chance: Chance): Knowledge {
  const ids = new Map<string, string[]>()
  const collections = new Map<string, string[]>()
  const values = new Map<string, unknown[]>()
  const records = new Map<string, Known>()
  const parts = new Map<string, unknown>()

  function look(value: unknown, collection: string, person: string): void {
    if (Array.isArray(value)) for (const one of value.slice(-30)) look(one, collection, person)
    if (!isObject(value)) return
    const { id, kind, seq, state, status, department } = value
    if (typeof id === 'string') {
      keep(collections, collection, id)
      keep(collections, `${collection} ${person}`, id)
      parts.set(id, value)
      if (parts.size > 2000) parts.delete(parts.keys().next().value ?? id)
      if (RECORD_ID.test(id)) keep(ids, id.slice(0, 4), id)
    }
    if (typeof id === 'string' && typeof kind === 'string' && seq !== undefined && state !== undefined)
      records.set(id, {
        id,
        department: typeof department === 'string' ? department : null,
        status: String(status),
        state,
      })
    for (const [name, one] of Object.entries(value)) {
      if (typeof one === 'string' && TRACKING.test(one)) keep(values, 'tracking code', one)
      if (typeof one === 'string' && one.length < 200) keep(values, name, one)
      if (typeof one === 'number') keep(values, name, one)
      look(one, collection, person)
    }
  }

  return {
    learn: (template, answer, person = '') => look(answer, template.split('/{')[0] ?? '', person),
    id(prefixes, department) {
      const all = prefixes.flatMap((one) => ids.get(one) ?? [])
      const own = all.filter((one) => one === department || records.get(one)?.department === department)
      return chance.maybe(own.length > 0 && chance.is(0.85) ? own : all)
    },
    value: (name) => chance.maybe(values.get(name) ?? []),
    made(collection, person = '') {
      const own = collections.get(`${collection} ${person}`) ?? []
      return chance.maybe(
        own.length > 0 && chance.is(0.8) ? own.slice(-8) : (collections.get(collection) ?? []),
      )
    },
    part: (id) => parts.get(id),
    record: (id) => records.get(id),
    forget() {
      for (const all of [ids, collections, values, records, parts]) all.clear()
    },
  }
}
