/** Answers in fewer bytes: what is public, what is for one reader, and whether both are the same afterwards. */
import { type IncomingHttpHeaders, request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { serveApp } from '../../worker/machine/server.ts'
import { freshLedger } from '../support/ledger/ledger.ts'

const { services } = await freshLedger()
const served = await serveApp({
  ...{ services, host: '127.0.0.1', port: 0, log: () => undefined, rules: false },
  // On a slow machine these few answers cost more than one address has for a minute.
  limits: { reading: 1e12 },
})
afterAll(() => served.close())

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** As the bytes come over the socket: `fetch` would open them. */
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(served.url + path, { headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })

const PUBLIC = ['/zh', '/en/verify', '/zh/rules', '/api/v1/rules', '/api/openapi.json', '/feeds/ledger.atom']

describe('what is public', () => {
  it.each(PUBLIC)('%s comes compressed to who asks for it, and is the same', async (path) => {
    const plain = await get(path)
    const packed = await get(path, { 'accept-encoding': 'gzip, br' })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.headers.vary?.toLowerCase()).toContain('accept-encoding')
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(packed.headers.vary?.toLowerCase()).toContain('accept-encoding')
    expect(packed.body.length).toBeLessThan(plain.body.length)
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true)
  })

  it.each(PUBLIC)('%s is not sent again to who has it, compressed or not', async (path) => {
    const { headers } = await get(path, { 'accept-encoding': 'gzip' })
    if (headers.etag === undefined) return
    expect(headers.etag).toMatch(/^W\//)
    for (const encoding of ['gzip', 'identity']) {
      const again = await get(path, { 'accept-encoding': encoding, 'if-none-match': headers.etag })
      expect(again.status).toBe(304)
      expect(again.body.length).toBe(0)
    }
  })

  it('nobody gets what they did not ask for', async () => {
    for (const asked of ['', 'identity', 'br;q=0.5', 'gzip;q=0', 'nonsense']) {
      const { headers } = await get('/zh', { 'accept-encoding': asked })
      expect(headers['content-encoding'], asked).toBeUndefined()
    }
  })

  it('the built script comes as it was compressed once', async () => {
    const page = (await get('/zh')).body.toString()
    const [, script = ''] = /src="(\/assets\/client-[^"]+\.js)"/.exec(page) ?? []
    const [plain, packed] = [await get(script), await get(script, { 'accept-encoding': 'gzip, deflate, br' })]
    expect(packed.headers['content-encoding']).toBe('br')
    expect(packed.headers['cache-control']).toContain('immutable')
    expect(brotliDecompressSync(packed.body).equals(plain.body)).toBe(true)
  })
})

describe('what is for one reader', () => {
  it.each(['/zh', '/api/v1/rules'])('%s stays as it is with a cookie or a key', async (path) => {
    for (const header of ['cookie', 'authorization']) {
      const { headers } = await get(path, { 'accept-encoding': 'gzip', [header]: 'x=y' })
      expect(headers['content-encoding']).toBeUndefined()
    }
  })

  it.each(['/zh/desk', '/api/v1/me', '/auth/state'])('%s stays as it is for everybody', async (path) => {
    const { headers } = await get(path, { 'accept-encoding': 'gzip' })
    expect(headers['content-encoding']).toBeUndefined()
  })
})
