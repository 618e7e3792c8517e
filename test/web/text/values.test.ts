import { describe, expect, it } from 'vitest'
import { deliveredWords } from '../../../web/text/delivered.ts'
import { valueText } from '../../../web/text/values.ts'
import { registerName } from '../../../worker/domain/record/entered/registers.ts'
import { builtinMapping, builtinNames } from '../../../worker/intake/profiles.ts'

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
    expect(valueText('zh', 'indicators', indicator)).toBe(
      '管网长度：基线 3 公里，目标 12 公里，2026-06-30 5 公里',
    )
    expect(valueText('en', 'indicators', indicator)).toContain('12 公里')
    const bare = { id: 'i2', name: '满意度', target: '90%' }
    expect(valueText('zh', 'indicators', bare)).toBe('满意度：目标 90%')
  })

  it('of money stands with its currency', () => {
    expect(valueText('zh', 'amounts', { kind: 'budget', currency: 'GBP', current: 1200 })).toContain(
      'GBP 1,200',
    )
    const contract = valueText('zh', 'contracts', {
      id: 'c1',
      title: '一标段',
      amount: 4800,
      currency: 'CNY',
    })
    expect(contract).toContain('CNY 4,800')
    expect(contract.match(/CNY/g)).toHaveLength(1)
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
