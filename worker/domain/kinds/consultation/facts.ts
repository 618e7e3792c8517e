/** Derived facts of a consultation: its row, its texts for search, its links, its dates. */
import { dayOf, earliest } from '../../record/date.ts'
import type { Dated, Link, SearchField, Summary } from '../../record/facts.ts'
import { type ConsultationState, reportOf } from './state.ts'

/** Row of a consultation: its last day as day. */
export function summariseConsultation(state: ConsultationState): Summary {
  const { title, department, status, openAt, closeAt } = state
  return { title, department, type: null, level: null, status, day: dayOf(closeAt), opened: dayOf(openAt) }
}

/** Texts of a consultation for the search index: its title, who runs it, its summary, prompts and report. */
export function searchConsultation(state: ConsultationState): SearchField[] {
  const report = reportOf(state)
  const found: [SearchField['field'], string | null | undefined][] = [
    ['title', state.title],
    ['unit', state.lead],
    ['text', state.summary],
    ...state.prompts.map(({ text }): [SearchField['field'], string | undefined] => ['text', text]),
    ...(report?.groups ?? []).flatMap(({ title, reason }): [SearchField['field'], string | null][] => [
      ['text', title],
      ['text', reason],
    ]),
  ]
  return found.flatMap(([field, text]) =>
    text === null || text === undefined || text === '' ? [] : [{ field, text }],
  )
}

/** Links of a consultation: to its decision, to departments that took it over, to its register. */
export function linkConsultation({ decision, transferred, source }: ConsultationState): Link[] {
  return [
    ...(decision === null ? [] : [{ rel: 'decision', target: decision } as const]),
    ...[...new Set(transferred)].map((target) => ({ rel: 'transferred_to', target }) as const),
    ...(source?.mapping === undefined ? [] : [{ rel: 'register', target: source.mapping } as const]),
  ]
}

/** Dates of a consultation: the days on which comments are taken. */
export function dateConsultation({ openAt, closeAt, status }: ConsultationState): Dated[] {
  if (openAt === null || status === 'cancelled') return []
  return [
    {
      rel: 'consultation',
      day: earliest(openAt),
      until: closeAt === null ? null : earliest(closeAt),
      part: '',
    },
  ]
}
