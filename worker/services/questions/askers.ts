/**
 * 同文人数: how many asked the same about the same record, from the first of them on: not only those before whom others
 * had asked it. Texts count once they are published; before, what was the same on receipt.
 */

import type { QuestionState } from '../../domain/kinds/question/state.ts'
import { replay } from '../../domain/kinds/replay.ts'
import { ownText } from '../../domain/record/spoken/text.ts'
import { wordingLink } from '../../domain/record/spoken/wording.ts'
import { readHistories, recordedOf } from '../../store/log/entries.ts'
import { type SameWordings, sameWordings } from '../../store/questions.ts'
import type { Ledger } from '../open.ts'

type Asked = Pick<QuestionState, 'id' | 'sameTextAs' | 'subject' | 'texts'>

/** Number of askers of a question, itself counted. */
export type Askers = (state: Asked) => number

const wordingIn = (state: Pick<Asked, 'subject' | 'texts'>): string | null =>
  wordingLink(state.subject, ownText(state)?.text)[0]?.target ?? null

/** @param ids of the questions for which it is asked, and of no others */
export async function askersNow(
  { database }: Pick<Ledger, 'database'>,
  ids: readonly string[],
): Promise<Askers> {
  return askersIn(await sameWordings(database, ids))
}

/** The same in a ledger of a size; of any question that has changed since as well. */
export async function askersAt(
  { database }: Pick<Ledger, 'database'>,
  ids: readonly string[],
  size: number,
): Promise<Askers> {
  const found = await sameWordings(database, ids, size)
  const counts = new Map(found.counts)
  for (const [id, history] of await readHistories(database, found.moved)) {
    const state = replay(id, history.filter(({ index }) => index < size).map(recordedOf))
    const wording = state?.kind === 'question' ? wordingIn(state) : null
    if (wording !== null) counts.set(wording, (counts.get(wording) ?? 0) + 1)
  }
  return askersIn({ ...found, counts })
}

const askersIn =
  ({ of, counts }: Pick<SameWordings, 'of' | 'counts'>): Askers =>
  (state) => {
    const wording = wordingIn(state) ?? (state.texts.length === 0 ? of.get(state.id) : undefined)
    return Math.max((state.sameTextAs ?? 0) + 1, wording === undefined ? 0 : (counts.get(wording) ?? 0))
  }
