/** Files of marks, which hold no table that could be read as one. */
import type { Problem } from '../../domain/record/problem.ts'
import { unreadable } from './sheet.ts'

/** True for a text that opens as XML or HTML does. */
export function isMarkup(text: string): boolean {
  return /^\ufeff?\s*<(?:\?xml|!doctype|!--|[a-z][\w:.-]*[\s>/])/i.test(text.slice(0, 500))
}

/** Refusal of a file that is XML or HTML, with the formats to convert it to. Code `invalid`. */
export function noXml(file: string): Problem {
  return unreadable(
    file,
    '这是 XML 或 HTML，不能读取：请转换为 CSV、XLSX 或 JSON',
    'this is XML or HTML, which is not read: convert it to CSV, XLSX or JSON',
  )
}
