/** Files that gzip has packed are read as what is in them, by whatever reads files. */
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { readSheets } from '../../../worker/intake/files/read.ts'
import { unpacked } from '../../../worker/intake/files/unpack.ts'
import { text } from '../../support/intake/trial.ts'

const plain = text('in/works.csv', 'Ref,Work\nW-1,Bridge\n')
const pack = (bytes: Uint8Array): Uint8Array => new Uint8Array(gzipSync(bytes))

it('a packed file is that which is in it, by name and by content', async () => {
  const file = await unpacked({ path: 'in/works.csv.gz', bytes: pack(plain.bytes) })
  expect(file).toEqual(plain)
  expect(readSheets(file)[0]?.cells[1]).toEqual(['W-1', 'Bridge'])
  expect(await unpacked(plain)).toBe(plain)
})

it.each([
  ['cut short', pack(plain.bytes).slice(0, 25)],
  ['altered', pack(plain.bytes).map((byte, i) => (i > 12 ? byte ^ 0x55 : byte))],
])('one that is %s is refused by its name', async (_, bytes) => {
  await expect(unpacked({ path: 'works.csv.gz', bytes })).rejects.toMatchObject({
    code: 'invalid',
    field: 'works.csv.gz',
    words: { en: 'works.csv.gz: the packed file (gzip) is broken.' },
  })
})

it('one that unpacks to too much is refused before it is whole', async () => {
  const bytes = pack(new Uint8Array(257 * 1024 * 1024))
  await expect(unpacked({ path: 'bomb.csv.gz', bytes })).rejects.toMatchObject({
    code: 'invalid',
    words: { en: 'bomb.csv.gz: it unpacks to more than 256 MiB.' },
  })
})
