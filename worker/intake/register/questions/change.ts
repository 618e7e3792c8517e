/** Differences between a question as a list delivers it and as it stands. */
import type { QuestionState } from '../../../domain/kinds/question/state.ts'
import type { Json } from '../../../ledger/canonical.ts'
import { canonicalCopy } from '../../../ledger/canonical-copy.ts'
import type { DeliveredRecord } from '../delivery/delivery.ts'
import {
  answerOperation,
  empty,
  isAnswered,
  type PlannedOperation,
  ratingOperations,
  type SourceChange,
  same,
} from '../operations.ts'

/**
 * Operations for what a delivery adds to a question: its answer and its rating, where it had none; empty if it adds nothing.
 * Nobody moves the day on which something was asked or answered: all else that differs is added to `rewritten`.
 */
export function changeQuestion(
  record: DeliveredRecord,
  state: QuestionState,
  asOf: string,
  today: string,
  rewritten: SourceChange[],
): PlannedOperation[] {
  const { rule, fields, department, occurred, done, answer } = record
  const compare = (field: string, from: unknown, to: Json): void => {
    if (same(from, to) || (empty(from) && empty(to))) return
    const was: Json = canonicalCopy(from ?? null)
    rewritten.push({ change: empty(to) ? 'vanished' : 'changed', field, from: was, to })
  }
  const now = new Map<string, unknown>(Object.entries(state))
  for (const field of Object.keys(rule.fields)) compare(field, now.get(field), fields[field] ?? null)
  compare('department', state.department, department)
  if (rule.occurred !== undefined) compare('listed', state.undated === true ? null : state.listed, occurred)
  const stated = state.stated ?? null
  const rated = stated === null ? ratingOperations(record, asOf, today) : []
  const told = new Map<string, unknown>(Object.entries(stated ?? {}))
  if (stated !== null)
    for (const field of Object.keys(rule.rating ?? {}))
      compare(`stated/${field}`, told.get(field), record.rating?.[field] ?? null)
  const last = state.answers.at(-1)
  if (last === undefined)
    return [...(isAnswered(record) ? [answerOperation(record, asOf, today)] : []), ...rated]
  if (!isAnswered(record)) {
    rewritten.push({ change: 'vanished', field: 'answers', from: last.outcome })
    return rated
  }
  const said = new Map<string, unknown>(Object.entries(last))
  for (const field of Object.keys(rule.answer ?? {}))
    compare(`answers/${field}`, said.get(field), answer?.[field] ?? null)
  compare('answers/on', last.undated === true ? null : last.occurred, done)
  return rated
}
