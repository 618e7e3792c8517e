/** Topics that can be followed: each is the address of a page of the site, without its language. */
import { isKind, kindOf, kindOfRecord, type ListedKind, listedKinds, lists } from '../kinds/table.ts'
import { refuse } from '../record/guard.ts'
import { periodOf } from '../record/list/days.ts'
import { type FilterName, isTaken } from '../record/list/listed.ts'
import type { Problem } from '../record/problem.ts'
import { ruleOf } from '../rules/rules.ts'

export type Topic =
  /** A record with what points at it; a department with all that is logged for it. */
  | { is: 'record' | 'department'; id: string }
  /** Flags of a rule, and changes of its limits. */
  | { is: 'rule'; id: string }
  /** Records of a kind that stand on a list, narrowed as its page is. */
  | { is: 'list'; kind: ListedKind; filter: { readonly [name in FilterName]?: string } }
  /** Records that hold all of some words. */
  | { is: 'search'; q: string; kind: string | null }

/** Characters of an address, and of the words that are searched for. */
const MOST = 500
const MOST_WORDS = 200
/** Parameters of a page that say how it is shown, and not what is on it. */
const SHOWN = new Set(['sort', 'cursor', 'lang', 'line'])

function unknown(what: string): Problem {
  return refuse(
    'invalid',
    `不能关注“${what.slice(0, 80)}”：请用本站记录、部门、清单、规则或搜索页的地址，如 /decisions/dec-…、/milestones?department=dep-…。`,
    `"${what.slice(0, 80)}" cannot be followed: use the address of a record, department, list, rule or search of this site, such as /decisions/dec-… or /milestones?department=dep-….`,
    'topic',
  )
}

/**
 * The topic of an address, with or without host and language.
 *
 * @throws Problem `invalid` for what is no such page, or a filter that its list does not have
 */
export function parseTopic(address: string): Topic {
  const base = 'https://site.invalid'
  if (address.length > MOST || !URL.canParse(address, base)) throw unknown(address)
  const { pathname, searchParams } = new URL(address, base)
  const [first = '', second, ...rest] = decoded(pathname.replace(/^\/(?:zh|en)(?=\/|$)/, ''))
    .slice(1)
    .split('/')
  if (rest.length > 0) throw unknown(address)
  if (first === 'search' && second === undefined) return searchOf(address, searchParams)
  if (first === 'rules' && second !== undefined && ruleOf(second) !== null) return { is: 'rule', id: second }
  const kind = listedKinds.find((one) => lists[one] === first)
  if (kind === undefined) throw unknown(address)
  if (second === undefined) return listOf(address, kind, searchParams)
  if (kindOfRecord(second) !== kind) throw unknown(address)
  return { is: kind === 'department' ? 'department' : 'record', id: second }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}

function searchOf(address: string, query: URLSearchParams): Topic {
  const q = (query.get('q') ?? '').trim()
  const kind = query.get('kind') || null
  if (q === '' || q.length > MOST_WORDS || (kind !== null && !isKind(kind))) throw unknown(address)
  return { is: 'search', q, kind }
}

function listOf(address: string, kind: ListedKind, query: URLSearchParams): Topic {
  const declared = kindOf(kind).filters
  const filter: { [name in FilterName]?: string } = {}
  for (const [name, value] of query) {
    if (value === '' || SHOWN.has(name)) continue
    const known = Object.hasOwn(declared, name) ? declared[name as FilterName] : undefined
    if (known === undefined || value.length > MOST_WORDS || !isTaken(known, value)) throw unknown(address)
    filter[name as FilterName] = value
  }
  periodOf(filter)
  return { is: 'list', kind, filter }
}

/** The address of a topic, the same for the same topic: filters in the order of their names. */
export function formatTopic(topic: Topic): string {
  if (topic.is === 'rule') return `/rules/${topic.id}`
  if (topic.is === 'search') {
    const kind: [string, string][] = topic.kind === null ? [] : [['kind', topic.kind]]
    return `/search?${new URLSearchParams([...kind, ['q', topic.q]])}`
  }
  if (topic.is === 'list') {
    const given = Object.entries(topic.filter).sort(([a], [b]) => (a < b ? -1 : 1))
    return `/${lists[topic.kind]}${given.length === 0 ? '' : `?${new URLSearchParams(given)}`}`
  }
  const kind = kindOfRecord(topic.id)
  return `/${kind === null ? '' : lists[kind]}/${topic.id}`
}
