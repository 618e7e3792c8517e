/** A public address as a source for an audit: `/log`, `/.well-known/mingzhang.json` and the public API alone. */

import { kindOfRecord, lists } from '../../../domain/kinds/table.ts'
import { memberOf } from '../../../domain/record/json.ts'
import { Problem } from '../../../domain/record/problem.ts'
import { Failure } from '../../../intake/run/failure.ts'
import { type Http, openHttp } from '../../../intake/run/http.ts'
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
    versions ??= http.json(KNOWN).then((known) => memberOf(known, 'derived'))
    const version = memberOf(await versions, record.kind)
    return { ...record, derived: typeof version === 'number' ? version : FIRST_VERSION }
  }
  return {
    place: http.base,
    isRemote: true,
    kinds: LISTED.map(({ kind }) => kind),
    records: 'shown',
    async identity() {
      const known = await http.json(KNOWN)
      const keys = memberOf(known, 'verifierKeys')
      const key = memberOf(known, 'verifierKey') ?? (Array.isArray(keys) ? keys[0] : undefined)
      const served = { origin: text(memberOf(known, 'origin')), verifierKey: text(key) }
      if (memberOf(known, 'mirror') !== true) return served
      const followed = memberOf(known, 'followed')
      return { ...served, followed: typeof followed === 'string' ? followed : null }
    },
    checkpoint: () => http.text('/log/checkpoint'),
    async witnessed() {
      const told = await http.json('/api/v1/witnesses')
      const [policy, found] = [memberOf(told, 'policy'), memberOf(told, 'witnessed')]
      if (typeof policy !== 'string') return null
      return { policy, note: found === null ? null : text(memberOf(found, 'checkpoint')) }
    },
    async keyHistory() {
      try {
        return await http.text('/log/keys')
      } catch (error) {
        if (error instanceof Problem && error.code === 'not_found') return null
        throw error
      }
    },
    async checkers() {
      const files = memberOf(await http.json(KNOWN), 'checkers')
      if (typeof files !== 'object' || files === null) return null
      const digest = async (lang: 'zh' | 'en') =>
        toHex(sha256(await http.bytes(text(memberOf(memberOf(files, lang), 'path')))))
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
      return list(memberOf(page, 'items')).map(bodyOf)
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
    yield list(memberOf(page, 'items')).map(publishedOf)
    const next = memberOf(page, 'next')
    if (typeof next !== 'string') return
    cursor = next
  }
}

function bodyOf(item: unknown): Body {
  const envelope = memberOf(item, 'envelope')
  const [salt, content] = [memberOf(item, 'salt'), memberOf(item, 'content')]
  return {
    index: count(memberOf(item, 'index')),
    leaf: fromBase64(text(memberOf(item, 'leaf'))),
    salt: typeof salt === 'string' ? fromBase64(salt) : null,
    content: typeof content === 'string' ? content : null,
    shown: json(memberOf(item, 'body')),
    columns: {
      record: text(memberOf(envelope, 'record')),
      seq: count(memberOf(envelope, 'seq')),
      kind: text(memberOf(envelope, 'kind')),
      department: textOrNull(memberOf(envelope, 'department')),
    },
  }
}

function publishedOf(shown: unknown): Omit<Published, 'derived'> {
  // One record is answered as `{ record }` or as the record itself.
  const item = memberOf(shown, 'record') ?? shown
  return {
    id: text(memberOf(item, 'id')),
    kind: text(memberOf(item, 'kind')),
    seq: count(memberOf(item, 'seq')),
    title: text(memberOf(item, 'title')),
    department: textOrNull(memberOf(item, 'department')),
    type: textOrNull(memberOf(item, 'type')),
    level: textOrNull(memberOf(item, 'level')),
    status: text(memberOf(item, 'status')),
    firstIndex: count(memberOf(item, 'firstIndex')),
    lastIndex: count(memberOf(item, 'lastIndex')),
    recorded: text(memberOf(item, 'recorded')),
    area: textOrNull(memberOf(item, 'area')),
    baseline: countOrNull(memberOf(item, 'baseline')),
    due: countOrNull(memberOf(item, 'due')),
    done: countOrNull(memberOf(item, 'done')),
    delay: countOrNull(memberOf(item, 'delay')),
    judged: textOrNull(memberOf(item, 'judged')),
    standing: null,
    state: json(memberOf(item, 'state')),
    beside: new Map(),
  }
}

function countsOf(stats: unknown): Counts {
  const facets = (name: string): Record<string, number> =>
    Object.fromEntries(
      list(memberOf(stats, name)).map((facet) => [
        text(memberOf(facet, 'value')),
        count(memberOf(facet, 'count')),
      ]),
    )
  return {
    entries: count(memberOf(stats, 'entries')),
    departments: count(memberOf(stats, 'departments')),
    responsibilities: count(memberOf(stats, 'responsibilities')),
    decisions: count(memberOf(stats, 'decisions')),
    milestones: count(memberOf(stats, 'milestones')),
    byType: facets('byType'),
    byStatus: facets('byStatus'),
    today: textOrNull(memberOf(stats, 'today')),
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
