/** Everything owed by a day, kept up to date: after the first look only what has changed is read. */

import type { QuestionState } from '../../domain/kinds/question/state.ts'
import { type ListedQuestion, listedIn } from '../../domain/response/listed.ts'
import { type Obligation, obligationsOf } from '../../domain/response/obligations.ts'
import { breathe } from '../../store/pause.ts'
import { countErased, readOwing } from '../../store/records/owed.ts'
import type { KeptOwed, Ledger } from '../open.ts'

export type Owed = ReturnType<typeof createOwed>

/** A question as it is kept here: dates, ids and codes alone. */
function withoutWords(state: QuestionState): QuestionState {
  const turns = state.turns.map(({ reason: _, what: __, ...turn }) => turn)
  return {
    ...state,
    texts: [],
    answers: [],
    turns,
    pause: null,
    rating: null,
    stated: null,
    declined: null,
    extension: state.extension && { ...state.extension, reason: '' },
    reviews: [],
  }
}

/** Obligations in one ledger. It keeps dates and ids, never a word of a record. */
export function createOwed({ database, committer, calendar, clocks, kept }: Ledger) {
  let own: KeptOwed | null = null
  /** One reader at a time: two would read the same. */
  let reading: Promise<KeptOwed> | null = null

  async function refresh(): Promise<KeptOwed> {
    const [{ head }, erased] = await Promise.all([committer.end.tree(), countErased(database)])
    const before = kept?.owed ?? own
    // A lawful erasure may take a day away without an entry of the record itself: everything is read anew.
    const last = before === null || before.erased !== erased || before.size > head.size ? null : before
    if (last !== null && last.size === head.size) return last
    const byRecord = new Map(last?.byRecord)
    const questions = new Map(last?.questions)
    const listed = new Map(last?.listed)
    for (let since = last?.size ?? 0; ; ) {
      const page = await readOwing(database, since)
      for (const { id, state } of page) {
        await breathe()
        const found = obligationsOf(state, { calendar: calendar.days, clocks })
        if (found.length === 0) byRecord.delete(id)
        else byRecord.set(id, found)
        if (state.kind !== 'question') continue
        const brought = listedIn(state)
        if (brought === null) listed.delete(id)
        else listed.set(id, brought)
        if (found.some(({ what, open }) => what === 'question' && open))
          questions.set(id, withoutWords(state))
        else questions.delete(id)
      }
      const end = page.at(-1)
      if (end === undefined) break
      since = end.lastIndex + 1
    }
    const now = { size: head.size, erased, byRecord, questions, listed }
    own = now
    if (kept !== null) kept.owed = now
    return now
  }

  async function current(): Promise<KeptOwed> {
    reading ??= refresh().finally(() => {
      reading = null
    })
    return reading
  }

  return {
    /** Obligations of each record that has any, past and present. */
    async byRecord(): Promise<ReadonlyMap<string, readonly Obligation[]>> {
      return (await current()).byRecord
    },

    /** Questions that lists brought, with the ratings that these state, by id. */
    async listed(): Promise<ReadonlyMap<string, ListedQuestion>> {
      return (await current()).listed
    },

    /** Questions to which an answer is owed, without their words: what their clocks and their priority follow from. */
    async openQuestions(): Promise<ReadonlyMap<string, QuestionState>> {
      return (await current()).questions
    },
  }
}
