/** The one reader of bodies: JSON of a bearable size, depth and width, in strict UTF-8, with nothing said twice. */
import { createMiddleware } from 'hono/factory'
import { refuse } from '../../domain/record/guard.ts'
import { fromUtf8, joined } from '../../ledger/bytes.ts'
import { LedgerError } from '../../ledger/error.ts'
import type { ApiContext, ApiEnv } from './context.ts'
import { type JsonLimits, walkJson } from './json.ts'
import { Refusal } from './problems.ts'

/** Largest request body in bytes; a delivery of 500 items with their legal bases needs more. */
const MOST_BYTES = 1024 * 1024
const MOST_DELIVERY_BYTES = 16 * 1024 * 1024

/** A delivery has up to 500 items of up to 400 members; the longest text of all, an attestation, has 100,000 characters. */
const LIMITS: JsonLimits = { depth: 64, members: 20_000, keys: 5_000, text: 200_000 }
const DELIVERY_LIMITS: JsonLimits = { ...LIMITS, members: 200_000 }

const JSON_TYPE = /^application\/(?:json|[\w.-]+\+json)\s*(?:;\s*charset="?utf-8"?\s*)?$/i

function isDelivery(c: ApiContext): boolean {
  return c.req.path.endsWith('/deliveries')
}

function mostBytes(c: ApiContext): number {
  return isDelivery(c) ? MOST_DELIVERY_BYTES : MOST_BYTES
}

function tooLarge(c: ApiContext): Refusal {
  const most = mostBytes(c)
  return new Refusal('too_large', {
    zh: `请求至多 ${most} 字节；更大的清单请分批。`,
    en: `A request has at most ${most} bytes; send larger lists in parts.`,
  })
}

/** Refuses by its headers what is too large or is no JSON, before a byte of it is read. */
export const requireJson = createMiddleware<ApiEnv>(async function requireJson(c, next) {
  if (c.req.method !== 'POST') return next()
  if (Number(c.req.header('content-length') ?? 0) > mostBytes(c)) throw tooLarge(c)
  const type = c.req.header('content-type') ?? ''
  // Amazon SNS calls its JSON plain text.
  const isNotice = c.req.path.endsWith('/subscriptions/returned') && /^text\/plain\b/i.test(type)
  if (!JSON_TYPE.test(type) && !isNotice) {
    throw new Refusal('unsupported_media_type', {
      zh: '请用 application/json（UTF-8）发送。',
      en: 'Send application/json, in UTF-8.',
    })
  }
  await next()
})

/**
 * The body as JSON. A large one lets others have their turn while it is read.
 *
 * Bytes that are no UTF-8 are refused: what a lenient decoder puts in their place would stand in the ledger
 * for good.
 *
 * @throws Problem `invalid` that says where (`json.ts`), Refusal `too_large`
 */
export async function readJson(c: ApiContext): Promise<unknown> {
  return (await readSigned(c)).json
}

/**
 * The same with the text as it came, over which somebody has signed.
 *
 * @throws Problem `invalid`, Refusal `too_large`
 */
export async function readSigned(c: ApiContext): Promise<{ text: string; json: unknown }> {
  const bytes = c.req.header('content-length') === undefined ? await readAll(c) : await c.req.arrayBuffer()
  const text = textOf(new Uint8Array(bytes))
  const walk = walkJson(text.replace(/^\ufeff/, ''), isDelivery(c) ? DELIVERY_LIMITS : LIMITS)
  for (;;) {
    const next = walk.next()
    if (next.done) return { text, json: next.value }
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes)
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    throw refuse('invalid', '请求体不是 UTF-8 编码。', 'The request body is not UTF-8.')
  }
}

/** A body that does not say how long it is, read as far as it may go. */
async function readAll(c: ApiContext): Promise<Uint8Array> {
  const most = mostBytes(c)
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = c.req.raw.body?.getReader()
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    chunks.push(next.value)
    length += next.value.length
    if (length > most) {
      await reader?.cancel()
      throw tooLarge(c)
    }
  }
  return joined(chunks)
}
