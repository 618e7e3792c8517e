/**
 * Figures of a finding in words: `legality_review` is 合法性审查, `61` of days overdue is 61 天. What is no code of the
 * ledger, as a name or a date, stays as it is. Nothing here knows the rules.
 */
import { clockUnits } from '../../clock/profile.ts'
import { meetingTypes, stepOutcomes, stepTypes } from '../../kinds/decision/vocabulary.ts'
import { events, fieldLabel, labels } from '../../kinds/labels.ts'
import type { RecordKind } from '../../record/event.ts'
import { of, type Words } from '../../record/problem.ts'
import { levels } from '../../record/vocabulary.ts'

/** Sets of words that name fields, events and kinds, and are no vocabulary of codes. */
const NAMES: ReadonlySet<string> = new Set(['field', 'event', 'record'])

/** Codes that a rule alone has. */
const OWN: { readonly [code: string]: Words } = {
  fell: of('进度倒退', 'progress fell'),
  jumped: of('进度突增', 'progress jumped'),
  linear: of('进度匀速增长', 'progress in even steps'),
  tree: of('账本树', 'tree of the ledger'),
  seq: of('账目序号', 'numbering of entries'),
  recorded: of('入账时间', 'time of entry'),
  inventory: of('归档清单', 'inventory'),
  today: of('今天', 'today'),
  begun: of('开始', 'beginning'),
  opinionsSigned: of('专家意见没有署名', 'opinions are not signed'),
  independenceStated: of('没有声明独立', 'independence is not stated'),
}

type Vocabulary = { readonly [code: string]: Words }

/** Vocabularies that come first, where several have the code. */
const FIRST: readonly Vocabulary[] = [OWN, clockUnits, levels, stepTypes, meetingTypes, stepOutcomes]

/** Every code that any vocabulary of the ledger has, but for those which mean different things in two of them. */
const ANY = new Map<string, Words | null>()
for (const [name, set] of Object.entries<Vocabulary>(labels)) {
  if (NAMES.has(name)) continue
  for (const [code, words] of Object.entries(set)) {
    const known = ANY.get(code)
    ANY.set(code, known === undefined || known?.zh === words.zh ? words : null)
  }
}

/** The word of a code, as a rule writes it about a record of a kind; null for anything else. */
function wordOf(code: string, kind: RecordKind | null): Words | null {
  for (const set of FIRST) {
    const words = Object.hasOwn(set, code) ? set[code] : undefined
    if (words !== undefined) return words
  }
  if (kind !== null) {
    const named = of(fieldLabel('zh', kind, code), fieldLabel('en', kind, code))
    if (named.zh !== code) return named
    const event = `${kind}.${code}`
    if (Object.hasOwn(events, event)) return events[event] ?? null
  }
  return ANY.get(code) ?? null
}

/** Codes and days with what stands between them: `then<first`, `amounts, title`, `metAt>today: 2026-01-02`. */
const PART = /[A-Za-z][A-Za-z_]*|\d{4}(?:-\d{2}){0,2}(?:T[\d:.]+Z)?|\d+(?:\.\d+)?|[\s,;:/<>%]+/g
const CODE = /^[A-Za-z]/

const between = {
  zh: { ',': '、', ';': '；', ':': '：', '/': '，', '<': ' 早于 ', '>': ' 晚于 ', '%': ' %' },
  en: { ',': ', ', ';': '; ', ':': ': ', '/': ', ', '<': ' before ', '>': ' after ', '%': ' %' },
} as const

/** Words of a text that is made of codes alone; null where any part of it is something else. */
function wordsOfCodes(text: string, kind: RecordKind | null): Words | null {
  const parts = text.match(PART) ?? []
  if (parts.join('') !== text || !parts.some((part) => CODE.test(part))) return null
  const said: { zh: string[]; en: string[] } = { zh: [], en: [] }
  for (const part of parts) {
    const word = CODE.test(part) ? wordOf(part, kind) : null
    if (CODE.test(part) && word === null) return null
    const mark = part.trim()
    for (const lang of ['zh', 'en'] as const) {
      const sign = Object.hasOwn(between[lang], mark)
        ? between[lang][mark as keyof (typeof between)['zh']]
        : part
      said[lang].push(word?.[lang] ?? sign)
    }
  }
  return of(said.zh.join(''), said.en.join(''))
}

/**
 * A figure in words.
 *
 * @param kind of the record that it is about; null for a group
 * @param unit of a plain number; null where its name says it
 */
export function figureWords(
  figure: number | string,
  kind: RecordKind | null,
  unit: Words | null = null,
): Words {
  const text = String(figure)
  if (/^-?\d+(?:\.\d+)?$/.test(text))
    return unit === null ? of(text, text) : of(`${text} ${unit.zh}`, `${text} ${unit.en}`)
  return wordsOfCodes(text, kind) ?? of(text, text)
}
