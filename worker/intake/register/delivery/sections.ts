/** Rows that hold one text alone, above the rows that belong to it: a department or a section named once. */

import { isSum } from '../../files/sums.ts'
import { rolesIn } from '../draft/words/roles.ts'

type Cells = readonly (readonly string[])[]

/** The text of a row in which nothing else stands, or the same in every cell; null for any other row. */
function onlyText(row: readonly string[], width: number): string | null {
  const texts = row.map((cell) => cell.trim()).filter((text) => text !== '')
  const [text] = texts
  if (text === undefined) return null
  if (texts.length === 1) return text
  // Merged cells that an export has written out.
  return texts.length >= Math.max(3, width) && new Set(texts).size === 1 ? text : null
}

/** Remarks on the table are of no section. */
const REMARK = /^(?:注|备注|說明|说明|来源|資料|单位|單位|note|source|remark|\*|※|填表|制表)[\s:：]?/iu

/**
 * The text of each row that stands alone above others, by its place. Rows that stand alone at the end, below which
 * nothing follows, are none, and neither are sums and remarks.
 *
 * @param body the first row that is no header, from 0
 */
export function sectionsIn(cells: Cells, body: number): Map<number, string> {
  const found = new Map<number, string>()
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0)
  if (width < 3) return found
  let below = false
  for (let row = cells.length - 1; row >= body; row -= 1) {
    const line = cells[row] ?? []
    if (line.every((cell) => cell.trim() === '')) continue
    const text = onlyText(line, width)
    if (text === null) below = true
    else if (below && !isSum(text) && !REMARK.test(text)) found.set(row, text)
  }
  return new Map([...found].reverse())
}

/** Numbering before a name, and what a heading has behind it: 一、, （二）, 3., IV), a colon, a count in brackets. */
export const HEADING =
  '^\\s*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\\d{1,3}|[IVX]{1,5}|[A-Z])[）).、．:：]\\s*|第[一二三四五六七八九十\\d]{1,3}(?:部分|章|节)\\s*)?(.*?)\\s*(?:[（(]\\s*共?\\s*\\d+\\s*[项項个個件]?\\s*[）)])?\\s*[:：]?\\s*$'

/** Endings and words by which a heading names an organ. */
const ORGAN =
  /(?:局|委员会|委員會|委員会|委|办公室|辦公室|办|部|厅|廳|庁|署|处|處|科|課|课|室|院|中心|公司|集团|政府|镇|乡|街道|银行|学校|大学|协会|支队|大队|과|국|실|부|청|원|구|시청)$|\b(?:department|dept|office|ministry|agency|bureau|authority|directorate|division|commission|council|board|secretariat|service|services|unit|administration|ministerium|amt|abteilung|dezernat|referat|direcci[oó]n|secretar[ií]a|ministerio|direction|minist[eè]re|sous-direction|assessorato|ufficio|wydział|urząd|biuro)\b|amt$|(?:^|\s)(?:департамент|управление|министерство|комитет|отдел|служба|агентство)/iu

/** True for a heading that names an organ, numbering aside. */
export function namesOrgan(text: string): boolean {
  return ORGAN.test(new RegExp(HEADING, 'u').exec(text)?.[1] ?? text)
}

const folds = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** True for a column of which every text above a row has a figure in it, as of dates and amounts. */
function isFigures(cells: Cells, body: number, until: number, column: number): boolean {
  const texts = cells.slice(body, until).map((row) => (row[column] ?? '').trim())
  const there = texts.filter((text) => text !== '')
  return there.length > 1 && there.every((text) => /\p{Nd}/u.test(text))
}

/**
 * The row with which another table begins below the first: behind an empty line, texts without a figure of which one is
 * the header of its own column again, or several say what columns are called; two do where one stands in a column of
 * figures. Null where none does.
 */
export function tableBelow(cells: Cells, header: readonly string[], body: number): number | null {
  for (let row = body + 1; row < cells.length; row += 1) {
    const before = cells[row - 1] ?? []
    if (before.some((cell) => cell.trim() !== '')) continue
    const line = (cells[row] ?? []).map((cell) => cell.trim())
    const texts = line.filter((cell) => cell !== '')
    if (texts.length < 2 || texts.some((text) => /\p{Nd}/u.test(text) || text.length > 40)) continue
    const again = line.some((text, i) => text !== '' && folds(text) === folds(header[i] ?? ''))
    const whole = line.every((text, i) => folds(text) === folds(header[i] ?? ''))
    if (whole || row + 1 >= cells.length) continue
    const roles = again ? 0 : rolesIn(texts)
    if (
      again ||
      roles >= 3 ||
      (roles === 2 && line.some((text, i) => text !== '' && isFigures(cells, body, row, i)))
    )
      return row
  }
  return null
}
