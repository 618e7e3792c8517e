/** Outcome of a look at what a folder keeps beside its entries. */
import type { Words } from '../../shell/usage.ts'
import { type Finding, finding, type Part } from '../finding.ts'

export interface Checked {
  findings: Finding[]
  /** Tables, or rows of them, that could not be looked at, and why. */
  unchecked: Words[]
  /** Parts that were looked at. */
  looked: Part[]
}

/** Nothing found, nothing left out, nothing looked at yet but these. */
export const nothing = (...looked: Part[]): Checked => ({ findings: [], unchecked: [], looked })

/** Findings of one check that are told one by one; of more it is said how many there are. */
const MOST = 5

/** Findings with the same words, in which `@` is what each is about. */
export function found(part: Part, about: readonly string[], zh: string, en: string): Finding[] {
  const told = about.slice(0, MOST).map((one) => words(part, zh, en, one))
  const more = about.length - told.length
  return more > 0 ? [...told, words(part, zh, en, `+${more}`)] : told
}

const words = (part: Part, zh: string, en: string, about: string): Finding =>
  finding(part, { zh: zh.replaceAll('@', about), en: en.replaceAll('@', about) })
