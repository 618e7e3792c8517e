import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { ApiEnv } from '../../../worker/api/http/context.ts'
import { openReading, tagReading, trace } from '../../../worker/api/http/middleware.ts'
import { answerError } from '../../../worker/api/http/problems.ts'
import { documentRoutes } from '../../../worker/api/records/documents.ts'
import { utf8 } from '../../../worker/ledger/bytes.ts'
import { openBlobFolder } from '../../../worker/machine/blob-folder.ts'
import { createDocuments, MOST_BYTES } from '../../../worker/services/documents/documents.ts'
import type { BlobStore } from '../../../worker/store/blobs/blobs.ts'
import { freshLedger, OPERATOR, seededRandom, temporaryFolder } from '../../support/ledger/ledger.ts'

const { services } = await freshLedger()
await services.acts.open({ actor: OPERATOR }, 'department', null, { code: 'water', name: '水务局' })
const { records } = await services.acts.open({ actor: OPERATOR }, 'decision', 'dep-water', {
  title: '关于调整权限的决定',
  class: 'normative_document',
  noResponsibility: '无',
})
const decision = records[0]?.id ?? ''
const lines: Record<string, unknown>[] = []
const deps = {
  services,
  requestId: () => 'request',
  log: (line: Record<string, unknown>) => void lines.push(line),
}

/** The routes alone. Who calls is the account named in `x-role`, without a key. */
function apiOver(blobs: BlobStore | null) {
  return new Hono<ApiEnv>()
    .use(trace(deps), openReading, tagReading, async (c, next) => {
      const role = c.req.header('x-role')
      const department = role === 'recorder' ? 'dep-water' : null
      c.set(
        'actor',
        role === undefined ? null : { account: role, role, department, by: role, means: 'key', since: '' },
      )
      await next()
    })
    .route('/api/v1', documentRoutes({ documents: createDocuments(services.ledger, blobs, services.access) }))
    .onError((error, c) => answerError(c, error, deps.log))
}

const dir = join(temporaryFolder(), 'documents')
const api = apiOver(await openBlobFolder({ dir, now: () => new Date(), random: seededRandom() }))

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function put(
  bytes: Uint8Array | ReadableStream<Uint8Array>,
  sha256: string,
  headers: Record<string, string> = { 'x-role': 'recorder' },
) {
  const body = bytes instanceof Uint8Array ? bytes.slice() : bytes
  const init: RequestInit & { duplex: 'half' } = { method: 'PUT', body, headers, duplex: 'half' }
  return api.request(`/api/v1/documents/${sha256}`, init)
}

async function kept(content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === 'string' ? utf8(content) : content
  const sha256 = sha256Of(bytes)
  expect((await put(bytes, sha256)).ok).toBe(true)
  return sha256
}

/** Kept, and named by a public entry. */
async function published(content: string | Uint8Array): Promise<string> {
  const sha256 = await kept(content)
  await name(sha256)
  return sha256
}

async function name(sha256: string): Promise<void> {
  await services.acts.act({ actor: OPERATOR }, 'decision', 'attached', decision, {
    document: { title: '附件', sha256 },
  })
}

async function problemOf(response: Response): Promise<{ status: number; code: string; field?: string }> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  const { status, code, field, words } = (await response.json()) as {
    status: number
    code: string
    field?: string
    words: { zh: string; en: string }
  }
  expect(response.status).toBe(status)
  expect(words.zh && words.en).toBeTruthy()
  return { status, code, ...(field === undefined ? {} : { field }) }
}

const pdf = utf8('%PDF-1.7\n关于调整权限的决定')
const html = '<!doctype html><script>alert(1)</script>'

