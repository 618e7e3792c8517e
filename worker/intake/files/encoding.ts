/** Text from bytes: the encoding as declared, or found and checked. */
import type { Problem } from '../../domain/record/problem.ts'
import { isSigns, NARROW, type Pairs, pairsIn, scoreNarrow, scoreWide, WIDE } from './encoding-scores.ts'
import { unreadable } from './sheet.ts'

/** Encoding that a text with next to no letters beyond ASCII is taken to have. */
const USUAL = 'windows-1252'

interface Guess {
  encoding: string
  text: string
  score: number
}

/** Bytes above ASCII that are looked at. */
const LOOKED_AT = 6000
/**
 * Score from which a text is writing: nearly all of it letters of a language. Below half so much it is none.
 */
const SURE = 0.8
const UNLIKELY = 0.6
/** Two encodings so near one another cannot be told apart. */
const NEAR = 0.06
/** So many characters in one part of a table are no accident. */
const MANY = 12

/**
 * Unicode where it is that; else by what is declared. One encoding alone is obeyed. Of several, or where none is
 * declared, the text is checked: it must be writing in that encoding.
 *
 * @throws Problem `invalid` that names the encodings which it could be
 */
export function decodeText(bytes: Uint8Array, file: string, declared: readonly string[] = []): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0))
    throw unreadable(file, '不是文本，也不是 Excel 工作簿', 'it is neither text nor an Excel workbook')
  const [only, ...others] = declared
  const marked = first === 0xef && second === 0xbb && bytes[2] === 0xbf
  const unicode = marked || only === undefined || declared.some(isUnicode) ? decoded(bytes, 'utf-8') : null
  if (unicode !== null) return unicode
  if (only !== undefined && others.length === 0) {
    const text = decoded(bytes, only)
    if (text === null) throw noneOf(file, declared)
    return text
  }
  return checked(
    bytes,
    file,
    declared.filter((one) => !isUnicode(one)),
  )
}

/** True for bytes that are read as UTF-8 whichever of these encodings are declared, and without any. */
export function isReadAsUnicode(bytes: Uint8Array, declared: readonly string[] = []): boolean {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return false
  return (declared.length === 0 || declared.some(isUnicode)) && decoded(bytes, 'utf-8') !== null
}

/** The encoding of bytes that are not UTF-8; `utf-8` where they are. @throws Problem `invalid` as above */
export function encodingOf(bytes: Uint8Array, file: string): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'utf-8'
  return decoded(bytes, 'utf-8') === null ? found(bytes, file).encoding : 'utf-8'
}

const isUnicode = (encoding: string): boolean => /^utf-?8$/i.test(encoding)

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function checked(bytes: Uint8Array, file: string, declared: readonly string[]): string {
  if (declared.length === 0) return found(bytes, file).text
  const fitting = declared.map((encoding) => ({ encoding, text: decoded(bytes, encoding) }))
  const fits = fitting.find(({ text }) => text !== null)
  if (fits === undefined || fits.text === null) throw noneOf(file, ['utf-8', ...declared])
  const [best] = guesses(bytes)
  const label = labelOf(fits.encoding)
  const own = guesses(bytes).find(({ encoding }) => labelOf(encoding) === label)
  const isOther = best !== undefined && labelOf(best.encoding) !== label && best.text !== fits.text
  if (isOther && best.score >= SURE && (own?.score ?? 1) < UNLIKELY)
    throw unreadable(
      file,
      `映射写明按 ${fits.encoding} 读，但它看来是 ${best.encoding}：请写 "encodings": ["${best.encoding}"]；若确是 ${fits.encoding}，只写它一个`,
      `the mapping says ${fits.encoding}, but it seems to be ${best.encoding}: declare "encodings": ["${best.encoding}"], or ${fits.encoding} alone if it is that`,
    )
  return fits.text
}

const labelOf = (encoding: string): string => {
  try {
    return new TextDecoder(encoding).encoding
  } catch {
    return encoding
  }
}

