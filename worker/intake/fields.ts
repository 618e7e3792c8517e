/** From the texts of an item to the fields of a responsibility. */
import { typeOfName } from '../domain/responsibility/type-names.ts'
import type { Level, ResponsibilityType } from '../domain/vocabulary.ts'
import type { Item } from './items.ts'
import type { Mapping } from './mapping.schema.ts'
import { bareOf, basesOf, dateOf, dutiesOf, lineOf, linesOf, listOf, pointsOf, timeLimitOf } from './text.ts'

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
  unreadable: Unreadable[]
}

/** A longer text in the column of the level is no name of a level that we do not know, but the scope. */
const LONGEST_LEVEL = 10

export function typeOf(printed: string, mapping: Mapping): ResponsibilityType | null {
  const bare = bareOf(printed)
  for (const [type, names] of entriesOf(mapping.types.names))
    if (names.some((name) => bareOf(name) === bare)) return type
  return typeOfName(printed)
}

/** The type from the column, the sheet's name or the ending of the item's name, in the declared order. */
function findType(
  item: Item,
  sheet: string,
  mapping: Mapping,
): { type: ResponsibilityType | null; printed: string | null } {
  const printed = lineOf(item.texts.get('type') ?? '')
  for (const from of mapping.types.from) {
    if (from === 'column' && printed !== '') return { type: typeOf(printed, mapping), printed }
    if (from === 'sheet') {
      const bare = sheet.normalize('NFKC').replace(/[(（【[].*$/u, '')
      const type = typeOf(bare, mapping)
      if (type !== null) return { type, printed: null }
    }
    if (from === 'ending') {
      const name = lineOf(item.texts.get('name') ?? '')
      for (const [type, endings] of entriesOf(mapping.types.endings)) {
        if (endings.some((ending) => new RegExp(`${ending}$`, 'u').test(name))) return { type, printed: null }
      }
    }
  }
  return { type: null, printed: printed === '' ? null : printed }
}

function entriesOf<K extends string, V>(record: Partial<Record<K, V>>): [K, V][] {
  const pairs: [K, V][] = []
  for (const key in record) {
    const value = record[key]
    if (value !== undefined) pairs.push([key, value])
  }
  return pairs
}

/** The level that a text names or begins with, how it is printed, and what follows. */
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
  const start = names.find(({ word }) => line.startsWith(word))
  if (start !== undefined) {
    const rest = line.slice(start.word.length).replace(/^[：:，,、。\s]+/u, '')
    return { level: start.level, printed: start.word, rest }
  }
  return line.length <= LONGEST_LEVEL
    ? { level: null, printed: line, rest: '' }
    : { level: null, printed: '', rest: line }
}

export function readFields(item: Item, sheet: string, mapping: Mapping): ReadFields {
  const fields: { [field: string]: unknown } = {}
  const unreadable: Unreadable[] = []
  for (const [field, column] of Object.entries(mapping.columns)) {
    const text = item.texts.get(field)
    if (
      column === undefined ||
      text === undefined ||
      text.trim() === '' ||
      field === 'type' ||
      field === 'number' ||
      field === 'department'
    )
      continue
    switch (column.as) {
      case 'line':
        fields[field] = lineOf(text)
        break
      case 'list':
        fields[field] = listOf(text, mapping.separators)
        break
      case 'numbered':
        fields[field] = pointsOf(text)
        break
      case 'duties':
        fields[field] = dutiesOf(text, mapping.headings)
        break
      case 'bases':
        fields[field] = basesOf(text, mapping.bases)
        break
      case 'level': {
        const { level, printed, rest } = levelOf(text, mapping)
        fields[field] = level
        if (printed !== '') fields.levelAsPrinted = printed
        if (rest !== '') fields.scope ??= rest
        break
      }
      case 'days': {
        const limit = timeLimitOf(text)
        if (limit === null)
          unreadable.push(
            cannot(
              field,
              text,
              '应写明天数，如“20个工作日”',
              'expected a number of days, such as "20 working days"',
            ),
          )
        else fields[field] = limit
        break
      }
      case 'date': {
        const date = dateOf(text)
        if (date === null)
          unreadable.push(
            cannot(field, text, '应为日期，如 2024-03-05', 'expected a date such as 2024-03-05'),
          )
        else fields[field] = date
        break
      }
      default:
        fields[field] = linesOf(text)
    }
  }
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
  return { fields, unreadable }
}

function cannot(field: string, value: string, zh: string, en: string): Unreadable {
  return {
    field,
    value: value.slice(0, 200),
    reason: {
      zh: value.trim() === '' ? '没有内容' : '读不出',
      en: value.trim() === '' ? 'it is empty' : 'it cannot be read',
    },
    expected: { zh, en },
  }
}
