/** Looks again at what was served before: a budget of bundles in each round, in turn, and some by lot. */
import { equal } from '../../ledger/bytes.ts'
import { TILE_WIDTH, tileWidth } from '../../ledger/tiles.ts'
import type { MirrorFolder } from '../../machine/mirror.ts'
import type { Folder } from '../verify/source/folder.ts'
import type { Body, Chunk, Source } from '../verify/source/source.ts'
import { isRefusal } from '../verify/tree/chunks.ts'
import { type Alarm, alarm } from './alarm.ts'
import { checkServed, envelopeOf, leafAlarm, leavesOf } from './mirroring.ts'

export interface Recheck {
  source: Source
  mirror: MirrorFolder
  /** The mirror, to be read. */
  own: Folder
  /** Entries that the last signed checkpoint covered before this round. */
  size: number
  raise(alarm: Alarm): Promise<void>
}

/**
 * The bundles of one round: half of them in turn from the cursor, the others by lot.
 *
 * @param budget bundles of 256 entries; all of them where there are no more
 */
export function bundlesToCheck(
  size: number,
  cursor: number,
  budget: number,
  random: (bytes: number) => Uint8Array,
): { bundles: number[]; cursor: number } {
  const all = Math.ceil(size / TILE_WIDTH)
  if (all <= budget) return { bundles: Array.from({ length: all }, (_, n) => n), cursor: 0 }
  const inTurn = Math.ceil(budget / 2)
  const turn = Array.from({ length: inTurn }, (_, i) => (cursor + i) % all)
  const lot = Array.from({ length: budget - inTurn }, () => {
    const [a = 0, b = 0, c = 0, d = 0] = random(4)
    return (((a * 256 + b) * 256 + c) * 256 + d) % all
  })
  return { bundles: [...new Set([...turn, ...lot])], cursor: (cursor + inTurn) % all }
}

/** Compares a bundle as it is served now with what is mirrored: hashes, leaves, bodies. */
export async function recheckBundle(recheck: Recheck, n: number): Promise<void> {
  const { source, own, size, raise } = recheck
  const width = Math.min(TILE_WIDTH, size - n * TILE_WIDTH)
  const from = n * TILE_WIDTH
  const kept = await own.chunk(n, width)
  const served = await chunkOrNull(source, n, tileWidth(0, n, size))
  if (served === null || !startsWith(served.tile, kept.tile)) await raise(tileAlarm(from))
  const [leaves, ours] = [await leavesOf(source, n, width), (await leavesOf(own, n, width)) ?? []]
  const wrong = ours.findIndex((leaf, i) => !equal(leaves?.[i] ?? new Uint8Array(), leaf))
  if (wrong !== -1) await raise(leafAlarm(from + wrong))
  const bodies = new Map((await source.bodies(from, width)).map((body) => [body.index, body]))
  const erased = erasedIn(own, from, width)
  for (const mine of await own.bodies(from, width))
    await recheckBody(recheck, mine, bodies.get(mine.index), erased)
}

async function recheckBody(
  { mirror, raise }: Recheck,
  mine: Body,
  served: Body | undefined,
  erased: ReadonlySet<number>,
): Promise<void> {
  const { index, leaf } = mine
  const envelope = envelopeOf(leaf)
  if (envelope === null || envelope.visibility === 'sealed') return
  if (erased.has(index)) {
    if (served?.content != null) await raise(unerasedAlarm(index))
    return
  }
  const now = await checkServed(index, leaf, served, raise)
  if (now.salt !== null && now.content !== null) {
    if (mine.content === null && (await mirror.addBody(index, { salt: now.salt, content: now.content })))
      await raise(foundNews(index))
    return
  }
  if (served?.content != null) return
  await raise(mine.content === null ? missingAlarm(index) : withdrawnAlarm(index))
}

async function chunkOrNull(source: Source, n: number, width: number): Promise<Chunk | null> {
  return source.chunk(n, width).catch((error: unknown) => {
    if (isRefusal(error)) return null
    throw error
  })
}

function startsWith(whole: Uint8Array, start: Uint8Array): boolean {
  return equal(whole.subarray(0, start.length), start)
}

/** Entries among some whose bodies were lawfully erased. */
export function erasedIn(own: Folder, from: number, count: number): Set<number> {
  const rows = own.rows('SELECT target FROM erasure WHERE target >= ? AND target < ?', from, from + count)
  return new Set(rows.map(({ target }) => Number(target)))
}

/** Entries whose open bodies were never to be had, and that nothing erases; some of them. */
export function bodiesMissing(own: Folder, limit: number): number[] {
  const rows = own.rows(
    `SELECT e."index" AS i FROM entry e LEFT JOIN body b ON b."index" = e."index"
      LEFT JOIN erasure x ON x.target = e."index"
      WHERE b."index" IS NULL AND x.target IS NULL
        AND json_extract(CAST(e.leaf AS TEXT), '$.visibility') = 'public' LIMIT ?`,
    limit,
  )
  return rows.map(({ i }) => Number(i))
}

function tileAlarm(index: number): Alarm {
  return alarm(
    'tile',
    {
      zh: `从第 ${index} 条账目起的哈希瓦片与以前给出的不同。`,
      en: `The hash tile from entry ${index} on is not the one that was served before.`,
    },
    { index },
  )
}

function unerasedAlarm(index: number): Alarm {
  return alarm(
    'unerased',
    {
      zh: `第 ${index} 条账目已依法擦除，正文却仍在给出。`,
      en: `Entry ${index} was lawfully erased, but its body is still served.`,
    },
    { index },
  )
}

function withdrawnAlarm(index: number): Alarm {
  return alarm(
    'withdrawn',
    {
      zh: `第 ${index} 条账目的正文以前给出过，现在不给了，也没有擦除账目说明。镜像里仍有。`,
      en: `The body of entry ${index} was served before and is not served now, and no erasure says why. The mirror still has it.`,
    },
    { index },
  )
}

/**
 * Alarm that the body of a public entry was never served, and no erasure says why.
 *
 * @param index of the entry, from 0
 */
export function missingAlarm(index: number): Alarm {
  return alarm(
    'missing',
    {
      zh: `第 ${index} 条账目是公开的，却从未给出正文，也没有擦除账目说明。`,
      en: `Entry ${index} is public, but its body was never served, and no erasure says why.`,
    },
    { index },
  )
}

/**
 * News that a body was served after all.
 *
 * @param index of the entry, from 0
 */
function foundNews(index: number): Alarm {
  return alarm(
    'found',
    { zh: `补到了第 ${index} 条账目的正文。`, en: `The body of entry ${index} was served after all.` },
    { index },
  )
}
