/** Keys that one edition types otherwise than the one before it. */
import { foldedKey } from '../../fold.ts'
import type { Sample } from '../sample/model.ts'

/** One key as two editions print it. */
export interface Typed {
  before: string
  now: string
  /** Number of keys that differ so. */
  count: number
}

/**
 * Keys of a column that stand in a file only as another way of typing what an earlier file has, as 1.0 for 1; null where
 * there are none, or where one file has two keys that differ in that alone.
 */
export function typedIn(sample: Sample, name: string): Typed | null {
  const values = sample.columns.find((one) => one.name === name)?.values ?? []
  const files = new Map<number, Map<string, string>>()
  for (const [row, file] of sample.rows.entries()) {
    const text = (values[row] ?? '').trim()
    if (text === '') continue
    const keys = files.get(file) ?? new Map<string, string>()
    files.set(file, keys)
    const key = foldedKey(text, 'number')
    if ((keys.get(key) ?? text) !== text) return null
    keys.set(key, text)
  }
  const seen = new Map<string, string>()
  const pairs: Omit<Typed, 'count'>[] = []
  for (const keys of files.values())
    for (const [key, now] of keys) {
      const before = seen.get(key)
      if (before !== undefined && before !== now) pairs.push({ before, now })
      seen.set(key, now)
    }
  const [first] = pairs
  return first === undefined ? null : { ...first, count: pairs.length }
}
