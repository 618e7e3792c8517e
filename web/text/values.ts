import { isKind, kindOfRecord } from '../../worker/domain/kinds/table.ts'
import { fieldLabel, groundLabel, type LabelSet, label, ownSetOf, ownSetsOf, titleOr } from '../labels.ts'
import type { Json } from '../types.ts'
import { formatAmount } from '../words/numbers.ts'
import { count, fill, type Lang, wordsFor } from '../words/words.ts'
import { citation } from './language.ts'

type Fields = { [key: string]: Json }

function isFields(value: Json): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Fields that hold words of the domain rather than free text. */
const enums: Record<string, LabelSet> = {
  type: 'type',
  level: 'level',
  status: 'status',
  departmentKind: 'organ',
  trigger: 'trigger',
  correction: 'correction',
  class: 'decisionClass',
  matter: 'matter',
  proposerKind: 'proposer',
  decisionRule: 'decisionRule',
  rule: 'decisionRule',
  outcome: 'stepOutcome',
  reasonCode: 'adjustment',
  recommendation: 'recommendation',
  membershipKind: 'membershipKind',
  docType: 'document',
  change: 'sourceChange',
  vote: 'vote',
  stance: 'stance',
  presence: 'presence',
  meetingType: 'meeting',
  modes: 'mode',
  response: 'response',
  'step.type': 'step',
  'amount.kind': 'amount',
  'attendance.role': 'attendance',
  'legalBases.level': 'basis',
  'dutyBases.level': 'basis',
  'riskPoints.level': 'risk',
  'statutoryTimeLimit.unit': 'unit',
  'promisedTimeLimit.unit': 'unit',
}

/**
 * Words for the codes of a field; null for free text. `scope` is the kind of the record, or the field of
 * which it is a part.
 */
export function labelSetOf(scope: string, field: string): LabelSet | null {
  return ownSetOf(scope, field) ?? enums[`${PARTS[scope] ?? scope}.${field}`] ?? enums[field] ?? null
}

/** Place of a value: the kind of its record, and the field of which it is a part. */
interface Place {
  kind: string
  part: string
}

/** A code in words: those of the part, of the kind, or of the field whatever the kind. Free text as it is. */
function codeText(lang: Lang, field: string, code: string, { kind, part }: Place): string {
  const usual = [enums[`${kind}.${field}`], enums[field]]
  for (const set of [enums[`${PARTS[part] ?? part}.${field}`], ...ownSetsOf(kind, field), ...usual]) {
    const words = set === undefined ? code : label(lang, set, code)
    if (words !== code) return words
  }
  return field === 'ground' ? groundLabel(lang, code) : code
}

/** Name of each list's parts, for the words of their codes. */
const PARTS: Record<string, string> = { steps: 'step', step: 'step', amounts: 'amount' }

/** Numbers that are per cents. */
const percents = new Set(['progress'])

/** Reader of a page: the language, and the names of the records that the page mentions. */
export interface Reader {
  lang: Lang
  names: ReadonlyMap<string, string>
}

/** Records of one list that are named where that stands within another value; of the others, how many there are. */
const NAMED = 20

const isId = (value: unknown): value is string => typeof value === 'string' && kindOfRecord(value) !== null

/** Records that a value is: an id, or a list of nothing else. Null for any other value. */
export function recordsIn(value: Json): string[] | null {
  const ids = [value].flat()
  return ids.length > 0 && ids.every(isId) ? ids : null
}

/**
 * Ids of records that a value, or the fields of a record, mention, at any depth, as far as they are shown: a list that is
 * a field of its own is shown whole.
 */
export function idsIn(value: unknown): string[] {
  if (isId(value)) return [value]
  if (Array.isArray(value)) return value.flatMap((one) => within(one))
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((one) => (Array.isArray(one) ? one.flatMap(within) : within(one)))
}

function within(value: unknown): string[] {
  if (isId(value)) return [value]
  if (Array.isArray(value)) return (value.every(isId) ? value.slice(0, NAMED) : value).flatMap(within)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(within) : []
}

