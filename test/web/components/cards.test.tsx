import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Promised } from '../../../web/components/brief/Promised.tsx'
import { Costs } from '../../../web/components/decision/Costs.tsx'
import { WhoCard } from '../../../web/components/decision/WhoCard.tsx'
import { type Frame, FrameProvider } from '../../../web/frame.ts'
import type { DecisionState, Moment } from '../../../web/types.ts'
import { wordsFor } from '../../../web/words/words.ts'

const frame = {
  lang: 'zh',
  words: wordsFor('zh'),
  timeZone: 'Asia/Shanghai',
  names: new Map(),
} as unknown as Frame

const textOf = (node: VNode): string =>
  renderToString(<FrameProvider value={frame}>{node}</FrameProvider>)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const decision = (fields: object): DecisionState =>
  ({
    id: 'dec-1',
    contracts: [],
    amounts: [],
    sealed: [],
    steps: [],
    ruling: null,
    decisionOrgan: null,
    ...fields,
  }) as unknown as DecisionState

const corrected = (from: object[]): Moment =>
  ({
    entry: { index: 3, envelope: { record: 'dec-1', kind: 'decision.corrected', occurred: '2026-05-01' } },
    changes: [{ field: 'amounts', from, to: null }],
  }) as unknown as Moment

describe('what a decision costs', () => {
  const amount = (currency: string, current: number) => ({ kind: 'budget', currency, current })

  it('is held against its own past, of its kind and in its currency', () => {
    const state = decision({ amounts: [amount('CNY', 900), amount('USD', 200)] })
    const changed = corrected([amount('USD', 100), amount('CNY', 900)])
    const text = textOf(<Costs state={state} changed={changed} />)
    expect(text.match(/2026-05-01/g)).toHaveLength(1)
    expect(text.indexOf('2026-05-01')).toBeGreaterThan(text.indexOf('200'))
  })

  it('of several alike has each its own past, and none where it cannot be told which', () => {
    const state = decision({ amounts: [amount('CNY', 10), amount('CNY', 25)] })
    const two = corrected([amount('CNY', 10), amount('CNY', 20)])
    expect(textOf(<Costs state={state} changed={two} />).match(/2026-05-01/g)).toHaveLength(1)
    const one = corrected([amount('CNY', 20)])
    expect(textOf(<Costs state={state} changed={one} />)).not.toContain('2026-05-01')
  })
})

describe('who decided', () => {
  const sealed = (ground: string | null, review: string | null, seq = 0) => ({
    ...{ kind: 'decision.step_concluded', ground, review, seq },
  })

  it('says of what is withheld how much of it is on which ground', () => {
    const state = decision({
      sealed: [
        sealed('privacy', '2028-01-01'),
        sealed('state_secret', '2030-01-01'),
        sealed('privacy', '2028-01-01'),
      ],
    })
    const text = textOf(<WhoCard state={state} hidden={[]} />)
    expect(text.match(/2028-01-01/g)).toHaveLength(1)
    expect(text.match(/2030-01-01/g)).toHaveLength(1)
  })

  it('calls nothing withheld that was erased or opened since', () => {
    const state = decision({
      sealed: [2, 3, 4].map((seq) => sealed('privacy', '2028-01-01', seq)).concat(sealed(null, null, 5)),
    })
    const moment = (seq: number, rest: object) => ({ entry: { envelope: { seq } }, changes: [], ...rest })
    const moments = [moment(2, { erased: true }), moment(3, { opened: {} }), moment(4, {}), moment(5, {})]
    const text = textOf(<WhoCard state={state} hidden={moments as unknown as Moment[]} />)
    const { erased, opened } = wordsFor('zh').timeline
    expect(text).toContain(`另有 2 条内容 ${erased}`)
    expect(text).toContain(`另有 1 条内容 ${opened}`)
    expect(text.match(/2028-01-01/g)).toHaveLength(1)
  })
})

describe('what was promised', () => {
  it('counts as ahead what is ahead, and not what was cancelled', () => {
    const figures = { all: 5, done: 1, overdue: 1, ahead: 2, byCount: null, byWeight: null }
    const text = textOf(<Promised of="dec-1" milestones={[]} figures={figures} today="2026-11-29" />)
    expect(text).toContain('2')
    expect(text).not.toMatch(/\b3\b/)
  })
})
