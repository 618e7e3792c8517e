/** A list in words: what it is narrowed by, as one sentence in both languages. */

import { fieldLabel, label, levelLabel, listWords, statusLabel, typeLabel, wordsOf } from '../kinds/labels.ts'
import { kindOf } from '../kinds/table.ts'
import type { RecordKind } from '../record/event.ts'
import { chosenDay, RECORDED } from '../record/list/days.ts'
import { type FilterName, USE } from '../record/list/listed.ts'
import { of, type Words } from '../record/problem.ts'

/** Filters that are chosen on a list; what is not chosen is null or absent. */
export type Chosen = { readonly [name in FilterName | 'annulled']?: string | null | undefined }

/** Names of the filters, for a form. */
const FILTERS: { readonly [name in FilterName]: Words } = {
  q: of('文字', 'Words'),
  organ: of('决策机关', 'Decided by'),
  department: of('部门', 'Department'),
  units: of('含下属机构', 'With the departments below it'),
  of: of('属于', 'Belongs to'),
  receiver: of('接收部门', 'Receiving department'),
  type: of('类型', 'Type'),
  level: of('层级', 'Level'),
  status: of('状态', 'Status'),
  area: of('区域', 'Area'),
  view: of('进展', 'Progress'),
  date: of('按哪个日期', 'By which date'),
  from: of('起', 'From'),
  to: of('止', 'To'),
  least: of('金额不少于', 'Amount from'),
  most: of('金额不超过', 'Amount up to'),
  flagged: of('有未了结的预警', 'With an open flag'),
  altered: of('来源改写过', 'Changed at the source'),
  latest: of('最近一次交付新增或改动', 'New or changed in the last delivery'),
  had: of('经过的步骤', 'Had the step'),
  without: of('未经过的步骤', 'Never had the step'),
  used: of('行使情况', 'Use'),
  on: of('某日有效', 'In force on'),
  placed: of('地图上有位置', 'With a place on the map'),
  service: of('可以申请办理的', 'What one can apply for'),
  matter: of('办什么事', 'What to do'),
  serves: of('谁来办', 'For whom'),
  lacks: of('指南没有写明', 'Not stated in the guide'),
}

/** The name of a filter of a kind: that of the field by which it chooses, where the kind says so. */
export function filterLabel(lang: keyof Words, kind: RecordKind, name: FilterName): string {
  const named: { readonly [name: string]: string | undefined } = wordsOf(kind).facets ?? {}
  const field = Object.hasOwn(named, name) ? named[name] : undefined
  return field === undefined ? FILTERS[name][lang] : fieldLabel(lang, kind, field)
}

/** The name of a day by which a list is narrowed. */
export function dayLabel(lang: keyof Words, kind: RecordKind, name: string): string {
  const day = chosenDay(kindOf(kind).days, name)
  return day === null ? of('入账日期', 'Recorded')[lang] : fieldLabel(lang, kind, day.field)
}

/** The words for a value of a filter. @param nameOf the title of a record, in this language */
export function valueLabel(
  lang: keyof Words,
  kind: RecordKind,
  name: FilterName,
  value: string,
  nameOf: (id: string) => string,
): string {
  if (name === 'type') return typeLabel(lang, kind, value)
  if (name === 'level') return levelLabel(lang, kind, value)
  if (name === 'status') return statusLabel(lang, kind, value)
  if (name === 'had' || name === 'without') return label(lang, 'step', value)
  if (name === 'matter') return label(lang, 'serviceMatter', value)
  if (name === 'serves') return label(lang, 'serviceFor', value)
  if (name === 'lacks') return fieldLabel(lang, kind, value)
  if (name === 'used') return value === 'yes' ? USE.yes[lang] : USE.no[lang]
  if (name === 'view') return label(lang, 'milestoneView', value)
  if (name === 'date') return dayLabel(lang, kind, value)
  const isRecord = name === 'organ' || name === 'department' || name === 'receiver' || name === 'of'
  return isRecord ? nameOf(value) : value
}

/** A part of the sentence, and the filters that go when it is taken away. */
export interface Said {
  names: readonly (FilterName | 'annulled')[]
  words: string
}

