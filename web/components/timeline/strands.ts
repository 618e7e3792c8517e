/** The strands of a line: what an entry belongs to, by what it is called. Pure. */
import { tellingOf } from '../../../worker/domain/kinds/news.ts'
import type { Strand } from '../../../worker/domain/record/kind-words.ts'

export type { Strand } from '../../../worker/domain/record/kind-words.ts'

/** The strand of an entry (`milestone.reported`), as its event declares it. */
export function strandOf(event: string): Strand {
  return tellingOf(event).strand
}
