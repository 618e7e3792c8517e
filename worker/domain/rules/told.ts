/** The text of a finding on a flag: figures as words, cut where they are long; of very many entries the first ones. */
import type { Assessment } from './rule.ts'

/** Figures longer than this are cut. */
const LONGEST = 500
/** Entries beyond this are left out. */
const MOST = 1000

export interface Told {
  value: string | null
  threshold: string | null
  inputs: number[]
}

/** Text of a finding for a flag. Figures are cut to what a flag holds, and entries to the first ones. */
export function toldOf({ value, threshold, inputs }: Pick<Assessment, keyof Told>): Told {
  const words = (figure: string | number | null): string | null =>
    figure === null ? null : String(figure).slice(0, LONGEST)
  return { value: words(value), threshold: words(threshold), inputs: inputs.slice(0, MOST) }
}
