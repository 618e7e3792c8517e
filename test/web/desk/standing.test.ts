/** Wherever a desk shows how a record stands, it says of a withheld, an erased and an annulled one which it is. */
import { describe, expect, it } from 'vitest'
import { wholeStanding } from '../../../web/labels.ts'
import { actKinds, canBeAnnulled } from '../../../worker/domain/kinds/registry.ts'
import { sources, textOf } from '../../support/imports.ts'

const desk = sources.filter((path) => path.startsWith('web/desk/'))

describe('a desk', () => {
  it('asks one function how a record stands, and no status alone', () => {
    expect(desk.length).toBeGreaterThan(80)
    const alone = desk.filter((path) => /\b(statusLabel|standingLabel)\b/.test(textOf(path)))
    expect(alone).toEqual([])
    expect(desk.filter((path) => textOf(path).includes('wholeStanding')).length).toBeGreaterThan(6)
  })

  it.each(actKinds)('tells a %s that is withheld, erased or annulled from one another', (kind) => {
    const of = { kind, status: 'withheld' }
    for (const lang of ['zh', 'en'] as const) {
      const withheld = wholeStanding(lang, of)
      const erased = wholeStanding(lang, { ...of, openingErased: true })
      const annulled = wholeStanding(lang, { ...of, annulled: true })
      expect(new Set([withheld, erased, annulled]).size).toBe(3)
      expect(annulled).toContain(withheld)
      if (canBeAnnulled(kind))
        expect(wholeStanding(lang, { ...of, openingErased: true, annulled: true })).toContain(erased)
    }
  })
})
