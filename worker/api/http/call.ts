import { parse } from '../../domain/input/input.schema.ts'
import { kindOfRecord, lists } from '../../domain/kinds/table.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Call, Outcome } from '../../services/submit/call.ts'
import * as bodies from '../openapi/bodies.ts'
import { readJson } from './body.ts'
import type { ApiContext } from './context.ts'

/**
 * Call of a verb, from the account of the request and its headers. @throws Problem `not_signed_in`, `invalid`
 */
export function callOf(c: ApiContext): Call {
  const actor = c.get('actor')
  if (actor === null) throw refuse('not_signed_in', '需要密钥。', 'A key is needed.')
  return { actor, idempotencyKey: c.req.header('idempotency-key'), expectedSeq: seqOf(c) }
}

/** The part of a request in signing: as one that is only to be prepared, or with what was signed. */
export function signingOf(c: ApiContext, signed: Call['signing']): Call['signing'] {
  const ticket = c.get('ticket')
  return ticket === undefined ? signed : { ticket, signatures: null }
}

/** The body parted into the call and the input of the verb. */
export async function requestOf(c: ApiContext): Promise<{ call: Call; input: Record<string, unknown> }> {
  const { occurred, visibility, ground, review, signed, ...input } = parse(
    bodies.callSchema,
    await readJson(c),
  )
  const signing = signingOf(c, signed)
  return { call: { ...callOf(c), occurred, visibility, ground, review, signing }, input }
}

/**
 * Version in `If-Match`, from 1; undefined without the header or for `*`. @throws Problem `invalid` for
 * anything else
 */
export function seqOf(c: ApiContext): number | undefined {
  const given = c.req.header('if-match')
  if (given === undefined || given === '*') return undefined
  const seq = /^"?([1-9]\d{0,9})"?$/.exec(given)?.[1]
  if (seq !== undefined) return Number(seq)
  throw refuse(
    'invalid',
    'If-Match 应为你看到的版本号，如 "3"。',
    'If-Match must be the version that you saw, such as "3".',
    'If-Match',
  )
}

/**
 * Response to a write: 201 with records and receipts, 200 when it was repeated, or the drafts to be signed.
 */
export function answer(c: ApiContext, { records, receipts, repeated, prepared }: Outcome): Response {
  const [first] = records
  c.header('cache-control', 'no-store')
  if (prepared !== undefined) {
    c.header('preference-applied', 'prepare')
    return c.json(prepared)
  }
  if (first !== undefined) c.header('location', locationOf(first))
  if (repeated) c.header('idempotency-replayed', 'true')
  return c.json({ records, receipts }, repeated ? 200 : 201)
}

/** The department that is logged for: the one named, else that of the key. */
export function departmentOf({ actor }: Call, named: unknown): string {
  const department = named ?? actor.department
  if (typeof department === 'string') return department
  throw refuse('invalid', '请写明部门编号（department）。', 'Name the department (department).', 'department')
}

/** Address at which a record is read. One of an erasure has no list of its own: it is read as its entry. */
export function locationOf({ id, index }: Outcome['records'][number]): string {
  const kind = kindOfRecord(id)
  const path = kind === null ? null : lists[kind]
  return path === null ? `/api/v1/entries/${index}` : `/api/v1/${path}/${id}`
}
