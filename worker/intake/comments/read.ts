/**
 * 意见清单: rows of a table that a desk has typed up, letters or a spreadsheet, as comments. Columns are found by the
 * names that such tables have; whatever else stands in it, as names and telephones, is passed over and said, never read.
 */
import type { ListedComment } from '../../domain/kinds/comment/list.schema.ts'
import { submitters } from '../../domain/kinds/comment/vocabulary.ts'
import { isCalendarDate } from '../../domain/record/date.ts'
import { addAll } from '../../domain/record/list/long.ts'
import { of, type Words } from '../../domain/record/problem.ts'
import { LONGEST } from '../../domain/record/spoken/fields.ts'
import { codesOf } from '../../domain/record/vocabulary.ts'
import type { Sheet } from '../files/sheet.ts'
import { readDate } from '../register/dates/read.ts'

/** Column of a list of comments. */
export type CommentColumn = 'text' | 'submitter' | 'occurred' | 'prompt'

/** Headers under which each column is found. */
export const COMMENT_HEADERS: { readonly [column in CommentColumn]: readonly string[] } = {
  text: [
    '意见内容',
    '意见建议',
    '反馈意见',
    '意见和建议',
    '意见',
    '建议',
    '内容',
    'comment',
    'comments',
    'opinion',
    'text',
  ],
  submitter: ['反馈人类型', '反馈人类别', '身份', '类别', 'submitter', 'kind'],
  occurred: ['收到日期', '来信日期', '反馈日期', '反馈时间', '日期', '时间', 'received', 'date'],
  prompt: ['征询问题', '问题编号', 'prompt'],
}

/** Days as such tables print them, the year first. */
const DAYS = ['yyyy-mm-dd', 'yyyy/mm/dd', 'yyyy.mm.dd', 'yyyy年mm月dd日', 'yyyymmdd'] as const

/** Rows above a table that may be titles. */
const HEAD = 20

/** A row that cannot be taken in, with its number as the table shows it. */
export interface RejectedRow {
  sheet: string
  row: number
  column: string
  value: string
  words: Words
}

/** Outcome of reading: read = taken + blank + rejected. */
export interface ReadComments {
  comments: ListedComment[]
  rejected: RejectedRow[]
  /** Rows without a word. */
  blank: number
  read: number
  /** Headers of the columns that are passed over. */
  passed: string[]
  /** Sheets in which no column of comments was found. */
  without: string[]
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

const codeOfSubmitter = new Map<string, string>(
  codesOf(submitters).flatMap((code): [string, string][] => [
    [code, code],
    [plain(submitters[code].zh), code],
    [plain(submitters[code].en), code],
  ]),
)

/** @param named headers by column, where they are none of the usual ones */
export function readComments(
  sheets: readonly Sheet[],
  named: { readonly [column in CommentColumn]?: string } = {},
): ReadComments {
  const found: ReadComments = { comments: [], rejected: [], blank: 0, read: 0, passed: [], without: [] }
  for (const sheet of sheets) {
    const at = headerOf(sheet, named)
    if (at === null) found.without.push(sheet.name)
    else readSheet(sheet, at, found)
  }
  found.passed = [...new Set(found.passed)]
  return found
}

interface Header {
  row: number
  columns: Map<CommentColumn, number>
}

function headerOf(sheet: Sheet, named: { readonly [column in CommentColumn]?: string }): Header | null {
  for (const [row, cells] of sheet.cells.slice(0, HEAD).entries()) {
    const headers = cells.map(plain)
    const columns = new Map<CommentColumn, number>()
    for (const column of Object.keys(COMMENT_HEADERS) as CommentColumn[]) {
      const own = named[column]
      const known = own === undefined ? COMMENT_HEADERS[column] : [own]
      const at = known.map((name) => headers.indexOf(plain(name))).find((place) => place >= 0)
      if (at !== undefined) columns.set(column, at)
    }
    if (columns.has('text')) return { row, columns }
  }
  return null
}

function readSheet(sheet: Sheet, { row: head, columns }: Header, found: ReadComments): void {
  const used = new Set(columns.values())
  addAll(
    found.passed,
    (sheet.cells[head] ?? []).filter((name, at) => name.trim() !== '' && !used.has(at)),
  )
  for (const [place, cells] of sheet.cells.slice(head + 1).entries()) {
    const cell = (column: CommentColumn): string => (cells[columns.get(column) ?? -1] ?? '').trim()
    if (cells.every((one) => one.trim() === '')) continue
    found.read += 1
    if (cell('text') === '') {
      found.blank += 1
      continue
    }
    const wrong = (column: CommentColumn, words: Words): void => {
      const header = sheet.cells[head]?.[columns.get(column) ?? -1] ?? column
      found.rejected.push({
        ...{ sheet: sheet.name, row: head + place + 2, column: header },
        ...{ value: cell(column).slice(0, 80), words },
      })
    }
    const comment = commentOf(cell, wrong)
    if (comment !== null) found.comments.push(comment)
  }
}

function commentOf(
  cell: (column: CommentColumn) => string,
  wrong: (column: CommentColumn, words: Words) => void,
): ListedComment | null {
  const text = cell('text')
  const submitter = cell('submitter') === '' ? undefined : codeOfSubmitter.get(plain(cell('submitter')))
  const day = cell('occurred') === '' ? undefined : dayOf(cell('occurred'))
  const faults: [CommentColumn, boolean, Words][] = [
    [
      'text',
      [...text].length > LONGEST.text,
      of(`超过 ${LONGEST.text} 字：请分成几条`, `longer than ${LONGEST.text} characters: part it`),
    ],
    [
      'submitter',
      cell('submitter') !== '' && submitter === undefined,
      of(
        `应为${codesOf(submitters)
          .map((one) => submitters[one].zh)
          .join('、')}之一，或留空`,
        `expected one of ${codesOf(submitters).join(', ')}, or nothing`,
      ),
    ],
    ['occurred', day === null, of('应为到日的日期，如 2026-03-05', 'expected a day such as 2026-03-05')],
  ]
  const bad = faults.filter(([, is]) => is)
  for (const [column, , words] of bad) wrong(column, words)
  if (bad.length > 0) return null
  return {
    text,
    ...(submitter === undefined ? {} : { submitter }),
    ...(cell('prompt') === '' ? {} : { prompt: cell('prompt') }),
    ...(day === undefined || day === null ? {} : { occurred: day }),
  }
}

/** The day that is printed; null for what is none. */
function dayOf(text: string): string | null {
  const read = readDate(text, DAYS)
  return read !== null && read.length === 10 && isCalendarDate(read) ? read : null
}
