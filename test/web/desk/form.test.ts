import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowsOfLines } from '../../../web/desk/form/fields/paste.ts'
import {
  type Fields,
  fieldsIn,
  isEmpty,
  isSame,
  occurredOf,
  pruned,
  scopeOf,
  toSend,
  toWrite,
  withChange,
  withField,
} from '../../../web/desk/form/fields/value.ts'
import { formOf, formOfEvent, isFormKind, stepFieldsOf, verbsOf } from '../../../web/desk/form/forms.ts'
import { labelSetOf } from '../../../web/text/values.ts'
import type { Json } from '../../../web/types.ts'
import { schemaOf } from '../../../worker/domain/input/shape.schema.ts'
import { stepTypes } from '../../../worker/domain/kinds/decision/vocabulary.ts'
import { type LabelSet, labels } from '../../../worker/domain/kinds/labels.ts'
import { recordKinds } from '../../../worker/domain/kinds/table.ts'
import type { Spec } from '../../../worker/domain/record/shape.ts'
import { eventOf } from '../../../worker/services/records/dispatch.ts'

const TODAY = '2026-11-24'
const kinds = [
  'decision',
  'milestone',
  'responsibility',
  'evaluation',
  'handover',
  'membership',
  'department',
  'account',
] as const
const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>
const anyFields = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), json) as fc.Arbitrary<Fields>

describe('the forms of the workbench', () => {
  it('of an act asks for all of its fields, but for those that lists alone fill in', () => {
    for (const kind of recordKinds.filter(isFormKind))
      for (const verb of verbsOf(kind)) {
        const form = formOf(kind, verb)
        const unasked = Object.keys(form?.specs ?? {}).filter(
          (field) => !form?.main.includes(field) && !form?.more.includes(field),
        )
        expect([kind, verb, unasked]).toEqual([
          kind,
          verb,
          kind === 'question' && verb === 'answer' ? ['undated'] : [],
        ])
      }
  })

  it('know the verbs of the API and their events', () => {
    for (const kind of kinds.slice(0, 6))
      for (const verb of verbsOf(kind)) {
        const target = { kind, verb, record: 'x' }
        expect([verb, formOf(kind, verb)?.event]).toEqual([verb, eventOf(target)])
      }
    expect(verbsOf('department').toSorted()).toEqual(
      [
        ...['rename', 'amend', 'merge', 'abolish', 'correct', 'register-key', 'revoke-key'],
        ...['annul', 'put-back', 'reinstate'],
      ].toSorted(),
    )
    for (const kind of kinds)
      for (const verb of ['open', ...verbsOf(kind)]) {
        const form = formOf(kind, verb)
        expect(form?.event).toBeTypeOf('string')
        expect(formOfEvent(form?.event ?? '')?.verb).toBe(verb)
        expect(new Set(form?.main).size + new Set(form?.more).size).toBe(
          (form?.main.length ?? 0) + (form?.more.length ?? 0),
        )
      }
    expect(formOf('decision', 'transfer')).toBeNull()
    expect(formOf('erasure', 'open')).toBeNull()
  })

  it('have words for every code that they offer', () => {
    const wrong: string[] = []
    const look = (spec: Spec, scope: string, name: string): void => {
      if (spec.is === 'list') look(spec.of, scope, name)
      if (spec.is === 'object' || spec.is === 'set')
        for (const [inner, of] of Object.entries(spec.fields)) look(of, scopeOf(scope, name), inner)
      if (spec.is !== 'code') return
      const set = labelSetOf(scope, name)
      const words: Record<string, unknown> = set === null ? {} : labels[set as LabelSet]
      for (const code of spec.codes) if (!Object.hasOwn(words, code)) wrong.push(`${scope}.${name}: ${code}`)
    }
    for (const kind of kinds)
      for (const verb of ['open', ...verbsOf(kind)])
        for (const [name, spec] of Object.entries(formOf(kind, verb)?.specs ?? {})) look(spec, kind, name)
    expect([...new Set(wrong)]).toEqual([])
  })

  it('ask a step for its own fields alone', () => {
    for (const type of Object.keys(stepTypes)) {
      const names = stepFieldsOf(type, 'conclude-step')
      expect(names).toContain('concludedAt')
      expect(new Set(names).size).toBe(names.length)
    }
    expect(stepFieldsOf('deliberation', 'conclude-step')).toContain('attendance')
    expect(stepFieldsOf('hearing', 'conclude-step')).not.toContain('attendance')
    expect(stepFieldsOf('hearing', 'start-step')).not.toContain('concludedAt')
    expect(stepFieldsOf('nonsense', 'start-step')).toEqual([])
  })
})

