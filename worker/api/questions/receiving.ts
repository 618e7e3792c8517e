/** Parts of every address at which the public writes: a desk that takes it in, the empty field, the receipt. */
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { LONGEST_PROOF } from '../../domain/input/proof.schema.ts'
import { refuse } from '../../domain/record/guard.ts'
import { channels, proofMeans } from '../../domain/record/spoken/vocabulary.ts'
import { codesOf } from '../../domain/record/vocabulary.ts'
import type { Desk } from '../../services/questions/receipt.ts'
import type { Waiting } from '../../services/waiting/waiting.ts'
import { inRoom } from '../http/asking.ts'
import { readJson } from '../http/body.ts'
import type { ApiContext } from '../http/context.ts'
import type { Limiting } from '../http/limits.ts'
import { receipt, recorded } from '../openapi/answers.ts'
import { chooseLane } from './lanes.ts'

const deskShape = {
  channel: z
    .enum(codesOf(channels))
    .optional()
    .meta({ description: 'Of a desk alone, which takes a question in for somebody else.' }),
  occurred: z
    .string()
    .optional()
    .meta({ description: 'Of a desk alone: when it came in. Today when left out.' }),
}
/** Left empty by people; named so that what fills in every field fills it in. */
const honeypot = { website: z.string().optional().meta({ description: 'To be left empty.' }) }
/** Fields of every body by which the public writes, beside those of what is written. */
const proofShape = {
  proof: z.string().max(LONGEST_PROOF).optional().meta({
    description:
      'Proof of work: base64 of `{challenge, solution}` as JSON, for the `form` that is the `Idempotency-Key` of this request (`POST /api/v1/proof-of-work`). In busy times whoever sends one is entered at once.',
  }),
}
export const sentShape = { ...deskShape, ...honeypot, ...proofShape }
const sentSchema = z.looseObject(sentShape)

/** Thing that came in: its own fields, the desk that took it in for somebody else, and the key of the request. */
export interface Sent {
  given: object
  desk: Desk | null
  key: string | undefined
  /** Lane that it takes: entered at once, or kept to be entered in order. */
  lane: 'now' | 'waiting'
}

/**
 * Takes in what somebody of the public, or a desk for them, sends: the one way, so that no address forgets the empty
 * field, the limit by address, or who may say how and when it came in.
 *
 * @param take what is done with it
 * @throws Problem `invalid`, `not_allowed`, `quota_reached`, and whatever `take` throws
 */
export async function takeSent(
  c: ApiContext,
  limiting: Limiting,
  waiting: Waiting,
  take: (sent: Sent) => Promise<Response>,
): Promise<Response> {
  const { website, channel, occurred, proof, ...given } = parse(sentSchema, await readJson(c))
  requireEmpty(website)
  const key = c.req.header('idempotency-key')
  const caller = c.get('actor')
  if (caller !== null)
    return take({ given, desk: { caller, channel: deskChannel(channel), occurred }, key, lane: 'now' })
  requireNoDesk(channel, occurred)
  return inRoom(limiting, waiting, c, async () =>
    take({ given, desk: null, key, lane: await chooseLane(limiting, waiting, { form: key, proof }) }),
  )
}

const PROOF = 'The organisation for which a comment speaks, by a record on its domain.'
const proof = z.object({ domain: z.string(), means: z.enum(codesOf(proofMeans)), on: z.string() })
/** Whoever commented, beside in which part they say to. */
export const attachedName = {
  name: z.string().nullable().meta({ description: 'Name that whoever commented chose; null for none.' }),
  organisation: proof.partial().nullable().meta({ description: PROOF }),
}

/** A document that was sent with what is written. */
export const attachment = z.object({
  sha256: z.string(),
  bytes: z.int(),
  mediaType: z.string().meta({ description: 'As its own bytes show it.' }),
})
/** Fields of a text that is a document, under the name in `title`, or a proof; and the name chosen for a comment. */
export const attached = {
  name: z.string().nullable().meta({ description: 'Name that its writer chose for a comment.' }),
  proof: proof.nullable().meta({ description: PROOF }),
  attachment: attachment
    .nullable()
    .meta({ description: 'Null for words. Its bytes: `/documents/{sha256}`.' }),
}

export const text = z.object({
  of: z.int().meta({ description: 'Version of the record with which it came in.' }),
  index: z.int(),
  salt: z.base64(),
  content: z
    .string()
    .meta({ description: 'Canonical JSON: SHA-256 over salt and content is the digest in the ledger.' }),
  title: z.string().nullable(),
  text: z.string(),
  asks: z.array(z.string()),
  ...attached,
})
/** Answer of 202: it is kept, and entered in its turn. */
export const waits = z.object({
  id: z.string().meta({ description: 'Id of the record that it will be.' }),
  kind: z.enum(['question', 'comment']),
  code: z.string().meta({ description: 'By which the asker gets back to it at once. Shown once.' }),
  received: z.string().meta({ description: 'UTC instant. Its clock starts on this day.' }),
  enteredBy: z.string().meta({
    description: 'UTC instant by which it is entered. Then `POST /api/v1/tracking` tells how it stands.',
  }),
})
export const WAITS =
  'Kept, and entered in order within the hour: its receipt follows, and the code works at once. So are answered, in busy times, those who send no proof of work.'
export const received = recorded.extend({
  id: z.string(),
  code: z.string().meta({ description: 'By which the asker gets back to it. Shown once.' }),
  receipts: z.array(receipt),
  texts: z.array(text).meta({ description: 'What was sealed, with what opens it.' }),
  evidence: z.string().nullable().meta({ description: 'An evidence file, which `mingzhang verify` reads.' }),
})
/** @throws Problem `invalid` for what no person fills in */
function requireEmpty(trap: unknown): void {
  if (trap === undefined || trap === null || trap === '') return
  throw refuse('invalid', '“网址”一栏请留空。', 'Leave the field "website" empty.', 'website')
}

/** An answer that no cache keeps. */
export function answered(c: ApiContext, body: object, status: 200 | 201 | 202 = 200): Response {
  c.header('cache-control', 'no-store')
  return c.json(body, status)
}

/** @throws Problem `not_allowed` where somebody without an account says how it came in */
function requireNoDesk(channel: string | undefined, occurred: string | undefined): void {
  if ((channel === undefined || channel === 'web') && occurred === undefined) return
  throw refuse(
    'not_allowed',
    '只有受理岗能写来件渠道和日期：网上提问以收到之时为准。',
    'How and when it came in is for a desk to say: what is asked here came in when it was received.',
    channel === undefined ? 'occurred' : 'channel',
  )
}

/** @throws Problem `invalid` for a desk that does not say how it came in */
function deskChannel(channel: keyof typeof channels | undefined) {
  if (channel !== undefined && channel !== 'web') return channel
  throw refuse(
    'invalid',
    '受理岗代收须写明渠道（channel）：mail、phone、visit、letter 或 import。',
    'A desk says how it came in (channel): mail, phone, visit, letter or import.',
    'channel',
  )
}
