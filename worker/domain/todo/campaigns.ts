/** 同文提问: questions that say nearly the same about one record, which stand in one line of an inbox with their number. */
import { campaignsInParts } from '../kinds/comment/campaigns.ts'
import type { QuestionState } from '../kinds/question/state.ts'
import { ownText } from '../record/spoken/text.ts'
import type { Parts } from '../text/parts.ts'
import type { Todo } from './todo.ts'

/** A question and what is to be done about it. */
export interface AskedTodo {
  state: QuestionState
  todo: Todo
}

/**
 * One thing to do for all that say nearly the same. The first of them stands for all; the last day is the earliest of
 * any, the points the most of any: nobody waits longer because others ask the same. What is not published says nothing
 * yet, and stands alone; so does what is about no record.
 */
export function* gathered(asked: readonly AskedTodo[]): Parts<Todo[]> {
  const bySubject = new Map<string, AskedTodo[]>()
  for (const one of asked) {
    const { subject, id, department } = one.state
    const key = subject === null ? id : `${department ?? ''} ${subject}`
    bySubject.set(key, [...(bySubject.get(key) ?? []), one])
  }
  const all: Todo[] = []
  for (const some of bySubject.values()) {
    const said = some
      .sort((a, b) => (a.state.listed < b.state.listed ? -1 : a.state.listed > b.state.listed ? 1 : 0))
      .map((one) => ({ ...one, text: ownText(one.state)?.text ?? null }))
    for (const one of yield* campaignsInParts(said))
      all.push(
        together(
          one.first.todo,
          one.all.map(({ todo }) => todo),
        ),
      )
  }
  return all
}

function together(first: Todo, all: readonly Todo[]): Todo {
  const others = all.filter((one) => one !== first)
  if (others.length === 0) return first
  const pressing = all.reduce((most, one) => ((one.due ?? '9') < (most.due ?? '9') ? one : most), first)
  const danger = all.find(({ what }) => what === 'danger')
  const n = all.length
  return {
    ...first,
    what: danger?.what ?? first.what,
    due: pressing.due,
    stands: pressing.stands,
    points: Math.max(...all.map(({ points }) => points)),
    why: {
      zh: `${n} 件同文提问，各须答复；${pressing.why.zh}`,
      en: `${n} questions that say the same, each to be answered; ${pressing.why.en}`,
    },
    alike: others.map(({ id, due }) => ({ id, due })),
  }
}
