import { describe, expect, it } from 'vitest'
import { parseDepartment, parseDepartmentSet } from '../../worker/domain/department/department.schema.ts'
import { Problem } from '../../worker/domain/problem.ts'
import { parseListed, parseSet } from '../../worker/domain/responsibility/responsibility.schema.ts'
import { NO_FIELDS } from '../../worker/domain/responsibility/types.ts'

function problemOf(work: () => unknown): Problem {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('nothing was refused')
}

describe('what may be listed', () => {
  it('carries every field, tidied, so that its canonical JSON is stable', () => {
    const fields = parseListed({
      name: '  取水许可 ',
      type: 'licence',
      scope: ' ',
      undertakingUnits: ['水资源科', ' '],
    })
    expect(Object.keys(fields).sort()).toEqual(Object.keys(NO_FIELDS).sort())
    expect(fields).toMatchObject({
      name: '取水许可',
      scope: null,
      undertakingUnits: ['水资源科'],
      legalBases: [],
    })
    expect(parseListed(fields)).toEqual(fields)
  })

  it.each([
    [{}, 'name', 'expected string'],
    [{ name: ' ', type: 'licence' }, 'name', 'must not be empty'],
    [{ name: 'x'.repeat(501), type: 'licence' }, 'name', 'at most 500'],
    [{ name: 'x', type: 'permit' }, 'type', 'expected one of: licence'],
    [{ name: 'x', type: 'licence', legalBases: [{ text: '' }] }, 'legalBases/0/text', 'must not be empty'],
    [{ name: 'x', type: 'licence', inForceFrom: '2024-02-30' }, 'inForceFrom', 'expected a date'],
    [{ name: 'x', type: 'licence', lead: 'water' }, 'lead', 'expected the id of a department'],
    [{ name: 'x', type: 'licence', nmae: 'y' }, undefined, 'unknown fields: nmae'],
    [
      {
        name: 'x',
        type: 'licence',
        statutoryTimeLimit: { days: -1, unit: 'day' },
      },
      'statutoryTimeLimit/days',
      'at least 0',
    ],
    [null, undefined, 'expected object'],
  ])('%j is refused at %s: %s', (input, field, words) => {
    const problem = problemOf(() => parseListed(input))
    expect(problem.code).toBe('invalid')
    expect(problem.field).toBe(field)
    expect(problem.words.en).toContain(words)
    expect(problem.words.zh).toMatch(/\p{Script=Han}/u)
  })

  it('a set holds only what it names', () => {
    expect(parseSet({ scope: ' 全市 ', supporting: [] })).toEqual({
      scope: '全市',
      supporting: [],
    })
    expect(problemOf(() => parseSet({})).words.en).toContain('no field')
    expect(problemOf(() => parseSet({ scop: 'x' })).words.en).toContain('unknown fields: scop')
    expect(problemOf(() => parseSet({ type: 'x' })).field).toBe('type')
  })
})

describe('departments', () => {
  it('are listed with checked codes', () => {
    expect(parseDepartment({ code: 'mc-water', name: '明川市水务局' })).toMatchObject({
      nameEn: null,
      uscc: null,
    })
    expect(problemOf(() => parseDepartment({ code: 'MC', name: 'x' })).words.en).toContain('lower-case')
    expect(
      problemOf(() => parseDepartment({ code: 'mc', name: 'x', uscc: '91350100M000100Y4Z' })).words.en,
    ).toContain('GB 32100')
    expect(
      problemOf(() => parseDepartment({ code: 'mc', name: 'x', divisionCode: '65' })).words.en,
    ).toContain('6 digits')
  })

  it('keep their code for ever', () => {
    expect(problemOf(() => parseDepartmentSet({ code: 'other' })).words.en).toContain('unknown fields: code')
  })
})
