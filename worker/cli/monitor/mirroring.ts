/** Fetches what is new, checks it against hashes that a signed checkpoint covers, and puts it into the mirror. */
import { checkBody } from '../../ledger/body.ts'
import { parseBundle } from '../../ledger/bundle.ts'
import { equal } from '../../ledger/bytes.ts'
import { parseLeaf } from '../../ledger/envelope.ts'
import { LedgerError } from '../../ledger/error.ts'
import { TILE_WIDTH, tileWidth } from '../../ledger/tiles.ts'
import type { MirrorFolder, ServedEntry } from '../../machine/mirror.ts'
import type { Body, Source } from '../verify/source/source.ts'
import { isRefusal } from '../verify/tree/chunks.ts'
import { nativeSha256, nativeTree } from '../verify/tree/hash.ts'
import { type Alarm, alarm } from './alarm.ts'

/** Entries that are to be brought over, and the calls on the way. */
export interface Mirroring {
  source: Source
  mirror: MirrorFolder
  /** Size of the checkpoint that covers the hashes. */
  size: number
  /** Leaf hashes from the end of the mirror on. */
  hashes: readonly Uint8Array[]
  /** Sizes at which a checkpoint is to be kept: entries before and behind one are appended apart. */
  cuts: readonly number[]
  /** Takes the entries of a bundle that was appended: they are handed on, since a whole ledger need not fit in memory. */
  onAdded(bodies: readonly Body[]): void
  raise(alarm: Alarm): Promise<void>
  onProgress(done: number, of: number): void
}

/** Appends everything up to the checkpoint, bundle by bundle; no more where an entry does not hold. */
export async function mirrorNew(mirroring: Mirroring): Promise<void> {
  const { source, mirror, size, hashes, cuts, onAdded, raise, onProgress } = mirroring
  const first = mirror.head.size
  while (mirror.head.size < size) {
    const from = mirror.head.size
    const n = Math.floor(from / TILE_WIDTH)
    const width = tileWidth(0, n, size)
    const leaves = (await leavesOf(source, n, width))?.slice(from - n * TILE_WIDTH) ?? []
    const end = Math.min(n * TILE_WIDTH + width, ...cuts.filter((cut) => cut > from))
    const wanted = hashes.slice(from - first, end - first)
    const wrong = wanted.findIndex((hash, i) => {
      const leaf = leaves[i]
      return leaf === undefined || !equal(nativeTree.leaf(leaf), hash)
    })
    if (wrong !== -1) {
      await raise(leafAlarm(from + wrong))
      return
    }
    const served = new Map((await source.bodies(from, wanted.length)).map((body) => [body.index, body]))
    const entries: ServedEntry[] = []
    const added: Body[] = []
    for (const [i, leaf] of leaves.slice(0, wanted.length).entries()) {
      const index = from + i
      const checked = await checkServed(index, leaf, served.get(index), raise)
      entries.push({ leaf, ...checked })
      added.push({ index, leaf, ...checked, columns: { record: '', seq: 0, kind: '', department: null } })
    }
    try {
      await mirror.append(entries)
    } catch (error) {
      await raise(stuckAlarm(mirror.head.size, error))
      return
    }
    onAdded(added)
    onProgress(mirror.head.size, size)
  }
}

/** The leaves of a bundle as served; null when there is none that can be read. */
export async function leavesOf(source: Source, n: number, width: number): Promise<Uint8Array[] | null> {
  try {
    return parseBundle((await source.chunk(n, width)).bundle)
  } catch (error) {
    if (isRefusal(error) || error instanceof LedgerError) return null
    throw error
  }
}

/** The body of an entry if it is what the envelope commits to; nothing of what is withheld. */
export async function checkServed(
  index: number,
  leaf: Uint8Array,
  body: Body | undefined,
  raise: (alarm: Alarm) => Promise<void>,
): Promise<Pick<ServedEntry, 'salt' | 'content'>> {
  const nothing = { salt: null, content: null }
  const envelope = envelopeOf(leaf)
  if (envelope === null || envelope.visibility === 'sealed') return nothing
  if (body !== undefined && !equal(body.leaf, leaf)) await raise(envelopeAlarm(index))
  if (body?.salt == null || body.content === null) return nothing
  if (holds(() => checkBody(envelope, body.salt ?? new Uint8Array(), body.content ?? '', nativeSha256)))
    return { salt: body.salt, content: body.content }
  await raise(bodyAlarm(index, envelope.record))
  return nothing
}

/** The envelope in a leaf; null when it is none. */
export function envelopeOf(leaf: Uint8Array): ReturnType<typeof parseLeaf> | null {
  try {
    return parseLeaf(leaf)
  } catch (error) {
    if (error instanceof LedgerError) return null
    throw error
  }
}

function holds(check: () => boolean): boolean {
  try {
    return check()
  } catch (error) {
    if (error instanceof LedgerError) return false
    throw error
  }
}

/**
 * Alarm that an entry is not served, or is not the one in the tree.
 *
 * @param index of the entry, from 0
 */
export function leafAlarm(index: number): Alarm {
  return alarm(
    'leaf',
    {
      zh: `没有给出第 ${index} 条账目，或给出的不是树里的那一条。`,
      en: `Entry ${index} is not served, or is not the one that is in the tree.`,
    },
    { index },
  )
}

function envelopeAlarm(index: number): Alarm {
  return alarm(
    'envelope',
    {
      zh: `第 ${index} 条账目在账本之外的展示与信封不符。`,
      en: `Entry ${index} is shown otherwise than its envelope says.`,
    },
    { index },
  )
}

function bodyAlarm(index: number, record: string): Alarm {
  return alarm(
    'body',
    {
      zh: `第 ${index} 条账目（${record}）的正文与信封中的摘要不符。`,
      en: `The body of entry ${index} (${record}) does not give the digest in its envelope.`,
    },
    { index, record },
  )
}

function stuckAlarm(index: number, error: unknown): Alarm {
  const told = error instanceof Error ? error.message : String(error)
  return alarm(
    'envelope',
    {
      zh: `从第 ${index} 条账目起无法镜像：不是合格的信封，或在记录中重号（${told}）。`,
      en: `From entry ${index} on nothing can be mirrored: no envelope, or a place in its record that is taken (${told}).`,
    },
    { index },
  )
}
