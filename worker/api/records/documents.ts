/** Documents by their SHA-256: sent with a key, read by whoever may read what names them, never run by a browser. */
import { Hono } from 'hono'
import { z } from 'zod'
import { safeFileName } from '../../domain/text/file-name.ts'
import type { Part } from '../../services/documents/documents.ts'
import {
  BlobTooLarge,
  type Documents,
  type FoundDocument,
  type MediaType,
  MOST_BYTES,
} from '../../services/documents/documents.ts'
import { mediaTypes } from '../../services/documents/media.ts'
import { requireActor, signedIn } from '../accounts/sign-in/who.ts'
import type { ApiContext, ApiEnv } from '../http/context.ts'
import { Refusal } from '../http/problems.ts'
import { rangeOf } from '../http/range.ts'
import { keepsDocument, readsDocument } from '../openapi/describe.ts'
import { resolved } from '../openapi/resolved.ts'

/** Asked again each time: who may read it changes with what names it. */
const CACHE = { public: 'public, no-cache', private: 'private, no-store' } as const

/** Even what a browser shows by itself runs nothing and loads nothing. */
const CSP = "sandbox; default-src 'none'"

const named = z.object({
  name: z.string().optional().describe('The file name under which it is saved; made safe.'),
})
const kept = z.object({ sha256: z.string(), bytes: z.number() })
/** Types as the bytes themselves show them; none that a browser runs. */
const anyMedia = Object.fromEntries(
  mediaTypes.map((one) => [one, { schema: { type: 'string' as const, format: 'binary' } }]),
)
const keptContent = { content: { 'application/json': { schema: resolved(kept) } } }

const rangeHeader = {
  name: 'range',
  in: 'header' as const,
  schema: { type: 'string' as const },
  description: 'One range of bytes, as `bytes=0-1023`.',
}

/** Routes of documents. */
export function documentRoutes({ documents }: { documents: Documents }) {
  const app = new Hono<ApiEnv>()

  app.put(
    '/documents/:sha256',
    keepsDocument({
      tags: ['documents'],
      summary: 'Keep the bytes of a document under their SHA-256',
      responses: {
        200: { description: 'Held before.', ...keptContent },
        201: { description: 'Kept.', ...keptContent },
      },
    }),
    signedIn,
    async (c) => {
      const actor = requireActor(c)
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
    readsDocument(
      {
        tags: ['documents'],
        summary:
          'The bytes of a document, as far as they are held here and the caller may read an entry that names it',
        parameters: [rangeHeader],
        responses: {
          200: { description: 'The whole document.', content: anyMedia },
          206: { description: 'The range that was asked for.', content: anyMedia },
          416: { description: 'The document is shorter.' },
        },
      },
      named,
    ),
    async (c) => {
      const sha256 = c.req.param('sha256')
      const document = await documents.find(c.get('actor'), sha256, c.get('requestId'))
      const headers = headersOf(document, sha256, c.req.query('name') ?? '')
      if (isKnown(c.req.header('if-none-match'), headers.etag)) return c.body(null, 304, headers)
      const part = partOf(c, document, headers.etag)
      if (part === 'outside')
        return c.body(null, 416, { ...headers, 'content-range': `bytes */${document.bytes}` })
      const length = { 'content-length': String(part?.length ?? document.bytes) }
      const whole = { ...headers, ...length }
      if (c.req.method === 'HEAD') return c.body(null, 200, whole)
      const { stream } = await document.open(part ?? undefined)
      if (part === null) return c.body(stream, 200, whole)
      const { offset } = part
      const range = `bytes ${offset}-${offset + part.length - 1}/${document.bytes}`
      return c.body(stream, 206, { ...whole, 'content-range': range })
    },
  )
  return app
}

/** A part, unless it is meant of another document than this is (RFC 9110 §13.1.5). */
function partOf(c: ApiContext, { bytes }: FoundDocument, etag: string): Part | 'outside' | null {
  if (c.req.method === 'HEAD') return null
  const only = c.req.header('if-range')
  return only !== undefined && only.trim() !== etag ? null : rangeOf(c.req.header('range'), bytes)
}

function isKnown(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((one) => ['*', etag, `W/${etag}`].includes(one.trim())) ?? false
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

function headersOf({ mediaType, isPublic }: FoundDocument, sha256: string, name: string) {
  const shown = mediaType === 'application/pdf' || mediaType.startsWith('image/')
  return {
    'content-type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
    'accept-ranges': 'bytes',
    'content-disposition': `${shown ? 'inline' : 'attachment'}; ${fileName(name, sha256, mediaType)}`,
    'content-security-policy': CSP,
    'cache-control': isPublic ? CACHE.public : CACHE.private,
    vary: 'authorization, cookie',
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
  const base = safeFileName(given)
  const [ending, ...others] = ENDINGS[mediaType]
  const has = [ending, ...others].includes(/\.(\w+)$/.exec(base)?.[1]?.toLowerCase())
  const name = `${base || sha256.slice(0, 16)}${has ? '' : `.${ending}`}`
  const escaped = encodeURIComponent(name).replace(/['()]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)
  return `filename="${name.replace(/[^ -$&-~]/g, '_')}"; filename*=UTF-8''${escaped}`
}
