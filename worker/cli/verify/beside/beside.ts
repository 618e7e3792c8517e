/** All that a folder keeps beside its log and its records, held against what the ledger says of it. */
import { addAll } from '../../../domain/record/list/long.ts'
import type { Replay } from '../replay/replay.ts'
import type { Folder } from '../source/folder.ts'
import { type Checked, nothing } from './checked.ts'
import { checkCatalogue, checkDocuments, checkSubmissions, checkWaypoints } from './derived.ts'
import { checkDigests } from './digests.ts'
import { readingOf } from './reading.ts'
import { checkSearch } from './search.ts'
import { checkStanding } from './standing.ts'
import { checkWaysIn } from './ways-in.ts'

export interface BesideOptions {
  /** A number from 0 up to one below: where a sample of a long ledger begins, which nobody should know beforehand. */
  random: (below: number) => number
}

/**
 * Holds the folder against its entries, once these were replayed and every record agrees with them. A folder that was
 * not upgraded to the tables of this version is left alone, and so are parts that a mirror does not have.
 *
 * @param size how many entries are committed
 */
export async function checkBeside(
  folder: Folder,
  replay: Replay,
  size: number,
  { random }: BesideOptions,
): Promise<Checked> {
  const database = readingOf(folder)
  const all = nothing()
  const add = ({ findings, unchecked, looked }: Checked): void => {
    addAll(all.looked, looked)
    addAll(all.findings, findings)
    addAll(all.unchecked, unchecked)
  }
  add({ ...nothing(), findings: await checkCatalogue(folder, database, size) })
  add({ ...nothing(), findings: await checkWaypoints(database) })
  add({ ...nothing(), findings: checkSubmissions(folder, size) })
  add(await checkDocuments(folder, size))
  add(checkSearch(folder, replay, random))
  if (!folder.holdsWithheld) return all
  add(checkDigests(folder, replay))
  add(checkWaysIn(folder))
  add(await checkStanding(folder, database, replay, random))
  return all
}
