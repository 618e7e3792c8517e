import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSeen, withoutMarks, withoutUnseen, withoutWidthless } from '../../../worker/domain/text/unseen.ts'
import { folded, foldedName } from '../../../worker/intake/register/fold.ts'

/** Unicode's own set of format characters, the marks that turn a direction and tags apart. */
const WIDTHLESS = ['\u00ad', '\u180e', '\u200b', '\u2060', '\u2061', '\u2062', '\u2063', '\u2064', '\ufeff']
const JOINERS = ['\u200c', '\u200d']

describe('what nobody sees', () => {
  it('is refused in a name, left out of a printed one, and passed over in comparing', () => {
    for (const one of WIDTHLESS) {
      expect(isSeen(`水${one}务局`), one).toBe(false)
      expect(withoutWidthless(`水${one}务局`)).toBe('水务局')
      expect(foldedName(`水${one}务局`)).toBe(foldedName('水务局'))
      expect(folded(`water${one}works 水`)).toBe(folded('waterworks 水'))
      expect(withoutMarks(`2026${one}-03`)).toBe('2026-03')
    }
  })

  it('may be a joiner where letters need one, and is passed over in comparing', () => {
    for (const one of JOINERS) {
      expect(isSeen(`क्${one}ष`), one).toBe(true)
      expect(isSeen(`水${one}务局`), one).toBe(false)
      expect(withoutUnseen(`水${one}务局`)).toBe('水务局')
      expect(withoutWidthless(`क्${one}ष`)).toBe(`क्${one}ष`)
    }
  })

  it('is never left in a name that was cleaned of it', () => {
    const texts = fc.array(fc.constantFrom('水', 'a', ' ', ...WIDTHLESS)).map((parts) => parts.join(''))
    fc.assert(fc.property(texts, (text) => isSeen(withoutWidthless(text))))
  })
})
