/** 提问: how they come in, are read, tracked and stand. What departments do with them are acts like all others. */

import { openQuestions } from '../../domain/kinds/question/states.ts'
import type { QuestionStatus } from '../../domain/kinds/question/vocabulary.ts'
import { ownText } from '../../domain/record/spoken/text.ts'
import { openQuestionsOf } from '../../store/questions.ts'
import { readRecords } from '../../store/records/records.ts'
import type { Access } from '../accounts/access-log.ts'
import type { Aftercare } from '../aftercare.ts'
import type { Ledger } from '../open.ts'
import type { EvidenceFiles } from '../read/evidence/file.ts'
import { askersNow } from './askers.ts'
import type { Attachments } from './attachments/keeping.ts'
import { loadQuestion } from './load.ts'
import { createModeration } from './moderation.ts'
import type { Reaching } from './reaching.ts'
import { createReceiving } from './receive.ts'
import { clocksToday, priorityToday, weightsNow } from './standing.ts'
import { createTogether } from './together.ts'
import { createTracking } from './tracking.ts'

export type Questions = ReturnType<typeof createQuestions>

/** Questions in an inbox at once, of those that are looked at for it. */
const MOST = 200
const LOOKED = 2000
/** Contacts are kept so many days after the last entry of a question that has ended: six months. */
const KEPT_DAYS = 183
const A_DAY = 86_400_000
const ENDED: readonly QuestionStatus[] = [
  'answered',
  'closed',
  'declined',
  'abandoned',
  'withdrawn',
  'withheld',
]

interface Parts {
  access: Access
  attachments: Attachments
  aftercare: Aftercare
  evidenceFiles: EvidenceFiles
  reaching: Reaching
}

/** Services of the questions of one ledger. */
export function createQuestions(ledger: Ledger, parts: Parts) {
  const moderation = createModeration(ledger, parts)
  return {
    receiving: createReceiving(ledger, parts),
    tracking: createTracking(ledger, parts),
    moderation,
    attachments: parts.attachments,
    together: createTogether(ledger, { access: parts.access, waiting: moderation.waiting }),

    /** The clocks and the priority of a question today. @throws Problem `not_found` */
    async standing(id: string) {
      const [state, weights, askers] = await Promise.all([
        loadQuestion(ledger, id),
        weightsNow(ledger),
        askersNow(ledger, [id]),
      ])
      const priority = priorityToday(ledger, state, weights, askers)
      return { state, clocks: clocksToday(ledger, state), priority }
    },

    /**
     * Questions that wait for an answer, the most urgent first. What a followed register brought is judged as of its
     * last delivery, and waits for nobody here.
     *
     * @param department whose; null for those of which nobody knows yet whose they are
     */
    async inbox(department: string | null) {
      const [ids, weights] = await Promise.all([
        openQuestionsOf(ledger.database, department, openQuestions, LOOKED),
        weightsNow(ledger),
      ])
      const [rows, askers] = await Promise.all([readRecords(ledger.database, ids), askersNow(ledger, ids)])
      const states = rows.flatMap(({ state }) => (state.kind === 'question' ? [state] : []))
      const items = states.map((state) => ({
        state,
        title: ownText(state)?.title ?? '',
        due: clocksToday(ledger, state)?.asked.due ?? null,
        points: priorityToday(ledger, state, weights, askers).points,
      }))
      return items
        .sort((a, b) => b.points - a.points || (a.due ?? '9').localeCompare(b.due ?? '9'))
        .slice(0, MOST)
    },

    /** Forgets how askers can be reached six months after their question has ended. */
    async forgetContacts(): Promise<void> {
      const before = new Date(ledger.now().getTime() - KEPT_DAYS * A_DAY).toISOString()
      const gone =
        (await parts.reaching.forgetSince('question', ENDED, before)) +
        (await parts.reaching.forgetSince('comment', ['grouped', 'withheld'], before))
      if (gone > 0) parts.aftercare.owe()
    },
  }
}
