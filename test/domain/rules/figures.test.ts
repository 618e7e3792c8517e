import { describe, expect, it } from 'vitest'
import { events, labels } from '../../../worker/domain/kinds/labels.ts'
import { figureWords } from '../../../worker/domain/rules/measure/figures.ts'
import { DAYS } from '../../../worker/domain/rules/measure/units.ts'
import { rules } from '../../../worker/domain/rules/rules.ts'

describe('a figure in words', () => {
  it.each([
    ['legality_review', 'decision', '合法性审查', 'Legality review'],
    ['participation, expert_review', 'decision', '公众参与、专家论证', 'Public participation, Expert review'],
    [
      'legality_review<deliberation',
      'decision',
      '合法性审查 早于 集体讨论',
      'Legality review before Deliberation',
    ],
    ['county', 'decision', '县市区级', 'County'],
    ['licence', 'decision', '行政许可', 'Licence'],
    ['25 working', 'question', '25 个工作日', '25 working days'],
    ['metAt>today: 2026-05-01, 2026-03-02', 'milestone', null, null],
  ] as const)('names the codes of %s', (figure, kind, zh, en) => {
    const words = figureWords(figure, kind)
    if (zh !== null) expect(words).toEqual({ zh, en })
    expect(words.zh).not.toMatch(/[a-z]/)
  })

  it('has the unit of its rule where it is a plain number', () => {
    expect(figureWords(61, 'milestone', DAYS)).toEqual({ zh: '61 天', en: '61 days' })
    expect(figureWords(0.5, null)).toEqual({ zh: '0.5', en: '0.5' })
  })

  it('leaves names, days and what it does not know as they are', () => {
    for (const text of ['city water office', '2026-10-27', 'Mr. archive', '市水务局', '3 / 40 %'])
      expect(figureWords(text, 'decision').en).toBe(text)
  })

  it('has a word for every code of every vocabulary, unless two of them mean different things by it', () => {
    const codes = Object.entries(labels)
      .filter(([set]) => !['field', 'event', 'record'].includes(set))
      .flatMap(([, words]) => Object.entries(words))
    expect(codes.length).toBeGreaterThan(300)
    for (const [code, words] of codes) {
      const isOne = codes.every(([other, { zh }]) => other !== code || zh === words.zh)
      if (isOne && /^[A-Za-z][A-Za-z_]*$/.test(code)) expect(figureWords(code, null).zh, code).not.toBe(code)
    }
  })

  it('has a word for every event that a rule can name', () => {
    for (const event of Object.keys(events)) {
      const [kind = '', act = ''] = event.split('.')
      if (kind === 'decision') expect(figureWords(act, 'decision').zh, event).not.toMatch(/[a-z_]/)
    }
  })

  it('has a unit, or a name that says it, in every rule', () => {
    const silent = rules.filter(({ unit, value }) => unit === null && value === null).map(({ id }) => id)
    // Of these a finding has no figure.
    expect(
      silent.filter((id) => !['P05', 'P08', 'P10', 'P11', 'P16', 'P17', 'P19', 'I05'].includes(id)),
    ).toEqual([])
  })
})
