/** Remarks on a drafted mapping, and what the parts of a draft share. */
import type { Value } from '../../mapping.schema.ts'
import { type Column, isNothing } from '../columns/profile-column.ts'

/** Takes a remark on the draft, in both languages. */
export type Say = (zh: string, en: string) => void

/** Fields of a record, by name, and what is read into them. */
export type Values = Record<string, Value>

/** Texts of a column that say something. */
export const there = (values: readonly string[]): string[] =>
  values.map((text) => text.trim()).filter((text) => text !== '' && !isNothing(text))

/**
 * Leave to leave out what cannot be read, which is told; empty for a column in which all can be read, so that
 * what cannot later is rejected.
 */
export function leftOut({ name, odd }: Column, say: Say): { unreadable?: 'none' } {
  if (odd.length === 0) return {}
  const shown = odd
    .slice(0, 3)
    .map((text) => text.replace(/\s+/g, ' '))
    .map((text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text))
  say(
    `“${name}”有 ${odd.length} 种写法读不出，不取：${shown.join('、')}。`,
    `Texts in "${name}" that cannot be read are not taken (${odd.length}): ${shown.join(' | ')}.`,
  )
  return { unreadable: 'none' }
}
