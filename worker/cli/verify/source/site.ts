/** A public address as a source for an audit: `/log`, `/.well-known/mingzhang.json` and the public API alone. */

import { kindOfRecord, lists } from '../../../domain/kinds/table.ts'
import { Problem } from '../../../domain/record/problem.ts'
import { Failure } from '../../../intake/run/failure.ts'
import { type Http, member, openHttp } from '../../../intake/run/http.ts'
import { fromBase64, toHex } from '../../../ledger/bytes.ts'
import type { Json } from '../../../ledger/canonical.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import { formatEntriesPath, formatTilePath } from '../../../ledger/tile-path.ts'
import type { Body, Counts, Published, Source } from './source.ts'

/** Kinds that the public API lists. */
const LISTED = Object.entries(lists).flatMap(([kind, path]) => (path === null ? [] : [{ kind, path }]))
const PAGE = 200
/** One more attempt: a connection that was kept may have been closed meanwhile, as during a long computation. */
const PATIENCE = { attempts: 2 }
/** Version that is taken of a site which names none: it runs a program from before there were others. */
const FIRST_VERSION = 1
const KNOWN = '/.well-known/mingzhang.json'

/**
 * Public site as the source of an audit. Nothing is fetched before it is asked for.
 *
 * @param address with or without a path, as `https://ledger.example`
 */
export function openSite(address: string): Source {
  const http = openHttp(address, undefined, PATIENCE)
  let versions: Promise<unknown> | null = null
  const derivedBy = async (record: Omit<Published, 'derived'>): Promise<Published> => {
    versions ??= http.json(KNOWN).then((known) => member(known, 'derived'))
    const version = member(await versions, record.kind)
    return { ...record, derived: typeof version === 'number' ? version : FIRST_VERSION }
  }
  return {
    place: http.base,
    isRemote: true,
    kinds: LISTED.map(({ kind }) => kind),
    records: 'shown',
    async identity() {
      const known = await http.json(KNOWN)
      const keys = member(known, 'verifierKeys')
      const key = member(known, 'verifierKey') ?? (Array.isArray(keys) ? keys[0] : undefined)
      return { origin: text(member(known, 'origin')), verifierKey: text(key) }
    },
    checkpoint: () => http.text('/log/checkpoint'),
    async keyHistory() {
      try {
        return await http.text('/log/keys')
      } catch (error) {
        if (error instanceof Problem && error.code === 'not_found') return null
        throw error
      }
    },
    async checkers() {
      const files = member(await http.json(KNOWN), 'checkers')
      if (typeof files !== 'object' || files === null) return null
      const digest = async (lang: 'zh' | 'en') =>
        toHex(sha256(await http.bytes(text(member(member(files, lang), 'path')))))
      return { zh: await digest('zh'), en: await digest('en') }
    },
    async document(sha256) {
      try {
        return await http.bytes(`/api/v1/documents/${sha256}`)
      } catch (error) {
        if (error instanceof Problem && error.code === 'gone') return 'gone'
        if (error instanceof Problem && error.code === 'not_found') return null
        throw error
      }
    },
    async chunk(n, width) {
      const [bundle, tile] = await Promise.all([
        http.bytes(`/log/${formatEntriesPath({ n, width })}`),
        http.bytes(`/log/${formatTilePath({ level: 0, n, width })}`),
      ])
      return { bundle, tile }
    },
    tile: (coord) => http.bytes(`/log/${formatTilePath(coord)}`),
    async bodies(from, count) {
      const page = await http.json(`/api/v1/changes?since=${from}&limit=${count}`)
      return list(member(page, 'items')).map(bodyOf)
    },
    async *published() {
      for (const { path } of LISTED)
        for await (const page of pagesOf(http, path)) yield await Promise.all(page.map(derivedBy))
    },
    async publishedNow(id) {
      const kind = kindOfRecord(id)
      const path = kind === null ? null : lists[kind]
      if (path === null) return null
      try {
        return await derivedBy(publishedOf(await http.json(`/api/v1/${path}/${encodeURIComponent(id)}`)))
      } catch (error) {
        if (error instanceof Problem && error.code === 'not_found') return null
        throw error
      }
    },
    async counts() {
      return countsOf(await http.json('/api/v1/stats'))
    },
    close: () => undefined,
  }
}

async function* pagesOf(http: Http, path: string): AsyncGenerator<Omit<Published, 'derived'>[]> {
  for (let cursor = ''; ; ) {
    const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page = await http.json(`/api/v1/${path}?annulled=any&limit=${PAGE}${after}`)
    yield list(member(page, 'items')).map(publishedOf)
    const next = member(page, 'next')
    if (typeof next !== 'string') return
    cursor = next
  }
}

function bodyOf(item: unknown): Body {
  const envelope = member(item, 'envelope')
  const [salt, content] = [member(item, 'salt'), member(item, 'content')]
  return {
    index: count(member(item, 'index')),
    leaf: fromBase64(text(member(item, 'leaf'))),
    salt: typeof salt === 'string' ? fromBase64(salt) : null,
    content: typeof content === 'string' ? content : null,
    shown: json(member(item, 'body')),
    columns: {
      record: text(member(envelope, 'record')),
      seq: count(member(envelope, 'seq')),
      kind: text(member(envelope, 'kind')),
      department: textOrNull(member(envelope, 'department')),
    },
  }
}

function publishedOf(shown: unknown): Omit<Published, 'derived'> {
  // One record is answered as `{ record }` or as the record itself.
  const item = member(shown, 'record') ?? shown
  return {
    id: text(member(item, 'id')),
    kind: text(member(item, 'kind')),
    seq: count(member(item, 'seq')),
    title: text(member(item, 'title')),
    department: textOrNull(member(item, 'department')),
    type: textOrNull(member(item, 'type')),
    level: textOrNull(member(item, 'level')),
    status: text(member(item, 'status')),
    firstIndex: count(member(item, 'firstIndex')),
    lastIndex: count(member(item, 'lastIndex')),
    recorded: text(member(item, 'recorded')),
    area: textOrNull(member(item, 'area')),
    baseline: countOrNull(member(item, 'baseline')),
    due: countOrNull(member(item, 'due')),
    done: countOrNull(member(item, 'done')),
    delay: countOrNull(member(item, 'delay')),
    judged: textOrNull(member(item, 'judged')),
    standing: null,
    state: json(member(item, 'state')),
    beside: new Map(),
  }
}

function countsOf(stats: unknown): Counts {
  const facets = (name: string): Record<string, number> =>
    Object.fromEntries(
      list(member(stats, name)).map((facet) => [text(member(facet, 'value')), count(member(facet, 'count'))]),
    )
  return {
    entries: count(member(stats, 'entries')),
    departments: count(member(stats, 'departments')),
    responsibilities: count(member(stats, 'responsibilities')),
    decisions: count(member(stats, 'decisions')),
    milestones: count(member(stats, 'milestones')),
    byType: facets('byType'),
    byStatus: facets('byStatus'),
    today: textOrNull(member(stats, 'today')),
  }
}

function text(value: unknown): string {
  if (typeof value === 'string') return value
  throw unreadable()
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : text(value)
}

function count(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw unreadable()
}

function countOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : count(value)
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  throw unreadable()
}

/** JSON value as such; null for undefined. */
function json(value: unknown): Json {
  return value === undefined ? null : (value as Json)
}

function unreadable(): Failure {
  return new Failure('unreadable', {
    zh: '对方的回答不是明账的格式。',
    en: 'The answer does not have the form that Mingzhang gives it.',
  })
}
