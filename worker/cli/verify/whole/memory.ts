/** Memory of a ledger, which is named by its key, with the origin in it, and by its first entry. */
import { many } from '../../../domain/text/many.ts'
import { toBase64 } from '../../../ledger/bytes.ts'
import { HASH_BYTES } from '../../../ledger/merkle.ts'
import { TILE_WIDTH } from '../../../ledger/tiles.ts'
import type { Words } from '../../shell/usage.ts'
import { type Held, readSeen, type Seen, seenPath, seenUnder } from '../seen.ts'
import type { Source } from '../source/source.ts'

/** The origin of every data folder that was given none: any number of ledgers bear it, and a copied key with it. */
const UNNAMED = 'localhost/log'

/** State of the last visit, and where that of this one is kept. */
interface Memory {
  path: string
  seen: Seen | null
  /** A state that was kept by the key alone, to be dropped once this one is kept; mostly null. */
  earlier: string | null
  warnings: Words[]
}

/** Leaf hash of the first entry, as the source shows it, base64; null where nothing is signed or it cannot be read. */
export async function firstOf(source: Source): Promise<string | null> {
  const note = await source.checkpoint()
  const size = Number(note?.split('\n')[1])
  if (note === null || !Number.isSafeInteger(size) || size < 1) return null
  try {
    const { tile } = await source.chunk(0, Math.min(size, TILE_WIDTH))
    return tile.length < HASH_BYTES ? null : toBase64(tile.subarray(0, HASH_BYTES))
  } catch {
    // The audit itself says what cannot be read of it.
    return null
  }
}

/**
 * Memory of a ledger. A place that shows another first entry under the key that it had is held against what it showed
 * before: that is a history rewritten from its beginning, and no other ledger. So is an origin with a name of its own,
 * wherever it is shown; of folders without one, several may have a copy of one key, and each is remembered by itself.
 */
export async function memoryOf(
  { verifierKey, first, origin }: { verifierKey: string; first: string | null; origin: string },
  placed: Held | null,
  { since, home }: { since?: string | undefined; home?: string | undefined },
): Promise<Memory> {
  if (since !== undefined) return { path: since, seen: await readSeen(since), earlier: null, warnings: [] }
  const path = seenPath(verifierKey, first, home)
  const known = await seenUnder(verifierKey, home)
  const own = known.find((one) => one.first === first)
  const here = placed?.verifierKey === verifierKey ? placed.first : null
  const before = known.find((one) => one.first === here)
  // At this place it began otherwise, though the beginning may be known from another.
  if (here !== null && here !== first && before !== undefined)
    return {
      path: seenPath(verifierKey, here, home),
      seen: before,
      earlier: null,
      warnings: [rewritten(origin)],
    }
  const bare = known.find((one) => one.first === null)
  if (own !== undefined || bare !== undefined) {
    const earlier = first !== null && own === undefined ? seenPath(verifierKey, null, home) : null
    return { path, seen: own ?? bare ?? null, earlier, warnings: [] }
  }
  const [other] = known
  if (other === undefined) return { path, seen: null, earlier: null, warnings: [] }
  return origin === UNNAMED && first !== null
    ? { path, seen: null, earlier: null, warnings: [copied(known.length)] }
    : {
        path: seenPath(verifierKey, other.first, home),
        ...{ seen: other, earlier: null, warnings: [rewritten(origin)] },
      }
}

const rewritten = (origin: string): Words => ({
  zh: `${origin} 在同一把公钥下出示过另一条首条账目：一把公钥只能签一本账，以从前所见的为准。`,
  en: `${origin} has shown another first entry under the same key: one key signs one ledger, and it is held against what was seen before.`,
})

const copied = (others: number): Words => ({
  zh: `这把公钥还签着另外 ${others} 本账（首条账目不同），各自分开记住。同一把密钥不应放进几个目录：读者无法分辨哪一本才是真的。`,
  en: `This key also signs ${many(others, 'other ledger', 'other ledgers')}, of another beginning; each is remembered by itself. One key does not belong in several folders: no reader can tell which ledger is the true one.`,
})