describe('sending a document', () => {
  it('keeps it, and says so when it was held', async () => {
    const sha256 = sha256Of(pdf)
    const first = await put(pdf, sha256)
    expect(first.status).toBe(201)
    expect(first.headers.get('location')).toBe(`/api/v1/documents/${sha256}`)
    expect(await first.json()).toEqual({ sha256, bytes: pdf.length })
    const second = await put(pdf, sha256)
    expect(second.status).toBe(200)
    expect(await second.json()).toEqual({ sha256, bytes: pdf.length })
  })

  it.each(['recorder', 'registrar', 'operator'])('is open to a %s', async (role) => {
    const bytes = utf8(`by ${role}`)
    expect((await put(bytes, sha256Of(bytes), { 'x-role': role })).status).toBe(201)
  })

  it('is not open to the public, nor to a role without rights', async () => {
    expect(await problemOf(await put(pdf, sha256Of(pdf), {}))).toEqual({ status: 401, code: 'not_signed_in' })
    const visitor = await put(pdf, sha256Of(pdf), { 'x-role': 'visitor' })
    expect(await problemOf(visitor)).toEqual({ status: 403, code: 'not_allowed' })
  })

  it('refuses bytes of another digest', async () => {
    const answer = await put(pdf, sha256Of(utf8('other')))
    expect(await problemOf(answer.clone())).toEqual({ status: 400, code: 'invalid', field: 'sha256' })
    expect(await answer.text()).toContain(sha256Of(pdf))
    expect((await api.request(`/api/v1/documents/${sha256Of(utf8('other'))}`)).status).toBe(404)
  })

  it('refuses what is too large, by its header and by its bytes', async () => {
    const headers = { 'x-role': 'recorder', 'content-length': String(MOST_BYTES + 1) }
    expect(await problemOf(await put(pdf, sha256Of(pdf), headers))).toEqual({
      status: 413,
      code: 'too_large',
    })
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024).fill(++sent)),
    })
    const answer = await put(endless, sha256Of(pdf))
    expect(await problemOf(answer)).toEqual({ status: 413, code: 'too_large' })
    expect(sent).toBeLessThan(60)
  })

  it('refuses what broke off, and what is empty', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('gone')),
    })
    expect(await problemOf(await put(broken, sha256Of(pdf)))).toEqual({ status: 400, code: 'invalid' })
    const empty = await put(new Uint8Array(), sha256Of(new Uint8Array()))
    expect(await problemOf(empty)).toEqual({ status: 400, code: 'invalid', field: 'sha256' })
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  it.each(['..%2f..%2fetc%2fpasswd', '..%2fsigning-key', sha256Of(pdf).toUpperCase(), 'abc'])(
    'refuses the address %s',
    async (address) => {
      const wrong = { status: 400, code: 'invalid', field: 'sha256' }
      expect(await problemOf(await put(pdf, address))).toEqual(wrong)
      expect(await problemOf(await api.request(`/api/v1/documents/${address}`))).toEqual(wrong)
    },
  )

  it('says when this ledger has no place for documents', async () => {
    const without = apiOver(null)
    const path = `/api/v1/documents/${sha256Of(pdf)}`
    const init = { method: 'PUT', body: 'x', headers: { 'x-role': 'recorder' } }
    expect(await problemOf(await without.request(path, init))).toEqual({ status: 503, code: 'unavailable' })
    expect((await without.request(path)).status).toBe(404)
  })
})

