/**
 * Index terms of a text. `unicode61` alone finds no Chinese substring, so each run of Han characters is
 * written as its overlapping pairs, with the last character alone at its end: 种畜禽 → 种畜 畜禽 禽. A word of n ≥ 2
 * characters is then a phrase of pairs and matches exactly where it stands; a single character is a term of its own,
 * of names alone. Everything else is words of letters and digits.
 */

import { simplified } from './simplified.ts'

/**
 * Version of the terms. Raised with every change of them: an index of older terms is made anew.
 * test/domain/kinds/derived-shapes.test.ts holds it.
 */
export const TERMS_VERSION = 3

const RUN = /(\p{Script=Han}+)|([\p{L}\p{N}]+)/gu

/** One searchable run: Han characters, or one word. */
export interface Run {
  text: string
  /** The same in the script in which it was asked. */
  asked: string
  han: boolean
}

/** NFKC, lower case and simplified characters: width, ligatures, case and script do not matter when searching. */
export function fold(text: string): string {
  return simplified(plain(text))
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

/** The runs of a text, in order. Mixed words such as 3D打印 come apart at the change of script. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = []
  const asked = plain(text)
  const add = (part: string, at: number, han: boolean): void => {
    if (part !== '') runs.push({ text: part, asked: asked.slice(at, at + part.length), han })
  }
  for (const { 1: han, 2: word, index } of simplified(asked).matchAll(RUN)) {
    if (han !== undefined) add(han, index, true)
    else if (word !== undefined) {
      let at = index
      for (const part of word.split(/(\p{Script=Han}+)/u)) {
        add(part, at, /^\p{Script=Han}/u.test(part))
        at += part.length
      }
    }
  }
  return runs
}

function pairsOf(run: string): string[] {
  const chars = [...run]
  return chars.map((char, i) => char + (chars[i + 1] ?? ''))
}

/** The terms to index, as one string for the FTS5 tokenizer. */
export function indexTerms(text: string): string {
  return runsOf(text)
    .map(({ text: run, han }) => (han ? pairsOf(run).join(' ') : run))
    .join(' ')
}

/**
 * One run as an FTS5 expression. Words match as prefixes, so that a reader may stop typing early. One character alone
 * begins too many terms for that: a Han one is looked for in names, any other as a word.
 */
export function matchOf({ text, han }: Run): string {
  const [first, ...more] = text
  if (more.length === 0) return han ? `"${markOf('character', first ?? '')}"` : `"${text}"`
  return han ? `"${pairsOf(text).slice(0, -1).join(' ')}"` : `"${text}"*`
}

/** The terms by which a name is found by one of its Han characters, each once. */
export function characterTerms(name: string): string[] {
  const characters = runsOf(name).flatMap(({ text, han }) => (han ? [...text] : []))
  return [...new Set(characters)].map((one) => markOf('character', one))
}

/** Private-use characters: terms that begin with one are no word of a query, which holds letters and digits alone. */
const MARK = '\ue001'
const BETWEEN = '\ue002'

/** The term by which records are found that are alike in one thing: their kind, their department. */
export function markOf(name: string, value: string): string {
  return `${MARK}${name}${BETWEEN}${value.replaceAll(/[^\p{L}\p{N}]/gu, BETWEEN)}`
}
