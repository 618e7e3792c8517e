/** 同文意见: comments of equal or near-equal wording, which count once with their number. Nobody is dropped. */
import { atOnce, type Parts } from '../../text/parts.ts'
import { bare, linkedInParts, runsOfAll } from '../../text/similarity.ts'

/** Likeness of two texts from which they are one campaign: 0.8 of all runs of four characters are in both. */
const NEAR = 0.8

/** Comments of one wording. */
export interface Campaign<T> {
  /** Oldest of them, whose text stands for all. */
  first: T
  /** All of them, the oldest first; one alone where nobody else said the same. */
  all: T[]
}

/** Comments gathered by what they say, in the order in which the first of each came in. Those without a text stand alone. */
export function* campaignsInParts<T extends { text: string | null }>(
  comments: readonly T[],
): Parts<Campaign<T>[]> {
  const byWords = new Map<string, T[]>()
  comments.forEach((one, at) => {
    const words = bare(one.text ?? '')
    const key = words === '' ? `\0${at}` : words
    const known = byWords.get(key)
    if (known === undefined) byWords.set(key, [one])
    else known.push(one)
  })
  const groups = [...byWords.values()]
  const runs = yield* runsOfAll(groups.map(([first]) => first?.text ?? ''))
  const linked = yield* linkedInParts(runs, NEAR)
  const order = new Map(comments.map((one, at) => [one, at]))
  const gathered = new Map<number, T[]>()
  groups.forEach((members, at) => {
    const first = linked[at] ?? at
    const known = gathered.get(first)
    if (known === undefined) gathered.set(first, [...members])
    else known.push(...members)
  })
  return [...gathered.values()].flatMap((members) => {
    const all = [...members].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    const [first] = all
    return first === undefined ? [] : [{ first, all }]
  })
}

/** The same for whoever has nobody waiting. */
export function campaigns<T extends { text: string | null }>(comments: readonly T[]): Campaign<T>[] {
  return atOnce(campaignsInParts(comments))
}
