import type { State } from '../../domain/kinds/kinds.ts'
import { searchFields } from '../../domain/kinds/replay.ts'
import type { SearchField } from '../../domain/record/facts.ts'
import { indexTerms } from './terms.ts'

/** A private-use character is a term of its own for `unicode61`. */
const GAP = ' \ue000 '
const FIELDS: readonly SearchField['field'][] = ['title', 'aliases', 'unit', 'basis', 'text']

/** The columns of the search index, but for the row. */
export const DOCUMENT = FIELDS.join(', ')

/** The terms under which a record is found, its id among them, in the order of {@link DOCUMENT}. */
export function documentOf(state: State): string[] {
  const fields: SearchField[] = [...searchFields(state), { field: 'aliases', text: state.id }]
  return FIELDS.map((name) =>
    fields.flatMap(({ field, text }) => (field === name ? [indexTerms(text)] : [])).join(GAP),
  )
}
