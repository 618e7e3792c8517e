/** Sheets of text from the bytes of a delivered file. Pure: no file system. */
import { type CsvOptions, readCsv } from './csv.ts'
import { isReadAsUnicode } from './encoding.ts'
import { isHtml, isMarkup, noHtml, noTable } from './markup.ts'
import { baseName, type GivenFile, isPacked, MOST_BYTES, packed, type Sheet, unreadable } from './sheet.ts'
import { readBook } from './workbook.ts'

/** Sheets as read in one way before, where the file keeps them: reading takes the time. */
function once({ kept }: GivenFile, how: string, read: () => Sheet[]): Sheet[] {
  const sheets = kept?.get(how) ?? read()
  kept?.set(how, sheets)
  return sheets
}

/** True for bytes that begin as a workbook does, .xlsx or .xls; 序号 in GB 18030 begins with half of that. */
export function isBook([first, second]: Uint8Array): boolean {
  return (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf)
}

/**
 * Reads .xls, .xlsx and .csv, by content and not by ending.
 *
 * @throws Problem `invalid` when the file is empty, broken, locked, too large, or none of these
 */
export function readSheets(given: GivenFile, options: CsvOptions = {}): Sheet[] {
  const { bytes } = given
  const file = baseName(given.path)
  if (bytes.length === 0) throw unreadable(file, '文件是空的', 'the file is empty')
  if (isPacked(bytes)) throw packed(file)
  if (bytes.length > MOST_BYTES) throw unreadable(file, '文件超过 64 MiB', 'the file is larger than 64 MiB')
  // The same bytes may come under another name.
  if (isBook(bytes)) return once(given, '', () => readBook(bytes, file)).map((sheet) => ({ ...sheet, file }))
  if (/\.(xlsx?|xlsm)$/i.test(file)) {
    throw unreadable(
      file,
      '内容不是 Excel 工作簿：请用表格软件打开后另存为 .xlsx，文本表格请用 .csv 作后缀',
      'the content is no Excel workbook: open it in a spreadsheet programme and save it as .xlsx, or name it .csv if it is text',
    )
  }
  const start = new TextDecoder('latin1').decode(bytes.slice(0, 2000))
  if (isMarkup(start)) throw isHtml(start) ? noHtml(file) : noTable(file)
  const { encodings, delimiter } = options
  // What is UTF-8 is the same text by every mapping that allows it: it is kept once.
  const isKnown = given.kept !== undefined && isReadAsUnicode(bytes, encodings)
  return once(given, JSON.stringify([file, isKnown ? 'utf-8' : encodings, delimiter]), () => [
    readCsv(bytes, file, options),
  ])
}
