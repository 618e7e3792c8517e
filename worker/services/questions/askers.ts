/**
 * 同文人数: how many asked the same about the same record, in equal or nearly equal words, from the first of them on: not
 * only those before whom others had asked it. Nearly equal is what makes a campaign everywhere else. Texts count once
 * they are published; before, what was the same on receipt.
 */

import { campaignsInParts } from '../../domain/kinds/comment/campaigns.ts'
import type { SameAsked } from '../../domain/kinds/question/priority.ts'
import type { QuestionState } from '../../domain/kinds/question/state.ts'
import { replay } from '../../domain/kinds/replay.ts'
import { ownText } from '../../domain/record/spoken/text.ts'
import { wordingLink } from '../../domain/record/spoken/wording.ts'
import { readHistories, recordedOf } from '../../store/log/entries.ts'
import { inParts } from '../../store/pause.ts'
import { type SameWordings, sameWordings } from '../../store/questions.ts'
import type { Ledger } from '../open.ts'

type Asked = Pick<QuestionState, 'id' | 'sameTextAs' | 'subject' | 'texts'>

/** Numbers of those who asked the same as a question. */
export type Askers = (state: Asked) => SameAsked

const wordingIn = (state: Pick<Asked, 'subject' | 'texts'>): string | null =>
  wordingLink(state.subject, ownText(state)?.text)[0]?.target ?? null

/**
 * @param ids of the questions for which it is asked, and of no others
 * @param compared wordings about one record that are compared
 */
export async function askersNow(
  { database }: Pick<Ledger, 'database'>,
  ids: readonly string[],
  compared?: number,
): Promise<Askers> {
  return askersIn(await sameWordings(database, ids, { compared }))
}

/** The same in a ledger of a size; of any question that has changed since as well. */
export async function askersAt(
  { database }: Pick<Ledger, 'database'>,
  ids: readonly string[],
  size: number,
): Promise<Askers> {
  const found = await sameWordings(database, ids, { size })
  const said = new Map(found.said)
  for (const [id, history] of await readHistories(database, found.moved)) {
    const state = replay(id, history.filter(({ index }) => index < size).map(recordedOf))
    const wording = state?.kind === 'question' ? wordingIn(state) : null
    if (state?.kind !== 'question' || wording === null) continue
    const before = said.get(wording)
    said.set(wording, {
      n: (before?.n ?? 0) + 1,
      text: before?.text ?? ownText(state)?.text ?? null,
      compared: true,
    })
  }
  return askersIn({ of: found.of, said })
}

async function askersIn({ of, said }: Pick<SameWordings, 'of' | 'said'>): Promise<Askers> {
  const counts = await countsOf(said)
  return (state) => {
    const wording = wordingIn(state) ?? (state.texts.length === 0 ? of.get(state.id) : undefined)
    const { equal, near, atLeast } = counts.get(wording ?? '') ?? { equal: 0, near: 0, atLeast: false }
    return { all: Math.max((state.sameTextAs ?? 0) + 1, equal) + near, near, atLeast }
  }
}

/** Those who asked in equal words, and those more who did in nearly equal ones; `atLeast` where not all were compared. */
interface Counted {
  equal: number
  near: number
  atLeast: boolean
}

/** For each wording, how many asked the same about the same record. */
async function countsOf(said: SameWordings['said']): Promise<Map<string, Counted>> {
  const bySubject = new Map<
    string,
    { wording: string; n: number; text: string | null; compared: boolean }[]
  >()
  for (const [wording, one] of said) {
    const about = wording.slice(0, wording.indexOf('#'))
    const some = bySubject.get(about)
    if (some === undefined) bySubject.set(about, [{ wording, ...one }])
    else some.push({ wording, ...one })
  }
  const counts = new Map<string, Counted>()
  for (const some of bySubject.values()) {
    const atLeast = some.some(({ compared }) => !compared)
    for (const { all } of await inParts(campaignsInParts(some))) {
      const total = all.reduce((sum, { n }) => sum + n, 0)
      for (const { wording, n } of all) counts.set(wording, { equal: n, near: total - n, atLeast })
    }
  }
  return counts
}
