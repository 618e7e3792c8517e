/** Lists as they are published: the words of the fields above the columns, the words of the codes in the cells. */
import type { State } from '../../../domain/kinds/kinds.ts'
import { label } from '../../../domain/kinds/labels.ts'
import { DEPARTMENT_CELLS } from '../../../domain/listing/published/department.ts'
import { refuse } from '../../../domain/record/guard.ts'
import type { Lang } from '../../../domain/record/problem.ts'
import { readSheets } from '../../files/read.ts'
import type { GivenFile } from '../../files/sheet.ts'
import { bareOf } from '../../files/text.ts'
import { differing, type Row } from './cells.ts'
import { ID_HEADERS, idOf } from './own.ts'
import { isRewriting } from './rewritten.ts'

const LANGS: readonly Lang[] = ['zh', 'en']

const FIELDS = new Map(
  LANGS.flatMap((lang) =>
    ['id', ...Object.keys(DEPARTMENT_CELLS)].map((field) => [bareOf(label(lang, 'field', field)), field]),
  ),
)

/** True for the header of a list that was published. */
export const isPublishedHeader = (header: readonly string[]): boolean =>
  header.some((text) => ID_HEADERS.has(bareOf(text)))

/** The field of departments above the column of which these words stand; the words where it is none. */
export const fieldOfHeader = (text: string): string => FIELDS.get(bareOf(text)) ?? text

/** True for a published list of powers and responsibilities, which is read by the mapping of such lists. */
export function isPublishedPowers(given: GivenFile): boolean {
  const [sheet] = readSheets(given)
  const [header = [], first = []] = sheet?.cells ?? []
  if (header.some((text) => text.trim() === 'id') || !isPublishedHeader(header)) return false
  return first.some((cell) => idOf(cell) !== null)
}

/**
 * No operation: a row of a published list of departments, which nobody changes in a table, says what stands.
 *
 * @throws Problem `invalid` for a row of no department that is there, or a cell that says anything else
 */
export function asPrinted(cells: Row, state: State | undefined): [] {
  if (state?.kind !== 'department')
    throw refuse('invalid', '这类记录不能从清单新增。', 'Records of this kind are not added by a list.', 'id')
  for (const [field, print] of Object.entries(DEPARTMENT_CELLS)) {
    const cell = cells.get(field)
    if (cell === undefined || LANGS.some((lang) => isRewriting(cell, print(state, lang) ?? ''))) continue
    throw differing(field)
  }
  return []
}
