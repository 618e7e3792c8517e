/** Words by which headers of registers tell what a column is, in the languages that registers are printed in. */
import { folded } from '../../fold.ts'
import { CYRILLIC } from './cyrillic.ts'
import { EAST } from './east.ts'
import { LATIN } from './latin.ts'
import { SOUTH } from './south.ts'
import type { Role } from './table.ts'

export type { Role } from './table.ts'

/** Scripts that put no space between words, or glue them: a word counts wherever it stands in a header. */
const GLUING =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Words of a part of a role, by how they are looked for. */
interface Lookup {
  words: ReadonlySet<string>
  begins: readonly string[]
  ends: readonly string[]
  /** Anywhere in the whole header. */
  glued: readonly string[]
  /** Several words, one after the other. */
  phrases: readonly string[]
}

const TABLES = [LATIN, CYRILLIC, EAST, SOUTH]
type Part = 'strong' | 'weak' | 'not'

function lookupOf(role: Role, part: Part): Lookup {
  const all = TABLES.flatMap((table) => (table[role][part] ?? '').split(/\s+/)).filter((word) => word !== '')
  const glued = all.filter((word) => GLUING.test(word))
  const parted = all.filter((word) => !GLUING.test(word))
  const form = (word: string): string => folded(word.replaceAll('*', '').replaceAll('_', ' '))
  const some = (fits: (word: string) => boolean): string[] => [...new Set(parted.filter(fits).map(form))]
  return {
    words: new Set(some((word) => !/[*_]/.test(word))),
    begins: some((word) => word.endsWith('*')),
    ends: some((word) => word.startsWith('*')),
    glued: [...new Set(glued.map(form))],
    phrases: some((word) => word.includes('_')),
  }
}

function hits(header: readonly string[], { words, begins, ends, glued, phrases }: Lookup): number {
  const own = [...new Set(header.map((word) => (words.has(word) ? word : word.replace(/s$/, ''))))]
  const whole = header.join(' ')
  const some = (list: readonly string[], fits: (word: string) => boolean): number => list.filter(fits).length
  return (
    own.filter((word) => words.has(word)).length +
    some(begins, (text) => header.some((word) => word.startsWith(text))) +
    some(ends, (text) => header.some((word) => word.endsWith(text))) +
    (GLUING.test(whole.normalize('NFC')) ? some(glued, (text) => whole.includes(text)) : 0) +
    some(phrases, (text) => ` ${whole} `.includes(` ${text} `))
  )
}

const isRole = (text: string): text is Role => Object.hasOwn(LATIN, text)
const ROLES = Object.keys(LATIN).filter(isRole)
type Lookups = Record<Part, Lookup>
const lookupsOf = (role: Role): Lookups => ({
  strong: lookupOf(role, 'strong'),
  weak: lookupOf(role, 'weak'),
  not: lookupOf(role, 'not'),
})
const LOOKUPS: ReadonlyMap<Role, Lookups> = new Map(ROLES.map((role) => [role, lookupsOf(role)]))

/** Roles of what is decided and done, by which a line of headers is told from other lines. */
const OF_WORKS = ROLES.filter((role) => !['person', 'role', 'from', 'to'].includes(role))

const GLUED = /^(.{3,})(date|name|number|status|code|title|type)$/

/** Han characters that a line feed or spaces hold apart, as in 编 号, are one word. */
const HELD_APART = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu

/** The words of a header: `BodyName`, `start_date` and `enddate` are two each; Han text stays whole. */
export function wordsOf(header: string): string[] {
  return folded(header.replace(HELD_APART, '').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .split(' ')
    .flatMap((word) => GLUED.exec(word)?.slice(1) ?? [word])
}

/** Number of words of a part that a header has. */
const said = (role: Role, part: Part, words: readonly string[]): number => {
  const lookup = LOOKUPS.get(role)?.[part]
  return lookup === undefined ? 0 : hits(words, lookup)
}

/** Words outside of brackets, in which remarks stand; of a header that is nothing else, all. */
function wordsThatCount(header: string): string[] {
  const outside = header.replace(/[(（][^)）]*[)）]/g, ' ')
  return wordsOf(outside.trim() === '' ? header : outside).slice(0, 12)
}

/**
 * Weight with which a header speaks for a role; 0 or less for one that does not. Its first words count most.
 */
export function speaksFor(role: Role, header: string): number {
  const words = wordsThatCount(header)
  const sum =
    3 * Math.min(2, said(role, 'strong', words)) +
    1.5 * Math.min(2, said(role, 'weak', words)) -
    4 * said(role, 'not', words)
  // Half a sentence that holds the word is no header of that name.
  return words.length > 5 ? sum / 2 : sum
}

/** True for a header with a word that settles its role, and does not only speak for it. */
export function settles(role: Role, header: string): boolean {
  return speaksFor(role, header) > 0 && said(role, 'strong', wordsThatCount(header)) > 0
}

/** Number of different roles that a line of headers has columns for. */
export function rolesIn(headers: readonly string[]): number {
  return OF_WORKS.filter((role) => headers.some((header) => speaksFor(role, header) >= 1.5)).length
}
