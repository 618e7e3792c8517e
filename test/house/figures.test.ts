/** Figures come into the README of the bench by the command alone: each part in the place of its last run. */
import { describe, expect, it } from 'vitest'
import { atLeast, within } from '../bench/row.ts'
import { withRows } from '../bench/written.ts'

const PAGE = `before
<!-- written by \`npm run bench -- --write\` -->
<!-- end -->
after`

describe('figures of a run', () => {
  it('stand in the place of those of the same part, and leave the others', () => {
    const posts = atLeast('POST', 'entries/s', 500, { name: 'echo', figure: 10_000 }, 0.09)
    const lists = within('lists', 'ms', 61, 50, 'p95 | of 20')
    const first = withRows(
      PAGE,
      [
        { part: 'posts', rows: [posts] },
        { part: 'lists', rows: [lists] },
      ],
      'abc, 2026-01-01, load of 2',
    )
    expect(first.split('\n').filter((line) => line.startsWith('| `'))).toEqual([
      '| `posts` | POST | 500 entries/s | echo: 10,000 | 0.05 ×, missed: ≥ 9 % | abc, 2026-01-01, load of 2 |',
      '| `lists` | lists (p95 \\| of 20) | 61 ms |  | missed: ≤ 50 ms | abc, 2026-01-01, load of 2 |',
    ])
    const again = withRows(
      first,
      [{ part: 'lists', rows: [{ ...lists, ours: 40, pass: true }] }],
      'def, 2026-01-02, load of 1',
    )
    expect(again.split('\n').filter((line) => line.startsWith('| `'))).toEqual([
      first.split('\n').find((line) => line.startsWith('| `posts`')),
      '| `lists` | lists (p95 \\| of 20) | 40 ms |  | reached: ≤ 50 ms | def, 2026-01-02, load of 1 |',
    ])
    expect([again.startsWith('before\n'), again.endsWith('\nafter')]).toEqual([true, true])
  })

  it('are refused where the page has no place for them', () => {
    expect(() => withRows('no place', [], '')).toThrow('no place for figures')
  })
})
