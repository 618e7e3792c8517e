/**
 * Rows of cases that were opened before, kept in memory: to open one costs more than to read it, and every look at the
 * list of cases wants them all. Only what is sealed in the database now is taken for opened, character by character.
 */
import type { StoredCaseAct } from '../../store/cases.ts'
import type { CaseSealing, OpenedAct } from '../sealing/cases.ts'

/** Characters of sealed text whose content is kept; of more, the rest is opened each time. */
const MOST_KEPT = 12_000_000

type Sealed = Pick<StoredCaseAct, 'n' | 'sealed'>

/** @param most characters of sealed text whose content is kept */
export function createOpened(most = MOST_KEPT) {
  let kept = new Map<number, { sealed: string; opened: OpenedAct }>()

  /**
   * The content of all rows that there are, in their order; null for one that the key does not open. What is no more
   * among them is forgotten.
   */
  return async function openAll(
    rows: readonly Sealed[],
    { open }: Pick<CaseSealing, 'open'>,
  ): Promise<(OpenedAct | null)[]> {
    const next: typeof kept = new Map()
    const all: (OpenedAct | null)[] = []
    let length = 0
    for (const { n, sealed } of rows) {
      const before = kept.get(n)
      const opened = before?.sealed === sealed ? before.opened : await open(sealed)
      length += sealed.length
      if (opened !== null && length <= most) next.set(n, { sealed, opened })
      all.push(opened)
    }
    kept = next
    return all
  }
}
