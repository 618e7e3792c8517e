/** Takes into a mirror what a checkpoint shows: new entries, or a history that is not the one that was seen. */
import { join } from 'node:path'
import { toBase64 } from '../../../ledger/bytes.ts'
import type { MirrorFolder, Sighting } from '../../../machine/mirror.ts'
import { keepEvidence } from '../../verify/seen.ts'
import type { Folder } from '../../verify/source/folder.ts'
import type { Body, Source } from '../../verify/source/source.ts'
import type { Alarm } from '../alarm.ts'
import { envelopeOf, mirrorNew } from '../mirroring.ts'
import { grownNews, newsOf } from '../news.ts'
import { erasedIn, missingAlarm } from '../recheck.ts'
import { MOST_SINGLE } from '../records.ts'
import { behindEndAlarm, forkedAlarm, shorterAlarm, unservedAlarm } from '../round-words.ts'
import { bridgesOf, keepBridges } from './bridges.ts'
import { catalogueIn, checkCatalogues, type NewCatalogue } from './catalogues.ts'
import type { Growth } from './growth.ts'

/** A mirror that is to grow, and what is told of it. */
interface Taking {
  /** The folder of the mirror and the memory. */
  dir: string
  source: Source
  mirror: MirrorFolder
  /** The mirror, to be read. */
  own: Folder
  /** Ids of departments and records of which every entry is told. */
  watched: ReadonlySet<string>
  raise(alarm: Alarm): Promise<void>
  onProgress?: ((done: number, of: number) => void) | undefined
}

/**
 * Mirrors what is new where the ledger has grown, and raises what it has done otherwise.
 *
 * @returns records with new entries; a few more than are looked up one by one stand for any number
 */
export async function takeGrowth(
  { dir, source, mirror, own, raise, watched, onProgress = () => undefined }: Taking,
  growth: Growth,
  sighting: Sighting,
  verifierKey: string,
): Promise<Set<string>> {
  const changed = new Set<string>()
  if (growth.is === 'same') return changed
  if (growth.is === 'shorter') await raise(shorterAlarm(sighting, growth.than))
  if (growth.is === 'unserved') await raise(unservedAlarm(sighting))
  if (growth.is === 'forked') {
    const { origin } = await own.identity()
    const keep = ({ at, size, root, note }: Sighting) => ({
      origin,
      verifierKey,
      size,
      root: toBase64(root),
      checkpoint: note,
      at,
    })
    const evidence = await keepEvidence(join(dir, 'histories'), keep(growth.from), keep(sighting))
    await raise(forkedAlarm(sighting, growth, evidence))
  }
  if (growth.is !== 'grown') return changed
  const from = mirror.head.size
  const missing: number[] = []
  const news: Alarm[] = []
  const catalogues: NewCatalogue[] = []
  const onAdded = (bodies: readonly Body[]): void => {
    for (const { index, leaf, content } of bodies) {
      const envelope = envelopeOf(leaf)
      if (content === null && envelope?.visibility === 'public') missing.push(index)
      // More than these are not looked up one by one.
      if (envelope !== null && changed.size <= MOST_SINGLE) changed.add(envelope.record)
    }
    news.push(...newsOf(bodies, watched))
    catalogues.push(...bodies.flatMap((body) => catalogueIn(body) ?? []))
  }
  const { size } = sighting
  const bridges = await bridgesOf(source)
  const cuts = bridges.map((one) => one.size)
  await mirrorNew({ source, mirror, size, hashes: growth.hashes, cuts, onAdded, raise, onProgress })
  await keepBridges(bridges, mirror, own)
  const ended = own.ended()
  if (ended !== null && mirror.head.size > ended.index + 1) await raise(behindEndAlarm(ended.index))
  const erased = erasedIn(own, 0, mirror.head.size)
  for (const index of missing) if (!erased.has(index)) await raise(missingAlarm(index))
  if (mirror.head.size > from) await raise(grownNews(from, mirror.head.size))
  for (const one of news) await raise(one)
  for (const one of await checkCatalogues(catalogues, mirror, own)) await raise(one)
  return changed
}
