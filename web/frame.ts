/**
 * Frame in which every page is drawn: language, words, place, address. Handed down by context, so that no
 * component asks for more.
 */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Checkers } from '../worker/domain/kinds/ledger/ledger.ts'
import type { Lang, Words } from './words/words.ts'

/** A built file that a reader keeps. */
export interface KeptFile {
  path: string
  /** hexadecimal SHA-256 of its bytes */
  sha256: string
  bytes: number
}

/** Addresses of the built script and style sheet. */
export interface Assets {
  script: string
  /** Script of the workbench. */
  desk: string
  /** Script of the page on which evidence files are checked. */
  check: string
  /** The checking page as a file to keep, in each language; left out where none was built. */
  checkers?: Readonly<Record<Lang, KeptFile>> | undefined
  /** Script that draws a record again from its checked entries; left out where none was built. */
  redraw?: string | undefined
  /** Script and styles of the map; left out where none were built. */
  map?: { script: string; style: string } | undefined
  /** Script that proves some work for a form that is sent; left out where none was built. */
  send?: string | undefined
  /** Outlines of characters, for pictures of records; left out where none were built. */
  glyphs?: string | undefined
  style: string
  /** The whole style sheet as text, for pages that carry what they need of it; linked as a file where left out. */
  sheet?: string | undefined
}

/** Ground of maps, as the operator set it; what is null is not drawn. */
export interface MapGround {
  /** Address of tiles, with `{z}`, `{x}` and `{y}`. */
  tiles: string | null
  /** Credit to whoever makes the tiles. */
  credit: string | null
  /** Address of an outline as GeoJSON. */
  outline: string | null
}

export const NO_GROUND: MapGround = { tiles: null, credit: null, outline: null }

export interface Frame {
  lang: Lang
  words: Words
  /** Name of the place whose power is recorded, in this language; empty where the ledger names none. */
  place: string
  /** Scheme and host of the site, without a trailing slash. */
  base: string
  /** Path without the language prefix; `/` is the home page. */
  path: string
  /** Query with its question mark, or empty. */
  query: string
  assets: Assets
  /** Ground of its map; none where left out. */
  ground?: MapGround | undefined
  /** IANA name of the time zone in which instants are written out. */
  timeZone: string
  /** Ledger as of this page: entries, when the newest was recorded, why nothing is signed. */
  size: number
  recorded: string | null
  frozen: string | null
  /** Words on a ledger that was closed, and where it goes on; null while entries are recorded. */
  ended: string | null
  /** The signed checkpoint for the printed sheet; null where there is no sheet, and while nothing is signed. */
  checkpoint: string | null
  /** True of a page in large type, chosen by its address. */
  large: boolean
  /** Origin of the ledger that this site mirrors; null where it is the ledger itself. */
  mirrorOf: string | null
  /** The last time that a mirror was filled, and whether that is overdue; null where it is the ledger itself. */
  followed: { at: string | null; late: boolean } | null
  /** Parameters of the query that the page does not know. */
  unknown: readonly string[]
  /** Titles, in this language, of records that the page mentions by id. */
  names: ReadonlyMap<string, string>
}

/** Digests of the checking pages to keep, as the ledger publishes them; null where none was built. */
export function digestsOf({ checkers }: Pick<Assets, 'checkers'>): Checkers | null {
  return checkers === undefined ? null : { zh: checkers.zh.sha256, en: checkers.en.sha256 }
}

const Context = createContext<Frame | null>(null)

export const FrameProvider = Context.Provider

/** The frame of the page being drawn. @throws Error outside of a page */
export function useFrame(): Frame {
  const frame = useContext(Context)
  if (frame === null) throw new Error('a component was drawn outside of a page frame')
  return frame
}

/** Name of the site: that of the software, and the place where it is known. */
export function siteName({ words, place }: Frame): string {
  return place === '' ? words.site.name : `${words.site.name} · ${place}`
}

/** The place as a part of a sentence, also where the ledger names none. */
export function placeIn({ words, place }: Frame): string {
  return place === '' ? words.site.anywhere : place
}
