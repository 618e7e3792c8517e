/** A body without an end, at every address that takes one: it is read as far as it may go, and no further. */
import { expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { MOST_ATTACHED } from '../../worker/domain/record/spoken/fields.ts'
import { base } from '../support/api/api.ts'
import { sources, textOf } from '../support/imports.ts'
import { freshLedger } from '../support/ledger/ledger.ts'
import { fakeAssets } from '../support/site/assets.ts'

const MOST = 2 * 1024 * 1024
/** A form that carries the documents of somebody of the public. */
const MOST_DOCUMENTS = MOST_ATTACHED.documents * MOST_ATTACHED.bytes + MOST
const isForDocuments = (path: string, type: string): boolean =>
  path.endsWith('/m/attached') && type.startsWith('multipart/')
/** Where a test gives up: what reads so far reads everything. */
const ENOUGH = 48 * 1024 * 1024

const kinds = [
  ['application/json', '[['],
  ['application/x-www-form-urlencoded', 'text=a&'],
  [
    'multipart/form-data; boundary=x',
    '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\na',
  ],
] as const

/** A body that goes on and on, and how much of it was taken. */
function endless(text: string): { body: ReadableStream<Uint8Array>; taken(): number } {
  const part = new TextEncoder().encode(text.repeat(Math.ceil(65_536 / text.length)))
  let taken = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken += part.length
      if (taken > ENOUGH) controller.close()
      else controller.enqueue(part)
    },
  })
  return { body, taken: () => taken }
}

it('is not taken in, as JSON, as a form or as documents', async () => {
  const { services } = await freshLedger()
  const app = createApp({
    services,
    assets: fakeAssets,
    serveFiles: (_, next) => next(),
    requestId: () => 'request',
    log: () => undefined,
    limits: { reading: 1e12, attempts: 1e9, asks: 1e9, tracks: 1e9, follows: 1e9, atOnce: 1e9, quickest: 0 },
  })
  const writing = new Set(['POST', 'PUT', 'PATCH', 'DELETE', 'ALL'])
  const places = new Set(
    app.routes
      .filter(({ method, path }) => writing.has(method) && !path.includes('*'))
      .map(({ path }) => path.replace(/:\w+(\{[^}]*\})?\??/g, 'x')),
  )
  expect(places.size).toBeGreaterThan(150)
  const faults: string[] = []
  for (const path of places)
    for (const [type, text] of kinds)
      for (const method of ['POST', ...(path.includes('documents') ? ['PUT'] : [])]) {
        const { body, taken } = endless(text)
        const headers = { 'content-type': type, origin: base, 'sec-fetch-site': 'same-origin' }
        const init: RequestInit & { duplex: 'half' } = { method, headers, body, duplex: 'half' }
        const { status } = await app.request(base + path, init)
        if (taken() > (isForDocuments(path, type) ? MOST_DOCUMENTS : MOST))
          faults.push(`${method} ${path} took ${taken()} bytes of ${type}`)
        if (status >= 500 && status !== 503) faults.push(`${method} ${path} answers ${status} to ${type}`)
      }
  expect(faults).toEqual([])
})

it('is not read at all, where it carries documents, for whoever has tried too often', async () => {
  const { services } = await freshLedger()
  const app = createApp({
    ...{ services, assets: fakeAssets, serveFiles: (_, next) => next() },
    ...{ requestId: () => 'request', log: () => undefined, limits: { tracks: 1 } },
  })
  const answers: { status: number; bytes: number }[] = []
  for (let i = 0; i < 2; i++) {
    const { body, taken } = endless(kinds[2][1])
    const headers = { 'content-type': kinds[2][0], origin: base, 'sec-fetch-site': 'same-origin' }
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' }
    const { status } = await app.request(`${base}/zh/m/attached`, init)
    answers.push({ status, bytes: taken() })
  }
  expect(answers.map(({ status }) => status)).toEqual([400, 429])
  expect(answers[1]?.bytes).toBeLessThan(MOST)
})

it('is read in few places, each of which knows how much it takes', () => {
  const reads = /\.req\.(json|text|parseBody|formData|arrayBuffer|blob)\(|\.req\.raw\.body/
  expect(sources.filter((path) => reads.test(textOf(path))).sort()).toEqual([
    'worker/api/http/body.ts',
    // For whoever has a code of something that was entered, as far as a document goes.
    'worker/api/questions/asking.ts',
    // For a moderator's copy of a document, as far as one of the public may be long.
    'worker/api/questions/handling.ts',
    'worker/api/records/documents.ts',
    'worker/site/form.ts',
    'worker/site/multipart.ts',
    // Behind a limit of its own, in its own program.
    'worker/witness/app.ts',
  ])
})
