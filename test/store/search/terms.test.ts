import { describe, expect, it } from 'vitest'
import { snippetsOf } from '../../../worker/store/search/snippet.ts'
import { indexTerms, markOf, matchOf, runsOf } from '../../../worker/store/search/terms.ts'

describe('search terms', () => {
  it('writes Han runs as pairs and keeps words whole', () => {
    expect(indexTerms('种畜禽生产')).toBe('种畜 畜禽 禽生 生产 产')
    expect(indexTerms('《食品安全法》第12条')).toBe('食品 品安 安全 全法 法 第 12 条')
    expect(indexTerms('Bureau of Water')).toBe('bureau of water')
  })

  it('folds both scripts of Chinese into one, whichever is asked', () => {
    expect(indexTerms('營業執照')).toBe(indexTerms('营业执照'))
    expect(runsOf('營業執照').map(matchOf)).toEqual(runsOf('营业执照').map(matchOf))
    // What is found stands at the same place, and is shown as it is printed.
    const [shown] = snippetsOf([{ field: 'title', text: '企業營業執照核發' }], runsOf('营业执照'))
    expect(shown?.parts.filter(({ hit }) => hit)).toEqual([{ text: '營業執照', hit: true }])
    // As a word of the title it is looked for in both forms.
    expect(runsOf('營業 X')).toEqual([
      { text: '营业', asked: '營業', han: true },
      { text: 'x', asked: 'x', han: false },
    ])
  })

  it('folds width and case', () => {
    expect(indexTerms('ＡＢＣ局')).toBe('abc 局')
  })

  it('asks for a phrase, a prefix or a word', () => {
    expect(runsOf('种畜禽').map(matchOf)).toEqual(['"种畜 畜禽"'])
    expect(runsOf('禽').map(matchOf)).toEqual([`"${markOf('character', '禽')}"`])
    expect(runsOf('7').map(matchOf)).toEqual(['"7"'])
    expect(runsOf('wat').map(matchOf)).toEqual(['"wat"*'])
  })

  it('lets nothing of the FTS5 syntax through', () => {
    for (const query of ['"', '" OR title:x', 'a* NEAR(b)', '种"畜', '(', '^', "'; DROP TABLE record; --"]) {
      for (const expression of runsOf(query).map(matchOf))
        expect(expression).toMatch(/^"[\p{L}\p{N} \ue001\ue002]+"\*?$/u)
    }
  })
})

describe('snippets', () => {
  it('marks the words where they stand and says in which field', () => {
    const [title] = snippetsOf([{ field: 'title', text: '种畜禽生产经营许可' }], runsOf('许可'))
    expect(title).toEqual({
      field: 'title',
      parts: [
        { text: '种畜禽生产经营', hit: false },
        { text: '许可', hit: true },
      ],
    })
  })

  it('cuts a long text around the first hit', () => {
    const text = `${'甲'.repeat(300)}许可${'乙'.repeat(300)}`
    const [found] = snippetsOf([{ field: 'text', text }], runsOf('许可'))
    expect(found?.parts.map(({ text: part }) => part).join('')).toMatch(/^…甲{24}许可乙+…$/)
  })

  it('falls back to pairs when the whole word is nowhere', () => {
    const [found] = snippetsOf([{ field: 'title', text: '城市的管理办法' }], runsOf('城市绿化管理'))
    expect(found?.parts.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['城市', '管理'])
  })
})