describe('a place for documents that does not answer', () => {
  const failing = (error: Error): BlobStore => ({
    put: () => Promise.reject(error),
    open: () => Promise.reject(error),
    delete: () => Promise.reject(error),
  })
  const text = utf8('关于取水的公告，R2 没有回应')
  const address = `/api/v1/documents/${sha256Of(text)}`
  const coded = (code: string) =>
    Object.assign(new Error(`${code}: open '/srv/documents/${sha256Of(text)}'`), { code })

  it.each([
    ['an R2 that is down', new Error('put: We encountered an internal error. (10001)'), 503, 'unavailable'],
    ['a disk that fails', coded('EIO'), 503, 'unavailable'],
    ['a full disk', coded('ENOSPC'), 507, 'storage_full'],
    ['a quota of the system', coded('EDQUOT'), 507, 'storage_full'],
  ])(
    '%s is told as that, to be tried again, and keeps no place for the document',
    async (_, error, status, code) => {
      const away = apiOver(failing(error))
      lines.length = 0
      const init: RequestInit & { duplex: 'half' } = { method: 'PUT', body: text.slice(), duplex: 'half' }
      const sent = await away.request(address, { ...init, headers: { 'x-role': 'recorder' } })
      expect([sent.status, (await sent.json()).code]).toEqual([status, code])
      expect(Number(sent.headers.get('retry-after'))).toBeGreaterThan(0)
      // The operator finds the cause, and not which paper it was.
      if (status === 503) expect(JSON.stringify(lines)).toContain(error.message.split(/[:(]/)[0])
      expect(JSON.stringify(lines)).not.toContain(sha256Of(text))
      // Once it is back, the same request is answered as the first.
      expect((await put(text, sha256Of(text))).status).toBe(201)
      const read = await away.request(address, { headers: { 'x-role': 'recorder' } })
      expect(read.status).toBe(status)
      const { rows } = await services.ledger.database.client.execute({
        sql: 'DELETE FROM document WHERE sha256 = ? RETURNING sha256',
        args: [sha256Of(text)],
      })
      expect(rows).toHaveLength(1)
    },
  )
})

describe('reading a document', () => {
  it('gives what a public entry names to anyone, and lets a browser run nothing', async () => {
    const sha256 = await published(pdf)
    const answer = await api.request(`/api/v1/documents/${sha256}`)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(pdf)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(pdf.length),
      'content-disposition': expect.stringMatching(/^inline; /),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, no-cache',
      etag: `"${sha256}"`,
      'access-control-allow-origin': '*',
    })
    const head = await api.request(`/api/v1/documents/${sha256}`, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(String(pdf.length))
    expect(await head.text()).toBe('')
    const headers = { 'if-none-match': `"${sha256}"` }
    const known = await api.request(`/api/v1/documents/${sha256}`, { headers })
    expect(known.status).toBe(304)
    expect(known.headers.get('cache-control')).toBe('public, no-cache')
    expect(await known.text()).toBe('')
  })

  it.each<[Record<string, string>, number, string | null, string]>([
    [{ range: 'bytes=0-3' }, 206, 'bytes 0-3/10', '0123'],
    [{ range: 'bytes=4-' }, 206, 'bytes 4-9/10', '456789'],
    [{ range: 'bytes=4-999' }, 206, 'bytes 4-9/10', '456789'],
    [{ range: 'bytes=-2' }, 206, 'bytes 8-9/10', '89'],
    [{ range: 'bytes=-999' }, 206, 'bytes 0-9/10', '0123456789'],
    [{ range: 'bytes=10-' }, 416, 'bytes */10', ''],
    [{ range: 'bytes=-0' }, 416, 'bytes */10', ''],
    [{ range: 'bytes=5-4' }, 200, null, '0123456789'],
    [{ range: 'bytes=0-1,3-4' }, 200, null, '0123456789'],
    [{ range: 'lines=0-1' }, 200, null, '0123456789'],
    [{ range: 'bytes=-' }, 200, null, '0123456789'],
    [{ range: 'bytes=0-3', 'if-range': '"another"' }, 200, null, '0123456789'],
  ])('gives a range: %j', async (headers, status, range, text) => {
    const answer = await api.request(`/api/v1/documents/${await published('0123456789')}`, { headers })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-range')).toBe(range)
    expect(answer.headers.get('accept-ranges')).toBe('bytes')
    expect(await answer.text()).toBe(text)
  })

  it('says in words when the bytes are not here', async () => {
    const answer = await api.request(`/api/v1/documents/${'0'.repeat(64)}`)
    expect(await answer.clone().text()).toContain('the ledger holds the digest')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await problemOf(answer)).toEqual({ status: 404, code: 'not_found' })
  })

  const bytes = (...parts: (string | number[])[]) =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)))

  it.each<[string, string | Uint8Array, string, 'inline' | 'attachment']>([
    ['PNG', bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0]), 'image/png', 'inline'],
    ['JPEG', bytes([0xff, 0xd8, 0xff, 0xe0, 0]), 'image/jpeg', 'inline'],
    ['GIF', bytes('GIF89a', [0, 1]), 'image/gif', 'inline'],
    ['WebP', bytes('RIFF', [10, 1, 0, 0], 'WEBPVP8 '), 'image/webp', 'inline'],
    ['text', '各区、县人民政府：\n现通知如下。\n', 'text/plain; charset=utf-8', 'attachment'],
    ['long text', '决定'.repeat(5000), 'text/plain; charset=utf-8', 'attachment'],
    ['a table', 'code,name\r\n001,"取水,许可"\r\n', 'text/csv; charset=utf-8', 'attachment'],
    ['HTML', html, 'application/octet-stream', 'attachment'],
    ['HTML behind words', `hello ${html}`, 'application/octet-stream', 'attachment'],
    ['SVG', '\ufeff<?xml version="1.0"?><svg/>', 'application/octet-stream', 'attachment'],
    ['GBK', bytes([0xbe, 0xf6, 0xb6, 0xa8]), 'application/octet-stream', 'attachment'],
    ['a program', bytes('MZ', [0x90, 0, 3]), 'application/octet-stream', 'attachment'],
  ])('tells what %s is by its bytes', async (_, content, type, disposition) => {
    const answer = await api.request(`/api/v1/documents/${await published(content)}?name=x.pdf`)
    expect(answer.headers.get('content-type')).toBe(type)
    expect(answer.headers.get('content-disposition')).toMatch(new RegExp(`^${disposition}; `))
  })

  it.each([
    [pdf, '决定（2026）.pdf', 'filename="___2026_.pdf"'],
    [pdf, "决定 'a'.pdf", "filename*=UTF-8''%E5%86%B3%E5%AE%9A%20%27a%27.pdf"],
    [pdf, '../../etc/passwd', 'filename="etc_passwd.pdf"'],
    [pdf, 'a"; filename="b.exe\r\nx-evil: 1', 'filename="a_; filename=_b.exe_x-evil_ 1.pdf"'],
    [pdf, 'annex\u202efdp.exe', 'filename="annex_fdp.exe.pdf"'],
    [pdf, 'REPORT.PDF', 'filename="REPORT.PDF"'],
    [utf8(html), 'decision.pdf', 'filename="decision.pdf.bin"'],
    [utf8(html), 'page.html', 'filename="page.html.bin"'],
    [bytes('PK', [3, 4]), 'annex.docx', 'filename="annex.docx"'],
    [utf8('text'), '', `filename="${sha256Of(utf8('text')).slice(0, 16)}.txt"`],
  ])('makes a name safe: %#', async (content, name, expected) => {
    const address = `/api/v1/documents/${await published(content)}?name=${encodeURIComponent(name)}`
    const found = (await api.request(address)).headers.get('content-disposition') ?? ''
    expect(found).toContain(expected)
  })
})
