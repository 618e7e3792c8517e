/** Derived facts of a milestone: its row, its texts for search, its links, its dates. */
import { isVanished } from '../../record/acts.ts'
import { latest } from '../../record/date.ts'
import type { Dated, Link, SearchField, Summary } from '../../record/facts.ts'
import { daysOf, delayOf } from './derived.ts'
import type { MilestoneState } from './state.ts'

/**
 * Row of a milestone, with its days since 1970-01-01 and its delay in days. One that was cancelled, not met
 * or dropped at its source is due no more.
 */
export function summariseMilestone(state: MilestoneState): Summary {
  const ended = state.status === 'cancelled' || state.status === 'not_met'
  const { baseline, due, done } = daysOf(state)
  return {
    title: state.title,
    department: state.department,
    type: state.title === '' ? null : state.type,
    level: null,
    status: state.status,
    area: state.area,
    day: due,
    baseline,
    due: ended || isVanished(state) ? null : due,
    done,
    delay: delayOf(state),
  }
}

/** Texts of a milestone for the search index: title, units, and what is to be done. */
export function searchMilestone(state: MilestoneState): SearchField[] {
  const found: [SearchField['field'], (string | null)[]][] = [
    ['title', [state.title]],
    ['unit', [state.responsibleUnit, ...state.coUnits, state.ownerPost]],
    [
      'text',
      [
        state.description,
        state.acceptanceCriteria,
        state.area,
        ...state.places.map(({ name = null }) => name),
        state.remark,
      ],
    ],
  ]
  return found.flatMap(([field, texts]) =>
    texts.flatMap((text) => (text === null || text === '' ? [] : [{ field, text }])),
  )
}

/**
 * Links of a milestone: to what it belongs to, the flag it answers, departments that support or took it over,
 * and its register.
 */
export function linkMilestone(state: MilestoneState): Link[] {
  const one = (rel: Link['rel'], targets: (string | null)[]): Link[] =>
    [...new Set(targets)].flatMap((target) => (target === null ? [] : [{ rel, target }]))
  return [
    ...one('decision', [state.decision]),
    ...one('responsibility', [state.responsibility]),
    ...one('parent', [state.parent]),
    ...one('flag', [state.flag]),
    ...one('supporting', state.supporting),
    ...one('transferred_to', state.transferred),
    ...one('register', [state.source?.mapping ?? null]),
  ]
}

/** A milestone that is not done stands in the calendar on the day on which it is due; a cancelled one as such. */
export function dateMilestone(state: MilestoneState): Dated[] {
  const ended =
    state.status === 'not_met' ||
    state.status === 'claimed_done' ||
    state.status === 'met' ||
    state.status === 'partially_met'
  if (ended || isVanished(state) || state.currentDue === null) return []
  return [{ rel: 'due', day: latest(state.currentDue), until: null, part: '' }]
}
