/** A register is silent once it has kept a longer pause than ever before, and never before a fortnight has passed. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { expectedBy, rhythmsOf, SILENT_AFTER, silentOn } from '../../worker/domain/following/silence.ts'
import { dayText } from '../../worker/domain/record/date.ts'

it('is expected again as long after its last delivery as its longest pause yet', () => {
  const days = fc.uniqueArray(fc.integer({ min: 18_000, max: 21_000 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 2000 }), (all, later) => {
      const names = all.map((day) => `a@b@${dayText(day)}`)
      const last = Math.max(...all)
      const before = (day: number) => Math.max(...all.filter((one) => one < day), -Infinity)
      const pauses = all.map((day) => day - before(day)).filter((pause) => Number.isFinite(pause))
      const longest = Math.max(SILENT_AFTER, ...pauses)
      const expected = pauses.length > 0 ? last + longest : null
      const found = silentOn(new Map([['a@b', last]]), last + later, rhythmsOf(names))
      expect(found).toEqual(later > longest ? [{ register: 'a@b', day: last, expected }] : [])
    }),
  )
})

it('reads no day out of a name that holds none', () => {
  expect([...rhythmsOf(['list@first', 'list@2024-01-01', 'list@2024-03-01'])]).toEqual([['list', 60]])
  expect([expectedBy(100, 0), expectedBy(100, 3), expectedBy(100, 30)]).toEqual([114, 114, 130])
})
