/**
 * 视为放弃: what its asker has not completed by the day that they were told is deemed given up (政府信息公开条例 Art. 30). The
 * clock enters it, and no department: whoever asked can still complete it, and it is then taken up again.
 */
import { decide } from '../../domain/kinds/decide.ts'
import type { QuestionState } from '../../domain/kinds/question/state.ts'
import { isUncompleted } from '../../domain/kinds/question/states.ts'
import { CLOCK } from '../../domain/record/spoken/public.ts'
import type { Ledger } from '../open.ts'
import { enterByClock } from '../submit/by-clock.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'

/**
 * Enters it of every question of which it is due.
 *
 * @param open questions to which an answer is owed, by id
 * @returns entries that were made
 */
export async function enterAbandoned(
  ledger: Ledger,
  open: ReadonlyMap<string, QuestionState>,
  today: string,
): Promise<number> {
  let entered = 0
  for (const [id, state] of open) {
    if (!isUncompleted(state, today)) continue
    const request = { verb: 'question.abandoned', id }
    const isEntered = await enterByClock(ledger, `${id}-abandoned-${state.seq}`, request, async () => {
      const lookup = await loadLookup(ledger, [id])
      return decide([{ event: 'abandoned', on: id, body: {} }], contextOf(ledger, { actor: CLOCK }, lookup))
    })
    if (isEntered) entered += 1
  }
  return entered
}
