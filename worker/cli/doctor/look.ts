/** One thing that the doctor looked at: how it stands, and what mends it. */
import { Problem } from '../../domain/record/problem.ts'
import { Failure } from '../../intake/run/failure.ts'
import type { Words } from '../shell/usage.ts'

/** `good`: as it should be. `look`: it works, and somebody should look. `bad`: something promised does not hold. */
export type Health = 'good' | 'look' | 'bad'

export interface Look {
  /** Name of the check, for programs. */
  check: string
  health: Health
  words: Words
  /** Remedy for it; null where nothing is to be done. */
  mend: Words | null
}

/** Look at something that is as it should be. */
export const good = (check: string, zh: string, en: string): Look => ({
  check,
  health: 'good',
  words: { zh, en },
  mend: null,
})

/** Look at something that is not, with its remedy: `look` for a risk, `bad` for a fault. */
export const poor = (check: string, health: 'look' | 'bad', words: Words, mend: Words): Look => ({
  check,
  health,
  words,
  mend,
})

/** Runs a check; one that fails is itself something bad, told in the words of what failed. */
export async function looked(check: string, work: () => Promise<Look[]>, mend: Words): Promise<Look[]> {
  try {
    return await work()
  } catch (error) {
    return [poor(check, 'bad', wordsOf(error), mend)]
  }
}

function wordsOf(error: unknown): Words {
  if (error instanceof Problem || error instanceof Failure) return error.words
  const text = error instanceof Error ? error.message : String(error)
  return { zh: `没有成功：${text}`, en: `It failed: ${text}` }
}
