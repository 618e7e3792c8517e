/** Names of overdue notices: they have no title of their own, and stand under that of what is overdue. */

import { fill, wordsFor } from '../../../web/words/words.ts'
import { owedThings } from '../../domain/kinds/overdue/vocabulary.ts'
import type { RecordView } from '../../services/read/views.ts'
import { type From, namesOf } from './common.ts'

/** Titles by id: of notices, of what they are about, and of the organs to which it came. */
export async function noticeNames(from: From, records: readonly RecordView[]): Promise<Map<string, string>> {
  const states = records.flatMap(({ state }) => (state.kind === 'overdue' ? [state] : []))
  if (states.length === 0) return new Map()
  const mentioned = states.flatMap(({ subject, steps }): [string, unknown][] => [
    ['subject', subject],
    ...steps.map(({ to }): [string, unknown] => ['department', to]),
  ])
  const names = await namesOf(from, mentioned)
  const { overdue } = wordsFor(from.lang)
  for (const { id, subject, what } of states)
    names.set(
      id,
      fill(overdue.title, {
        what: owedThings[what][from.lang],
        title: names.get(subject ?? '') || (subject ?? ''),
      }),
    )
  return names
}
