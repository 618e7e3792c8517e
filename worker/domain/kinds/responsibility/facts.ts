/** Derived facts of a responsibility: its row, its texts for search, its links. */
import { dayOf } from '../../record/date.ts'
import type { Link, SearchField, Summary } from '../../record/facts.ts'
import type { Lookup, RecordHead } from '../../record/lookup.ts'
import type { LegalBasis } from './fields.ts'
import { marksOfService } from './marks.ts'
import type { ResponsibilityState } from './state.ts'

/** The item of this id; undefined where it was not loaded, or is no item. */
export function itemIn(lookup: Lookup, id: string): ResponsibilityState | undefined {
  const found = lookup.record(id)
  return isItem(found) ? found : undefined
}

function isItem(head: RecordHead | undefined): head is ResponsibilityState {
  return head?.kind === 'responsibility'
}

/** Title in a sentence; the id where the content is withheld. */
export function nameOf(state: ResponsibilityState): string {
  return state.name === '' ? state.id : titleOf(state)
}

/** The title shown everywhere: the item, and the sub-item when it is one. */
export function titleOf({ name, subItem }: { name: string; subItem: string | null }): string {
  return subItem === null ? name : `${name}：${subItem}`
}

/** Row of a responsibility: the day on which it came into force as day. A withheld one has no type. */
export function summariseResponsibility(state: ResponsibilityState): Summary {
  const withheld = state.name === ''
  return {
    title: titleOf(state),
    department: state.department,
    type: withheld ? null : state.type,
    level: state.level,
    status: state.status,
    day: dayOf(state.inForceFrom),
    opened: dayOf(state.listed),
    marks: marksOfService(state),
  }
}

function basisText({ title, docNumber, article, text }: LegalBasis): string {
  const cited = [title, docNumber, article].filter((part) => part !== null && !text.includes(part))
  return [...cited, text].join(' ')
}

/**
 * Texts of a responsibility for the search index, by their weight: names, code, units, legal bases, contents.
 */
export function searchResponsibility(state: ResponsibilityState): SearchField[] {
  const fields: [SearchField['field'], (string | null)[]][] = [
    ['title', [state.name, state.subItem]],
    ['aliases', [state.nameEn, state.itemCode]],
    ['unit', [state.implementer, ...state.undertakingUnits]],
    ['basis', state.legalBases.map(basisText)],
    [
      'text',
      [
        state.description,
        state.scope,
        ...state.duties.map(({ text }) => text),
        ...state.dutyBases.map(basisText),
        ...state.accountabilityCases,
        ...state.exemptionCases,
        ...state.riskPoints.map(({ control }) => control),
        state.supervision,
        state.fees,
        state.applicants,
        ...state.conditions,
        ...state.materials,
        state.remark,
      ],
    ],
  ]
  return fields.flatMap(([field, texts]) =>
    texts.flatMap((text) => (text === null || text === '' ? [] : [{ field, text }])),
  )
}

/**
 * Links of a responsibility: to the item above it, departments that lead, support or took it over, items that
 * follow it, and its register.
 */
export function linkResponsibility(state: ResponsibilityState): Link[] {
  const one = (rel: Link['rel'], targets: (string | null)[]): Link[] =>
    [...new Set(targets)].flatMap((target) => (target === null ? [] : [{ rel, target }]))
  return [
    ...one('parent', [state.parent]),
    ...one('lead', [state.lead]),
    ...one('supporting', state.supporting),
    ...one(state.status === 'split' ? 'split_into' : 'merged_into', state.into),
    ...one('transferred_to', state.transferred),
    ...one('register', [state.source?.mapping ?? null]),
  ]
}
