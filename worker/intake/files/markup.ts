/** Files of marks: XML, which is read as documents are, and HTML, which holds no table that could be read as one. */
import type { Problem } from '../../domain/record/problem.ts'
import { unreadable } from './sheet.ts'

/** True for a text that opens as XML or HTML does. */
export function isMarkup(text: string): boolean {
  return /^\ufeff?\s*<(?:\?xml|!doctype|!--|[a-z][\w:.-]*[\s>/])/i.test(text.slice(0, 500))
}

/** True for a text that opens as HTML does. */
export function isHtml(text: string): boolean {
  return /^\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|meta|style)\b/i.test(
    text.slice(0, 2000),
  )
}

/** Refusal of a file that is HTML, with the formats to convert it to. Code `invalid`. */
export function noHtml(file: string): Problem {
  return unreadable(
    file,
    '这是 HTML，不能读取：请用表格软件打开后另存为 CSV 或 XLSX',
    'this is HTML, which is not read: open it in a spreadsheet programme and save it as CSV or XLSX',
  )
}

/** Refusal of XML where a mapping reads tables. Code `invalid`. */
export function noTable(file: string): Problem {
  return unreadable(
    file,
    '这是 XML，不是表格：映射应写 "format": "json"，XML 按同样的路径读；或转换为 CSV、XLSX',
    'this is XML and no table: the mapping should say "format": "json", as XML is read by the same paths; or convert it to CSV or XLSX',
  )
}
