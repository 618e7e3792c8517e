import { describe, expect, it } from 'vitest'
import { Problem } from '../../../worker/domain/record/problem.ts'
import { mappingJsonSchema, parseMapping } from '../../../worker/intake/list/mapping.schema.ts'
import profile from '../../../worker/intake/profiles/responsibility-list.json' with { type: 'json' }
import { builtinNames } from '../../../worker/intake/profiles.ts'

function refusal(input: unknown): Problem {
  try {
    parseMapping(input)
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('the mapping was accepted')
}

describe('mapping', () => {
  it('the built-in ones are sound, and the format has a schema', () => {
    expect(builtinNames).toContain('responsibility-list')
    expect(Object.keys(mappingJsonSchema())).toContain('properties')
  })

  it.each([
    [{ ...profile, colums: {} }, '/', '"columns"'],
    [{ ...profile, columns: { ...profile.columns, nmae: { headers: ['x'] } } }, '/columns', '"name"'],
    [{ ...profile, columns: { name: { header: ['x'] } } }, '/columns/name', '"headers"'],
    [{ ...profile, identity: { field: ['name'] } }, '/identity', '"fields"'],
    [{ ...profile, ignore: ['('] }, '/ignore/0', 'regular expression'],
    [{ ...profile, mapping: 2 }, '/mapping', '1'],
    [{ ...profile, types: { from: ['colunm'] } }, '/types/from/0', '"column"'],
    [{ ...profile, bases: [{ marker: 'x', levle: 'law' }] }, '/bases/0', '"level"'],
    [{ ...profile, department: { ...profile.department, generc: [] } }, '/department', '"generic"'],
    [{ ...profile, levels: { prefectual: ['市级'] } }, '/levels', '"prefectural"'],
    [null, '/', 'object'],
  ])('says where a mapping is wrong and what was meant: %#', (input, place, hint) => {
    const problem = refusal(input)
    expect(problem.field).toContain(place)
    expect(problem.words.en).toContain(hint)
  })
})
