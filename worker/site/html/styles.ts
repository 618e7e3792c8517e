/**
 * Styles that stand in the page itself, so that its first paint asks for nothing but the page: of the built sheet those
 * rules whose blocks the page draws. A class belongs to the block before its `__` and `--` (`seal--good` to `seal`), so
 * what a script changes within a block is styled as well. Pure.
 */
import { toBase64, utf8 } from '../../ledger/bytes.ts'
import { sha256 } from '../../ledger/merkle.ts'

/** A part of a sheet: a rule, or a group of rules as `@layer` and `@media` are. */
type Part =
  | { rules: Part[]; opening: string }
  /** `needs`: blocks of each selector; a selector without any is for every page. */
  | { text: string; needs: string[][] }

const GROUP = /^@(?:layer|media|supports|container)\b/
const CLASS = /\.(-?[A-Za-z_][\w-]*)/g

/** The block that a class is of. */
const blockOf = (name: string): string => name.replace(/(?:__|--).*$/, '')

/** Function that gives the rules of a built sheet for a page. */
export function createStyles(sheet: string): (html: string) => string {
  const parts = partsOf(sheet)
  return (html) => {
    const drawn = drawnIn(html)
    return parts.map((part) => write(part, drawn)).join('')
  }
}

/** Value of `style-src` that admits the styles in a page, beside those of files; null where none stand in it. */
export function styleHash(html: string): string | null {
  const [, text] = /<style>(.*?)<\/style>/s.exec(html.slice(0, html.indexOf('</head>'))) ?? []
  return text === undefined ? null : `'sha256-${toBase64(sha256(utf8(text)))}'`
}

function drawnIn(html: string): ReadonlySet<string> {
  const written = new Set<string>()
  for (const [, names = ''] of html.matchAll(/\sclass="([^"]*)"/g)) written.add(names)
  return new Set([...written].flatMap((names) => names.split(/\s+/).map(blockOf)))
}

function write(part: Part, drawn: ReadonlySet<string>): string {
  if ('text' in part)
    return part.needs.some((blocks) => blocks.every((one) => drawn.has(one))) ? part.text : ''
  const inner = part.rules.map((one) => write(one, drawn)).join('')
  // The order of layers is that in which they are first named: an empty one is named all the same.
  if (inner === '' && !part.opening.startsWith('@layer')) return ''
  return `${part.opening}{${inner}}`
}

function partsOf(sheet: string): Part[] {
  const parts: Part[] = []
  let at = 0
  while (at < sheet.length) {
    const opens = endOf(sheet, at, '{;')
    if (opens === -1) break
    const opening = sheet.slice(at, opens).trim()
    if (sheet[opens] === ';') {
      parts.push({ text: `${opening};`, needs: [[]] })
      at = opens + 1
      continue
    }
    const closes = endOf(sheet, opens + 1, '}')
    const inner = sheet.slice(opens + 1, closes)
    at = closes + 1
    if (GROUP.test(opening)) parts.push({ opening, rules: partsOf(inner) })
    else parts.push({ text: `${opening}{${inner}}`, needs: needsOf(opening) })
  }
  return parts
}

/** Place of the first of these characters outside of strings and of whatever is bracketed. @returns -1 if there is none */
function endOf(text: string, from: number, ends: string): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const c = text[at] ?? ''
    if (depth === 0 && ends.includes(c)) return at
    if (c === '\\') at++
    else if (c === '"' || c === "'") at = text.indexOf(c, at + 1)
    else if (c === '(' || c === '[' || c === '{') depth++
    else if (c === ')' || c === ']' || c === '}') depth--
    if (at === -1) return -1
  }
  return -1
}

/** Blocks of each selector of a rule. What stands in brackets, as in `:not(…)`, asks for nothing. */
function needsOf(opening: string): string[][] {
  if (opening.startsWith('@')) return [[]]
  return selectorsOf(opening).map((selector) =>
    [...selector.replace(/\((?:[^()]|\([^()]*\))*\)/g, '').matchAll(CLASS)].map(([, name = '']) =>
      blockOf(name),
    ),
  )
}

function selectorsOf(opening: string): string[] {
  const selectors: string[] = []
  for (let at = 0; ; ) {
    const end = endOf(opening, at, ',')
    selectors.push(opening.slice(at, end === -1 ? undefined : end))
    if (end === -1) return selectors
    at = end + 1
  }
}
