/** Parts of every address at which the public writes: a desk that takes it in, the empty field, the receipt. */
import { z } from 'zod'
import { refuse } from '../../domain/record/guard.ts'
import { channels } from '../../domain/record/spoken/vocabulary.ts'
import { codesOf } from '../../domain/record/vocabulary.ts'
import type { ApiContext } from '../http/context.ts'
import { receipt, recorded } from '../openapi/answers.ts'

export const deskShape = {
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
export const honeypot = { website: z.string().optional().meta({ description: 'To be left empty.' }) }
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
})
export const received = recorded.extend({
  id: z.string(),
  code: z.string().meta({ description: 'By which the asker gets back to it. Shown once.' }),
  receipts: z.array(receipt),
  texts: z.array(text).meta({ description: 'What was sealed, with what opens it.' }),
  evidence: z.string().nullable().meta({ description: 'An evidence file, which `mingzhang verify` reads.' }),
})
/** @throws Problem `invalid` for what no person fills in */
export function requireEmpty(trap: unknown): void {
  if (trap === undefined || trap === null || trap === '') return
  throw refuse('invalid', '“网址”一栏请留空。', 'Leave the field "website" empty.', 'website')
}

/** An answer that no cache keeps. */
export function answered(c: ApiContext, body: object, status: 200 | 201 = 200): Response {
  c.header('cache-control', 'no-store')
  return c.json(body, status)
}

/** @throws Problem `not_allowed` where somebody without an account says how it came in */
export function requireNoDesk(channel: string | undefined, occurred: string | undefined): void {
  if ((channel === undefined || channel === 'web') && occurred === undefined) return
  throw refuse(
    'not_allowed',
    '只有受理岗能写来件渠道和日期：网上提问以收到之时为准。',
    'How and when it came in is for a desk to say: what is asked here came in when it was received.',
    channel === undefined ? 'occurred' : 'channel',
  )
}

/** @throws Problem `invalid` for a desk that does not say how it came in */
export function deskChannel(channel: keyof typeof channels | undefined) {
  if (channel !== undefined && channel !== 'web') return channel
  throw refuse(
    'invalid',
    '受理岗代收须写明渠道（channel）：mail、phone、visit、letter 或 import。',
    'A desk says how it came in (channel): mail, phone, visit, letter or import.',
    'channel',
  )
}
