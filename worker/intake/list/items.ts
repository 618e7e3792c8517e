/** Items from the rows of a sheet: merged cells, sub-items, continuation rows, section titles. */

import { type Grid, gridOf, type Sheet } from '../files/sheet.ts'
import { bareOf, lineOf } from '../files/text.ts'
import { idOf } from '../run/home/own.ts'
import type { Header } from './header.ts'
import { repeatsHeader } from './header.ts'
import type { Mapping } from './mapping.schema.ts'
import { typeOfTitle } from './type-of.ts'

/** One item as printed: the text of each field, and where it stands. */
export interface Item {
  /** Row of the sheet, from 1 as spreadsheets count. */
  row: number
  texts: Map<string, string>
  /** Rows below that only continue it. */
  continued: number[]
  /** The title of the section that it stands in, where the list has such titles among its rows. */
  section: string
  /** Set where the row names a record of this ledger, as the list does that this software publishes. */
  own: OwnItem | null
}

export interface OwnItem {
  id: string
  /** The cells of the row by their fields, as they stand. */
  printed: Map<string, string>
  /** True where the row calls the item no longer in force. */
  isPast: boolean
}

interface Line {
  row: number
  text: string
}

export interface Items {
  items: Item[]
  /** Rows that are no items: totals, signatures, section titles, repeated headers. */
  passed: Line[]
  /** Rows with text before the first item, which nothing can take. */
  stray: Line[]
  /** Rows that hold text only under merged cells, where no reader of the list sees it. */
  hidden: Line[]
}

/** A title stretches over at least so many columns, merged or repeated. */
const TITLE_COLUMNS = 3

/**
 * Items of a sheet below its header, each with its texts, continued rows (from 1) and section. Passed over
 * are rows to ignore, repeated headers, titles and items of the past; stray are rows above the first item;
 * hidden are rows whose text is not shown.
 */
export function itemsOf(sheet: Sheet, header: Header, mapping: Mapping): Items {
  const grid = gridOf(sheet, header.body)
  const none = new Set(mapping.none)
  const ignore = mapping.ignore.map((pattern) => new RegExp(pattern, 'u'))
  const past = new Set(mapping.past.map(bareOf))
  const found: Items = { items: [], passed: [], stray: [], hidden: [] }
  let section = ''

  const kept = (text: string): string => (none.has(text.trim()) ? '' : text)
  const own = (row: number, field: string): string => {
    const column = header.columns.get(field)
    return column === undefined ? '' : kept(grid.own(row, column))
  }
  /** The text of a cell, or of the merge that covers it. */
  const seen = (row: number, field: string): string => {
    const column = header.columns.get(field)
    return column === undefined ? '' : kept(grid.seen(row, column))
  }
  const has = (row: number, field: string): boolean => own(row, field).trim() !== ''

  const start = (
    row: number,
    inherits: readonly string[],
    above: Item | undefined,
    own: OwnItem | null = null,
  ): void => {
    const texts = new Map<string, string>()
    for (const field of header.columns.keys()) {
      const text = seen(row, field)
      const inherited = text.trim() === '' && inherits.includes(field)
      texts.set(field, inherited ? (above?.texts.get(field) ?? '') : text)
    }
    found.items.push({ row: row + 1, texts, continued: [], section, own })
  }

  for (let row = header.body; row < grid.height; row++) {
    const texts = ownTexts(grid, row)
    const text = texts[0]?.text ?? ''
    if (text === '') {
      const hidden = grid.hiddenAt(row)
      if (hidden !== '') found.hidden.push({ row: row + 1, text: hidden })
      continue
    }
    const id = header.ids === undefined ? null : idOf(grid.own(row, header.ids))
    if (id !== null) {
      const printed = new Map([...header.columns].map(([field, at]) => [field, grid.seen(row, at)]))
      start(row, [], undefined, { id, printed, isPast: past.has(bareOf(own(row, 'status'))) })
      continue
    }
    if (
      ignore.some((pattern) => pattern.test(text)) ||
      repeatsHeader((field) => own(row, field), mapping, header)
    ) {
      found.passed.push({ row: row + 1, text })
      continue
    }
    if (isTitle(grid, row, texts, header, mapping)) {
      section = text
      found.passed.push({ row: row + 1, text })
      continue
    }
    if (has(row, 'name') && past.has(bareOf(own(row, 'status')))) {
      found.passed.push({ row: row + 1, text })
      continue
    }
    const above = found.items.at(-1)
    if (has(row, 'name')) start(row, [], above)
    else if (isNameless(row, has, seen, above)) start(row, [], undefined)
    else if (mapping.starts.some((field) => has(row, field))) start(row, mapping.inherits, above)
    else if (above === undefined) found.stray.push({ row: row + 1, text })
    else {
      above.continued.push(row + 1)
      for (const field of header.columns.keys()) {
        const more = own(row, field)
        const before = above.texts.get(field) ?? ''
        if (more.trim() !== '' && bareOf(more) !== bareOf(before))
          above.texts.set(field, `${before}\n${more}`.trim())
      }
    }
  }
  return found
}

/** A number of its own, but no name, sub-item or merge that would say of what: an item without a name. */
function isNameless(
  row: number,
  has: (row: number, field: string) => boolean,
  seen: (row: number, field: string) => string,
  above: Item | undefined,
): boolean {
  if (!has(row, 'number') || has(row, 'subItem') || seen(row, 'name').trim() !== '') return false
  return bareOf(seen(row, 'number')) !== bareOf(above?.texts.get('number') ?? '')
}

function ownTexts(grid: Grid, row: number): { column: number; text: string }[] {
  const texts: { column: number; text: string }[] = []
  for (let column = 0; column < grid.width; column++) {
    const text = grid.own(row, column).trim()
    if (text !== '') texts.push({ column, text })
  }
  return texts
}

/**
 * A title among the rows: one text, merged or repeated over several columns; or alone in its row, and the
 * name of a type, or words where the numbers stand.
 */
function isTitle(
  grid: Grid,
  row: number,
  texts: readonly { column: number; text: string }[],
  header: Header,
  mapping: Mapping,
): boolean {
  const [first] = texts
  if (first === undefined || texts.some(({ text }) => text !== first.text)) return false
  if (texts.length >= TITLE_COLUMNS || grid.spanAt(row, first.column) >= TITLE_COLUMNS) return true
  if (texts.length > 1) return false
  const numbered =
    first.column === header.columns.get('number') && /\p{Script=Han}{2}/u.test(lineOf(first.text))
  return numbered || typeOfTitle(first.text, mapping) !== null
}
