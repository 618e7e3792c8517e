/** One subject, one folder: where more than some files lie loose beside each other, nobody finds the one they need. */
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { sources } from '../support/imports.ts'

/** Source files that a folder may hold, those of its own folders apart. */
const MOST = 15

/** Folders that hold more, and why: mostly one thing repeated, each found by its name. */
const SERIES: Readonly<Record<string, string>> = {
  'worker/ledger': 'the format, part by part, read as one',
  'worker/domain/record': 'the machinery with which every kind and every case is declared',
  'worker/domain/rules/procedure': 'one rule, one file, found by its number',
  'web/pages': 'one page, one file, found by its address',
  'web/desk/pages': 'one page, one file, found by its address',
}

/** Of these, what is no series: as many files as there are, and never more. */
const NO_MORE: Readonly<Record<string, number>> = { 'worker/domain/record': 19 }

function looseIn(files: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1)
  return counts
}

it('no folder holds more loose files than can be looked over', () => {
  const full = [...looseIn(sources)].filter(([folder, n]) => n > MOST && SERIES[folder] === undefined)
  expect(full).toEqual([])
})

it('what is excepted needs it', () => {
  const counts = looseIn(sources)
  expect(Object.keys(SERIES).filter((folder) => (counts.get(folder) ?? 0) <= MOST)).toEqual([])
})

it('what is no series does not grow, and its number is what it is', () => {
  const counts = looseIn(sources)
  expect(Object.fromEntries(Object.keys(NO_MORE).map((folder) => [folder, counts.get(folder)]))).toEqual(
    NO_MORE,
  )
})
