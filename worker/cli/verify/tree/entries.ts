/** One way through all entries of a ledger: leaves, tiles, root, growth, and the replay beside it. */

import { addAll } from '../../../domain/record/list/long.ts'
import { many } from '../../../domain/text/many.ts'
import { Auditor, type TreeHead } from '../../../ledger/audit.ts'
import { equal, fromBase64 } from '../../../ledger/bytes.ts'
import { growEdgeBy, rootOfEdge, splitHashes } from '../../../ledger/merkle.ts'
import { TILE_WIDTH, type TileCoord, tilesOf } from '../../../ledger/tiles.ts'
import { type Finding, finding, findingOf } from '../finding.ts'
import type { Replay } from '../replay/replay.ts'
import type { Seen } from '../seen.ts'
import { type Folder, hasTrueInner } from '../source/folder.ts'
import type { Source } from '../source/source.ts'
import { type Checked, checkInline, checkInThreads, isRefusal, PORTION, tileFinding } from './chunks.ts'
import { nativeTree } from './hash.ts'
import { Heads } from './heads.ts'

/** Ways in which the entries may be gone through. */
export interface EntriesOptions {
  /** State of this ledger at an earlier visit; null at the first. */
  seen: Seen | null
  /** Threads beside this one; 0 hashes here. Only a folder of more than one portion of bundles can use more. */
  threads: number
  /** False checks the log alone: leaves, tiles, root, growth. */
  replay: boolean
  onProgress(done: number, of: number): void
}

/** Goes through all entries once: leaves, tiles, root, growth, and the replay beside it. True when the tree was whole. */
export async function auditEntries(
  source: Source,
  folder: Folder | null,
  head: TreeHead,
  { seen, threads, replay: wanted, onProgress }: EntriesOptions,
  replay: Replay,
  findings: Finding[],
): Promise<boolean> {
  const auditor = new Auditor(head, null, nativeTree)
  const heads = headsBetween(folder, head, seen, findings)
  // Starting a thread takes longer than hashing one portion.
  const inThreads = folder !== null && threads > 0 && head.size > PORTION * TILE_WIDTH
  const checks = inThreads
    ? checkInThreads(folder.database, head.size, threads)
    : checkInline(source, head.size)
  let whole = true
  for await (const checked of checks) {
    addAll(findings, checked.findings)
    const { n, hashes, root } = checked
    // Threads compare the stored tile themselves.
    if (!inThreads && root !== null) addAll(findings, storedFindings(folder, checked))
    if (hashes === null) whole = false
    if (whole && hashes !== null) {
      whole = await collect(findings, async () => auditor.add({ n, hashes, root }))
      if (whole) for (const one of heads) one.add(n, hashes, root)
    }
    if (wanted) await take(source, checked, head.size, replay)
    onProgress(Math.min(head.size, (n + 1) * TILE_WIDTH), head.size)
  }
  if (!whole) return false
  await collect(findings, async () => auditor.finish())
  for (const coord of tilesOf(head.size)) {
    if (coord.level === 0) continue
    await collect(findings, async () => auditor.checkTile(coord, await readTile(source, coord)))
    if (coord.width === TILE_WIDTH) addAll(findings, rootFindings(folder, coord.level, coord.n))
  }
  return true
}

async function take(source: Source, { n, leaves }: Checked, size: number, replay: Replay): Promise<void> {
  const from = n * TILE_WIDTH
  const count = Math.min(TILE_WIDTH, size - from)
  const bodies = new Map((await source.bodies(from, count)).map((body) => [body.index, body]))
  for (let index = from; index < from + count; index++) {
    replay.take(index, leaves?.[index - from] ?? null, bodies.get(index))
  }
}

