/** The way out of a refusal, where a register is followed that others publish. */
import { Problem } from '../../domain/record/problem.ts'

/** A refusal of what needs a second person, with the way for a register that others publish; any other as it is. */
export function withFollowing(error: unknown): unknown {
  if (!(error instanceof Problem) || error.code !== 'needs_approval') return error
  const { zh, en } = error.words
  return new Problem(error.code, {
    words: {
      zh: `${zh}\n若这份登记册由别人公布，本账本只是跟踪，请加 --outside，或在映射里写 "outside": true：公布的文件就是第二人。`,
      en: `${en}\nIf others publish this register and this ledger follows it, pass --outside, or write "outside": true in the mapping: the published file is then the second person.`,
    },
  })
}
