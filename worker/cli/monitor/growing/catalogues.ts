/** Catalogues of records that are new, held against the mirror: pages and browsers believe the newest of them. */
import {
  CATALOGUED,
  catalogueOf,
  isBehind,
  LAST_CATALOGUE,
} from '../../../domain/kinds/catalogue/catalogue.ts'
import { parseCanonical } from '../../../ledger/canonical.ts'
import type { CatalogueHead } from '../../../ledger/catalogue.ts'
import type { Envelope } from '../../../ledger/envelope-shape.ts'
import type { MirrorFolder } from '../../../machine/mirror.ts'
import type { Words } from '../../shell/usage.ts'
import type { Body, Source } from '../../verify/source/source.ts'
import { type Alarm, alarm } from '../alarm.ts'
import { envelopeOf } from '../mirroring.ts'

/** A catalogue as the ledger has entered it. */
export interface NewCatalogue {
  index: number
  envelope: Pick<Envelope, 'record' | 'recorded'>
  told: CatalogueHead
}

/** The catalogue in an entry; null where it is none, or says nothing any more. */
export function catalogueIn({ index, leaf, content }: Body): NewCatalogue | null {
  const envelope = envelopeOf(leaf)
  if (envelope?.kind !== CATALOGUED || content === null) return null
  return { index, envelope, told: catalogueOf(parseCanonical(content)) }
}

/**
 * Makes each catalogue again from the entries of the mirror. What a mirror does not hold yet is left to the round that
 * brings it.
 *
 * @param own the mirror as a source
 */
export async function checkCatalogues(
  found: readonly NewCatalogue[],
  mirror: Pick<MirrorFolder, 'head' | 'catalogueAt'>,
  own: Source,
): Promise<Alarm[]> {
  const alarms: Alarm[] = []
  for (const { index, envelope, told } of found) {
    const raise = (words: Words): number =>
      alarms.push(alarm('catalogue', words, { index, record: envelope.record }))
    if (told.size > index) {
      raise(impossible(index, told))
      continue
    }
    const due = await mirror.catalogueAt(told.size)
    if (due.root !== told.root || due.records !== told.records) raise(untrue(index))
    const [uncounted] = told.size < index ? await own.bodies(told.size, 1) : []
    const recorded = uncounted === undefined ? undefined : envelopeOf(uncounted.leaf)?.recorded
    const isLate = recorded !== undefined && isBehind(envelope.recorded, recorded)
    if (isLate || (envelope.record === LAST_CATALOGUE && told.size < index)) raise(behind(index, told))
  }
  return alarms
}

const untrue = (index: number): Words => ({
  zh: `第 ${index} 条账目的记录总目与账目不符：它没有如实写下每条记录的最后一条账目，网页可能瞒下了账目。`,
  en: `The catalogue in entry ${index} is not that of the entries: it does not give the last entry of every record, so pages may leave entries out.`,
})

const impossible = (index: number, { size }: CatalogueHead): Words => ({
  zh: `第 ${index} 条账目的记录总目说自己数到第 ${size} 条，而它自己就是第 ${index} 条。`,
  en: `The catalogue in entry ${index} says that it counts up to ${size}, more than stands before it.`,
})

const behind = (index: number, { size }: CatalogueHead): Words => ({
  zh: `第 ${index} 条账目的记录总目只数到第 ${size} 条之前，此后的账目早已入账：网页可能瞒下了它们。`,
  en: `The catalogue in entry ${index} counts no entry from ${size} on, though they had long been recorded: pages may leave them out.`,
})
