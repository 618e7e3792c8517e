/** Days and hyphenated numbers of a page that are broken over two lines: there should be none. */
import type { Page } from 'playwright-core'

/** Each broken one with the element it stands in. What is folded away is unfolded first. */
export function brokenDays(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = true
    const broken: string[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const parent = text.parentElement
      if (parent === null || ['SCRIPT', 'STYLE'].includes(parent.tagName)) continue
      for (const { 0: day, index } of (text.textContent ?? '').matchAll(
        /\d{4} ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?|\d+(?:-\d+)+/g,
      )) {
        const range = document.createRange()
        range.setStart(text, index)
        range.setEnd(text, index + day.length)
        const lines = new Set(
          [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => top),
        )
        if (lines.size > 1 && day.length <= 20) broken.push(`${day} in ${parent.tagName} ${parent.className}`)
      }
    }
    return broken
  })
}
