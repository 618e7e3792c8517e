import { describe, expect, it } from 'vitest'
import { deliveredWords } from '../../../web/text/delivered.ts'
import { idsIn, type Reader, valueText } from '../../../web/text/values.ts'
import { kindOf, recordKinds } from '../../../worker/domain/kinds/table.ts'
import { registerName } from '../../../worker/domain/record/entered/registers.ts'
import type { Spec } from '../../../worker/domain/record/shape.ts'
import { builtinMapping, builtinNames } from '../../../worker/intake/profiles.ts'
import type { Json } from '../../../worker/ledger/canonical.ts'

const named = { 'dep-mc-water': '明川市水务局', 'com-385cvkm5mz': '停水提前三天通知' }
const zh: Reader = { lang: 'zh', names: new Map(Object.entries(named)) }
const en: Reader = { ...zh, lang: 'en' }

describe('a figure', () => {
  it('stands with the unit of its indicator, wherever the indicator is written out', () => {
    const indicator = {
      id: 'i1',
      name: '管网长度',
      unit: '公里',
      baseline: '3',
      target: '12',
      measurements: [{ date: '2026-06-30', value: '5' }],
    }
    expect(valueText(zh, 'indicators', indicator)).toBe(
      '管网长度：基线 3 公里，目标 12 公里，2026-06-30 5 公里',
    )
    expect(valueText(en, 'indicators', indicator)).toContain('12 公里')
    const bare = { id: 'i2', name: '满意度', target: '90%' }
    expect(valueText(zh, 'indicators', bare)).toBe('满意度：目标 90%')
  })

  it('of money stands with its currency', () => {
    expect(valueText(zh, 'amounts', { kind: 'budget', currency: 'GBP', current: 1200 })).toContain(
      'GBP 1,200',
    )
    const contract = valueText(zh, 'contracts', {
      id: 'c1',
      title: '一标段',
      amount: 4800,
      currency: 'CNY',
    })
    expect(contract).toContain('CNY 4,800')
    expect(contract.match(/CNY/g)).toHaveLength(1)
  })
})

interface Coded {
  kind: string
  field: string
  code: string
  value: Json
}

/** Each code that a shape takes, in a value that holds nothing else. */
function codesIn(spec: Spec, wrap: (value: Json) => Json): { code: string; value: Json }[] {
  if (spec.is === 'code') return spec.codes.map((code) => ({ code, value: wrap(code) }))
  if (spec.is === 'list') return codesIn(spec.of, (one) => wrap([one]))
  if (spec.is !== 'object' && spec.is !== 'set') return []
  return Object.entries(spec.fields).flatMap(([name, one]) =>
    codesIn(one, (value) => wrap({ [name]: value })),
  )
}

const coded: Coded[] = recordKinds.flatMap((kind) => {
  const { fields, acts } = kindOf(kind)
  const shapes = [...(fields === null ? [] : [fields]), ...acts.map(({ shape }) => shape)]
  return shapes.flatMap(({ spec }) =>
    spec.is !== 'object'
      ? []
      : Object.entries(spec.fields).flatMap(([field, of]) =>
          codesIn(of, (value) => value).map((one) => ({ kind, field, ...one })),
        ),
  )
})

describe('a value of a record', () => {
  it('is told in words where it is a code, at any depth, for every code of every kind', () => {
    expect(coded.length).toBeGreaterThan(500)
    const raw = coded.filter(({ kind, field, code, value }) =>
      valueText(zh, field, value, kind)
        .split('\n')
        .some((line) => line === code || line.endsWith(`：${code}`)),
    )
    expect([...new Set(raw.map(({ kind, field, code }) => `${kind} ${field}: ${code}`))]).toEqual([])
  })

  it('names the records that it mentions, at any depth, and counts those beyond the first', () => {
    expect(valueText(zh, 'to', 'dep-mc-water')).toBe('明川市水务局')
    const group = { id: 'g1', comments: ['com-385cvkm5mz'], outcome: 'adopted' }
    expect(valueText(zh, 'groups', [group], 'consultation')).toBe('意见：停水提前三天通知\n是否采纳：采纳')
    const many = { comments: Array.from({ length: 23 }, (_, i) => `com-${String(i).padStart(10, '0')}`) }
    expect(valueText(en, 'groups', many, 'consultation')).toContain('and 3 more')
    expect(idsIn([many])).toHaveLength(20)
    expect(idsIn({ groups: [many] })).toHaveLength(20)
    // A field that is a list is drawn whole, so all of it is named.
    expect(idsIn({ supporting: many.comments })).toHaveLength(23)
  })

  it('that only looks like an id stays as it was written', () => {
    expect(valueText(zh, 'number', 'dep-none')).toBe('dep-none')
    expect(valueText(zh, 'title', 'Re: dep-mc-water')).toBe('Re: dep-mc-water')
  })
})

describe('a register', () => {
  it('is called as its mapping is titled, for every mapping that comes with the program', () => {
    for (const name of builtinNames) expect(registerName(name)).toEqual(builtinMapping(name).title)
  })

  it('is never called by the name of a mapping', () => {
    for (const lang of ['zh', 'en'] as const) {
      const deliveries = [...builtinNames, 'works-2', 'constructor'].map((register) => ({
        register,
        asOf: '2026-01-01',
      }))
      const told = deliveredWords(lang, { today: '2026-11-29', deliveries })
      for (const { register } of deliveries) expect(told).not.toContain(register)
      expect(told).toContain('2026-01-01')
    }
  })
})
