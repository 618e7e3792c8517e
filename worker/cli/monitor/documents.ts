/**
 * Bytes of the documents that open entries name: fetched once, held against their digests and kept in the mirror, given up
 * when erased entries alone name them, and some of them asked for again.
 */
import { many } from '../../domain/text/many.ts'
import { toHex } from '../../ledger/bytes.ts'
import type { BlobStore, MirrorFolder, MonitorMemory } from '../../machine/mirror.ts'
import type { Source } from '../verify/source/source.ts'
import { nativeSha256 } from '../verify/tree/hash.ts'
import { type Alarm, alarm } from './alarm.ts'

export interface Documents {
  source: Source
  mirror: MirrorFolder
  memory: MonitorMemory
  /** Bytes that the mirror has. */
  blobs: BlobStore
  /** Documents that are asked for again: of those that were refused before, and of those that are here. */
  again: { refused: number; held: number }
  now: () => Date
  random: (bytes: number) => Uint8Array
  raise(alarm: Alarm): Promise<void>
}

/** Brings the documents of a mirror up to its entries, and says what it lacks. */
export async function lookAtDocuments(documents: Documents): Promise<void> {
  const { mirror, memory, blobs, again, now, random, raise } = documents
  await mirror.sweep(blobs, now())
  const named = await mirror.documents()
  const held: string[] = []
  const lacking: string[] = []
  for (const one of named) {
    const found = await blobs.open(one)
    await found?.stream.cancel()
    if (found === null) lacking.push(one)
    else held.push(one)
  }
  const refused = await memory.refusedDocuments()
  const first = lacking.filter((one) => !refused.has(one))
  const asked = lacking.filter((one) => refused.has(one))
  let kept = 0
  for (const one of [...first, ...drawn(asked, again.refused, random)])
    if (await fetched(documents, one)) kept += 1
  for (const one of drawn(held, again.held, random)) await askAgain(documents, one)
  const left = lacking.length - kept
  if (left > 0) await raise(lackingNews(left, named.length))
}

/** Fetches a document and keeps it; false where it was not to be had. */
async function fetched({ source, memory, blobs, raise }: Documents, sha256: string): Promise<boolean> {
  const bytes = await source.document(sha256)
  if (bytes instanceof Uint8Array && isOf(bytes, sha256)) {
    const stream = new Blob([new Uint8Array(bytes)]).stream()
    await blobs.put(stream, { most: bytes.length, expect: sha256 })
    return true
  }
  if (bytes instanceof Uint8Array) await raise(otherBytesAlarm(sha256))
  await memory.refuseDocument(sha256)
  return false
}

/** A document that is here is to be served as it was. That it was erased is believed once, until the entry is there. */
async function askAgain({ source, memory, now, raise }: Documents, sha256: string): Promise<void> {
  const bytes = await source.document(sha256)
  if (bytes instanceof Uint8Array) {
    if (!isOf(bytes, sha256)) await raise(otherBytesAlarm(sha256))
    return
  }
  const key = `seen gone ${sha256}`
  if (bytes === 'gone' && (await memory.raise({ at: now().toISOString(), key, json: '{}' }))) return
  await raise(withdrawnAlarm(sha256))
}

function isOf(bytes: Uint8Array, sha256: string): boolean {
  return toHex(nativeSha256(bytes)) === sha256
}

/** Some of a list, by lot; all where there are no more. */
function drawn(list: readonly string[], most: number, random: (bytes: number) => Uint8Array): string[] {
  const left = [...list]
  const found: string[] = []
  while (found.length < most && left.length > 0) {
    const [a = 0, b = 0, c = 0, d = 0] = random(4)
    found.push(...left.splice((((a * 256 + b) * 256 + c) * 256 + d) % left.length, 1))
  }
  return found
}

function otherBytesAlarm(sha256: string): Alarm {
  return alarm(
    'document',
    {
      zh: `摘要为 ${sha256} 的文件，给出的字节算出的摘要不是它。`,
      en: `The bytes that are served as the document ${sha256} do not have that digest.`,
    },
    { about: sha256 },
  )
}

function withdrawnAlarm(sha256: string): Alarm {
  return alarm(
    'document',
    {
      zh: `摘要为 ${sha256} 的文件以前给出过，现在不给了，也没有擦除账目说明。镜像里仍有。`,
      en: `The document ${sha256} was served before and is not served now, and no erasure says why. The mirror still has it.`,
    },
    { about: `withdrawn ${sha256}` },
  )
}

function lackingNews(left: number, of: number): Alarm {
  return alarm(
    'lacking',
    {
      zh: `公开账目提到 ${of} 份文件，其中 ${left} 份对方没有给出字节：镜像里没有，只有摘要。`,
      en: `Open entries name ${many(of, 'document')}; the bytes of ${left} were not served, so the mirror has their digests alone.`,
    },
    { about: `${left} ${of}` },
  )
}
