import { kindOfRecord } from '../../worker/domain/kinds/table.ts'
import { groundLabel, type LabelSet, label, ownSetOf } from '../labels.ts'
import type { Json } from '../types.ts'
import { formatAmount } from '../words/numbers.ts'
import { count, fill, type Lang, wordsFor } from '../words/words.ts'

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

/** Name of each list's parts, for the words of their codes. */
const PARTS: Record<string, string> = { steps: 'step', step: 'step', amounts: 'amount' }

/** Numbers that are per cents. */
const percents = new Set(['progress'])

const links = new Set([
  'lead',
  'supporting',
  'parent',
  'department',
  'mergedInto',
  'into',
  'to',
  'decision',
  'responsibility',
  'record',
  'subject',
  'commitments',
  'commitment',
  'flag',
  'transferred',
])

/** True for a field whose value is the id of a record, or a list of ids. */
export function isLinkField(field: string): boolean {
  return links.has(field)
}

/** Ids of other records that a value of a field mentions. */
export function idsIn(field: string, value: Json): string[] {
  if (!isLinkField(field)) return []
  return [value].flat().filter((id): id is string => typeof id === 'string' && kindOfRecord(id) !== null)
}

function textOf(fields: Fields, key: string): string {
  const value = fields[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function basisText(lang: Lang, basis: Fields): string {
  const [level, title, number] = [textOf(basis, 'level'), textOf(basis, 'title'), textOf(basis, 'docNumber')]
  const cited = `${title === '' ? '' : `《${title}》`}${number === '' ? '' : `（${number}）`}${textOf(basis, 'article')}`
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

/** One value, or one item of a list, in words. Empty for null. */
export function valueText(lang: Lang, field: string, value: Json, kind = ''): string {
  if (value === null || value === undefined) return ''
  const set = ownSetOf(kind, field) ?? enums[`${kind}.${field}`] ?? enums[field]
  if (field === 'ground' && typeof value === 'string') return groundLabel(lang, value)
  if (typeof value === 'string') return set === undefined ? value : label(lang, set, value)
  if (typeof value === 'number') return percents.has(field) ? `${value}%` : String(value)
  if (typeof value === 'boolean') return value ? '✓' : '✗'
  if (Array.isArray(value)) return value.map((item) => valueText(lang, field, item, kind)).join('\n')
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
  return isFields(value) ? partText(lang, field, value) : ''
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
function partText(lang: Lang, field: string, value: Fields): string {
  const joint = lang === 'zh' ? '：' : ': '
  const { amount, currency, ...others } = value
  const written =
    typeof amount === 'number'
      ? { ...others, amount: formatAmount(amount, typeof currency === 'string' ? currency : undefined) }
      : value
  return Object.entries(written)
    .filter(([key, one]) => key !== 'id' && one !== null)
    .map(
      ([key, one]) => `${label(lang, 'field', key)}${joint}${valueText(lang, key, one, PARTS[field] ?? '')}`,
    )
    .join('\n')
}

/** The items of a list in words; a single value is a list of one, null an empty one. */
export function itemTexts(lang: Lang, field: string, value: Json, kind = ''): string[] {
  if (value === null) return []
  return (Array.isArray(value) ? value : [value]).map((item) => valueText(lang, field, item, kind))
}

/** A time limit in words, or null. */
export function limitWords(
  lang: Lang,
  limit: { days: number; unit: string; text: string | null } | null,
): string | null {
  return limit === null ? null : valueText(lang, 'statutoryTimeLimit', limit)
}

/** `n` days in words. */
export function daysWords(lang: Lang, n: number): string {
  return count(wordsFor(lang).count.days, n)
}
