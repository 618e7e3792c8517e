/**
 * Likeness of bytes to writing in an encoding, from 0 to 1: by the rows of its table in which letters of
 * daily use stand, and by the alphabets of the languages that are written in it.
 */
import { greatest } from '../../domain/record/list/long.ts'

/** Weights of a character of two bytes, by its first and second. */
type Weigh = (lead: number, trail: number) => number

interface Wide {
  weigh: Weigh
  /** True for a byte above ASCII that stands for itself. */
  alone?: (byte: number) => boolean
}

const isIn = (byte: number, from: number, to: number): boolean => byte >= from && byte <= to
/** Punctuation and full-width letters stand beside others, and say less. */
const SIGN = 0.8
const RARE = 0.25
const ODD = 0.1

/** Encodings of two bytes a character. Level 1 of each table has the characters in daily use. */
export const WIDE: { readonly [encoding: string]: Wide } = {
  gb18030: {
    weigh: (lead, trail) => {
      if (trail < 0xa1) return ODD
      return isIn(lead, 0xb0, 0xd7) ? 1 : isIn(lead, 0xa1, 0xa3) ? SIGN : isIn(lead, 0xd8, 0xf7) ? RARE : ODD
    },
  },
  big5: {
    weigh: (lead) =>
      isIn(lead, 0xa4, 0xc6) ? 1 : isIn(lead, 0xa1, 0xa3) ? SIGN : isIn(lead, 0xc9, 0xf9) ? RARE : ODD,
  },
  'euc-kr': {
    weigh: (lead, trail) => {
      if (trail < 0xa1) return RARE
      return isIn(lead, 0xb0, 0xc8) ? 1 : isIn(lead, 0xa1, 0xa3) ? SIGN : isIn(lead, 0xca, 0xfd) ? RARE : ODD
    },
  },
  shift_jis: {
    weigh: (lead, trail) => {
      if (lead === 0x82) return trail >= 0x9f ? 1 : SIGN
      if (lead === 0x81) return SIGN
      if (lead === 0x83) return trail <= 0x96 ? 1 : ODD
      return isIn(lead, 0x88, 0x97) ? 1 : isIn(lead, 0x98, 0xea) ? RARE : ODD
    },
    alone: (byte) => isIn(byte, 0xa1, 0xdf),
  },
  'euc-jp': {
    weigh: (lead) =>
      lead === 0xa4 || lead === 0xa5 || isIn(lead, 0xb0, 0xcf)
        ? 1
        : isIn(lead, 0xa1, 0xa3)
          ? SIGN
          : isIn(lead, 0xd0, 0xf4)
            ? RARE
            : ODD,
  },
}

/**
 * Likeness of bytes to writing in a two-byte encoding, from 0 to 1: the mean weight of its pairs above ASCII.
 * 0 for bytes that are all ASCII.
 */
export function scoreWide(bytes: Uint8Array, { weigh, alone }: Wide): number {
  let [sum, count] = [0, 0]
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0
    if (lead < 0x80) continue
    count += 1
    if (alone?.(lead)) sum += ODD
    else {
      i += 1
      sum += weigh(lead, bytes[i] ?? 0)
    }
  }
  return count === 0 ? 0 : sum / count
}

/** Places of the pairs of a text in the tables. */
export interface Pairs {
  count: number
  /** All in the part that Hangul and Chinese characters of daily use share. */
  hangul: boolean
  /** All with a second byte above ASCII. */
  high: boolean
}

/** Pairs above ASCII in bytes of an East Asian encoding; signs and kana (rows A1 to A3) are not counted. */
export function pairsIn(bytes: Uint8Array): Pairs {
  const pairs = { count: 0, hangul: true, high: true }
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0
    if (lead < 0x80) continue
    i += 1
    if (isIn(lead, 0xa1, 0xa3)) continue
    pairs.count += 1
    pairs.hangul &&= isIn(lead, 0xb0, 0xc8)
    pairs.high &&= (bytes[i] ?? 0) >= 0xa1
  }
  return pairs
}

