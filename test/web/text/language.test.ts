import { describe, expect, it } from 'vitest'
import { isWebAddress } from '../../../web/address.ts'
import { citation } from '../../../web/text/language.ts'

describe('a citation', () => {
  it.each([
    ['行政许可法', '', '第二十五条', '《行政许可法》第二十五条'],
    ['重大行政决策程序暂行条例', '国令第713号', '', '《重大行政决策程序暂行条例》（国令第713号）'],
    ['', '国令第713号', '第三条', '（国令第713号）第三条'],
    ['New York City Charter', '', '§ 21', 'New York City Charter § 21'],
    ['Local Law', '2024/042', '', 'Local Law (2024/042)'],
    ['', '', '', ''],
  ])('of %s %s %s has the marks of its own language', (title, number, article, cited) => {
    expect(citation(title, number, article)).toBe(cited)
  })
})

describe('an address', () => {
  it.each([
    ['https://example.org/matter?key=1', true],
    ['HTTP://EXAMPLE.ORG', true],
    ['javascript:alert(1)', false],
    ['https://example.org/a b', false],
    ['example.org', false],
    ['', false],
    [null, false],
    [undefined, false],
  ])('%s becomes a link: %s', (address, is) => {
    expect(isWebAddress(address)).toBe(is)
  })
})
