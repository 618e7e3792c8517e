/** Signs in a document that it is one page of several: a total above its rows, the address of the next. */
import type { Words } from '../../domain/record/problem.ts'
import type { Json } from '../../ledger/canonical.ts'
import { isObject } from './scope.ts'

const TOTAL =
  /^(?:total|total_?(?:elements|count|results|rows|items|records|hits)|num_?found|@?odata\.count|@odata\.count)$/i
const NEXT = /^(?:next|next_?(?:page|url|link|href)|@odata\.nextlink)$/i
const MORE = /^(?:has_?(?:next(?:_?page)?|more)|more|is_?truncated|exceededTransferLimit)$/i
const DEEPEST = 3

/** Scalars of a document by their names, lists aside: those of its rows are not its own. */
function saidIn(document: Json, depth = 0): [string, Json][] {
  if (!isObject(document) || depth > DEEPEST) return []
  return Object.entries(document).flatMap(([name, value]): [string, Json][] =>
    isObject(value) ? saidIn(value, depth + 1) : Array.isArray(value) ? [] : [[name, value]],
  )
}

/** Words for a document that says that there is more than it holds; null for one that does not. @param rows that it holds */
export function furtherPages(document: Json, rows: number): Words | null {
  const said = saidIn(document)
  const total = said.find(([name, value]) => TOTAL.test(name) && Number(value) > rows)?.[1]
  if (total !== undefined)
    return {
      zh: `文件自己写着共有 ${String(total)} 条，这里只有 ${rows} 条：只是其中一页，请取齐后一起给`,
      en: `the file says that there are ${String(total)} and holds ${rows}: it is one page of several; fetch the others and give them together`,
    }
  const next = said.some(
    ([name, value]) =>
      (NEXT.test(name) && typeof value === 'string' && value !== '') || (MORE.test(name) && value === true),
  )
  if (!next) return null
  return {
    zh: `文件写着还有下一页，这里只有 ${rows} 条：请取齐后一起给`,
    en: `the file names a next page and holds ${rows}: fetch the others and give them together`,
  }
}
