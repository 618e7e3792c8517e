/**
 * 提问: asked by anybody, answered by a department against a clock. That it was asked is an entry at once, which no
 * department can delay; what was asked comes in sealed with it, and is published by somebody who is not the addressee.
 */
import type { KindRules } from '../../record/acts.ts'
import { dayOf } from '../../record/date.ts'
import type { Link, SearchField, Summary } from '../../record/facts.ts'
import { refuse } from '../../record/guard.ts'
import { requireOpenDepartment } from '../../record/lookup.ts'
import { object } from '../../record/shape.ts'
import { requireNotSilenced } from '../../record/spoken/guards.ts'
import { ownText } from '../../record/spoken/text.ts'
import { wordingLink } from '../../record/spoken/wording.ts'
import { questionActs } from './acts.ts'
import { questionFields } from './fields.ts'
import { committedBy, type QuestionState } from './state.ts'

export const questionRulesOf: KindRules<QuestionState, typeof questionFields> = {
  kind: 'question',
  first: 'received',
  fields: object(questionFields),
  mentions: ({ subject }) => [subject],
  // A question is received also where nobody knows yet whose it is.
  holder: (context, department) => {
    if (department !== null) requireOpenDepartment(context, department, 'department')
  },
  open(fields, context) {
    const { subject } = fields
    if (fields.source !== null && fields.channel !== 'import')
      throw refuse(
        'invalid',
        '由清单导入的提问，来源渠道须为“导入”（import）。',
        'A question that a list brought came in by import: its channel is "import".',
        'channel',
      )
    if (fields.source === null && fields.type === 'not_stated')
      throw refuse(
        'invalid',
        '提问须写明类别；只有导入的清单可以缺少。',
        'A question says of which kind it is; only a list that was imported may lack it.',
        'type',
      )
    if (subject !== null && context.record(subject) === undefined)
      throw refuse('not_found', `没有记录 ${subject}。`, `There is no record ${subject}.`, 'subject')
    return fields
  },
  begin: ({ department, ...base }, fields, withheld) => ({
    ...base,
    ...fields,
    kind: 'question',
    department: department === '' ? null : department,
    status: withheld ? 'withheld' : 'received',
    texts: [],
    turns: [],
    answers: [],
    rating: null,
    stated: null,
    declined: null,
    pause: null,
    extension: null,
    checked: {},
    checkedAt: {},
    reviews: [],
    erasureAsked: [],
  }),
  // What a list brought is a copy of the list, and goes with it.
  entering: ({ source }, event, body) => {
    if (source === null) requireNotSilenced(event, body)
  },
  acts: questionActs,
}

/** Without a title until its text is published: a page then says what it is. */
export function summariseQuestion(state: QuestionState): Summary {
  const { department, type, profile, status, listed, area } = state
  const title = ownText(state)?.title ?? ''
  return { title, department, type, level: profile, status, day: dayOf(listed), area }
}

/** Published texts of a question for the search index, and no more. */
export function searchQuestion(state: QuestionState): SearchField[] {
  const own = ownText(state)
  const texts = state.texts.flatMap(({ text, asks }) => [text, ...asks])
  const found: [SearchField['field'], string | null][] = [
    ['title', own?.title ?? null],
    ...texts.map((text): [SearchField['field'], string | null] => ['text', text]),
    ...state.answers.map(({ text }): [SearchField['field'], string | null] => ['text', text]),
  ]
  return found.flatMap(([field, said]) => (said === null || said === '' ? [] : [{ field, text: said }]))
}

/**
 * Links of a question: to its subject, to milestones that answers promised, to departments that it went through,
 * and to the register that brought it.
 */
export function linkQuestion(state: QuestionState): Link[] {
  const { subject, transferred, source } = state
  return [
    ...(source?.mapping === undefined ? [] : [{ rel: 'register', target: source.mapping } as const]),
    ...(subject === null ? [] : [{ rel: 'subject', target: subject } as const]),
    ...wordingLink(subject, ownText(state)?.text),
    ...committedBy(state).map((target) => ({ rel: 'inventory', target }) as const),
    ...[...new Set(transferred)].map((target) => ({ rel: 'transferred_to', target }) as const),
  ]
}