const CENTRAL = ['ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'áéíóöőúüű', 'ăâîşţ', 'čćđšž']
const WESTERN = [
  'äöüß',
  'àâæçéèêëîïôœùûüÿ',
  'áéíñóúüªº¿¡',
  'áâãàçéêíóôõúªº',
  'àèéìòù',
  'åäöæøé',
  'áäéëíïóöüú',
  'áðéíóúýþæö',
  'àçèéíïòóúü·',
]
/** Letters beyond ASCII, if all are: those that are met most stand first, the others behind a bar. */
const CYRILLIC = ['оеаинтсрвлкмдпуя|ёбгжзйфхцчшщъыьэю', 'оаинвіертслкмдупя|бгґєжзїйфхцчшщьюё’']
/** Letters beyond ASCII of languages by encoding; what is listed first is taken where two give the same text. */
export const NARROW: { readonly [encoding: string]: readonly string[] } = {
  'windows-1252': WESTERN,
  'iso-8859-15': WESTERN,
  'windows-1250': CENTRAL,
  'iso-8859-2': CENTRAL,
  'windows-1254': ['çğıöşüâîûİ'],
  'windows-1257': ['ąčęėįšųūž', 'āčēģīķļņšūž', 'äõöüšž'],
  'windows-1251': CYRILLIC,
  'koi8-u': CYRILLIC,
  'iso-8859-5': CYRILLIC,
  ibm866: CYRILLIC,
  'windows-1253': ['αοιετσνηυρπκμλςίόάέή|βγδζθξφχψωύώϊϋΐΰ'],
  'windows-1255': ['יוהלארתבמשנדםחקעפ|גזטךכןסףץצ'],
  'windows-1256': ['اليمنورتبةعدسفهكقأحج|ثخذزشصضطظغىءآؤإئپچژگی،؟'],
  'windows-874': ['านรกอเงยลวทมสตคดบัิี่้|ขฃฅฆจฉชซฌญฎฏฐฑฒณถธปผฝพฟภศษหฬฮฯะำึืฺุูแโใไๅๆ็๊๋์ํ๎๐๑๒๓๔๕๖๗๘๙'],
}

const SIGNS = /[“”„‘’‚–—…«»°§€£©®·•\u00a0№]/u
/**
 * Greatest share of letters among the signs and letters beyond ASCII of a text that tells encodings apart by
 * signs alone.
 */
const FEW = 0.05

/**
 * True for a text with next to no letters beyond ASCII: nothing tells encodings apart then but how usual they
 * are.
 */
export function isSigns(text: string): boolean {
  const beyond = [...text].filter((letter) => letter > '\u007f')
  return beyond.filter((letter) => /[\p{L}\p{M}]/u.test(letter)).length <= FEW * beyond.length
}

const LAST = /[ςךםןףץ]/u
/** A capital within a word. */
const WITHIN = 0.3
/** A letter that is met less. */
const LESS = 0.4

/**
 * Likeness of a text to writing in the best fitting of some alphabets, from 0 to 1; 0 without an alphabet.
 */
export function scoreNarrow(text: string, alphabets: readonly string[]): number {
  const letters = [...text]
  return greatest(
    0,
    alphabets.map((alphabet) => scoreAlphabet(letters, alphabet)),
  )
}

function scoreAlphabet(letters: readonly string[], alphabet: string): number {
  const [common = '', rare = ''] = alphabet.split('|')
  const weights = new Map([...rare, ...rare.toUpperCase()].map((letter) => [letter, LESS]))
  for (const letter of common + common.toUpperCase()) weights.set(letter, 1)
  let [sum, count] = [0, 0]
  for (const [i, letter] of letters.entries()) {
    if (letter <= '\u007f') continue
    count += 1
    const [before = '', after = ''] = [letters[i - 1], letters[i + 1]]
    const inWord = /[\p{L}\p{M}]/u.test(before)
    const weight = weights.get(letter) ?? 0
    if (weight > 0) {
      // £3 in one encoding is Ł3 in another: no capital stands before a figure.
      if (letter !== letter.toLowerCase() && /\d/.test(after)) continue
      // A mark stands on a letter, a last form ends its word, and no word is of two scripts.
      if (/\p{M}/u.test(letter) && !inWord) continue
      if (LAST.test(letter) && /\p{L}/u.test(after)) continue
      if (!/[\p{Script=Latin}\P{L}]/u.test(letter) && /[a-z]/i.test(before + after)) continue
      sum += letter !== letter.toLowerCase() && inWord ? weight * WITHIN : weight
    } else if (SIGNS.test(letter)) sum += inWord && /\p{L}/u.test(after) ? ODD : SIGN
  }
  return count === 0 ? 0 : sum / count
}
