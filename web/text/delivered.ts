import { registerName } from '../../worker/domain/record/entered/registers.ts'
import type { BoardFigures } from '../types.ts'
import { fill, type Lang, wordsFor } from '../words/words.ts'

/**
 * Registers from which milestones come, and the day until which each is known; nothing where there is none.
 */
export function deliveredWords(
  lang: Lang,
  { deliveries, today }: Pick<BoardFigures, 'deliveries' | 'today'>,
) {
  const older = deliveries.flatMap(({ register, asOf }) =>
    asOf === null || asOf >= today ? [] : [`${registerName(register)[lang]} ${asOf}`],
  )
  const list = older.join(lang === 'zh' ? '，' : ', ')
  return older.length === 0 ? '' : fill(wordsFor(lang).board.delivered, { list })
}
