/** Fields of a responsibility from the texts of an item. */
import type { Level, ResponsibilityType } from '../../domain/record/vocabulary.ts'
import { bareOf, lineOf, listOf, proseOf } from '../files/text.ts'
import { basesOf } from './bases.ts'
import type { Item } from './items.ts'
import type { Column, Mapping } from './mapping.schema.ts'
import { dutiesOf, namesOf, pointsOf } from './points.ts'
import { dateOf, timeLimitOf } from './times.ts'
import { entriesOf, typeOf, typeOfList, typeOfTitle } from './type-of.ts'

/** A value that could not be read. */
export interface Unreadable {
  field: string
  value: string
  reason: { zh: string; en: string }
  expected: { zh: string; en: string }
}

export interface ReadFields {
  /** As `responsibility.list` takes them, unchecked. */
  fields: { [field: string]: unknown }
  /** Faults that keep the item from being recorded. */
  unreadable: Unreadable[]
  /** Faults of parts that are left out of the item, since they are of less weight than the item itself. */
  leftOut: Unreadable[]
}

/** A longer text in the column of the level is no name of a level that we do not know, but the scope. */
const LONGEST_LEVEL = 10

/** Read elsewhere than field by field. */
const APART = new Set(['type', 'number', 'department', 'status'])

/** Names of a sheet: its own, that of its file, and the titles above its header. */
export interface Naming {
  name: string
  file: string
  titles: readonly string[]
}

interface FoundType {
  type: ResponsibilityType | null
  printed: string | null
}

/** The type from where the mapping says that it may stand, in the declared order. */
function findType(item: Item, sheet: Naming, mapping: Mapping): FoundType {
  const printed = lineOf(item.texts.get('type') ?? '')
  for (const from of mapping.types.from) {
    if (from === 'column' && printed !== '') return { type: typeOf(printed, mapping), printed }
    const type =
      from === 'section'
        ? typeOfTitle(item.section, mapping)
        : from === 'sheet'
          ? typeOfTitle(sheet.name, mapping)
          : from === 'title'
            ? typeOfList([...sheet.titles, sheet.name, sheet.file], mapping)
            : from === 'ending'
              ? typeOfEnding(lineOf(item.texts.get('name') ?? ''), mapping)
              : null
    if (type !== null) return { type, printed: null }
  }
  return { type: mapping.types.default ?? null, printed: printed === '' ? null : printed }
}

function typeOfEnding(name: string, mapping: Mapping): ResponsibilityType | null {
  for (const [type, endings] of entriesOf(mapping.types.endings))
    if (endings.some((ending) => new RegExp(`(?:${ending})$`, 'u').test(name))) return type
  return null
}

/**
 * The level that a text names, how it is printed, and what follows. A level at the start of a longer text
 * counts only when a sentence mark or a bracket follows: 县级以上人民政府… names none, and 市级、县级 names two.
 */
export function levelOf(
  text: string,
  mapping: Mapping,
): { level: Level | null; printed: string; rest: string } {
  const line = lineOf(text)
  const names = entriesOf(mapping.levels)
    .flatMap(([level, words]) => words.map((word) => ({ level, word })))
    .sort((a, b) => b.word.length - a.word.length)
  const exact = names.find(({ word }) => bareOf(word) === bareOf(line))
  if (exact !== undefined) return { level: exact.level, printed: line, rest: '' }
  const start = names.find(
    ({ word }) => line.startsWith(word) && /^[。．.：:；;，,]/u.test(line.slice(word.length)),
  )
  if (start !== undefined) {
    const rest = line.slice(start.word.length).replace(/^[。．.：:；;，,\s]+/u, '')
    return { level: start.level, printed: start.word, rest }
  }
  return line.length <= LONGEST_LEVEL
    ? { level: null, printed: line, rest: '' }
    : { level: null, printed: '', rest: line }
}

/** The value of a cell; null when it cannot be read. */
function readCell(text: string, { as }: Column, mapping: Mapping): unknown {
  switch (as) {
    case 'line':
      return lineOf(text)
    case 'list':
      return listOf(text, mapping.separators)
    case 'numbered':
      return pointsOf(text)
    case 'names':
      return namesOf(text, mapping.separators)
    case 'duties':
      return dutiesOf(text, mapping.headings)
    case 'bases':
      return basesOf(text, mapping.bases)
    case 'days':
      return timeLimitOf(text)
    case 'date':
      return dateOf(text)
    default:
      return proseOf(text)
  }
}

/**
 * Fields of an item, each read as the mapping says, with those that could not be read. An empty cell gives no
 * field; a scope that follows a level in its cell becomes the scope where no column gives one.
 */
export function readFields(item: Item, sheet: Naming, mapping: Mapping): ReadFields {
  const fields: { [field: string]: unknown } = {}
  const unreadable: Unreadable[] = []
  const leftOut: Unreadable[] = []
  let rest = ''
  for (const [field, column] of Object.entries(mapping.columns)) {
    const text = item.texts.get(field) ?? ''
    if (column === undefined || text.trim() === '' || APART.has(field)) continue
    if (column.as === 'level') {
      const found = levelOf(text, mapping)
      fields[field] = found.level
      if (found.printed !== '') fields.levelAsPrinted = found.printed
      rest = found.rest
      continue
    }
    const value = readCell(text, column, mapping)
    if (value !== null) fields[field] = value
    else if (column.as === 'date')
      unreadable.push(cannot(field, text, '应为日期，如 2024-03-05', 'expected a date such as 2024-03-05'))
    else
      leftOut.push(
        cannot(
          field,
          text,
          '应写明天数，如“20个工作日”',
          'expected a number of days, such as "20 working days"',
        ),
      )
  }
  if (rest !== '') fields.scope = [rest, fields.scope].filter((part) => part !== undefined).join('\n')
  const { type, printed } = findType(item, sheet, mapping)
  if (printed !== null) fields.typeAsPrinted = printed.slice(0, 100)
  if (type !== null) fields.type = type
  else {
    unreadable.push(
      cannot(
        'type',
        printed ?? '',
        '应为行政许可、行政处罚、行政强制、行政征收、行政给付、行政检查、行政确认、行政奖励、行政裁决、其他行政权力、公共服务之一',
        'expected one of the ten national types of power, or public service',
      ),
    )
  }
  return { fields, unreadable, leftOut }
}

function cannot(field: string, value: string, zh: string, en: string): Unreadable {
  const empty = value.trim() === ''
  return {
    field,
    value: value.slice(0, 200),
    reason: { zh: empty ? '没有内容' : '读不出', en: empty ? 'it is empty' : 'it cannot be read' },
    expected: { zh, en },
  }
}

/** The fields that a sheet with these columns says something about, be it that they are empty. */
export function toldBy(columns: ReadonlyMap<string, number>): string[] {
  const told = [...columns.keys()].filter((field) => !APART.has(field))
  if (columns.has('type')) told.push('typeAsPrinted')
  if (columns.has('level')) told.push('levelAsPrinted')
  if (columns.has('level') && !columns.has('scope')) told.push('scope')
  return [...told, 'type']
}