/** The heads that the growing tree must pass through: committed, signed, seen before. */
function headsBetween(
  folder: Folder | null,
  head: TreeHead,
  seen: Seen | null,
  findings: Finding[],
): Heads[] {
  const earlier: TreeHead[] = seen === null ? [] : [{ size: seen.size, root: fromBase64(seen.root) }]
  const mark = folder?.mark() ?? null
  if (mark !== null && typeof mark !== 'string') earlier.push(mark)
  else if (mark !== null && head.size > 0) findings.push(noMark(mark))
  for (const { size } of earlier) {
    if (size > head.size) findings.push(shorter(size, head.size))
  }
  const passed = earlier.filter(({ size }) => size > 0 && size <= head.size).sort((a, b) => a.size - b.size)
  const list: Heads[] = [
    new Heads(
      (after) => (after === 0 ? passed : []),
      ({ size }) => findings.push(rewritten(size)),
    ),
  ]
  if (folder !== null) {
    list.push(
      new Heads(folder.commits, ({ size }) => {
        if (size !== head.size) findings.push(wrongHead(size))
      }),
    )
  }
  return list
}

/** Finding on a folder that does not say how much was signed: a cut tail would not be noticed. */
function noMark(mark: 'absent' | 'unreadable'): Finding {
  return finding(
    'growth',
    mark === 'absent'
      ? {
          zh: '数据目录里没有 high-water：不知道签署过多少条账目，无法判断是否缺了后面的。',
          en: 'There is no high-water mark in the folder: how much was signed is not known, so entries missing at the end would not be noticed.',
        }
      : {
          zh: '数据目录里的 high-water 读不懂：不知道签署过多少条账目。',
          en: 'The high-water mark of the folder cannot be read: how much was signed is not known.',
        },
  )
}

function shorter(seen: number, left: number): Finding {
  return finding(
    'growth',
    {
      zh: `账本变短了：见过 ${seen} 条，只剩 ${left} 条。`,
      en: `The ledger has become shorter: ${many(seen, 'entry was', 'entries were')} seen, ${many(left, 'is', 'are')} left.`,
    },
    { index: left },
  )
}

function rewritten(size: number): Finding {
  return finding('growth', {
    zh: `前 ${size} 条账目不是上次见过的那些：历史被改写。`,
    en: `The first ${many(size, 'entry is', 'entries are')} not those that were seen before: history was rewritten.`,
  })
}

function wrongHead(size: number): Finding {
  return finding(
    'root',
    {
      zh: `规模为 ${size} 时提交的树根与账目不符。`,
      en: `The root committed at ${many(size, 'entry', 'entries')} is not the one that the entries give.`,
    },
    { index: size - 1 },
  )
}

/** The full tile of leaf hashes that is stored, against the entries below it. */
function storedFindings(folder: Folder | null, { n, hashes, root }: Checked): Finding[] {
  if (folder === null || hashes === null || root === null) return []
  const stored = folder.stored(0, n)
  const agrees =
    stored !== null && equal(stored.hashes, hashes) && equal(stored.root, root) && hasTrueInner(stored)
  return agrees ? [] : [tileFinding(0, n)]
}

/** The root that is stored beside a full tile of a higher level. */
function rootFindings(folder: Folder | null, level: number, n: number): Finding[] {
  const stored = folder?.stored(level, n)
  if (stored === undefined || stored === null) return []
  const hashes = splitHashes(stored.hashes)
  const root = rootOfEdge(growEdgeBy([], 0, hashes, nativeTree), hashes.length, nativeTree)
  return equal(root, stored.root) && hasTrueInner(stored) ? [] : [tileFinding(level, n)]
}

/** No bytes where the log does not serve a tile: they match nothing. */
async function readTile(source: Source, coord: TileCoord): Promise<Uint8Array> {
  try {
    return await source.tile(coord)
  } catch (error) {
    if (isRefusal(error)) return new Uint8Array()
    throw error
  }
}

/** Notes what does not hold. True when it holds. */
async function collect(findings: Finding[], check: () => Promise<void>): Promise<boolean> {
  try {
    await check()
    return true
  } catch (error) {
    const found = findingOf(error)
    if (found === undefined) throw error
    findings.push(found)
    return false
  }
}
