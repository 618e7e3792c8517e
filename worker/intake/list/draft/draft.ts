/** Drafts a mapping of a responsibility list whose headers the built-in one does not know. */
import type { Words } from '../../../domain/record/problem.ts'
import { readSheets } from '../../files/read.ts'
import type { GivenFile, Sheet } from '../../files/sheet.ts'
import { bareOf, lineOf } from '../../files/text.ts'
import input from '../../profiles/responsibility-list.json' with { type: 'json' }
import { findHeader } from '../header.ts'
import { parseMapping } from '../mapping.schema.ts'
import { typeOfList, typeOfTitle } from '../type-of.ts'
import { FIELD_WORDS, TYPE_NAMES } from './words.ts'

type Field = keyof typeof input.columns

/** A mapping as it would be written: the built-in one with the headers of a list that it did not know. */
export interface ListDraft {
  mapping: object
  remarks: Words[]
  /** Headers of the list, as they stand. */
  header: string[]
  /** Number of columns that only the draft recognised. */
  guessed: number
}

/** So many fields at least make a table a list of powers, the name of the power among them. */
const FEWEST = 4
/** So many of the cells of a column are names of types. */
const ENOUGH = 0.6
const WITHIN = 15

interface Found {
  header: string[]
  /** The header of each field. */
  fields: Map<Field, string>
  /** Fields that only the draft recognised. */
  guessed: Set<Field>
}

const isField = (name: string): name is Field => Object.hasOwn(input.columns, name)

/** The built-in headers of each field, bare. */
const BUILT_IN: ReadonlyMap<Field, ReadonlySet<string>> = new Map(
  Object.entries(input.columns).flatMap(([field, { headers }]) =>
    isField(field) ? [[field, new Set(headers.map(bareOf))] as const] : [],
  ),
)

/** The field of which a header says most, by the built-in headers first; null where it says nothing. */
function fieldOf(header: string, taken: ReadonlySet<Field>): { field: Field; guessed: boolean } | null {
  const bare = bareOf(header)
  if (bare === '') return null
  for (const [field, headers] of BUILT_IN)
    if (!taken.has(field) && headers.has(bare)) return { field, guessed: false }
  for (const [field, pattern] of FIELD_WORDS)
    if (isField(field) && !taken.has(field) && pattern.test(bare)) return { field, guessed: true }
  return null
}

function fieldsUnder(cells: Sheet['cells'], row: number): Found {
  const header = (cells[row] ?? []).map((text) => lineOf(text))
  const fields = new Map<Field, string>()
  const guessed = new Set<Field>()
  const below = cells.slice(row + 1)
  for (const [column, text] of header.entries()) {
    const values = below.map((line) => (line[column] ?? '').trim()).filter((one) => one !== '')
    const typed =
      values.length > 0 && values.filter((one) => TYPE_NAMES.test(one)).length >= values.length * ENOUGH
    const found =
      typed && !fields.has('type')
        ? { field: 'type' as const, guessed: true }
        : fieldOf(text, new Set(fields.keys()))
    if (found === null) continue
    fields.set(found.field, text)
    if (BUILT_IN.get(found.field)?.has(bareOf(text)) !== true) guessed.add(found.field)
  }
  return { header: header.filter((text) => text !== ''), fields, guessed }
}

/** True for what only a list of powers has. */
const isOfPowers = ({ fields }: Found): boolean =>
  fields.has('name') &&
  fields.size >= FEWEST &&
  (fields.has('type') ||
    (fields.has('legalBases') &&
      (fields.has('implementer') || fields.has('duties') || fields.has('undertakingUnits'))))

function foundIn({ cells }: Sheet): Found | null {
  const all = cells.slice(0, WITHIN).map((_, row) => fieldsUnder(cells, row))
  const best = all.reduce<Found | null>(
    (most, one) => (most === null || one.fields.size > most.fields.size ? one : most),
    null,
  )
  return best !== null && isOfPowers(best) ? best : null
}

const UNTYPED: Words = {
  zh: '没有写明权力类型的列，标题里也没有：若整张清单是一种类型，请写进 types.default（如 licence）；否则请补上该列，不然各行会被拒。',
  en: 'No column names the type of power, nor does a title: if the whole list is of one type, declare it as "types.default" (as licence); else add the column, or the rows are rejected.',
}

/** True where neither the sheet nor a title above its header names a type of power. */
function isUntyped(sheet: Sheet): boolean {
  const mapping = parseMapping(input)
  const titles = sheet.cells.slice(0, WITHIN).map((row) => row.filter((text) => text !== '').join(' '))
  return (
    typeOfTitle(sheet.name, mapping) === null &&
    typeOfList([...titles, sheet.name, sheet.file], mapping) === null &&
    !sheet.cells.some(
      (row) =>
        row.filter((text) => text !== '').length === 1 &&
        row.some((text) => typeOfTitle(text, mapping) !== null),
    )
  )
}

/** A mapping for files that are a list of powers; null where they are none. Files that cannot be read are none. */
export function draftList(files: readonly GivenFile[], name: string): ListDraft | null {
  const sheets = files.flatMap((file) => {
    try {
      return readSheets(file).filter(({ hidden }) => !hidden)
    } catch {
      return []
    }
  })
  const builtin = parseMapping(input)
  const lists = sheets.flatMap((sheet) => {
    const found = foundIn(sheet)
    return found === null ? [] : [{ sheet, found }]
  })
  const found = lists.map((list) => list.found)
  const [first] = found
  if (first === undefined) return null
  const known = lists.every(({ sheet }) => findHeader(sheet, builtin) !== null)
  const columns: { [field: string]: object } = { ...input.columns }
  const remarks: Words[] = []
  for (const { fields, guessed } of found)
    for (const field of guessed) {
      const text = fields.get(field) ?? ''
      const own = input.columns[field]
      columns[field] = { ...own, headers: [...new Set([text, ...own.headers])] }
      remarks.push({
        zh: `“${text}”当作“${own.headers[0]}”。`,
        en: `"${text}" is taken for "${own.headers[0]}".`,
      })
    }
  // What a header means here it means nowhere else.
  for (const [field, own] of Object.entries(input.columns))
    if (isField(field) && !first.fields.has(field)) columns[field] = own
  const untyped = !found.some(({ fields }) => fields.has('type')) && sheets.every(isUntyped)
  const left = first.header.filter((text) => ![...first.fields.values()].includes(text))
  const opening: Words =
    known && remarks.length === 0
      ? {
          zh: '这是权责清单，内置映射 responsibility-list 认得它的表头。',
          en: 'This is a responsibility list; the built-in mapping responsibility-list knows its headers.',
        }
      : {
          zh: `这是权责清单；表头是：${first.header.join('、')}。`,
          en: `This is a responsibility list; its header is: ${first.header.join(', ')}.`,
        }
  return {
    mapping: { ...input, name, title: { zh: name, en: name }, columns },
    remarks: [
      opening,
      ...remarks,
      ...(untyped ? [UNTYPED] : []),
      ...(left.length === 0
        ? []
        : [
            {
              zh: `没有用到的列：${left.join('、')}。`,
              en: `Columns that were left out: ${left.join(', ')}.`,
            },
          ]),
    ],
    header: first.header,
    guessed: remarks.length,
  }
}
