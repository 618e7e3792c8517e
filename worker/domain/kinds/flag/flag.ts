/**
 * 预警: a reason to look at a record, with what was found, the department's answer and the outcome. Never a
 * verdict. What rules find of public records is raised by an inspector; nothing here is about persons.
 */
import { type Act, act, type KindRules, type RecordBase } from '../../record/acts.ts'
import { commonActs } from '../../record/common-acts.ts'
import { dayOf } from '../../record/date.ts'
import { annulmentOf } from '../../record/entered/annulment.ts'
import type { Link, SearchField, Summary } from '../../record/facts.ts'
import { refuse } from '../../record/guard.ts'
import type { Context } from '../../record/lookup.ts'
import * as parts from '../../record/parts.ts'
import {
  code,
  date,
  type FieldsOf,
  id,
  list,
  number,
  object,
  type ReadOf,
  requiredCode,
  requiredDate,
  requiredId,
  requiredText,
  text,
  texts,
  whole,
} from '../../record/shape.ts'
import { placeOf, remedyOf } from './remedy.ts'
import { severities } from './severity.ts'
import { type GuardedAct, isOpenFlag, requirePossible } from './states.ts'
import { answerClocks, type FlagStatus, flagResponses } from './vocabulary.ts'

const flagFields = {
  title: requiredText(500),
  /** The same in English; none where whoever raised it wrote in one language. */
  titleEn: text(500),
  subject: requiredId(),
  /** Id and version of the rule; none for a flag that a person raised. */
  rule: text(10),
  ruleVersion: whole(1),
  /** The limits with which the rule was asked. */
  parameters: list(object({ name: requiredText(40), value: number() }), { most: 20 }),
  severity: requiredCode(severities, 'medium'),
  /** Value that was measured, with what it was measured against. */
  value: text(500),
  threshold: text(500),
  /** Ledger indices of the entries on which it rests, so that a reader can check. */
  inputs: list(whole(), { most: 1000 }),
  /** The day for which it was assessed. */
  asOf: date(),
  /** Finding in plain words. */
  finding: requiredText(5000),
  findingEn: text(5000),
  legalBases: texts(),
}

export type FlagFields = FieldsOf<typeof flagFields>

const response = object({
  response: requiredCode(flagResponses, 'accept'),
  by: text(500),
  text: requiredText(),
  /** Milestones by which it is put right. */
  commitments: list(requiredId('milestone'), { most: 100 }),
  evidence: parts.evidence,
})

/** Advice with a day becomes a milestone of the department; or it names one that is there. */
const advising = object({
  reason: requiredText(5000),
  advice: requiredText(),
  /** Day by which it is carried out; the title of that milestone stands beside it. */
  due: date(),
  title: text(500),
  /** Sign by which one will see that it was done. */
  acceptanceCriteria: text(),
  commitment: id('milestone'),
})

export interface FlagAnswer extends ReadOf<typeof response> {
  occurred: string
}

/** One time that an explanation was asked for: on which day, until which, why then, and when it came. */
export interface FlagAsk {
  on: string
  due: string
  clock: string | null
  /** The first answer that is more than a request for more time; null while there is none. */
  answered: string | null
  /** The first day on which the department asked for more time; null while it has not. */
  moreTime: string | null
}

export interface FlagState extends RecordBase, FlagFields {
  kind: 'flag'
  status: FlagStatus
  /**
   * Question to the department, with the last day of the answer and the reason for that day; null while none
   * was asked.
   */
  question: string | null
  answerDue: string | null
  clock: string | null
  asks: FlagAsk[]
  answers: FlagAnswer[]
  /** Outcome in the inspector's words; null while it is open. */
  outcome: string | null
  /** 监督建议, where one was issued, and the milestone by which it is carried out. */
  advice: string | null
  commitment: string | null
}

/** Milestones by which it is put right: those to which the department commits itself, and that of the advice. */
export function commitmentsOf({ answers, commitment }: Pick<FlagState, 'answers' | 'commitment'>): string[] {
  return [
    ...new Set([...answers.flatMap(({ commitments }) => commitments), ...(commitment ? [commitment] : [])]),
  ]
}

/** @throws Problem unless the milestone by which advice is carried out is one of the department of the flag */
function requireCarrier(state: FlagState, commitment: string | null, context: Context): void {
  if (commitment === null) return
  const carrier = context.record(commitment)
  if (carrier?.kind === 'milestone' && carrier.department === state.department) return
  throw refuse(
    'not_found',
    `${commitment} 不是这一部门的节点：请写该部门的节点，或写期限（due）以新立一个。`,
    `${commitment} is no milestone of this department: name one of its own, or give a day (due) for a new one.`,
    'commitment',
  )
}

/** One way in which a flag ends or rests; each says why. */
function outcome(verb: string, to: GuardedAct & FlagStatus): Act<FlagState> {
  return act(verb, object({ reason: requiredText(5000) }), {
    settle: (state: FlagState) => requirePossible(to, state),
    apply: (state, { reason }) => ({ ...state, status: to, outcome: reason }),
  })
}

const { corrected } = commonActs<typeof flagFields, FlagState>(flagFields, {
  held: {},
  sound: () => undefined,
  mentions: () => [],
})

