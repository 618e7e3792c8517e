import { kindOfRecord, lists } from '../worker/domain/kinds/table.ts'
import { formatTilePath } from '../worker/ledger/tile-path.ts'
import type { TileCoord } from '../worker/ledger/tiles.ts'
import type { CitationFormat } from './text/citation.ts'
import type { Lang } from './words/words.ts'

/** Address of a page in a language: `at('zh', '/ledger')` → `/zh/ledger`; the home page is `/zh`. */
export function at(lang: Lang, path: string): string {
  return path === '/' ? `/${lang}` : `/${lang}${path}`
}

/**
 * Path of the page of a record, by the prefix of its id. An erasure, or the opening of a withheld
 * text, is shown at the entry that it is about.
 */
export function recordPath(id: string): string | null {
  const about = entryOf(id)
  if (about !== null) return entryPath(about)
  const kind = kindOfRecord(id)
  const list = kind === null ? null : lists[kind]
  return list === null ? null : `/${list}/${encodeURIComponent(id)}`
}

/** Index of the entry that a record is about: of an erasure, of an opening; null for any other. */
export function entryOf(id: string): number | null {
  const index = /^(?:era|uns)-(\d{1,16})$/.exec(id)?.[1]
  return index === undefined ? null : Number(index)
}

/** Path of the page of an entry, without the language. @param index from 0 */
export function entryPath(index: number): string {
  return `/entries/${index}`
}

/** A path with its query; parameters that are null, undefined or empty are left out. */
export function withQuery(path: string, query: Record<string, string | null | undefined>): string {
  const given = Object.entries(query).flatMap(([key, value]): [string, string][] =>
    value ? [[key, value]] : [],
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

/** Addresses of the API and of the log, to which pages link. */
export const api = {
  record: (id: string): string => `/api/v1${recordPath(id) ?? '/entries'}`,
  evidence: (id: string): string => `/api/v1/records/${encodeURIComponent(id)}/evidence`,
  entry: (index: number): string => `/api/v1/entries/${index}`,
  proof: (index: number, size: number): string => `/api/v1/entries/${index}/proof?size=${size}`,
  tlogProof: (index: number): string => `/api/v1/entries/${index}/tlog-proof`,
  compare: '/api/v1/checkpoints/compare',
  consistency: (from: number, to: number): string => `/api/v1/checkpoints/${to}/consistency?from=${from}`,
  checkpoint: '/log/checkpoint',
  tile: (coord: TileCoord): string => `/log/${formatTilePath(coord)}`,
  policy: '/log/policy',
  keys: '/log/keys',
  evidenceFile: (id: string): string => `/api/v1/records/${encodeURIComponent(id)}/evidence-file`,
  known: '/.well-known/mingzhang.json',
  document: (sha256: string, name: string): string =>
    `/api/v1/documents/${sha256}?name=${encodeURIComponent(name)}`,
  openapi: '/api/openapi.json',
  docs: '/api/docs',
}

/** Two versions of a record, side by side. */
export function comparePath(id: string): string {
  return `/versions/${encodeURIComponent(id)}`
}

/** Page on which something is followed by mail. @param topic its address, without language */
export function followPath(lang: Lang, topic: string): string {
  return withQuery(at(lang, '/follow'), { topic })
}

/** Atom or JSON Feed of the ledger or of one record. */
export function feedPath(of: string | null, format: 'atom' | 'json' | 'ics'): string {
  return `/feeds${of === null ? '/ledger' : (recordPath(of) ?? '/ledger')}.${format}`
}

/** Atom or JSON Feed of one rule: its flags with what became of them, and its own changes. */
export function ruleFeed(rule: string, format: 'atom' | 'json'): string {
  return `/feeds/rules/${rule}.${format}`
}

/** Citation of a record as a file for programs that keep references. */
export function citePath(lang: Lang, id: string, format: CitationFormat): string {
  return withQuery(`/cite/${encodeURIComponent(id)}.${format}`, { lang })
}

/** Address at which a page of a record or a list may stand in a frame. @param path without language */
export function embedPath(lang: Lang, path: string, show: 'card' | 'line' | 'chart' | null = null): string {
  return withQuery(`/embed${at(lang, path)}`, { show: show === 'card' ? null : show })
}

/** Picture by which a record is known where its address is shared. @param path of its page, without language */
export function cardPath(lang: Lang, path: string): string {
  return `/cards${at(lang, path)}.png`
}

/** oEmbed answer for a page. @param url its whole address */
export function oembedPath(url: string): string {
  return withQuery('/oembed', { url, format: 'json' })
}

/** True of an address that may become a link: what a source gives may be anything. */
export function isWebAddress(url: string | null | undefined): url is string {
  return typeof url === 'string' && /^https?:\/\/\S+$/i.test(url)
}
