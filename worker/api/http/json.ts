/**
 * JSON as a request may carry it (I-JSON, RFC 7493, with limits): read in one pass, so that nothing is built of
 * a body that is too deep, too wide or says one thing twice. What JSON would bend on the way is refused here,
 * because nothing behind could tell: a key twice, half a character, a number that no double holds.
 */

import { refuse } from '../../domain/record/guard.ts'
import type { Problem } from '../../domain/record/problem.ts'
import type { Json } from '../../ledger/canonical.ts'

export interface JsonLimits {
  /** Lists and objects within each other. */
  depth: number
  /** Members of objects and items of lists, all together. */
  members: number
  /** Members of one object. */
  keys: number
  /** Characters of one text, as it is written. */
  text: number
}

interface Container {
  /** Exactly one of the two is there. */
  list: Json[] | null
  object: { [key: string]: Json } | null
  /** The key whose value is being read. */
  key: string
  keys: number
}

/** Characters and members that are read before others have their turn: a few milliseconds. */
const STRIDE = 512 * 1024
const MEMBERS_STRIDE = 2_000
/** Characters of the longest number: no double needs 30. */
const LONGEST_NUMBER = 100

/** White space in one place: no printer of JSON indents so far, and megabytes of it only cost time. */
const MOST_SPACE = 20_000

const SPACE = /[ \t\n\r]{0,20001}/y
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const WORDS: ReadonlyMap<string, Json> = new Map([
  ['t', true],
  ['f', false],
  ['n', null],
])
const ZERO = /^-?0*(?:\.0*)?(?:[eE].*)?$/
const LONE_SURROGATE = /\p{Surrogate}/u

/**
 * Reads a text as JSON.
 *
 * @returns a walk that stops every few milliseconds, so that its caller can let others have their turn;
 *   it ends with the value
 * @throws Problem `invalid` with the place: the character for what is no JSON, the path (`items/3/name`) for what
 *   is JSON but may not be sent
 */
export function* walkJson(text: string, limits: JsonLimits): Generator<undefined, Json, undefined> {
  const stack: Container[] = []
  let at = 0
  let members = 0
  let turn = STRIDE
  let membersTurn = MEMBERS_STRIDE

  const skip = (): void => {
    if (text.charCodeAt(at) > 0x20) return
    SPACE.lastIndex = at
    const length = SPACE.exec(text)?.[0].length ?? 0
    if (length > MOST_SPACE) throw tooMuchSpace(at)
    at += length
  }
  const here = (): string[] => stack.map(({ list, key }) => (list === null ? key : String(list.length)))

  const readString = (): string => {
    const start = at
    at += 1
    let escaped = false
    for (;;) {
      at = endOfPlain(text, at, start + limits.text + 1)
      if (at - start > limits.text) throw tooLong(here(), limits.text)
      const code = text.charCodeAt(at)
      if (code === 0x22) break
      if (code !== 0x5c) throw malformed(text, at)
      escaped = true
      at += 2
    }
    at += 1
    if (!escaped) return text.slice(start + 1, at - 1)
    let value: string
    try {
      value = JSON.parse(text.slice(start, at))
    } catch {
      throw malformed(text, start)
    }
    if (LONE_SURROGATE.test(value)) throw halfCharacter(here())
    return value
  }

  const readNumber = (): number => {
    const start = at
    while (isOfNumber(text.charCodeAt(at)) && at - start <= LONGEST_NUMBER) at += 1
    const found = text.slice(start, at)
    if (found.length > LONGEST_NUMBER) throw bentNumber(here(), found)
    if (!NUMBER.test(found)) throw malformed(text, start)
    const value = Number(found)
    const whole = Number.isInteger(value)
    if (
      !Number.isFinite(value) ||
      (whole && !Number.isSafeInteger(value)) ||
      (value === 0 && !ZERO.test(found))
    )
      throw bentNumber(here(), found)
    return value
  }

  const readWord = (): Json => {
    const value = WORDS.get(text.charAt(at))
    if (value === undefined || !text.startsWith(String(value), at)) throw malformed(text, at)
    at += String(value).length
    return value
  }

  const open = (list: boolean): Json => {
    if (stack.length >= limits.depth) throw tooDeep(here(), limits.depth)
    at += 1
    const container: Container = { list: list ? [] : null, object: list ? null : {}, key: '', keys: 0 }
    stack.push(container)
    return container.list ?? container.object
  }

  /** Goes on within the innermost list or object: to the next value, or out of it. @returns whether it is at an end */
  const closes = (isFirst: boolean): boolean => {
    const top = stack.at(-1)
    if (top === undefined) return true
    skip()
    const end = top.list === null ? 0x7d : 0x5d
    if (text.charCodeAt(at) === end) {
      at += 1
      return true
    }
    if (!isFirst) {
      if (text.charCodeAt(at) !== 0x2c) throw malformed(text, at)
      at += 1
      skip()
    }
    members += 1
    if (members > limits.members) throw tooMany(limits.members)
    if (top.object !== null) {
      if (text.charCodeAt(at) !== 0x22) throw malformed(text, at)
      const keyAt = at
      const key = readString()
      top.key = key
      top.keys += 1
      if (top.keys > limits.keys) throw tooMany(limits.keys, here().slice(0, -1))
      if (key === '__proto__') throw forbiddenKey(here(), key)
      if (Object.hasOwn(top.object, key)) throw twice(here(), key, keyAt)
      skip()
      if (text.charCodeAt(at) !== 0x3a) throw malformed(text, at)
      at += 1
    }
    return false
  }

  let value: Json = null
  reading: for (;;) {
    if (at > turn || members > membersTurn) {
      turn = at + STRIDE
      membersTurn = members + MEMBERS_STRIDE
      yield
    }
    skip()
    const code = text.charCodeAt(at)
    if (code === 0x7b || code === 0x5b) {
      value = open(code === 0x5b)
      if (!closes(true)) continue
      stack.pop()
    } else if (code === 0x22) value = readString()
    else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) value = readNumber()
    else value = readWord()
    for (;;) {
      const top = stack.at(-1)
      if (top === undefined) break reading
      if (top.list !== null) top.list.push(value)
      else if (top.object !== null) top.object[top.key] = value
      if (!closes(false)) break
      value = top.list ?? top.object
      stack.pop()
    }
  }
  skip()
  if (at < text.length) throw malformed(text, at)
  return value
}