/** The filters of a list in words, part by part. */
export function partsSaid(
  lang: keyof Words,
  kind: RecordKind,
  chosen: Chosen,
  nameOf: (id: string) => string,
): Said[] {
  const zh = lang === 'zh'
  const parts: Said[] = []
  const value = (name: FilterName): string | null => {
    const given = chosen[name] ?? null
    return given === null ? null : valueLabel(lang, kind, name, given, nameOf)
  }
  const say = (name: FilterName, inZh: (value: string) => string, inEn: (value: string) => string): void => {
    const words = value(name)
    if (words !== null) parts.push({ names: [name], words: zh ? inZh(words) : inEn(words) })
  }
  const same = (words: string): string => words
  const named = (name: FilterName) => (words: string) =>
    `${filterLabel(lang, kind, name)}${zh ? '：' : ': '}${words}`
  say(
    'organ',
    (words) => `${words}作出`,
    (words) => `by ${words}`,
  )
  const department = value('department')
  if (department !== null && chosen.units === 'yes')
    parts.push({
      names: ['department', 'units'],
      words: zh ? `${department}及下属机构` : `${department} and those below it`,
    })
  else say('department', same, same)
  say(
    'of',
    (words) => `属于“${words}”`,
    (words) => `of “${words}”`,
  )
  say(
    'receiver',
    (words) => `移交${words}`,
    (words) => `handed to ${words}`,
  )
  const period = periodSaid(lang, kind, chosen)
  if (period !== null) parts.push({ names: ['from', 'to', 'date'], words: period })
  say('type', same, same)
  say('level', named('level'), named('level'))
  say('status', named('status'), named('status'))
  say(
    'had',
    (words) => `经过“${words}”`,
    (words) => `that had the step “${words}”`,
  )
  say(
    'without',
    (words) => `没有经过“${words}”`,
    (words) => `that never had the step “${words}”`,
  )
  say('used', same, same)
  for (const name of ['matter', 'serves', 'lacks'] as const) say(name, named(name), named(name))
  const term = kind === 'membership' ? of('在任', 'in office') : of('有效', 'in force')
  say(
    'on',
    (words) => `${words} ${term.zh}`,
    (words) => `${term.en} ${words.length < 10 ? 'in' : 'on'} ${words}`,
  )
  say('view', same, same)
  say('area', named('area'), named('area'))
  say(
    'q',
    (words) => `含“${words}”`,
    (words) => `with “${words}”`,
  )
  for (const name of ['least', 'most'] as const)
    say(
      name,
      (words) => `${FILTERS[name].zh} ${grouped(words)}`,
      (words) => `${FILTERS[name].en.toLowerCase()} ${grouped(words)}`,
    )
  for (const name of ['flagged', 'altered', 'latest', 'service', 'placed'] as const)
    say(
      name,
      () => FILTERS[name].zh,
      () => FILTERS[name].en.toLowerCase(),
    )
  if (chosen.annulled === 'yes') parts.push({ names: ['annulled'], words: zh ? '已作废' : 'annulled' })
  if (chosen.annulled === 'any')
    parts.push({ names: ['annulled'], words: zh ? '连同已作废的' : 'annulled ones among them' })
  return parts
}

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')

/** A period in words: 2022–2023 决定, decided 2022–2023. */
function periodSaid(lang: keyof Words, kind: RecordKind, { date, from, to }: Chosen): string | null {
  if (!from && !to) return null
  const { days } = kindOf(kind)
  const day = date === RECORDED ? null : chosenDay(days, date ?? undefined)
  const said = day?.said ?? of('入账', 'recorded')
  const zh = lang === 'zh'
  if (from && to) {
    const range = from === to ? from : `${from}–${to}`
    return zh ? `${range} ${said.zh}` : `${said.en} ${range}`
  }
  if (from) return zh ? `${from} 起${said.zh}` : `${said.en} from ${from}`
  return zh ? `至 ${to} ${said.zh}` : `${said.en} up to ${to}`
}

/** Records of a kind with their number: 872 项决策, 872 decisions. Without a number the name of the list. */
export function numberSaid(lang: keyof Words, kind: RecordKind, total: number | null): string {
  const { title } = listWords(kind)
  if (total === null) return title[lang]
  const digits = grouped(String(total))
  const { name, many = of(`项${title.zh}`, title.en) } = wordsOf(kind)
  if (lang === 'zh') return `${digits} ${many.zh}`
  return `${digits} ${(total === 1 ? name.en : many.en).toLowerCase()}`
}

/** A list in one sentence: “872 decisions: by the City Council, decided 2022–2023”. */
export function listSaid(
  lang: keyof Words,
  kind: RecordKind,
  chosen: Chosen,
  nameOf: (id: string) => string,
  total: number | null = null,
): string {
  const parts = partsSaid(lang, kind, chosen, nameOf).map(({ words }) => words)
  const number = numberSaid(lang, kind, total)
  if (parts.length === 0) return number
  return lang === 'zh' ? `${number}：${parts.join('、')}` : `${number}: ${parts.join(', ')}`
}
