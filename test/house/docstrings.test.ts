/**
 * A docstring begins with the noun that a thing is, or with what is true of it: "Number of rows", "True for a row that
 * was withdrawn". A question in its place ("How many rows", "Whether it was withdrawn") leaves the reader to turn it.
 */
import { describe, expect, it } from 'vitest'
import { sources, textOf } from '../support/imports.ts'

/** Words with which a docstring asks instead of saying. */
const ASKING = /^(?:What|Whether|How|Which|Who|Whose|Why|Where)\b/

/** Docstrings of a text that begin with a question: the line of each, and its beginning. */
function questionsIn(text: string): string[] {
  return [...text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\//g)].flatMap(({ 1: inside = '', index }) => {
    const said = inside.replace(/^[\s*]+/, '')
    if (!ASKING.test(said)) return []
    const line = text.slice(0, index).split('\n').length
    return [`${line}: ${said.split('\n')[0]?.trim() ?? ''}`]
  })
}

describe('a docstring', () => {
  it('says the noun and asks no question', () => {
    const found = sources.flatMap((path) => questionsIn(textOf(path)).map((one) => `${path}:${one}`))
    expect(found).toEqual([])
  })

  it('that asks would be noticed', () => {
    const asking = [
      '/** What is left. */',
      '  /** Whether a row was withdrawn. */',
      '/**\n * How many rows\n * there are.\n */',
      'const a = 1 /** Why it waits. */',
    ]
    for (const text of asking) expect([text, questionsIn(text).length]).toEqual([text, 1])
    const saying = [
      '/** Number of rows. Which of them wait is not said. */',
      '/**\n * Text of a note.\n *\n * What is signed is the text.\n */',
      '/** Whole of which it is a part. */',
      '/* What a comment says. */',
      '// Why it is so.',
    ]
    for (const text of saying) expect([text, questionsIn(text)]).toEqual([text, []])
  })
})