/** Rules of a flag: raised on a record that exists, then answered, reviewed and closed. */
export const flagRulesOf: KindRules<FlagState, typeof flagFields> = {
  kind: 'flag',
  first: 'raised',
  fields: object(flagFields),
  mentions: ({ subject }) => [subject],
  open(fields, context) {
    const found = context.record(fields.subject)
    if (found === undefined)
      throw refuse(
        'not_found',
        `没有记录 ${fields.subject}。`,
        `There is no record ${fields.subject}.`,
        'subject',
      )
    return fields
  },
  begin: (base, fields, withheld) => ({
    ...base,
    ...fields,
    kind: 'flag',
    status: withheld ? 'withheld' : 'raised',
    question: null,
    answerDue: null,
    clock: null,
    asks: [],
    answers: [],
    outcome: null,
    advice: null,
    commitment: null,
  }),
  acts: {
    ...(corrected === undefined ? {} : { corrected }),
    acknowledged: act('acknowledge', object({ note: text(2000) }), {
      settle: (state: FlagState) => requirePossible('acknowledged', state),
      apply: (state) => ({ ...state, status: 'acknowledged' }),
    }),
    explanation_requested: act(
      'request-explanation',
      object({ question: requiredText(5000), answerDue: requiredDate(), clock: code(answerClocks) }),
      {
        settle: (state: FlagState) => requirePossible('explanation_requested', state),
        apply: (state, { question, answerDue, clock }, { envelope }) => ({
          ...state,
          asks: [
            ...state.asks,
            { on: envelope.occurred, due: answerDue, clock, answered: null, moreTime: null },
          ],
          status: 'explanation_requested',
          question,
          answerDue,
          clock,
        }),
      },
    ),
    responded: act('respond', response, {
      settle: (state: FlagState, body, context) => {
        requirePossible('responded', state)
        for (const [i, one] of body.commitments.entries())
          if (context.record(one)?.kind !== 'milestone')
            throw refuse(
              'not_found',
              `没有节点 ${one}。`,
              `There is no milestone ${one}.`,
              `commitments/${i}`,
            )
      },
      apply: (state, body, { envelope }) => ({
        ...state,
        status: 'responded',
        asks: state.asks.map((one) =>
          body.response === 'extension'
            ? { ...one, moreTime: one.moreTime ?? (one.answered === null ? envelope.occurred : null) }
            : { ...one, answered: one.answered ?? envelope.occurred },
        ),
        answers: [...state.answers, { ...body, occurred: envelope.occurred }],
      }),
      mentions: ({ commitments }) => commitments,
    }),
    cleared: outcome('clear', 'cleared'),
    explained: outcome('accept-explanation', 'explained'),
    data_error: outcome('find-data-error', 'data_error'),
    parked: outcome('park', 'parked'),
    escalated: outcome('escalate', 'escalated'),
    advised: act('advise', advising, {
      settle: (state: FlagState, body, context) => {
        requirePossible('advised', state)
        const { due, title, acceptanceCriteria, commitment } = body
        if (due !== null && commitment !== null)
          throw refuse(
            'invalid',
            '写了期限即新立节点，不能同时指已有的节点。',
            'A day (due) makes a new milestone: do not name one that is there as well.',
            'commitment',
          )
        if (due === null && (title !== null || acceptanceCriteria !== null))
          throw refuse('invalid', '请写整改期限。', 'Give the day by which it is carried out.', 'due')
        requireCarrier(state, commitment, context)
        return due === null ? undefined : { ...body, commitment: context.newId('milestone') }
      },
      also: (state, recorded, context) => remedyOf(state, recorded, context),
      apply: (state, { reason, advice, commitment }) => ({
        ...state,
        status: 'advised',
        outcome: reason,
        advice,
        commitment,
      }),
      mentions: ({ commitment }) => [commitment],
      besides: ({ department, subject }, _, lookup) => [
        department,
        subject,
        ...Object.values(placeOf(lookup.record(subject))),
      ],
    }),
    reported: act('report', object({ summary: requiredText(5000) }), {
      settle: (state: FlagState) => requirePossible('reported', state),
      apply: (state, { summary }) => ({ ...state, outcome: summary }),
    }),
    lapsed: outcome('lapse', 'lapsed'),
    reopened: act('reopen', object({ reason: requiredText(5000) }), {
      settle: (state: FlagState) => requirePossible('reopened', state),
      apply: (state) => ({ ...state, status: 'acknowledged', outcome: null }),
    }),
  },
}

/** Row of a flag: its rule as type, its severity as level, the day on which it was raised as day. */
export function summariseFlag(state: FlagState): Summary {
  return {
    title: state.title,
    department: state.department,
    type: state.rule,
    level: state.severity,
    status: state.status,
    day: dayOf(state.listed),
  }
}

/** Texts of a flag for the search index: title, rule and finding. */
export function searchFlag({ title, titleEn, finding, findingEn, rule }: FlagState): SearchField[] {
  const found: [SearchField['field'], string | null][] = [
    ['title', title],
    ['aliases', titleEn],
    ['aliases', rule],
    ['text', finding],
    ['text', findingEn],
  ]
  return found.flatMap(([field, said]) => (said === null || said === '' ? [] : [{ field, text: said }]))
}

/** Links of a flag: to its subject, and to the milestones that answers and advice named. */
export function linkFlag(state: FlagState): Link[] {
  const { subject } = state
  return [
    { rel: 'subject', target: subject },
    ...(isOpenFlag(state) && annulmentOf(state) === null
      ? [{ rel: 'flagged', target: subject } as const]
      : []),
    ...commitmentsOf(state).map((target) => ({ rel: 'inventory', target }) as const),
  ]
}
