import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_FIELDS } from '../../../../worker/domain/kinds/responsibility/fields.ts'
import { Problem } from '../../../../worker/domain/record/problem.ts'
import { canonicalJson } from '../../../../worker/ledger/canonical.ts'
import { parseDepartment, parseDepartmentSet } from '../../../support/kinds/departments.ts'
import { parseListed, parseSet } from '../../../support/kinds/items.ts'

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
    [{}, 'name', 'Name: missing: expected text; and 1 more.'],
    [{ name: ' ', type: 'licence' }, 'name', 'must not be empty'],
    [{ name: 'x'.repeat(501), type: 'licence' }, 'name', 'at most 500 characters, it has 501'],
    [{ name: 'x', type: 'permit' }, 'type', '"permit" does not fit: expected one of: licence'],
    [
      { name: 'x', type: 'licence', legalBases: [{ text: '' }] },
      'legalBases/0/text',
      'Legal bases 1, text: must not be empty.',
    ],
    [
      { name: 'x', type: 'licence', inForceFrom: '2024-02-30' },
      'inForceFrom',
      '"2024-02-30" does not fit: expected a date',
    ],
    [{ name: 'x', type: 'licence', lead: 'water' }, 'lead', 'expected the id of a department'],
    [{ name: 'x', type: 'licence', nmae: 'y' }, undefined, 'Unknown fields: nmae (did you mean name?).'],
    [
      {
        name: 'x',
        type: 'licence',
        statutoryTimeLimit: { days: -1, unit: 'day' },
      },
      'statutoryTimeLimit/days',
      'must be at least 0',
    ],
    [{ name: 'x\ud800', type: 'licence' }, 'name', 'half a character'],
    [
      { name: 'x', type: 'licence', undertakingUnits: Array(201).fill('科') },
      'undertakingUnits',
      'at most 200, there are 201',
    ],
    [{ name: 'x', type: 'licence', duties: 'x' }, 'duties', 'expected a list'],
    [{ name: 'x', type: 'licence', remark: 5 }, 'remark', 'expected text'],
    [null, undefined, 'Expected an object.'],
  ])('%j is refused at %s: %s', (input, field, words) => {
    const problem = problemOf(() => parseListed(input))
    expect(problem.code).toBe('invalid')
    expect(problem.field).toBe(field)
    expect(problem.words.en).toContain(words)
    expect(problem.words.zh).toMatch(/\p{Script=Han}/u)
  })

  it('says in Chinese what is wrong and what would be right', () => {
    const zh = (input: unknown) => problemOf(() => parseListed(input)).words.zh
    expect(zh({ name: 'x', type: 'licence', legalBases: [{ text: 'x', title: 5 }] })).toBe(
      '实施依据第 1 项的标题：应为文字。',
    )
    expect(zh({ name: 'x'.repeat(501), type: 'licence' })).toBe('名称：太长：至多 500 个字符，现有 501 个。')
    expect(zh({ name: 'x', type: 'licence', inForceTo: '2024-13' })).toBe(
      '失效日期：“2024-13”不对，应为日期，如 2026、2026-03 或 2026-03-05。',
    )
    expect(zh({ name: 'x' })).toContain('类型：缺少这一项')
  })

  it('tidies text: NFC, line feeds, no control characters, no blank dates', () => {
    expect(
      parseListed({
        name: 'e\u0301\u0000',
        type: 'licence',
        scope: '\r\n一\r\n二\u000b\r三 ',
        inForceFrom: ' ',
      }),
    ).toMatchObject({ name: '\u00e9', scope: '一\n二\n三', inForceFrom: null })
  })

  it('refuses whatever it does not take with a problem, and takes what it once gave', () => {
    const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constant(undefined))
    const near = fc.dictionary(fc.constantFrom(...Object.keys(NO_FIELDS), 'set', '__proto__'), value)
    fc.assert(
      fc.property(fc.oneof(value, near), fc.boolean(), (input, named) => {
        for (const parse of [parseListed, parseSet, parseDepartment, parseDepartmentSet]) {
          const given =
            named && typeof input === 'object' ? { name: '取水许可', type: 'licence', ...input } : input
          try {
            const fields = parse(given)
            expect(parse(fields)).toEqual(fields)
            expect(() => canonicalJson(fields)).not.toThrow()
          } catch (error) {
            if (!(error instanceof Problem)) throw error
            expect(error.words.zh).toMatch(/\p{Script=Han}/u)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('a set holds only what it names', () => {
    expect(parseSet({ scope: ' 全市 ', supporting: [] })).toEqual({
      scope: '全市',
      supporting: [],
    })
    expect(problemOf(() => parseSet({})).words.en).toContain('no field')
    expect(problemOf(() => parseSet({ scop: 'x' })).words.en).toBe(
      'Unknown fields: scop (did you mean scope?).',
    )
    expect(problemOf(() => parseSet({ type: 'x' })).field).toBe('type')
    expect(problemOf(() => parseSet({ type: 'x' }, ['set'])).field).toBe('set/type')
    expect(problemOf(() => parseSet({ scop: 'x' }, ['set'])).field).toBe('set')
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
    expect(
      parseDepartment({ code: 'mc', name: 'x', uscc: ' 91350100M000100Y43 ', divisionCode: '' }),
    ).toMatchObject({
      uscc: '91350100M000100Y43',
      divisionCode: null,
    })
  })

  it('keep their code for ever', () => {
    expect(problemOf(() => parseDepartmentSet({ code: 'other' })).words.en).toBe('Unknown fields: code.')
  })
})
