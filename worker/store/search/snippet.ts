import type { SearchField } from '../../domain/record/facts.ts'
import { fold, type Run } from './terms.ts'

export interface Snippet {
  field: SearchField['field']
  parts: { text: string; hit: boolean }[]
}

/** Characters shown before the first hit and in all. */
const BEFORE = 24
const LENGTH = 120
const SNIPPETS = 3

type Needle = Pick<Run, 'text' | 'han'>

/** Places of the runs of a query in a text, as sorted, merged [start, end) pairs. */
function hitsIn(text: string, runs: readonly Needle[]): [number, number][] {
  const folded = fold(text)
  if (folded.length !== text.length) return []
  const hits: [number, number][] = []
  for (const { text: needle, han } of runs) {
    for (let at = folded.indexOf(needle); at !== -1; at = folded.indexOf(needle, at + needle.length)) {
      const startsWord = han || at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1] ?? '')
      if (startsWord) hits.push([at, at + needle.length])
    }
  }
  hits.sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const hit of hits) {
    const last = merged.at(-1)
    if (last !== undefined && hit[0] <= last[1]) last[1] = Math.max(last[1], hit[1])
    else merged.push(hit)
  }
  return merged
}

function cut(text: string, hits: readonly [number, number][]): Snippet['parts'] {
  const first = hits[0]?.[0] ?? 0
  const start = text.length <= LENGTH ? 0 : Math.max(0, Math.min(first - BEFORE, text.length - LENGTH))
  const end = Math.min(text.length, start + LENGTH)
  const parts: Snippet['parts'] = []
  const add = (from: number, to: number, hit: boolean): void => {
    if (to > from) parts.push({ text: text.slice(from, to), hit })
  }
  if (start > 0) parts.push({ text: '…', hit: false })
  let at = start
  for (const [from, to] of hits) {
    if (from >= end) break
    add(at, Math.max(at, from), false)
    add(Math.max(at, from), Math.min(to, end), true)
    at = Math.max(at, Math.min(to, end))
  }
  add(at, end, false)
  if (end < text.length) parts.push({ text: '…', hit: false })
  return parts
}

/**
 * Reasons for which a record was found: for each field that holds a searched word, the place with the word
 * marked. When only pairs of a longer word matched, those pairs are marked.
 */
export function snippetsOf(fields: readonly SearchField[], runs: readonly Run[]): Snippet[] {
  const pairs = runs.flatMap(({ text, han }) => {
    const chars = [...text]
    return han && chars.length > 2
      ? chars.slice(0, -1).map((char, i) => ({ text: char + (chars[i + 1] ?? ''), han }))
      : [{ text, han }]
  })
  for (const needles of [runs, pairs]) {
    const found = fields.flatMap(({ field, text }) => {
      const flat = text.replace(/\s+/g, ' ').trim()
      const hits = hitsIn(flat, needles)
      return hits.length === 0 ? [] : [{ field, parts: cut(flat, hits) }]
    })
    if (found.length > 0) return found.slice(0, SNIPPETS)
  }
  return []
}
