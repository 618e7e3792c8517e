/** Derived facts of a decision: its row, its texts for search, its links, its dates. */

import { dayOf, earliest } from '../../record/date.ts'
import type { Dated, Link, SearchField, Summary } from '../../record/facts.ts'
import type { DecisionState } from './state.ts'
import { dateOfStep, isTaken } from './step.ts'
import { isRuledOn } from './vocabulary.ts'

/** Title of a decision as lists show it: its number, where it has one, before its title. */
function decisionTitle({ number, title }: Pick<DecisionState, 'number' | 'title'>): string {
  return number === null ? title : `${number} ${title}`
}

/** The day on which it was decided; none of what is open, and none of what ended without a decision. */
function decidedOn({ ruling }: Pick<DecisionState, 'ruling'>): string | undefined {
  return isRuledOn(ruling?.outcome) ? ruling?.decidedAt : undefined
}

/** Row of a decision: its class as type, the day on which it was decided as day. A withheld one has no type. */
export function summariseDecision(state: DecisionState): Summary {
  const withheld = state.title === ''
  return {
    title: decisionTitle(state),
    department: state.department,
    type: withheld ? null : state.class,
    level: null,
    status: state.status,
    area: state.area,
    day: dayOf(decidedOn(state)),
    opened: dayOf(state.proposedAt),
    amount: amountOf(state),
  }
}

/** The first amount of a decision that is a number, as it is planned now, in whole units; null without one. */
function amountOf({ amounts }: Pick<DecisionState, 'amounts'>): number | null {
  const [first] = amounts.flatMap(({ current, actual, baseline }) => current ?? actual ?? baseline ?? [])
  return first === undefined ? null : Math.round(first)
}

/** Texts of a decision for the search index, by their weight; of many documents the first twenty titles. */
export function searchDecision(state: DecisionState): SearchField[] {
  const found: [SearchField['field'], (string | null | undefined)[]][] = [
    ['title', [state.title]],
    [
      'aliases',
      [
        state.number,
        state.ruling?.docNumber,
        state.catalogueEntry,
        ...state.steps.map(({ docNumber }) => docNumber),
        ...state.documents.slice(0, 20).map(({ docNumber }) => docNumber),
      ],
    ],
    [
      'unit',
      [state.decisionOrgan, ...state.executingUnits, ...state.contracts.map(({ supplier }) => supplier)],
    ],
    ['basis', state.legalBases],
    [
      'text',
      [
        state.summary,
        state.beneficiaries,
        ...state.places.map(({ name }) => name),
        state.remark,
        ...state.documents.slice(0, 20).map(({ title }) => title),
      ],
    ],
  ]
  return found.flatMap(([field, texts]) =>
    texts.flatMap((text) => (text === null || text === undefined || text === '' ? [] : [{ field, text }])),
  )
}

/**
 * Links of a decision: to its responsibility, the departments that lead, support and took it over, its register,
 * and the types of steps that it has gone through.
 */
export function linkDecision(state: DecisionState): Link[] {
  const one = (rel: Link['rel'], targets: (string | null)[]): Link[] =>
    [...new Set(targets)].flatMap((target) => (target === null ? [] : [{ rel, target }]))
  return [
    ...one('responsibility', [state.responsibility]),
    ...one('lead', [state.lead]),
    ...one('supporting', state.supporting),
    ...one('transferred_to', state.transferred),
    ...one('register', [state.source?.mapping ?? null]),
    ...one(
      'step',
      state.steps.filter(isTaken).map(({ type }) => type ?? null),
    ),
  ]
}

const DATED_STEPS = new Set([
  'hearing',
  'deliberation',
  'promulgation',
  'participation',
  'veto',
  'override',
  'enactment',
])

/** Days that stand in a calendar: consultations, hearings, meetings, when it was decided and came into force. */
export function dateDecision(state: DecisionState): Dated[] {
  const steps = state.steps.flatMap((step): Dated[] => {
    if (step.type === 'participation' && step.openAt !== undefined) {
      return [
        {
          rel: 'consultation',
          day: earliest(step.openAt),
          until: step.closeAt === undefined ? null : earliest(step.closeAt),
          part: step.id ?? '',
        },
      ]
    }
    const on = dateOfStep(step)
    if (on === null || step.type === undefined || !DATED_STEPS.has(step.type)) return []
    const rel =
      step.type === 'hearing'
        ? 'hearing'
        : step.type === 'promulgation' || step.type === 'enactment'
          ? 'promulgation'
          : 'meeting'
    return [{ rel, day: earliest(on), until: null, part: step.id ?? '' }]
  })
  const decided = decidedOn(state)
  return decided === undefined
    ? steps
    : [...steps, { rel: 'decided', day: earliest(decided), until: null, part: '' }]
}
