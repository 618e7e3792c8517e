import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../../worker/domain/record/problem.ts'
import baWorks from '../../../worker/intake/profiles/ba-works.json' with { type: 'json' }
import hhsIt from '../../../worker/intake/profiles/hhs-it.json' with { type: 'json' }
import nycCouncil from '../../../worker/intake/profiles/nyc-council.json' with { type: 'json' }
import ukGmpp from '../../../worker/intake/profiles/uk-gmpp.json' with { type: 'json' }
import { parseAnyMapping } from '../../../worker/intake/profiles.ts'
import { KNOWN_FORMATS } from '../../../worker/intake/register/dates/format.ts'
import { registerJsonSchema } from '../../../worker/intake/register/parse.ts'
import { READINGS } from '../../../worker/intake/register/values/readings.ts'

type Path = (string | number)[]

/** Objects whose keys are the source's own words, not those of the format. */
const FREE = new Set(['columns', 'codes', 'tables', 'where'])

/** Every key of the format that a mapping uses, with its path. */
function keysOf(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((one, i) => keysOf(one, [...path, i]))
  if (typeof value !== 'object' || value === null) return []
  const free = FREE.has(String(path.at(-1)))
  return Object.entries(value).flatMap(([key, one]) => [
    ...(free ? [] : [[...path, key]]),
    ...keysOf(one, [...path, key]),
  ])
}

/** The same with one key misspelt. */
function misspelt(value: unknown, [key, ...rest]: Path): unknown {
  if (Array.isArray(value)) return value.map((one, i) => (i === key ? misspelt(one, rest) : one))
  if (typeof value !== 'object' || value === null) return value
  const parts = Object.entries(value).map(([name, one]): [string, unknown] => {
    if (name !== key) return [name, one]
    return rest.length === 0 ? [`${name}q`, one] : [name, misspelt(one, rest)]
  })
  return Object.fromEntries(parts)
}

function refusal(input: unknown): Problem | null {
  try {
    parseAnyMapping(input)
    return null
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

describe('a misspelt key, wherever it stands in a mapping', () => {
  it.each([
    ['nyc-council', nycCouncil],
    ['ba-works', baWorks],
    ['uk-gmpp', ukGmpp],
    ['hhs-it', hhsIt],
  ])('of %s is refused, and the word is named', (_, mapping) => {
    const missed: string[] = []
    for (const path of keysOf(mapping)) {
      const key = String(path.at(-1))
      if (path.length === 1 && key === 'target') continue
      const problem = refusal(misspelt(mapping, path))
      if (problem === null || !problem.words.en.includes(`"${key}q"`))
        missed.push(`${path.join('/')}: ${problem?.words.en}`)
    }
    expect(missed).toEqual([])
  })
})

describe('a header that is a broken pattern', () => {
  it('is refused with its place, not at the first file', () => {
    const input = { ...ukGmpp.input, columns: { x: { headers: ['/x(/'] } } }
    expect(refusal({ ...ukGmpp, input })?.field).toBe('/input/columns/x/headers/0')
  })
})

describe('the documentation of the format', () => {
  const document = readFileSync(new URL('../../../worker/intake/MAPPING.md', import.meta.url), 'utf8')

  /** Every key of the JSON Schema, at any depth. */
  function named(schema: unknown): string[] {
    if (typeof schema !== 'object' || schema === null) return []
    return Object.entries(schema).flatMap(([key, inner]) => [
      ...(key === 'properties' ? Object.keys(inner) : []),
      ...named(inner),
    ])
  }

  it('names every key, every reading and every format of a date', () => {
    const code = [...document.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text)
    const keys = [...new Set(named(registerJsonSchema()))].filter((key) => key !== '$schema')
    const words = new Set(code.flatMap((text) => text.split(/[^A-Za-z]+/)))
    expect(keys.filter((key) => !words.has(key))).toEqual([])
    expect([...KNOWN_FORMATS, ...Object.keys(READINGS)].filter((one) => !code.includes(one))).toEqual([])
  })
})
