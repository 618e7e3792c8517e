/** Dates in sentences stay whole, and nothing of the sentence is lost or added. */

import fc from 'fast-check'
import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { Dated } from '../../../web/components/list/Dated.tsx'

const shown = (text: string): string => renderToString(<Dated text={text} />)

it('puts each date, to the day or the month, into an element of its own', () => {
  expect(shown('至 2026-12-20，自 2025-06 起')).toBe(
    '至 <time datetime="2026-12-20">2026-12-20</time>，自 <time datetime="2025-06">2025-06</time> 起',
  )
  expect(shown('No. 2026-12345')).toBe('No. 2026-12345')
})

it('says what the sentence says', () => {
  const piece = fc.constantFrom('至 ', '2026-12-20', '2025-06', '-', '1', '。', ' by ')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(shown(pieces.join('')).replace(/<[^>]*>/g, '')).toBe(pieces.join(''))
    }),
  )
})
