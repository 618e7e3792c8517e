/** Documents by their SHA-256: sent with a key, read by anyone, never run by a browser. */
import { Hono } from 'hono'
import { resolver } from 'hono-openapi'
import { z } from 'zod'
import { refuse } from '../../domain/record/guard.ts'
import {
  BlobTooLarge,
  type Documents,
  type MediaType,
  MOST_BYTES,
  type OpenDocument,
} from '../../services/records/documents.ts'
import type { ApiContext, ApiEnv } from '../http/context.ts'
import { Refusal } from '../http/problems.ts'
import { described, reads } from '../openapi/describe.ts'

const IMMUTABLE = 'public, max-age=31536000, immutable'

/** Even what a browser shows by itself runs nothing and loads nothing. */
const CSP = "sandbox; default-src 'none'"

const named = z.object({
  name: z.string().optional().describe('The file name under which it is saved; made safe.'),
})
const kept = z.object({ sha256: z.string(), bytes: z.number() })
const problems = {
  description: 'A problem (RFC 9457) with a stable `code`.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
const keptContent = { content: { 'application/json': { schema: resolver(kept) } } }

export function documentRoutes({ documents }: { documents: Documents }) {
  const app = new Hono<ApiEnv>()

  app.put(
    '/documents/:sha256',
    described({
      tags: ['documents'],
      summary: 'Keep the bytes of a document under their SHA-256',
      security: [{ key: [] }],
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: {
        200: { description: 'Held before.', ...keptContent },
        201: { description: 'Kept.', ...keptContent },
        default: problems,
      },
    }),
    async (c) => {
      const actor = c.get('actor')
      if (actor === null) throw refuse('not_signed_in', '需要密钥。', 'A key is needed.')
      const length = lengthOf(c)
      if (length !== undefined && length > MOST_BYTES) throw tooLarge()
      const declared = c.req.param('sha256')
      try {
        const { sha256, bytes, isNew } = await documents.upload(actor, bodyOf(c), { declared, length })
        c.header('cache-control', 'no-store')
        c.header('location', `/api/v1/documents/${sha256}`)
        return c.json({ sha256, bytes }, isNew ? 201 : 200)
      } catch (error) {
        throw error instanceof BlobTooLarge ? tooLarge() : error
      }
    },
  )

  app.get(
    '/documents/:sha256',
    reads({
      tag: 'documents',
      summary: 'The bytes of a document, as far as they are held here',
      query: named,
      answer: 'application/octet-stream',
    }),
    async (c) => {
      const sha256 = c.req.param('sha256')
      const document = await documents.open(sha256)
      if (document === null) throw notHeld(sha256)
      const headers = headersOf(document, sha256, c.req.query('name') ?? '')
      if (c.req.method !== 'HEAD') return c.body(document.stream, 200, headers)
      await document.stream.cancel()
      return c.body(null, 200, headers)
    },
  )
  return app
}

function lengthOf(c: ApiContext): number | undefined {
  const given = c.req.header('content-length')
  return given !== undefined && /^\d{1,15}$/.test(given) ? Number(given) : undefined
}

function bodyOf(c: ApiContext): ReadableStream<Uint8Array> {
  return c.req.raw.body ?? new Blob([]).stream()
}

function tooLarge(): Refusal {
  return new Refusal('too_large', {
    zh: `一份文件至多 ${MOST_BYTES} 字节。`,
    en: `A document has at most ${MOST_BYTES} bytes.`,
  })
}

function notHeld(sha256: string) {
  return refuse(
    'not_found',
    `这里没有摘要为 ${sha256} 的文件：账本记的是摘要，文件的字节从未存放在这里。手中有文件的人仍可自行核对其 SHA-256。`,
    `The bytes with the digest ${sha256} were never held here: the ledger holds the digest. Whoever has the document can still check its SHA-256.`,
  )
}

function headersOf({ mediaType, bytes }: OpenDocument, sha256: string, name: string) {
  const shown = mediaType === 'application/pdf' || mediaType.startsWith('image/')
  return {
    'content-type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
    'content-length': String(bytes),
    'content-disposition': `${shown ? 'inline' : 'attachment'}; ${fileName(name, sha256, mediaType)}`,
    'content-security-policy': CSP,
    'cache-control': IMMUTABLE,
    etag: `"${sha256}"`,
  }
}

/** The endings that a name may have for what the bytes are; the first is given to a name that has none of them. */
const ENDINGS: Record<MediaType, readonly string[]> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'text/csv': ['csv', 'txt'],
  'text/plain': ['txt', 'csv', 'md'],
  'application/octet-stream':
    'bin doc docx xls xlsx ppt pptx odt ods odp ofd wps et dps zip tif tiff eml mp3 mp4 wav'.split(' '),
}

/** A file name for RFC 6266: no path, no control or direction characters, an ending that tells what it is. */
function fileName(given: string, sha256: string, mediaType: MediaType): string {
  const base = [...given.normalize('NFC').replace(/[\p{C}\p{Zl}\p{Zp}"*/:<>?\\|]+/gu, '_')]
    .slice(-100)
    .join('')
    .replace(/^[\s._]+|[\s.]+$/g, '')
  const [ending, ...others] = ENDINGS[mediaType]
  const has = [ending, ...others].includes(/\.(\w+)$/.exec(base)?.[1]?.toLowerCase())
  const name = `${base || sha256.slice(0, 16)}${has ? '' : `.${ending}`}`
  const escaped = encodeURIComponent(name).replace(/['()]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)
  return `filename="${name.replace(/[^ -$&-~]/g, '_')}"; filename*=UTF-8''${escaped}`
}
