/**
 * Rows that name a record of this ledger by its id, as the list has them that this software publishes: a cell that says
 * what the ledger prints for its field says nothing new, whichever words the mapping knows.
 */
import { label } from '../../../domain/kinds/labels.ts'
import type { ResponsibilityState } from '../../../domain/kinds/responsibility/state.ts'
import { kindOfRecord } from '../../../domain/kinds/table.ts'
import { RESPONSIBILITY_CELLS } from '../../../domain/listing/published/responsibility.ts'
import { memberOf } from '../../../domain/record/json.ts'
import type { Lang, Words } from '../../../domain/record/problem.ts'
import { bareOf, linesOf } from '../../files/text.ts'
import { isRewriting, spreadsheetMark } from './rewritten.ts'

const LANGS: readonly Lang[] = ['zh', 'en']

/** The headers of the column of ids, bare. */
export const ID_HEADERS: ReadonlySet<string> = new Set(
  LANGS.map((lang) => bareOf(label(lang, 'field', 'id'))),
)

/** The id of an item in a cell; null for a number of somebody else's. */
export function idOf(cell: string): string | null {
  const id = cell.trim()
  return kindOfRecord(id) === 'responsibility' ? id : null
}

/** Fields that the cell of a field stands for. */
const BESIDE: { readonly [field: string]: readonly string[] | undefined } = {
  type: ['typeAsPrinted'],
  level: ['levelAsPrinted'],
}

/** A cell that a spreadsheet wrote in its own way. */
export interface Rewriting {
  field: string
  cell: string
  text: string
}

export interface OwnCells {
  /** The standing values of the fields whose cells say nothing new. */
  stands: { [field: string]: unknown }
  rewritten: Rewriting[]
  /** Cells that only a spreadsheet writes, and that say another thing than the ledger. */
  spoiled: { field: string; cell: string; words: Words }[]
}

/** Compares the cells of a row, by their fields, with what the ledger prints of its record. */
export function ownCells(printed: ReadonlyMap<string, string>, state: ResponsibilityState): OwnCells {
  const found: OwnCells = { stands: {}, rewritten: [], spoiled: [] }
  for (const [field, cell] of printed) {
    const print = RESPONSIBILITY_CELLS[field]
    if (print === undefined) continue
    const texts = LANGS.map((lang) => print(state, lang) ?? '')
    // A record of which the content is withheld stands in the list with other words in the place of its name.
    const isHidden = field === 'name' && texts.includes('')
    const same = isHidden || texts.some((text) => linesOf(text) === linesOf(cell))
    const text = same ? undefined : texts.find((one) => one !== '' && isRewriting(cell, one))
    if (text !== undefined) found.rewritten.push({ field, cell, text })
    if (same || text !== undefined)
      for (const one of [field, ...(BESIDE[field] ?? [])]) found.stands[one] = memberOf(state, one)
    else {
      const words = spreadsheetMark(cell)
      if (words !== null) found.spoiled.push({ field, cell, words })
    }
  }
  // What follows a level in its cell is its scope, where no column has that.
  if (Object.hasOwn(found.stands, 'level') && !printed.has('scope')) found.stands.scope = state.scope
  return found
}
