import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { condense, diffText } from '../../../web/text/diff.ts'
import { compareItems } from '../../../web/text/items.ts'

const marked = (from: string, to: string): string | null =>
  diffText(from, to)
    ?.map(({ op, text }) => (op === 'same' ? text : op === 'del' ? `[-${text}]` : `[+${text}]`))
    .join('') ?? null

describe('diffText', () => {
  it('marks characters of Chinese and whole numbers', () => {
    expect(marked('自受理之日起 20 个工作日内作出决定', '自受理之日起 15 个工作日内作出决定')).toBe(
      '自受理之日起 [-20][+15] 个工作日内作出决定',
    )
    expect(marked('县级以上人民政府负责本区域', '县级以上地方人民政府负责本行政区域')).toBe(
      '县级以上[+地方]人民政府负责本[+行政]区域',
    )
  })

  it('gives up where hardly anything stayed', () => {
    expect(marked('甲乙丙丁', '子丑寅卯')).toBeNull()
    expect(marked('', '新')).toBeNull()
  })

  it('always contains both texts', () => {
    const text = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '1', ' ', '\n', 'a', '，') })
    fc.assert(
      fc.property(text, text, (from, to) => {
        const pieces = diffText(from, to)
        if (pieces === null) return
        const side = (op: 'del' | 'ins'): string =>
          pieces
            .filter((one) => one.op === 'same' || one.op === op)
            .map(({ text: t }) => t)
            .join('')
        expect(side('del')).toBe(from)
        expect(side('ins')).toBe(to)
      }),
    )
  })
})

describe('condense', () => {
  it('keeps what stands around an edit', () => {
    const long = '前'.repeat(100)
    const pieces = condense(
      [
        { op: 'same', text: long },
        { op: 'ins', text: '新' },
        { op: 'same', text: long },
      ],
      10,
    )
    expect(pieces.map(({ op, text }) => `${op}${text.length}`)).toEqual([
      'skip2',
      'same10',
      'ins1',
      'same10',
      'skip2',
    ])
  })
})

describe('compareItems', () => {
  it('tells reworded from removed and added', () => {
    const found = compareItems(
      ['不予受理的', '未一次告知补正内容的'],
      ['不予受理的', '未一次性告知补正内容的', '其他'],
    )
    expect(found.same).toBe(1)
    expect(found.added).toEqual(['其他'])
    expect(found.removed).toEqual([])
    expect(found.reworded.map(({ to }) => to)).toEqual(['未一次性告知补正内容的'])
  })
})
