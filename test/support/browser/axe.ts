/** What axe finds on a page, with the rules of WCAG 2.2 AA and its best practices. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Elements that stand for nothing new: built of the same elements, classes, roles and attributes as one before
 * them, within the same; of the rows of a list, all but one of each build. Looking at them all took twice as long.
 *
 * `cut` leaves those out of the tree that axe makes of a page, as parents with what stays of what they hold: whole
 * parts that no label is in and that nothing else names. `exclude` stay in the tree, as the name of a field may need
 * them, and are not looked at; axe compares each element with each of these for each rule, so they are few.
 */
const REPEATED = `(() => {
  const PARTS = ['ARTICLE', 'DD', 'DETAILS', 'DIV', 'DL', 'DT', 'LI', 'OL', 'P', 'SECTION', 'TABLE', 'TBODY', 'TR', 'UL']
  const NAMING = ['for', 'list', 'headers', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns',
    'aria-activedescendant', 'aria-details', 'aria-errormessage']
  const named = new Set(NAMING.flatMap((name) =>
    [...document.querySelectorAll('[' + name + ']')].flatMap((one) => one.getAttribute(name).split(/\\s+/))))
  const builds = new Map()
  const looked = new Map()
  const look = (one) => {
    let hasWords = false
    let stands = one.localName !== 'label' && !(one.id !== '' && named.has(one.id))
    const within = new Set()
    for (const child of one.childNodes) {
      if (child.nodeType === 3) hasWords ||= child.data.trim() !== ''
      if (child.nodeType !== 1) continue
      const inside = look(child)
      stands &&= inside.stands
      for (const build of inside.within) within.add(build)
    }
    const told =
      [one.tagName, one.getAttribute('class'), one.getAttribute('role'), hasWords, one.getAttributeNames().sort()].join()
    if (!builds.has(told)) builds.set(told, builds.size)
    const build = builds.get(told)
    const all = build + ' ' + [...within].sort((a, b) => a - b)
    const found = { build, all, stands, within: within.add(build) }
    looked.set(one, found)
    return found
  }
  look(document.body)
  const seen = new Set()
  const cut = []
  const exclude = []
  const walk = (parent, path) => {
    const kept = []
    for (const child of parent.childNodes) {
      const { build, all, stands } = looked.get(child) ?? {}
      const key = path + '>' + all
      const isNew = all === undefined || !seen.has(key)
      if (!isNew && stands && PARTS.includes(child.tagName)) continue
      kept.push(child)
      if (!isNew) exclude.push(child)
      else if (all !== undefined) walk(child, path + '>' + build)
      seen.add(key)
    }
    if (kept.length < parent.childNodes.length) cut.push([parent, kept])
  }
  walk(document.body, '')
  return { cut, exclude }
})()`

// The page itself stays whole: a script that draws on it meanwhile finds all it has drawn.
const RUN = `(async () => {
  const { cut, exclude } = ${REPEATED}
  for (const [parent, kept] of cut) Object.defineProperty(parent, 'childNodes', { value: kept, configurable: true })
  try {
    const { violations } = await axe.run({ include: [document.documentElement], exclude }, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    })
    return violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' '))
  } finally {
    for (const [parent] of cut) delete parent.childNodes
  }
})()`

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

const FAINT = `axe.run(document, { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'] })
  .then(({ violations }) => violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)))`

/** Text that stands out too little from what is behind it, as the page is now coloured (WCAG 1.4.3). */
export async function faint(page: Page): Promise<string[]> {
  await bring(page)
  return page.evaluate<string[]>(FAINT)
}

const CROWDED = `axe.run(document, { runOnly: { type: 'rule', values: ['target-size'] }, resultTypes: ['violations'] })
  .then(({ violations }) => violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)))`

/** Links and buttons that a finger would miss as the page is now laid out (WCAG 2.5.8): a phone wraps what a desktop does not. */
export async function crowded(page: Page): Promise<string[]> {
  await bring(page)
  return page.evaluate<string[]>(CROWDED)
}
