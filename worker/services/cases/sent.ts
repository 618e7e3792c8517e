/** Acts on a file as they were sent: what they name has to be there, and the same key gives the same answer. */
import { refuse } from '../../domain/record/guard.ts'
import { objectOf } from '../../domain/record/json.ts'
import type { Shape, Spec } from '../../domain/record/shape.ts'
import { canonicalJson, type Json } from '../../ledger/canonical.ts'
import type { Database } from '../../store/database.ts'
import { readRecords } from '../../store/records/records.ts'
import type { Call } from '../submit/call.ts'
import type { CaseFile } from './file.ts'

/** Every record that a body names in a field of its shape must be there. @throws Problem `not_found` */
export async function requireRecords(
  database: Database,
  { spec }: Shape<unknown>,
  body: Json,
): Promise<void> {
  if (spec.is !== 'object') return
  const fields = objectOf(body)
  const named = Object.entries(spec.fields).flatMap(([field, of]) =>
    holdsIds(of) ? textsIn(fields[field]).map((id) => ({ field, id })) : [],
  )
  const ids = [...new Set(named.map(({ id }) => id))]
  const found = new Set((await readRecords(database, ids)).map(({ id }) => id))
  const absent = named.find(({ id }) => !found.has(id))
  if (absent === undefined) return
  const { field, id } = absent
  throw refuse('not_found', `没有记录 ${id}。`, `There is no record ${id}.`, field)
}

/**
 * Answer to what was sent before under the same key; null when nothing was. @throws Problem
 * `idempotency_key_reused`
 */
export function repeated(file: Iterable<CaseFile>, call: Call, event: string, body: Json) {
  if (call.idempotencyKey === undefined) return null
  for (const { state, lines } of file) {
    const line = lines.find(
      (one) => one.key === call.idempotencyKey && one.act.account === call.actor.account,
    )
    if (line === undefined) continue
    if (line.act.event === event && canonicalJson(sentOf(line.act.body)) === canonicalJson(sentOf(body)))
      return { id: state.id, seq: line.act.seq }
    throw refuse(
      'idempotency_key_reused',
      '这一幂等键已用于另一个请求：请换一个新的键。',
      'This idempotency key was used for another request: take a new one.',
    )
  }
  return null
}

/** A body as it was sent: without the number of a milestone that was opened for it. */
export function sentOf(body: Json): Json {
  const { milestone, ...sent } = objectOf(body)
  return typeof sent.publicTitle === 'string' ? sent : body
}

const holdsIds = (spec: Spec): boolean => spec.is === 'id' || (spec.is === 'list' && holdsIds(spec.of))

const textsIn = (value: Json | undefined): string[] => [value].flat().filter((one) => typeof one === 'string')
