/** The strands of a line: what an entry belongs to, by what it is called. Pure. */
import { tellingOf } from '../../../worker/domain/kinds/news.ts'
import { type Strand, strands } from '../../../worker/domain/record/kind-words.ts'

export type { Strand } from '../../../worker/domain/record/kind-words.ts'

/** The strand of an entry (`milestone.reported`), as its event declares it. */
export function strandOf(event: string): Strand {
  return tellingOf(event).strand
}

/** The strand that a reader asked for; null for all of them. */
export function strandIn(asked: string | null): Strand | null {
  return strands.find((one) => one === asked) ?? null
}
