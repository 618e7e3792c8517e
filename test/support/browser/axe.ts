/** What axe finds on a page, with the rules of WCAG 2.2 AA and its best practices. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Elements that stand for nothing new: built of the same elements, classes, roles and attributes as one before
 * them, within the same; of the rows of a list, all but one of each build. Looking at them all took twice as long.
 */
const REPEATED = `(() => {
  const words = (one) => [...one.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== '')
  const build = (one) =>
    [one.tagName, one.getAttribute('class'), one.getAttribute('role'), words(one), one.getAttributeNames().sort()].join()
  const inside = (one) => [...new Set([...one.querySelectorAll('*')].map(build))].sort().join(' ')
  const seen = new Set()
  const repeated = []
  const walk = (parent, path) => {
    for (const child of parent.children) {
      const at = path + '>' + build(child)
      const key = at + ' ' + inside(child)
      if (seen.has(key)) repeated.push(child)
      else walk(child, at)
      seen.add(key)
    }
  }
  walk(document.body, '')
  return repeated
})()`

const RUN = `axe.run({ include: [document.documentElement], exclude: ${REPEATED} }, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`

/** Pages on which axe was run, with how often. */
const runs = new WeakMap<Page, number>()

/**
 * Brings axe to a page. It is half a megabyte, and to send it takes as long as to run it: a page that is asked for
 * the second time keeps it, and finds it there after each address that it goes to.
 */
async function bring(page: Page): Promise<void> {
  const before = runs.get(page) ?? 0
  runs.set(page, before + 1)
  if (before === 1) await page.addInitScript({ content: SOURCE })
  if (await page.evaluate<boolean>(`typeof axe === 'object'`)) return
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: `${SOURCE};0` })
  await session.detach()
}

/** One line for each rule that is broken, with the places; of parts that are built alike, the first stands for all. */
export async function violations(page: Page): Promise<string[]> {
  await bring(page)
  return page.evaluate<string[]>(RUN)
}

const CROWDED = `axe.run(document, { runOnly: { type: 'rule', values: ['target-size'] }, resultTypes: ['violations'] })
  .then(({ violations }) => violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)))`

/** Links and buttons that a finger would miss as the page is now laid out (WCAG 2.5.8): a phone wraps what a desktop does not. */
export async function crowded(page: Page): Promise<string[]> {
  await bring(page)
  return page.evaluate<string[]>(CROWDED)
}
