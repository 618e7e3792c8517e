/** 本意: the address that a link means which was cut out of a sentence, typed in capitals, or left its language out. */
import { at, recordPath } from '../../../web/address.ts'
import type { Lang } from '../../../web/words/words.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'

/** Marks behind an address in a sentence, that are none of it. */
const BEHIND = /[\s/\\。．.，,、；;：:！!？?)）\]】〕>》〉」』”’"'…]+$/u
/** Longest address that is looked at. */
const LONGEST = 300
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
      : (patterns.map((one) => filledIn(one, rest)).find((one) => one !== null) ?? null))
  if (page === null) return null
  const meant = at(said ?? lang, page)
  return meant === pathname ? null : meant
}
