/** Loads the page of a question, and the form on which anybody asks. */
import type { ShownClock } from '../../../web/components/clock/ClockNote.tsx'
import type { AskData } from '../../../web/pages/ask/Ask.tsx'
import type { QuestionData } from '../../../web/pages/Question.tsx'
import { type Clock, clockOf } from '../../domain/clock/clock.ts'
import { limitWords } from '../../domain/clock/lines.ts'
import { clocksOfQuestion, receivedOn, reviewClock, usualClock } from '../../domain/kinds/question/clock.ts'
import { priorityOf } from '../../domain/kinds/question/priority.ts'
import type { QuestionState } from '../../domain/kinds/question/state.ts'
import { askedTypes } from '../../domain/kinds/question/vocabulary.ts'
import { weightsIn } from '../../domain/kinds/question/weights.ts'
import { titleIn } from '../../domain/kinds/title.ts'
import type { RecordView } from '../../services/read/views.ts'
import { type Ask, type From, type Loaded, mentions, namesOf } from './common.ts'
import { checkOf, seen } from './seen.ts'

/** Working days within which a text is read. */
const READING_DAYS = 2
/** Questions about the same record that a form shows. */
const SIMILAR = 5

/** The clocks of a question for a day, with what their profile says. */
export function shownClocks({ reading }: From, state: QuestionState, today: string): QuestionData['clocks'] {
  const found = clocksOfQuestion(state, { clocks: reading.clocks, calendar: reading.days, today })
  if (found === null) return null
  const profile = reading.clocks.profile(state.profile, receivedOn(state))
  const shown = (clock: Clock): ShownClock => ({ clock, profile })
  return { asked: shown(found.asked), organ: found.organ === null ? null : shown(found.organ) }
}

/**
 * Page of a question, with its clocks and its priority; null when there is none. It takes the queries of
 * `seen`.
 */
export async function loadQuestion(from: From, ask: Ask, id: string): Promise<Loaded<QuestionData> | null> {
  const { reading } = from
  const [found, settings, askers] = await Promise.all([
    seen(from, id, 'question', ask),
    reading.rulebook.settings(),
    reading.askersOf(id),
  ])
  if (found === null || found.record.state.kind !== 'question') return null
  const { record, moments, stood } = found
  const { state } = record
  if (state.kind !== 'question') return null
  const today = stood?.at.includes('-') ? stood.at : reading.today()
  const clocks = shownClocks(from, state, today)
  const review = reviewClock(state, { clocks: reading.clocks, calendar: reading.days, today })
  return {
    data: {
      ...found,
      state,
      clocks,
      review:
        review === null
          ? null
          : { clock: review, profile: reading.clocks.profile(review.profile, review.start) },
      priority: priorityOf(state, {
        clocks: clocksOfQuestion(state, { clocks: reading.clocks, calendar: reading.days, today }),
        askers: askers(state),
        calendar: reading.days,
        today,
        weights: weightsIn(settings),
      }),
      readBy: reading.days.add(receivedOn(state), READING_DAYS),
    },
    check: checkOf(found),
    names: await namesOf(from, mentions(state, moments)),
  }
}

/** Surroundings of a form: the record, the organ that has to answer, and what was asked about it before. */
export type AskedAbout = Pick<AskData, 'subject' | 'department' | 'departments' | 'clocks' | 'similar'>

/** @param subject id of the record that a question would be about; null for none, and for one that is not there */
export async function askedAbout(from: From, subject: string | null): Promise<AskedAbout> {
  const { reading, lang } = from
  const record = subject === null ? null : await reading.record(subject)
  const about = record === null ? null : { id: record.id, title: titleIn(lang, record) || record.id }
  const holder = record === null ? null : record.kind === 'department' ? record.id : record.department
  const [departments, similar] = await Promise.all([
    reading.departmentRecords(),
    record === null ? [] : questionsAbout(from, record.id),
  ])
  const named = departments.map((one) => ({ id: one.id, title: titleIn(lang, one) }))
  return {
    subject: about,
    department: named.find(({ id }) => id === holder) ?? null,
    departments: named,
    clocks: clocksToday(from),
    similar: similar.slice(0, SIMILAR),
  }
}

/** By kind of question, when an answer would be due if it came in today. */
function clocksToday({ reading, lang }: From): AskData['clocks'] {
  const today = reading.today()
  return askedTypes.map((type) => {
    const profile = reading.clocks.profile(usualClock(type), today)
    const { due, limit } = clockOf(profile, { start: today }, reading.days, today)
    return { type, due, limit: limit === null ? '' : limitWords(profile, limit)[lang] }
  })
}

/** Questions about a record, the newest first. */
async function questionsAbout({ reading }: From, id: string): Promise<RecordView[]> {
  const { items } = await reading.records({ kind: 'question', of: id, sort: '-recorded', limit: 50 })
  // A milestone by which one is answered is linked by it as well, which is not about it.
  return items.filter(({ state }) => state.kind === 'question' && state.subject === id)
}