function textOf(fields: Fields, key: string): string {
  const value = fields[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function basisText(lang: Lang, basis: Fields): string {
  const [level, title, number] = [textOf(basis, 'level'), textOf(basis, 'title'), textOf(basis, 'docNumber')]
  const cited = citation(title, number, textOf(basis, 'article'))
  const head = `${level === '' ? '' : `【${label(lang, 'basis', level)}】`}${cited}`
  const text = textOf(basis, 'text')
  return text.includes(title) && title !== '' ? text : [head, text].filter((part) => part !== '').join('\n')
}

function limitText(lang: Lang, limit: Fields): string {
  const printed = textOf(limit, 'text')
  if (printed !== '') return printed
  const days = limit.days
  return typeof days === 'number' ? `${days} ${label(lang, 'unit', textOf(limit, 'unit'))}` : ''
}

function sourceText(lang: Lang, source: Fields): string {
  const words = wordsFor(lang).responsibility
  const part = (key: string, phrase: string): string[] => {
    const value = textOf(source, key)
    return value === '' ? [] : [fill(phrase, { [key]: value })]
  }
  return [
    ...part('file', '{file}'),
    ...part('sheet', words.sourceSheet),
    ...part('row', words.sourceRow),
    ...part('number', words.sourceNumber),
  ].join(lang === 'zh' ? '，' : ', ')
}

function formerText(lang: Lang, former: Fields): string {
  return fill(wordsFor(lang).department.formerUntil, {
    name: textOf(former, 'name'),
    date: textOf(former, 'until'),
  })
}

function riskText(lang: Lang, risk: Fields): string {
  const parts = [textOf(risk, 'step'), label(lang, 'risk', textOf(risk, 'level')), textOf(risk, 'control')]
  return parts.filter((part) => part !== '').join(' · ')
}

/** One value, or one item of a list, in words. Empty for null. @param kind of its record */
export function valueText(reader: Reader, field: string, value: Json, kind = ''): string {
  return textAt(reader, field, value, { kind, part: '' })
}

function textAt(reader: Reader, field: string, value: Json, place: Place): string {
  const { lang } = reader
  if (value === null || value === undefined) return ''
  if (isId(value)) return nameOf(reader, value)
  if (typeof value === 'string') return codeText(lang, field, value, place)
  if (typeof value === 'number') return percents.has(field) ? `${value}%` : String(value)
  if (typeof value === 'boolean') return value ? '✓' : '✗'
  if (Array.isArray(value)) return listText(reader, field, value, place)
  if (field === 'legalBases' || field === 'dutyBases') return basisText(lang, value)
  if (field === 'statutoryTimeLimit' || field === 'promisedTimeLimit') return limitText(lang, value)
  if (field === 'source') return sourceText(lang, value)
  if (field === 'formerNames') return formerText(lang, value)
  if (field === 'riskPoints') return riskText(lang, value)
  if (field === 'duties')
    return [textOf(value, 'step'), textOf(value, 'text')]
      .filter((part) => part !== '')
      .join(lang === 'zh' ? '：' : ': ')
  if (field === 'amounts') return amountText(lang, value)
  if (field === 'places') return placeText(lang, value)
  if (field === 'indicators') return indicatorText(lang, value)
  if (field === 'texts' && isFields(value))
    return `${label(lang, 'field', textOf(value, 'field'))}${lang === 'zh' ? '：' : ': '}${textOf(value, 'text')}`
  return isFields(value) ? partText(reader, field, value, place.kind) : ''
}

/** Name of a record in the reader's language; its id where the page knows none. */
function nameOf({ lang, names }: Reader, id: string): string {
  return names.get(id) || titleOr(lang, id, null)
}

function listText(reader: Reader, field: string, value: Json[], place: Place): string {
  const shown = value.every(isId) ? value.slice(0, NAMED) : value
  const texts = shown.map((item) => textAt(reader, field, item, place))
  const left = value.length - shown.length
  return [...texts, ...(left === 0 ? [] : [count(wordsFor(reader.lang).count.moreRecords, left)])].join('\n')
}

/** `Budget: baseline GBP 1,200, current GBP 1,199`. */
function amountText(lang: Lang, amount: Fields): string {
  const kind = textOf(amount, 'kind')
  const currency = textOf(amount, 'currency') || undefined
  const values = ['baseline', 'current', 'actual'].flatMap((name) => {
    const value = amount[name]
    return typeof value === 'number' ? [`${label(lang, 'field', name)} ${formatAmount(value, currency)}`] : []
  })
  return `${kind === '' ? '' : `${label(lang, 'amount', kind)}${lang === 'zh' ? '：' : ': '}`}${values.join(lang === 'zh' ? '，' : ', ')}`
}

/** `North Street 4 (40.7128, -74.006)`. */
function placeText(lang: Lang, place: Fields): string {
  const name = textOf(place, 'name')
  const where = [textOf(place, 'point'), textOf(place, 'division')].filter((part) => part !== '').join(' ')
  if (name === '' || where === '') return name + where
  return lang === 'zh' ? `${name}（${where}）` : `${name} (${where})`
}

/** A measured value with its unit, as it is written beside a figure. */
export function withUnit(value: string, unit: string): string {
  return unit === '' || value === '' ? value : `${value} ${unit}`
}

/** `Length of pipes: baseline 3 km, target 12 km, 2026-06-30 5 km`. */
function indicatorText(lang: Lang, indicator: Fields): string {
  const [joint, comma] = lang === 'zh' ? ['：', '，'] : [': ', ', ']
  const unit = textOf(indicator, 'unit')
  const valued = (name: string, value: string): string[] =>
    value === '' ? [] : [`${name} ${withUnit(value, unit)}`.trim()]
  const { measurements } = indicator
  const measured = (Array.isArray(measurements) ? measurements : []).flatMap((one) =>
    isFields(one) ? valued(textOf(one, 'date'), textOf(one, 'value')) : [],
  )
  const values = [
    ...valued(label(lang, 'field', 'baseline'), textOf(indicator, 'baseline')),
    ...valued(label(lang, 'field', 'aim'), textOf(indicator, 'target')),
    ...measured,
  ]
  const name = textOf(indicator, 'name')
  return [name, values.join(comma)].filter((part) => part !== '').join(joint)
}

/** An amount beside its currency is one figure, and not a bare number and a code. */
function partText(reader: Reader, field: string, value: Fields, kind: string): string {
  const { lang } = reader
  const joint = lang === 'zh' ? '：' : ': '
  const { amount, currency, ...others } = value
  const written =
    typeof amount === 'number'
      ? { ...others, amount: formatAmount(amount, typeof currency === 'string' ? currency : undefined) }
      : value
  return Object.entries(written)
    .filter(([key, one]) => key !== 'id' && one !== null)
    .map(
      ([key, one]) =>
        `${isKind(kind) ? fieldLabel(lang, kind, key) : label(lang, 'field', key)}${joint}${textAt(reader, key, one, { kind, part: field })}`,
    )
    .join('\n')
}

/** The items of a list in words, records by their ids; a single value is a list of one, null an empty one. */
export function itemTexts(reader: Reader, field: string, value: Json, kind = ''): string[] {
  if (value === null) return []
  return (
    recordsIn(value) ??
    (Array.isArray(value) ? value : [value]).map((item) => valueText(reader, field, item, kind))
  )
}

/** A time limit in words, or null. */
export function limitWords(
  lang: Lang,
  limit: { days: number; unit: string; text: string | null } | null,
): string | null {
  return limit === null ? null : limitText(lang, limit)
}

/** `n` days in words. */
export function daysWords(lang: Lang, n: number): string {
  return count(wordsFor(lang).count.days, n)
}
