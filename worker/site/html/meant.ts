/** 本意: the address that a link means which was cut out of a sentence, typed in capitals, or left its language out. */
import { at, recordPath } from '../../../web/address.ts'
import type { Lang } from '../../../web/words/words.ts'
import { kindOfRecord, listedKinds, lists } from '../../domain/kinds/table.ts'

/** Marks behind an address in a sentence, that are none of it. */
const BEHIND = /[\s/\\。．.，,、；;：:！!？?)）\]】〕>》〉」』”’"'…]+$/u
/** Longest address that is looked at. */
const LONGEST = 300
/** Pages by another name of what they show. */
const ALSO: Readonly<Record<string, string>> = { entries: '/ledger' }
/** Ids that are written in capitals. */
const CAPITALS = '/rules/'

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}

/** One address of a page as `/milestones/:id`, filled in; null where the path is not of it. */
function filledIn(pattern: string, parts: readonly string[]): string | null {
  const wanted = pattern.split('/').slice(1)
  if (wanted.length !== parts.length) return null
  const found = wanted.map((name, i): string | null => {
    const part = parts[i] ?? ''
    if (!name.startsWith(':')) return part.toLowerCase() === name ? name : null
    const of = /\{(.+)\}$/.exec(name)?.[1]
    if (part === '' || (of !== undefined && !new RegExp(`^${of}$`).test(part))) return null
    return encodeURIComponent(pattern.startsWith(CAPITALS) ? part.toUpperCase() : part.toLowerCase())
  })
  return found.includes(null) ? null : `/${found.join('/')}`
}

/** Outputs of a page under an ending of its address, where people look for them. */
const FILES = new Set(['csv', 'xlsx', 'json'])
const FEEDS = new Set(['atom', 'ics'])
/** Pages beside the lists that have a file. */
const FIGURES = new Set(['figures', 'response'])
const LISTS = new Set<string>(listedKinds.map((kind) => lists[kind]))

/**
 * Address of the file or feed of a list that `/zh/decisions.csv` means, in its language; null for any other path. A
 * list as JSON is that of the API.
 */
export function meantOutput(pathname: string): string | null {
  const [, lang, name = '', ending = ''] = /^\/(zh|en)\/([a-z-]+)\.([a-z]+)$/.exec(pathname) ?? []
  if (lang === undefined) return null
  if (FEEDS.has(ending) && LISTS.has(name)) return `/feeds/${name}.${ending}?lang=${lang}`
  if (ending === 'json' && (LISTS.has(name) || FIGURES.has(name))) return `/api/v1/${name}`
  if (ending === 'csv' && FIGURES.has(name)) return `/api/v1/${name}.csv`
  return FILES.has(ending) && LISTS.has(name) ? `/api/v1/${name}.${ending}?lang=${lang}` : null
}

/**
 * Path of the page that an address without one means, with its language; null where it means none. It is of this site
 * always, and never the path itself.
 *
 * @param patterns addresses of the pages, without their language
 * @param lang for an address that says none
 */
export function meantPath(pathname: string, patterns: readonly string[], lang: Lang): string | null {
  const whole = pathname.length > LONGEST ? null : decoded(pathname)
  if (whole === null || !/^\/[^/\\]/.test(whole)) return null
  const parts = whole.replace(BEHIND, '').split('/').slice(1)
  const first = (parts[0] ?? '').toLowerCase()
  const said = first === 'zh' || first === 'en' ? first : null
  const rest = said === null ? parts : parts.slice(1)
  const [only = ''] = rest
  const id = only.toLowerCase()
  const own = rest.length === 1 && kindOfRecord(id) !== null ? recordPath(id) : null
  const page =
    own ??
    (rest.length === 0
      ? '/'
      : ((rest.length === 1 ? ALSO[id] : undefined) ??
        patterns.map((one) => filledIn(one, rest)).find((one) => one !== null) ??
        null))
  if (page === null) return null
  const meant = at(said ?? lang, page)
  return meant === pathname ? null : meant
}
