/** Loads records with all that the rules look at: their entries, what they point at, what points at them. */
import type { Recorded } from '../domain/event.ts'
import { linksOf, type State } from '../domain/kinds.ts'
import { fieldsOf, own, textOrNull } from '../domain/plain.ts'
import type { Context, Subject } from '../domain/rules/rule.ts'
import { subjectFrom } from '../domain/rules/subject.ts'
import type { Database } from '../store/database.ts'
import { readHistories, recordedOf } from '../store/entries.ts'
import { linksTo, readRecords, type StoredRecord } from '../store/records.ts'

export interface LoadedSubject {
  subject: Subject
  title: string
  department: string | null
  around: Pick<Context, 'record' | 'pointing'>
}

/** Relations in which a record is pointed at by those that rest on it. */
const RELS = ['decision', 'responsibility', 'parent', 'inventory'] as const

export async function loadSubjects(
  database: Database,
  page: readonly StoredRecord[],
): Promise<LoadedSubject[]> {
  const ids = page.map(({ id }) => id)
  const [histories, links] = await Promise.all([readHistories(database, ids), linksTo(database, ids, RELS)])
  const states = new Map<string, State>(page.map(({ id, state }) => [id, state]))
  const wanted = [
    ...page.flatMap(({ state, department }) => [
      ...linksOf(state).flatMap(({ rel, target }) => (rel === 'register' ? [] : [target])),
      ...(department === null ? [] : [department]),
    ]),
    ...links.map(({ source }) => source),
  ].filter((id) => !states.has(id))
  for (const { id, state } of await readRecords(database, [...new Set(wanted)])) states.set(id, state)
  const pointing = new Map<string, string[]>()
  for (const { source, rel, target } of links) {
    const list = pointing.get(`${rel} ${target}`)
    if (list === undefined) pointing.set(`${rel} ${target}`, [source])
    else list.push(source)
  }
  const around: LoadedSubject['around'] = {
    record: (id) => states.get(id) ?? null,
    pointing: (id, rel) => (pointing.get(`${rel} ${id}`) ?? []).flatMap((one) => states.get(one) ?? []),
  }
  return page.map(({ id, state, title, department }) => ({
    subject: subjectFrom(state, (histories.get(id) ?? []).map(recordedOf)),
    title,
    department,
    around,
  }))
}

/** The date of the delivery of which a body tells, as its source or as a report or change; null for none. */
export function deliveryIn(body: Recorded['body']): string | null {
  const fields = fieldsOf(body ?? undefined)
  return textOrNull(own(fields, 'asOf')) ?? textOrNull(own(fieldsOf(own(fields, 'source')), 'asOf'))
}
