import type { Words } from '../../domain/record/problem.ts'

/** Something outside was not as it should be: a file that is missing, a server that does not answer. */
export class Failure extends Error {
  override name = 'Failure'
  readonly code: string
  readonly words: Words

  constructor(code: string, words: Words, cause?: unknown) {
    super(words.en, { cause })
    this.code = code
    this.words = words
  }
}