describe('what is written', () => {
  it('is sent without what says nothing', () => {
    fc.assert(
      fc.property(anyFields, (whole) => {
        const sent = pruned(whole)
        expect(pruned(sent)).toEqual(sent)
        expect(Object.values(fieldsIn(sent)).some(isEmpty)).toBe(false)
        expect(isSame(whole, sent) || JSON.stringify(whole) !== JSON.stringify(sent)).toBe(true)
      }),
    )
    expect(pruned({ a: ' x ', b: '', c: [{}, { d: null }], e: false, f: 0 })).toEqual({
      a: 'x',
      e: false,
      f: 0,
    })
  })

  it('names only what changes, and says what is cleared', () => {
    const base: Fields = { title: '方案', units: ['甲', '乙'], area: '老城' }
    expect(withChange({}, base, 'title', '方案')).toEqual({})
    expect(withChange({ title: '新' }, base, 'title', '方案')).toEqual({})
    expect(withChange({}, base, 'area', '')).toEqual({ area: null })
    expect(withChange({}, base, 'units', undefined)).toEqual({ units: [] })
    expect(toSend({ set: { area: null, units: [], title: ' 新 ' }, reason: '' }, TODAY)).toEqual({
      set: { area: null, units: [], title: '新' },
    })
    fc.assert(
      fc.property(anyFields, fc.stringMatching(/^[a-z]{1,6}$/), json, (given, name, value) => {
        const changes = withChange({}, given, name, value)
        expect(name in changes).toBe(!isSame(value, given[name]))
        expect(withChange(changes, given, name, given[name])).toEqual({})
      }),
    )
    expect(withField({ a: 1 }, 'a', undefined)).toEqual({})
  })

  it('happened on the day that it says itself, and never later than today', () => {
    expect(occurredOf({ step: { concludedAt: '2026-03-02', startedAt: '2026-01-05' } }, TODAY)).toBe(
      '2026-03-02',
    )
    expect(occurredOf({ decidedAt: '2026-07-15' }, TODAY)).toBe('2026-07-15')
    expect(occurredOf({ decidedAt: '2026-07-15', occurred: '2026-07-16' }, TODAY)).toBe('2026-07-16')
    expect(occurredOf({ startedAt: '2027-01-01' }, TODAY)).toBeNull()
    expect(occurredOf({ title: '2026-01-01' }, TODAY)).toBeNull()
    const sent = toSend({ metAt: '2026-05-01', note: '完' }, TODAY)
    expect(sent).toEqual({ metAt: '2026-05-01', note: '完', occurred: '2026-05-01' })
    expect(toWrite(sent, TODAY)).toEqual({ metAt: '2026-05-01', note: '完' })
    expect(toWrite({ ...sent, occurred: '2026-05-02' }, TODAY)).toEqual({ ...sent, occurred: '2026-05-02' })
  })
})

describe('lines that are pasted', () => {
  const form = formOf('decision', 'conclude-step')
  const step = form?.specs.step
  const spec = step?.is === 'object' ? step.fields.attendance : undefined
  const specs = spec?.is === 'list' && spec.of.is === 'object' ? spec.of.fields : {}
  const codeOf = (field: string, word: string): string | null =>
    ({ role: { 成员: 'member', 列席: 'observer' }, presence: { 出席: 'present', 请假: 'leave' } })[field]?.[
      word as never
    ] ?? null
  const read = (text: string) => rowsOfLines(text, specs, Object.keys(specs), codeOf)

  it('become rows, each part where it belongs', () => {
    expect(read('局长，成员，出席\n\n副局长\t\t请假\r\n办公室主任')).toEqual([
      { member: '局长', role: 'member', presence: 'present' },
      { member: '副局长', presence: 'leave' },
      { member: '办公室主任' },
    ])
  })

  it('give one row per line, and a row that the ledger takes', () => {
    const line = fc.stringMatching(/^[^\n\r]{1,40}$/).filter((text) => text.trim() !== '')
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const rows = read(lines.join('\n'))
        expect(rows.length).toBe(lines.length)
        if (spec !== undefined)
          expect(schemaOf(spec).safeParse(rows.filter((row) => !isEmpty(row))).success).toBe(true)
      }),
    )
  })
})
