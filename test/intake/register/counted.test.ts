/** Readings of which the records are only counted, and files that a draft reads once. */
import { describe, expect, it } from 'vitest'
import type { Sheet } from '../../../worker/intake/files/sheet.ts'
import { draftOf } from '../../../worker/intake/register/draft/draft.ts'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { readRegister } from '../../../worker/intake/register/read.ts'
import { tallyOfReading } from '../../../worker/intake/register/tally.ts'
import { each } from '../../support/intake/drafted.ts'
import { text } from '../../support/intake/trial.ts'

const OPTIONS = { name: 'works', kind: null, today: '2026-01-23' }

/** Works of which some have the title of another, some are the same in everything, and one has no department. */
const works = `Project,Department,Due date,Description\n${each((i) => {
  const n = Math.ceil(i / 3)
  return `Road ${n},${i === 5 ? '' : 'Roads'},2027-03-${i + 10},${i % 3 === 0 ? 'Asphalt' : `Part ${i}`}`
})}\nRoad 1,Roads,2027-03-11,Part 1\nTotal,,,\n`

describe('a reading that only counts', () => {
  it('counts, tells and tells apart what a whole one does', () => {
    const files = [text('works.csv', works)]
    const { mapping, tried } = draftOf(files, OPTIONS)
    const read = (counted: boolean) =>
      readRegister(files, {
        mapping: parseRegister(mapping),
        ...{ asOf: null, today: OPTIONS.today, departmentOf: () => null, counted },
      })
    const [whole, counted] = [read(false), read(true)]
    const told = (from: typeof whole) =>
      from.map((one) => ({
        ...{ tally: tallyOfReading(one), notes: one.notes, rejected: one.rejected, passed: one.passed },
        records: one.records.map(({ kind, id, key, department }) => ({ kind, id, key, department })),
      }))
    expect(told(counted)).toEqual(told(whole))
    expect(whole[0]?.passed.length).toBeGreaterThan(0)
    expect(new Set(whole[0]?.records.map(({ id }) => id)).size).toBe(whole[0]?.records.length)
    expect(counted[0]?.records.every(({ fields }) => !('title' in fields))).toBe(true)
    expect(tried).toEqual({ records: 24, rejected: 0, tally: tallyOfReading(whole[0] ?? never()) })
  })
})

describe('a draft', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode(works)],
    ['UTF-8 beyond ASCII', new TextEncoder().encode(works.replaceAll('Road', 'Straße'))],
  ])('reads a table in %s once, whatever mappings are tried on it', (_, bytes) => {
    const kept = new Map<string, Sheet[]>()
    draftOf([{ path: 'works.csv', bytes, kept }], OPTIONS)
    expect(kept.size).toBe(1)
  })
})

function never(): never {
  throw new Error('nothing was read')
}
