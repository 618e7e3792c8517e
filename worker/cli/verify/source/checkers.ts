/** The checking page that a site hands out, held against what its ledger published. */
import { LEDGER, type LedgerState } from '../../../domain/kinds/ledger/ledger.ts'
import type { Words } from '../../shell/usage.ts'
import { type Finding, finding } from '../finding.ts'
import type { Source } from './source.ts'

/** Result of an audit for the checking page of a source. */
export interface CheckersSaid {
  findings: Finding[]
  warnings: Words[]
}

/**
 * Compares the bytes that a site serves with the digests in its ledger, as it was replayed. Any that was ever published
 * counts: a site may be served by two versions of the program while it is renewed.
 */
export async function checkCheckers(source: Source, state: LedgerState | null): Promise<CheckersSaid> {
  const served = await source.checkers()
  if (served === null) return { findings: [], warnings: [] }
  const published = state?.checkers ?? []
  if (published.length === 0) return { findings: [], warnings: [UNPUBLISHED] }
  const other = (['zh', 'en'] as const).filter((lang) => published.every((one) => one[lang] !== served[lang]))
  return {
    findings: other.map((lang) => finding('record', otherPage(served[lang]), { record: LEDGER })),
    warnings: [],
  }
}

const UNPUBLISHED: Words = {
  zh: '网站提供的核验页，账本还没有公布其摘要：未核对。',
  en: 'The ledger has not published the digest of the checking page that the site hands out: not compared.',
}

const otherPage = (digest: string): Words => ({
  zh: `网站提供的核验页（SHA-256 ${digest}）不是账本公布过的：程序刚更新时十分钟内会公布，此后仍如此，就不要用它。`,
  en: `The checking page that the site hands out (SHA-256 ${digest}) was never published in the ledger: after the program was renewed that takes up to ten minutes; do not use it if it stays so.`,
})
