/** Forms with documents that are sent slowly: they keep their own network waiting, and nobody else. */
import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { filesOf } from '../../worker/site/multipart.ts'

const app = new Hono().post('/', async (c) => {
  const { files } = await filesOf(c, 'file', c.req.header('x-network') ?? '').catch(() => ({ files: null }))
  return c.json({ files: files?.length ?? null })
})
const START = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'

/** A form of one document whose end comes when it is told. */
function sending(network: string): { files: Promise<number | null>; end(): void } {
  let end = (): void => undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(START))
      end = () => {
        controller.enqueue(new TextEncoder().encode('a\r\n--b--\r\n'))
        controller.close()
      }
    },
  })
  const headers = { 'content-type': 'multipart/form-data; boundary=b', 'x-network': network }
  const request = new Request('http://form.example/', {
    method: 'POST',
    headers,
    body,
    duplex: 'half',
  } as RequestInit)
  const files = Promise.resolve(app.fetch(request)).then(async (answer) => (await answer.json()).files)
  return { files, end: () => end() }
}

it('two of one network are read at once, and four of all; whoever ended leaves the place', async () => {
  const slow = [sending('10.0.0'), sending('10.0.0')]
  expect(await sending('10.0.0').files).toBeNull()
  const others = [sending('10.0.1'), sending('10.0.2')]
  expect(await sending('10.0.3').files).toBeNull()
  for (const { end } of [...slow, ...others]) end()
  for (const { files } of [...slow, ...others]) expect(await files).toBe(1)
  const again = sending('10.0.0')
  again.end()
  expect(await again.files).toBe(1)
})
