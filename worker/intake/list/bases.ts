/** Legal bases as lists print them: 【法律】《…》（… 令第…号 …） 第…条：…. */
import type { LegalBasis } from '../../domain/kinds/responsibility/fields.ts'
import { lineOf, proseOf } from '../files/text.ts'
import type { Mapping } from './mapping.schema.ts'

const COUNT = '[\\d〇零一二三四五六七八九十百千]+'
const ARTICLE = `第${COUNT}条(?:之[一二三四五六七八九十])?(?:第[\\d一二三四五六七八九十、]+款)?(?:第?[（(]?[\\d一二三四五六七八九十、]+[)）]?项)?`
/** Articles that open a paragraph or sentence, or follow the title, and those joined to them; not those that a text only mentions. */
const CITED = new RegExp(`(?:^|[\\n》）)。])\\s*(${ARTICLE}(?:\\s*[、，,和及]\\s*${ARTICLE})*)`, 'gu')
const CHAPTERS = new RegExp(`(?:^|[\\n》）)。])\\s*((?:第${COUNT}章[、，和及]?)+)`, 'u')
const DOC_NUMBERS = [
  new RegExp(`[\\p{Script=Han}]{1,30}令\\s*(?:[〔[（(]?\\d{4}[〕\\]）)]?年?)?\\s*第?\\s*${COUNT}\\s*号`, 'u'),
  new RegExp(`[\\p{Script=Han}]{2,30}第?\\s*${COUNT}\\s*号令`, 'u'),
  new RegExp(
    `[\\p{Script=Han}]{1,12}\\s*[〔［[（(【]\\s*\\d{4}\\s*[〕］\\]）)】]\\s*第?\\s*${COUNT}\\s*号`,
    'u',
  ),
  new RegExp(`[\\p{Script=Han}]{2,30}公告\\s*(?:\\d{4}年)?\\s*第?\\s*${COUNT}\\s*号`, 'u'),
]
/** Words that may run into a document number from the left, as in 2017年3月1日国务院令第676号. */
const RUN_IN =
  /^\p{Script=Han}*(?:[年月日由于以]|通过|公布|发布|颁布|修订|修正|根据|依据|通知|办法)(?=\p{Script=Han})/u

/** A line that cites a further text under the same marker: 《…》（…号…） or 《…》第…条. */
const FURTHER =
  /(?<=\n)(?=《[^《》\n]+(?:《[^《》]*》[^《》\n]*)*》\s*(?:[（(][^）)\n]*(?:\d{4}|令|号)|第[\d〇零一二三四五六七八九十百千]+[条章]))/u

/** Splits at the markers, and at further titles with a date, number or article of their own. */
export function basesOf(text: string, rules: Mapping['bases']): LegalBasis[] {
  const prose = proseOf(text).replace(/(^|\n)((?:法律|法规|规章|规范性文件)】)/gu, '$1【$2')
  const known = rules.map(({ marker }) => new RegExp(marker, 'u'))
  const blocks = cutAtMarkers(prose, (marker) => known.some((one) => one.test(marker)))
  return blocks
    .flatMap((block) => block.split(FURTHER))
    .map((block) => block.trim())
    .filter((block) => lineOf(block.replace(/【[^】]*】/gu, '')) !== '')
    .map((block) => basisOf(block, rules))
}

/** 【2020】 within a document number is no marker; a word that no rule knows is one before a title. */
function cutAtMarkers(prose: string, isKnown: (marker: string) => boolean): string[] {
  const cuts: number[] = [0]
  let last = -1
  for (const { index, 0: whole, 1: word = '' } of prose.matchAll(/【([^】\n]{1,20})】/gu)) {
    const marker = lineOf(word)
    const after = prose.slice(index + whole.length).trimStart()
    const doubled = last >= 0 && prose.slice(last, index).trim() === ''
    const cut = /^\d+$/.test(marker) ? false : isKnown(marker) || after.startsWith('《')
    if (cut && !doubled) cuts.push(index)
    if (cut) last = index + whole.length
  }
  return cuts.map((cut, i) => prose.slice(cut, cuts[i + 1]))
}

function basisOf(block: string, rules: Mapping['bases']): LegalBasis {
  const marker = lineOf(/^(?:【([^】\n]{1,20})】\s*)+/u.exec(block)?.[1] ?? '')
  const body = block.replace(/^(?:【[^】\n]{1,20}】\s*)+/u, '')
  const start =
    new RegExp(`(?:^|\\n|(?<=[》）)。]))\\s*第${COUNT}[条章]`, 'u').exec(body)?.index ?? body.length
  const head = body.slice(0, Math.min(start, 600))
  const title = titleOf(head)
  const rule = rules.find(
    (one) =>
      new RegExp(one.marker, 'u').test(marker) &&
      (one.title === undefined || new RegExp(one.title, 'u').test(title ?? '')) &&
      (one.near === undefined || new RegExp(one.near, 'u').test(lineOf(head.slice(title?.length ?? 0)))),
  )
  return {
    level: rule?.level ?? null,
    title,
    docNumber: docNumberOf(head),
    article: articlesOf(body),
    text: block,
  }
}

/**
 * Title in 《》 before any bracket; or, where the marks were left out, a head that ends as titles do. Null
 * without one.
 */
function titleOf(head: string): string | null {
  const line = lineOf(head)
  const open = line.indexOf('《')
  const bracket = line.search(/[（(]/u)
  if (open >= 0 && (bracket < 0 || open < bracket)) {
    let depth = 0
    for (let i = open; i < line.length; i++) {
      if (line[i] === '《') depth += 1
      else if (line[i] === '》') depth -= 1
      if (depth === 0) return line.slice(open + 1, i).slice(0, 500)
    }
  }
  const bare = (bracket < 0 ? line : line.slice(0, bracket))
    .replace(/[《》：:，,。]+$/u, '')
    .replace(/^《/u, '')
  return bare.length <= 80 && /(?:法|条例|规定|办法|决定|通知|细则|意见|规则|标准|规程)$/u.test(bare)
    ? bare
    : null
}

function docNumberOf(head: string): string | null {
  const found = DOC_NUMBERS.flatMap((pattern) => {
    const match = pattern.exec(head)
    return match === null ? [] : [{ index: match.index, text: lineOf(match[0]).replace(RUN_IN, '') }]
  })
  const first = found.sort((a, b) => a.index - b.index)[0]?.text ?? ''
  return first === '' ? null : first
}

/** The articles cited, or else the chapters; what an article only mentions is not cited. */
function articlesOf(body: string): string | null {
  const found = [...body.matchAll(CITED)].flatMap(
    (match) => (match[1] ?? '').match(new RegExp(ARTICLE, 'gu')) ?? [],
  )
  const cited = [...new Set(found)].slice(0, 20)
  if (cited.length > 0) return cited.join('、')
  return CHAPTERS.exec(body)?.[1]?.replace(/[、，和及]$/u, '') ?? null
}
