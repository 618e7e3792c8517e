/** Names that an object of JSON has twice, of which a parser silently takes the last. */
import type { Json } from '../../../ledger/canonical.ts'
import { unreadable } from '../sheet.ts'

/** One name that stands twice in an object, with what stands at each. */
interface Doubled {
  path: string
  first: string
  second: string
  /** Lines, from 1, on which the name stands. */
  lines: readonly [number, number]
}

/** Objects and lists inside of one another that are looked into. */
const DEEPEST = 500
const COLON = 58
const BACKSLASH = 92

/** Number of names before a colon in a document that is known to be JSON. */
function namesIn(text: string): number {
  let names = 0
  for (let open = text.indexOf('"'); open >= 0; ) {
    let end = text.indexOf('"', open + 1)
    while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
    if (end < 0) return names
    let at = end + 1
    while (isSpace(text.charCodeAt(at))) at += 1
    if (text.charCodeAt(at) === COLON) names += 1
    open = text.indexOf('"', at)
  }
  return names
}

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9

function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1
  while (text.charCodeAt(at) === BACKSLASH) at -= 1
  return (quote - at) % 2 === 0
}

/** Number of members of all objects inside of a value, without a call for each level. */
function membersIn(value: unknown): number {
  let members = 0
  const waiting: unknown[] = [value]
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (typeof one !== 'object' || one === null) continue
    const inner: unknown[] = Object.values(one)
    if (!Array.isArray(one)) members += inner.length
    for (const each of inner) if (typeof each === 'object' && each !== null) waiting.push(each)
  }
  return members
}

/** The first name that an object has twice with different values; null where none has. The text is known to be JSON. */
export function doubledIn(text: string): Doubled | null {
  let at = 0
  let found: Doubled | null = null
  const space = (): void => {
    while (isSpace(text.charCodeAt(at))) at += 1
  }
  const string = (): string => {
    const from = at
    at = text.indexOf('"', at + 1)
    while (at >= 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1)
    at += 1
    return JSON.parse(text.slice(from, at))
  }
  let depth = 0
  const list = (path: string): void => {
    at += 1
    space()
    for (let i = 0; text[at] !== ']' && found === null; i += 1) {
      value(`${path}/${i + 1}`)
      space()
      if (text[at] === ',') at += 1
      space()
    }
    at += 1
  }
  const object = (path: string): void => {
    const seen = new Map<string, { at: number; text: string }>()
    at += 1
    space()
    while (text[at] !== '}' && found === null) {
      const place = at
      const name = string()
      space()
      at += 1
      space()
      const from = at
      value(`${path}/${name}`)
      const own = text.slice(from, at)
      const known = seen.get(name)
      if (known !== undefined && !isSame(known.text, own))
        found ??= {
          ...{ path: `${path}/${name}`, first: known.text, second: own },
          lines: [lineAt(text, known.at), lineAt(text, place)],
        }
      seen.set(name, { at: place, text: own })
      space()
      if (text[at] === ',') at += 1
      space()
    }
    at += 1
  }
  function value(path: string): void {
    space()
    const first = text[at]
    depth += 1
    // Nobody nests records so deep: what is doubled there is told without its place.
    if (depth > DEEPEST) found ??= { path: '…', first: '…', second: '…', lines: [1, lineAt(text, at)] }
    else if (first === '{') object(path)
    else if (first === '[') list(path)
    else if (first === '"') string()
    else while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at += 1
    depth -= 1
  }
  value('')
  return found
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length

const isSame = (one: string, other: string): boolean =>
  one === other || JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(other))

const SHOWN = 60
const shown = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}…` : line
}

function whole(text: string, file: string): Json {
  try {
    return JSON.parse(text)
  } catch (error) {
    const line = brokenAt(text, String(error))
    const [zh, en] = line === null ? ['', ''] : [`：第 ${line} 行有误`, `: line ${line} is wrong`]
    throw unreadable(file, `不是合法的 JSON${zh}`, `it is not valid JSON${en}`)
  }
}

/** The line, from 1, at which a parser says that it stopped; null where it does not say. */
function brokenAt(text: string, said: string): number | null {
  const [, position, line] = /position (\d+)|line (\d+)/.exec(said) ?? []
  return position !== undefined ? lineAt(text, Number(position)) : line === undefined ? null : Number(line)
}

/**
 * The value of a document that a person writes, as a mapping. @throws Problem `invalid` when it is no JSON, and where
 * an object has a name twice, with two values, with its path and both lines
 */
export function parseWritten(text: string, file: string): Json {
  const value = whole(text, file)
  const doubled = namesIn(text) === membersIn(value) ? null : doubledIn(text)
  if (doubled === null) return value
  const { path, first, second, lines } = doubled
  throw unreadable(
    file,
    `${path} 在同一个对象里写了两次，第 ${lines[0]} 行是 ${shown(first)}，第 ${lines[1]} 行是 ${shown(second)}：请留下一个`,
    `${path} stands twice in one object, as ${shown(first)} on line ${lines[0]} and as ${shown(second)} on line ${lines[1]}: leave one of them`,
  )
}

/**
 * The value of a document. @throws SyntaxError when it is no JSON @throws Problem `invalid` where an object has a name
 * twice, with two values: which of them counts is nothing to guess
 *
 * @param line of the file on which the document stands, where each has its own
 */
export function parseOnce(text: string, file: string, line: number | null = null): Json {
  const value: Json = JSON.parse(text)
  if (namesIn(text) === membersIn(value)) return value
  const doubled = doubledIn(text)
  if (doubled === null) return value
  const { path, first, second } = doubled
  const [zh, en] = line === null ? ['', ''] : [`第 ${line} 行的 `, ` of line ${line}`]
  throw unreadable(
    file,
    `${zh}${path} 在同一个对象里写了两次，先是 ${shown(first)}，后是 ${shown(second)}：哪一个才对？请在文件里留下一个`,
    `${path}${en} stands twice in one object, first as ${shown(first)}, then as ${shown(second)}: which is right? Leave one of them in the file`,
  )
}
