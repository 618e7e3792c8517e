import { describe, expect, it } from 'vitest'
import { newRecordId } from '../../../../worker/domain/kinds/ids.ts'
import { questionActs } from '../../../../worker/domain/kinds/question/acts.ts'
import type { QuestionState } from '../../../../worker/domain/kinds/question/state.ts'
import { isDoable, isOpenQuestion, isPossible } from '../../../../worker/domain/kinds/question/states.ts'
import { type QuestionStatus, questionStatuses } from '../../../../worker/domain/kinds/question/vocabulary.ts'
import type { Act } from '../../../../worker/domain/record/acts.ts'
import { Problem } from '../../../../worker/domain/record/problem.ts'
import { CLOCK, PUBLIC } from '../../../../worker/domain/record/spoken/public.ts'
import { roles } from '../../../../worker/services/roles.ts'

const statuses = Object.keys(questionStatuses) as QuestionStatus[]
const around = {
  occurred: '2026-03-05',
  today: '2026-03-05',
  visibility: 'sealed',
  record: (id: string) => ({ kind: 'department', id, seq: 1, status: 'in_force' }),
}
const body = {
  of: 2,
  to: 'dep-b',
  department: 'dep-b',
  what: ['x'],
  until: '2026-04-01',
  commitments: [],
  statedSolved: 'yes',
}

/** Courses of a question before an act: what was done with it that its acts look at beside the status. */
const courses = [
  {},
  { pause: {} },
  { extension: {} },
  { reviews: [{ asked: '2026-03-01', answered: null }] },
  { reviews: [{ asked: '2026-03-01', answered: {} }] },
  ...['transferred', 'objected', 'completion_asked'].map((event) => ({
    turns: [{ event, until: '2026-03-01' }],
  })),
]

/** A question that stands so. */
function standing(event: string, status: QuestionStatus, course: object = {}): QuestionState {
  return {
    id: 'que-0000000000',
    kind: 'question',
    department: 'dep-a',
    status,
    texts: event === 'said' ? [] : [{ of: 2, event: 'said', publication: 'pending' }],
    turns: event === 'abandoned' ? [{ event: 'completion_asked', until: '2026-03-01' }] : [],
    answers: [],
    rating: null,
    stated: null,
    pause: null,
    extension: null,
    reviews: [],
    erasureAsked: [],
    ...course,
  } as unknown as QuestionState
}

describe('an act on a question', () => {
  it('is offered where, and only where, it is recorded', () => {
    for (const status of statuses)
      for (const course of courses)
        for (const [event, act] of Object.entries<Act<QuestionState>>(questionActs)) {
          // The asker's own acts are offered to whoever holds the code, on the page for it.
          if (event === 'review_asked' && 'reviews' in course) continue
          if (event === 'abandoned' && 'turns' in course) continue
          const state = standing(event, status, course)
          let refused: unknown = null
          try {
            act.settle(state, body, around as unknown as Parameters<typeof act.settle>[2])
          } catch (error) {
            refused = error
          }
          const at = `${event} when ${status} after ${JSON.stringify(course)}`
          expect(`${at}: ${refused === null}`).toBe(`${at}: ${isDoable(event, state)}`)
          if (refused !== null) expect(refused).toMatchObject({ code: 'wrong_state' })
        }
  })

  it('always leaves a way on: what is open is answered, what has ended otherwise than by the asker is taken up again', () => {
    for (const status of statuses) {
      expect(isPossible('answered', status), status).toBe(isOpenQuestion({ status }))
      const ended = !isOpenQuestion({ status }) && status !== 'withdrawn' && status !== 'withheld'
      expect(isPossible('reopened', status), status).toBe(ended)
    }
  })

  it('of the asker comes in sealed or not at all', () => {
    for (const event of ['said', 'completed', 'added'] as const) {
      const open = { ...around, visibility: 'public' } as unknown as Parameters<
        (typeof questionActs)['said']['settle']
      >[2]
      const settle = () => questionActs[event].settle(standing(event, 'awaiting_completion'), body, open)
      expect(settle, event).toThrowError(Problem)
    }
  })
})

describe('those who write without an account', () => {
  it('have an id that no account can have, and a role that has no right', () => {
    let n = 0
    const id = newRecordId('account', (bytes) => Uint8Array.from({ length: bytes }, () => n++))
    for (const { account, role } of [PUBLIC, CLOCK]) {
      expect(account.slice(0, 4)).not.toBe(id.slice(0, 4))
      expect(Object.keys(roles)).not.toContain(role)
    }
  })
})
