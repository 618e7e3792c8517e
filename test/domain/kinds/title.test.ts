import { describe, expect, it } from 'vitest'
import { titleIn } from '../../../worker/domain/kinds/title.ts'

const named = (state: object) => ({ title: '反复延期', state })

describe('the title of a record', () => {
  it.each([
    ['department', { kind: 'department', nameEn: 'Water Bureau' }, 'Water Bureau'],
    ['flag', { kind: 'flag', titleEn: 'Repeated slippage' }, 'Repeated slippage'],
    ['milestone', { kind: 'milestone', titleEn: 'Remedy' }, 'Remedy'],
    ['flag in one language', { kind: 'flag', titleEn: null }, '反复延期'],
    ['decision', { kind: 'decision' }, '反复延期'],
  ])('of a %s is in the language of the reader where it has one', (_, state, english) => {
    expect(titleIn('zh', named(state))).toBe('反复延期')
    expect(titleIn('en', named(state))).toBe(english)
  })
})
