/** A text beside the first of its row: what both begin and end with, and what stands between. Pure. */

/** A run of characters; `differs` where the first text says something else there. */
export interface Run {
  text: string
  differs: boolean
}

/** Runs of a text, by the longest beginning and end that it has in common with the first. */
export function runsBeside(first: string, text: string): Run[] {
  const [a, b] = [[...first], [...text]]
  const most = Math.min(a.length, b.length)
  let from = 0
  while (from < most && a[from] === b[from]) from += 1
  let end = 0
  while (end < most - from && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const parts: Run[] = [
    { text: b.slice(0, from).join(''), differs: false },
    { text: b.slice(from, b.length - end).join(''), differs: true },
    { text: b.slice(b.length - end).join(''), differs: false },
  ]
  return parts.filter((run) => run.text !== '')
}
