/** One form for both scripts of Chinese: each traditional character as its simplified one, character by character. */
import pairs from 'opencc-js/dict/TSCharacters'

/** Simplified character by the traditional one (OpenCC, Apache-2.0); of several the usual one. Those of one length alone. */
const SIMPLE: ReadonlyMap<string, string> = new Map(
  pairs.split('|').flatMap((pair): [string, string][] => {
    const [from = '', to = ''] = pair.split(' ')
    return from.length === to.length ? [[from, to]] : []
  }),
)

const HAN = /\p{Script=Han}/u

/** The text with every character simplified, of the same length: what is found in it stands at the same place. */
export function simplified(text: string): string {
  if (!HAN.test(text)) return text
  let folded = ''
  for (const char of text) folded += SIMPLE.get(char) ?? char
  return folded
}
