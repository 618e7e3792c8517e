import { describe, expect, it } from 'vitest'
import { isWide } from '../../../web/components/listing/wide.ts'

describe('choices of a form', () => {
  it.each([
    [['Year', 'Department'], false],
    [['水务局（12）', '住房和城乡建设局（3）'], true],
    [['水务局', '财政局（8）'], false],
    [['City Council', 'Committee on Housing and Buildings (31)'], true],
    [[], false],
  ])('%j need a wide field: %s', (texts, wide) => {
    expect(isWide(texts)).toBe(wide)
  })
})