/** Place of the next quote, backslash or control character of a text, or its end; `most` at the farthest. */
function endOfPlain(text: string, from: number, most: number): number {
  let at = from
  for (let code = text.charCodeAt(at); code >= 0x20 && code !== 0x22 && code !== 0x5c && at < most; ) {
    at += 1
    code = text.charCodeAt(at)
  }
  return at
}

/** Digits, signs, point and exponent. */
function isOfNumber(code: number): boolean {
  const isDigit = code >= 0x30 && code <= 0x39
  return isDigit || code === 0x2d || code === 0x2b || code === 0x2e || code === 0x65 || code === 0x45
}

/** Longest place and word that are repeated to whoever sent them. */
const MOST_SHOWN = 200
const cut = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text)

function malformed(text: string, at: number): Problem {
  return at >= text.length
    ? refuse(
        'invalid',
        '请求体不是合法的 JSON：还没有完就断了。',
        'The request body is not valid JSON: it ends too early.',
      )
    : refuse(
        'invalid',
        `请求体不是合法的 JSON：第 ${at + 1} 个字符处有误。`,
        `The request body is not valid JSON: see character ${at + 1}.`,
      )
}

function tooMuchSpace(at: number): Problem {
  return refuse(
    'invalid',
    `第 ${at + 1} 个字符之后的空白太长：一处至多 ${MOST_SPACE} 个空白字符。`,
    `Too much white space after character ${at + 1}: in one place there may be ${MOST_SPACE} characters of it.`,
  )
}

function named(place: readonly string[]): { zh: string; en: string; field: string | undefined } {
  const field = cut(place.join('/'))
  return field === ''
    ? { zh: '请求体', en: 'The request body', field: undefined }
    : { zh: field, en: field, field }
}

function halfCharacter(place: readonly string[]): Problem {
  const { zh, en, field } = named(place)
  const words = ['含有残缺的字符（单独的代理项）', 'holds half a character (a lone surrogate)'] as const
  return refuse('invalid', `${zh}：${words[0]}。`, `${en} ${words[1]}.`, field)
}

function bentNumber(place: readonly string[], number: string): Problem {
  const { zh, en, field } = named(place)
  return refuse(
    'invalid',
    `${zh}：数字 ${cut(number)} 无法如实记下；整数至多 9007199254740991，更长的请写成文字。`,
    `${en}: the number ${cut(number)} cannot be kept as it is; whole numbers go to 9007199254740991, send longer ones as text.`,
    field,
  )
}

function twice(place: readonly string[], key: string, at: number): Problem {
  const { field } = named(place)
  return refuse(
    'invalid',
    `“${cut(key)}”写了两次（第二次在第 ${at + 1} 个字符处）：只能写一次。`,
    `"${cut(key)}" stands twice (the second time at character ${at + 1}): say it once.`,
    field,
  )
}

function forbiddenKey(place: readonly string[], key: string): Problem {
  return refuse(
    'invalid',
    `不能用“${key}”作字段名。`,
    `"${key}" cannot be the name of a field.`,
    named(place).field,
  )
}

function tooDeep(place: readonly string[], most: number): Problem {
  return refuse(
    'invalid',
    `嵌套过深：至多 ${most} 层。`,
    `Nested too deeply: at most ${most} levels.`,
    named(place).field,
  )
}

function tooLong(place: readonly string[], most: number): Problem {
  const { zh, en, field } = named(place)
  return refuse(
    'invalid',
    `${zh}：太长，一段文字至多 ${most} 个字符。`,
    `${en}: too long, one text has at most ${most} characters.`,
    field,
  )
}

function tooMany(most: number, place: readonly string[] = []): Problem {
  const { zh, en, field } = named(place)
  return refuse(
    'invalid',
    `${zh}：字段和列表项太多，合计至多 ${most} 个。`,
    `${en}: too many members and items, there may be ${most} in all.`,
    field,
  )
}
