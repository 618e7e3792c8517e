import { describe, expect, it } from 'vitest'
import { chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import { clockOf } from '../../../worker/domain/clock/clock.ts'
import { builtIn, createClocks } from '../../../worker/domain/clock/clocks.ts'
import { type ClockProfile, clockProfile } from '../../../worker/domain/clock/profile.ts'
import { standWords } from '../../../worker/domain/clock/stand.ts'
import { isOverdue } from '../../../worker/domain/clock/state.ts'
import { citationWords } from '../../../worker/domain/law/laws.ts'

/** What the statutes say, clock by clock: limit, article, and what stops or prolongs it. */
const ARTICLES: readonly (readonly [id: string, limit: string, article: string, more: string])[] = [
  [
    'ogi',
    '20 working',
    '政府信息公开条例 33¶2 31',
    'pauses third_party co_agency completion; +20 ×1; restart',
  ],
  ['ogi.completion', '7 working', '政府信息公开条例 30', ''],
  ['ogi.third_party', '15 working', '政府信息公开条例 32', ''],
  ['ogi.co_agency', '15 working', '政府信息公开条例 34', ''],
  ['ogi.proactive', '20 working', '政府信息公开条例 26', ''],
  ['xf.transfer', '15 calendar', '信访工作条例 22', ''],
  ['xf.notice', '15 calendar', '信访工作条例 23¶2 23¶3', ''],
  ['xf.objection', '5 working', '信访工作条例 23¶3', ''],
  ['xf.settle', '60 calendar', '信访工作条例 34', '+30 ×1'],
  ['xf.review.apply', '30 calendar', '信访工作条例 35', ''],
  ['xf.review', '30 calendar', '信访工作条例 35', ''],
  ['xf.rereview.apply', '30 calendar', '信访工作条例 36¶1', ''],
  ['xf.rereview', '30 calendar', '信访工作条例 36¶1', 'pauses hearing'],
  ['consult.open', '30 calendar', '重大行政决策程序暂行条例 15¶1', 'earliest'],
  ['hearing.papers', '7 calendar', '重大行政决策程序暂行条例 16¶3', 'before'],
  ['supervise.review.apply', '30 calendar', '政府督查工作条例 17', ''],
  ['supervise.review', '30 calendar', '政府督查工作条例 17', ''],
  ['case.review', '1 month', '监察法 49', 'until 2025-05-31'],
  ['case.review', '1 month', '监察法 56', ''],
  ['case.rereview', '2 month', '监察法 49', 'until 2025-05-31'],
  ['case.rereview', '2 month', '监察法 56', ''],
]

function moreOf({ pauses, extension, restart, bound, counts, to }: ClockProfile): string {
  return [
    ...(pauses.length > 0 ? [`pauses ${pauses.map(({ code }) => code).join(' ')}`] : []),
    ...(extension === null ? [] : [`+${extension.most} ×${extension.times}`]),
    ...(restart === null ? [] : ['restart']),
    ...(bound === 'earliest' ? ['earliest'] : []),
    ...(counts === 'before' ? ['before'] : []),
    ...(to === null ? [] : [`until ${to}`]),
  ].join('; ')
}

const lawOf = ({ basis }: ClockProfile): string =>
  'source' in basis
    ? ''
    : `${citationWords(basis).zh.replace(/^《(.*)》.*/, '$1')} ${basis.articles.join(' ')}`

describe('the clocks that everybody has', () => {
  it('say what the statutes say', () => {
    const found = builtIn.all
      .filter(({ basis }) => 'law' in basis)
      .map((one) => [one.id, `${one.limit} ${one.unit}`, lawOf(one), moreOf(one)])
    expect(found).toEqual(ARTICLES)
  })

  it('call a promise a promise', () => {
    const promised = builtIn.all.filter(({ origin }) => origin === 'promise')
    expect(promised.map(({ id, limit }) => `${id} ${limit}`)).toEqual([
      'adoption.report 20',
      'd713.opinion 15',
      'moderation 2',
    ])
    for (const { basis } of promised) expect(citationWords(basis).zh).toContain('本平台的承诺')
  })

  it.each(builtIn.all.map((one) => [one.id, one] as const))(
    '%s calls late only whom a limit binds',
    (_, one) => {
      const start = one.from !== null && one.from > '2024-01-02' ? one.from : '2024-01-02'
      const clock = clockOf(one, { start }, chinaWorkingDays, '2026-06-01')
      if (!isOverdue(clock.state)) return
      const { zh, en } = standWords(clock, one)
      expect([zh.includes('逾期'), en.toLowerCase().includes('overdue')]).toEqual(
        Array(2).fill(one.origin !== 'promise'),
      )
    },
  )

  it.each(builtIn.all.map((one) => [one.id, one] as const))('%s is whole', (_, one) => {
    expect(one.limit === null).toBe(one.origin === 'named')
    expect('law' in one.basis ? one.origin : 'statute').toBe('statute')
    const codes = one.pauses.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    if (one.unit === 'month') expect([one.pauses, one.extension, one.roll]).toEqual([[], null, 'none'])
    for (const words of [one.names, one.starts, citationWords(one.basis)])
      expect(words.zh !== '' && words.en !== '').toBe(true)
  })

  it('have no two versions for one day', () => {
    for (const one of builtIn.all)
      for (const other of builtIn.all)
        if (one !== other && one.id === other.id) {
          const [first, second] = (one.from ?? '') < (other.from ?? '') ? [one, other] : [other, one]
          expect(first.to !== null && first.to < (second.from ?? '')).toBe(true)
        }
  })
})

describe('versions', () => {
  it('are chosen by the day on which the clock begins', () => {
    const article = (day: string | null) => lawOf(builtIn.profile('case.review', day))
    expect(article('2025-05-31')).toBe('监察法 49')
    expect(article('2025-06-01')).toBe('监察法 56')
    expect(article(null)).toBe('监察法 56')
    expect(article('2001-01-01')).toBe('监察法 49')
    expect(builtIn.isInForce('case.review', '2001-01-01')).toBe(false)
    expect(builtIn.isInForce('moderation', '2001-01-01')).toBe(true)
  })

  it('of the place are heard before a promise of the platform, for their days', () => {
    const promise = builtIn.profile('adoption.report', null)
    const local = clockProfile({ ...promise, origin: 'local', limit: 10, from: '2026-01-01' })
    const clocks = createClocks([local])
    expect(clocks.profile('adoption.report', '2026-01-01').limit).toBe(10)
    expect(clocks.profile('adoption.report', '2025-12-31').limit).toBe(20)
  })

  it('refuse a clock that is not known, and name the nearest', () => {
    expect(() => builtIn.profile('xf.setle', null)).toThrow('did you mean xf.settle')
    expect(() => builtIn.profile('quux.quux', null)).toThrow('There is no clock quux.quux.')
  })
})
