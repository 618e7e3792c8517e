/** Days and numbers with hyphens stand in elements of their own, and nothing of a text is lost or added. */
import fc from 'fast-check'
import type { VNode } from 'preact'
import { describe, expect, it } from 'vitest'
import { toHtml } from '../../../worker/site/html/draw.ts'

const day = (text: string): string => `<span class="nowrap">${text}</span>`

function Passed({ children }: { children: string }) {
  return <>{children}</>
}

describe('days stay whole', () => {
  it.each<[what: string, drawn: VNode, html: string]>([
    [
      'in a sentence',
      <p>{'至 2026-12-20，自 2025-06 起'}</p>,
      `<p>至 ${day('2026-12-20')}，自 ${day('2025-06')} 起</p>`,
    ],
    ['in a cell', <td>2026-12-20</td>, `<td>${day('2026-12-20')}</td>`],
    [
      'in Chinese',
      <p>{'2026年3月1日、2026 年 3 月'}</p>,
      `<p>${day('2026年3月1日')}、${day('2026 年 3 月')}</p>`,
    ],
    ['between other children', <p>on {'2026-12-20'}.</p>, `<p>on ${day('2026-12-20')}.</p>`],
    ['through a component', <Passed>2026-12-20</Passed>, day('2026-12-20')],
    ['in a list of lists', <p>{[['2026-12', '；']]}</p>, `<p>${day('2026-12')}；</p>`],
    ['a number', <p>电话 0999-1234567</p>, `<p>电话 ${day('0999-1234567')}</p>`],
    ['once', <span class="nowrap">2026-12-20</span>, day('2026-12-20')],
    ['which lines of a time are never broken', <time>2026-12-20</time>, '<time>2026-12-20</time>'],
    ['not where no element may stand', <option>2026-12-20</option>, '<option>2026-12-20</option>'],
    ['not in a picture', <text>2026-12-20</text>, '<text>2026-12-20</text>'],
    ['not longer than a narrow line', <p>{`1${'-1'.repeat(12)}`}</p>, `<p>1${'-1'.repeat(12)}</p>`],
    ['not words', <p>well-known 3 – 4, -5, A-1</p>, '<p>well-known 3 – 4, -5, A-1</p>'],
  ])('%s', (_, drawn, html) => {
    expect(toHtml(drawn)).toBe(html)
  })

  it('says what the text says', () => {
    const piece = fc.constantFrom('至 ', '2026-12-20', '2025-06', '-', '1', '。', ' by ', '年', '2026', '月')
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('')
        expect(toHtml(<p>{text}</p>).replace(/<[^>]*>/g, '')).toBe(text)
      }),
    )
  })
})
