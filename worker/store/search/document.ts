import type { State } from '../../domain/kinds/kinds.ts'
import { searchFields } from '../../domain/kinds/replay.ts'
import type { SearchField } from '../../domain/record/facts.ts'
import { summaryOf } from '../records/summary.ts'
import { characterTerms, indexTerms, markOf } from './terms.ts'

/** A private-use character is a term of its own for `unicode61`. */
const GAP = ' \ue000 '
const FIELDS: readonly SearchField['field'][] = ['title', 'aliases', 'unit', 'basis', 'text']

/** The columns of the search index, but for the row. */
export const DOCUMENT = FIELDS.join(', ')

/** Columns of a row by which a search is narrowed in the index itself. */
export const MARKED = ['kind', 'department', 'type', 'annulled'] as const

/** Terms of what a record is, and of single characters of its names: what they match need not be gone through whole. */
function marksOf(state: State, fields: readonly SearchField[]): string {
  const row = { kind: state.kind, ...summaryOf(state) }
  const names = fields.flatMap(({ field, text }) => (field === 'title' || field === 'aliases' ? text : []))
  return [
    ...MARKED.flatMap((name) => (row[name] === null ? [] : markOf(name, String(row[name])))),
    ...characterTerms(names.join(' ')),
  ].join(' ')
}

/** The terms under which a record is found, its id and its marks among them, in the order of {@link DOCUMENT}. */
export function documentOf(state: State): string[] {
  const fields: SearchField[] = [...searchFields(state), { field: 'aliases', text: state.id }]
  return FIELDS.map((name) =>
    [
      ...fields.flatMap(({ field, text }) => (field === name ? [indexTerms(text)] : [])),
      ...(name === 'aliases' ? [marksOf(state, fields)] : []),
    ].join(GAP),
  )
}
