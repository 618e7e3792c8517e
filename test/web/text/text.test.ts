import { describe, expect, it } from 'vitest'
import { at, recordPath, withQuery } from '../../../web/address.ts'
import { formatDay, formatMoment, offsetOf } from '../../../web/text/dates.ts'
import { gapDays } from '../../../web/text/gap.ts'
import { linesOf, opening } from '../../../web/text/paragraphs.ts'
import { formatCount } from '../../../web/words/numbers.ts'

const ZONE = 'Asia/Shanghai'

describe('dates', () => {
  it('writes instants in the zone of the place, and calendar dates as precise as they are', () => {
    expect(formatMoment('2026-11-23T16:30:00.000Z', ZONE)).toBe('2026-11-24 00:30')
    expect(formatMoment('2024', ZONE)).toBe('2024')
    expect(formatDay('2024-03', ZONE)).toBe('2024-03')
    expect(formatDay('2026-11-23T16:30:00.000Z', ZONE)).toBe('2026-11-24')
    expect(formatMoment('not a date T', ZONE)).toBe('not a date T')
    expect(offsetOf('2026-11-23T16:30:00.000Z', ZONE)).toBe('UTC+8')
  })

  it('counts the gap from the end of what a date may mean', () => {
    expect(gapDays('2025-06-20', '2025-07-18T03:00:00.000Z', ZONE)).toBe(28)
    expect(gapDays('2025-06', '2025-07-01T03:00:00.000Z', ZONE)).toBe(1)
    expect(gapDays('2024', '2025-01-10T03:00:00.000Z', ZONE)).toBe(10)
    expect(gapDays('2025-06-20', '2025-06-19T18:00:00.000Z', ZONE)).toBe(0)
    expect(gapDays('garbage', '2025-06-19T18:00:00.000Z', ZONE)).toBe(0)
  })
})

describe('texts as printed', () => {
  it('keeps lines, numbers and articles', () => {
    const lines = linesOf(
      '第二十二条第一款：应当取得许可证。\n    （一）申请表；\r\n\n1.位置图；　\n平常的一行',
    )
    expect(lines.map(({ lead, text, hang, gap }) => [lead, text, hang, gap])).toEqual([
      ['第二十二条第一款', '：应当取得许可证。', 0, false],
      ['', '（一）申请表；', 3, false],
      ['', '1.位置图；', 1, true],
      ['', '平常的一行', 0, false],
    ])
  })

  it('cuts an opening between characters', () => {
    expect(opening('一二\n三四五', 3)).toBe('一二 ……')
    expect(opening('一二三', 3)).toBe('一二三')
    expect(opening('one  two three', 9)).toBe('one two…')
    expect(opening('one two three', 7)).toBe('one two…')
  })
})

describe('numbers and addresses', () => {
  it('groups in threes', () => {
    expect([0, 999, 1000, 18402, 1234567].map(formatCount)).toEqual([
      '0',
      '999',
      '1,000',
      '18,402',
      '1,234,567',
    ])
  })

  it('escapes ids and leaves empty parameters out', () => {
    expect(at('en', '/')).toBe('/en')
    expect(recordPath('res-0123456789')).toBe('/responsibilities/res-0123456789')
    expect(recordPath('mil-0123456789')).toBe('/milestones/mil-0123456789')
    expect(recordPath('res-a/b')).toBeNull()
    expect(recordPath('era-1')).toBe('/entries/1')
    expect(recordPath('else')).toBeNull()
    expect(withQuery('/x', { q: '种畜禽', type: null, level: '' })).toBe('/x?q=%E7%A7%8D%E7%95%9C%E7%A6%BD')
  })
})