/** The encoding in which the bytes are writing. @throws Problem `invalid` where that is none, or several */
function found(bytes: Uint8Array, file: string): Guess {
  const broken = brokenUnicode(bytes)
  if (broken !== null)
    throw unreadable(
      file,
      `是 UTF-8，但第 ${broken} 行有损坏的字符：请重新导出，或写明 encodings`,
      `it is UTF-8, but line ${broken} holds a broken character: export it again, or declare "encodings"`,
    )
  const all = guesses(bytes)
  // English with its pounds and quotation marks: £ would be a letter elsewhere, and no language writes such words.
  const signs = all.find(({ encoding, text }) => encoding === USUAL && isSigns(text))
  const [best, ...rest] = all
  if (signs !== undefined && best !== undefined && Object.hasOwn(NARROW, best.encoding)) return signs
  const near = rest.filter(
    ({ score, text }) => best !== undefined && score > best.score - NEAR && text !== best.text,
  )
  if (best !== undefined && best.score >= UNLIKELY && near.length === 0) return best
  const names = [best, ...near].flatMap((one) => (one === undefined ? [] : [one.encoding]))
  const could = names.length === 0 ? '' : names.join(', ')
  throw unreadable(
    file,
    `编码无法确定${could === '' ? '' : `（可能是 ${names.join('、')}）`}：请写明 encodings`,
    `which encoding is it in${could === '' ? '' : ` (it could be ${could})`}? Declare "encodings"`,
  )
}

/** Every encoding that fits, best first; of two that give the same text the more usual. */
function guesses(bytes: Uint8Array): Guess[] {
  const part = sampled(bytes)
  const wide = Object.entries(WIDE).flatMap(([encoding, table]): Guess[] => {
    const text = decoded(bytes, encoding)
    return text === null ? [] : [{ encoding, text, score: scoreWide(part, table) }]
  })
  const narrow = Object.entries(NARROW).flatMap(([encoding, alphabets]): Guess[] => {
    const text = decoded(bytes, encoding)
    if (text === null) return []
    return [
      { encoding, text, score: scoreNarrow(decoded(part, encoding) ?? text.slice(0, LOOKED_AT), alphabets) },
    ]
  })
  const pairs = pairsIn(part)
  const all = [...wide, ...narrow].map((one) => ({ ...one, score: one.score * likely(one, pairs) }))
  return all.sort((a, b) => b.score - a.score)
}

/**
 * Factor, from 0 to 1, for an encoding although each character is one of daily use in it: 1 if nothing speaks
 * against it.
 */
function likely({ encoding, text }: Guess, { count, hangul, high }: Pairs): number {
  // Chinese characters fill more of the table than Hangul does, and in Big5 their second bytes reach into ASCII.
  if (encoding === 'gb18030' && hangul && count >= MANY) return 0.5
  if (encoding === 'euc-kr' && !hangul && count >= MANY) return 0.9
  if (encoding === 'big5' && high && count >= MANY) return 0.5
  // Nobody writes the sign ¤, which stands where other tables have €; and nobody the control characters.
  if (/[¤\u0080-\u009f]/u.test(text)) return 0.7
  // Without kana, Japanese in EUC cannot be told from Chinese, which is met more.
  return encoding === 'euc-jp' && !/[ぁ-ヶ]/u.test(text) ? 0.5 : 1
}

/** Lines with bytes above ASCII in them, as many as are looked at. */
function sampled(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = []
  let size = 0
  for (let from = 0; from < bytes.length && size < LOOKED_AT; ) {
    const end = bytes.indexOf(10, from)
    const to = end === -1 ? bytes.length : end + 1
    const line = bytes.subarray(from, to)
    if (line.some((byte) => byte >= 0x80)) {
      lines.push(line)
      size += line.length
    }
    from = to
  }
  const all = new Uint8Array(size)
  let at = 0
  for (const line of lines) {
    all.set(line, at)
    at += line.length
  }
  return all
}

/** The line of the first broken character of what is UTF-8 but for a few; null where it is not. */
function brokenUnicode(bytes: Uint8Array): number | null {
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.split('\ufffd').length - 1
  const good = [...text].filter((letter) => letter > '\u007f' && letter !== '\ufffd').length
  return broken > 0 && good > broken * 10 ? text.slice(0, text.indexOf('\ufffd')).split('\n').length : null
}

function noneOf(file: string, encodings: readonly string[]): Problem {
  const names = encodings.map((one) => one.toUpperCase())
  return unreadable(
    file,
    `编码不是 ${names.join('、')} 之一`,
    `the text is in none of the encodings ${names.join(', ')}`,
  )
}
