/** The page that an address leads to, where it is one that may be quoted: a record, or a list of them. */
import { recordPath } from '../../../web/address.ts'
import { LANGS, type Lang } from '../../../web/words/words.ts'
import { kindOfRecord, listedKinds, lists } from '../../domain/kinds/table.ts'
import type { RecordKind } from '../../domain/record/event.ts'

export interface Target {
  lang: Lang
  /** Without the language. */
  path: string
  kind: RecordKind
  /** Null for the list of a kind. */
  id: string | null
  /** Query with its question mark, or empty. */
  query: string
}

/** The record or list at an address; null for any other page. @param pathname with its language, as `/zh/decisions` */
export function targetAt(pathname: string, query = ''): Target | null {
  const [, first = '', list = '', id = '', ...more] = pathname.replace(/\/$/, '').split('/')
  const lang = LANGS.find((one) => one === first)
  const kind = listedKinds.find((one) => lists[one] === list)
  if (lang === undefined || kind === undefined || more.length > 0) return null
  if (id === '') return { lang, path: `/${list}`, kind, id: null, query }
  const named = decoded(id)
  const path = named === null || kindOfRecord(named) !== kind ? null : recordPath(named)
  return path === null ? null : { lang, path, kind, id: named, query }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
