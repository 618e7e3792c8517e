/** What is said once and not spelled out again: the form in which names are compared, and the day of an instant. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

function filesIn(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('web/dist')),
  )
}

const linesWith = (pattern: RegExp, ...folders: string[]): string[] =>
  filesIn(...folders).flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((line) => (pattern.test(line) ? [`${path}: ${line.trim()}`] : [])),
  )

it('rules and patterns compare names by `nameKey`', () => {
  expect(linesWith(/normalize\('NFK?C'\)/, 'worker/domain/rules', 'worker/domain/patterns')).toEqual([])
})

/** What holds an instant, or a day or an instant, by its usual names: its first ten letters are a day in UTC. */
const INSTANT =
  /\b(?:recorded|occurred|listed|changed|since|created|updated|expires|opened|toISOString\(\))\??\.slice\(0, 10\)/

/** Lines that mean the day in UTC, or that of a day, with their reason. */
const MEANT: readonly (readonly [path: string, why: string])[] = [
  ['worker/cli/', 'the command line prints instants in UTC, and the demo has a clock of its own'],
  ['worker/domain/record/date.ts', 'counts days themselves'],
  ['worker/services/export/calendar.ts', 'moves a day by days'],
  [
    'worker/domain/kinds/consultation/consultation.ts',
    'a reducer knows no calendar: everybody replays alike',
  ],
  ['worker/domain/kinds/question/clock.ts', 'the day of receipt is that which the ledger wrote'],
  [
    'worker/domain/kinds/question/guards.ts',
    'thirty days within which an answer is rated, a day more or less',
  ],
  ['worker/domain/todo/of-records.ts', 'the day of an answer as it was written'],
]

it('the day of an instant is that in the zone of the calendar', () => {
  const found = linesWith(INSTANT, 'worker', 'web').filter(
    (line) => !MEANT.some(([path]) => line.startsWith(path)),
  )
  expect(found).toEqual([])
})

it('a number that is printed beside an English noun agrees with it, also when it is one (`many`)', () => {
  const nouns =
    'entries|records|bodies|signatures|catalogues|migrations|departments|minutes|checkpoints|files|documents|rows|places|ledgers'
  // A line that prints one of several (`3 of 5 rows`) never says one by itself.
  const stuck = new RegExp(`(?<!of )\\$\\{(?!many\\()[^{}]*\\} (?:more |other )?(?:${nouns})\\b`)
  const printed = linesWith(stuck, 'worker/cli', 'worker/machine')
  // Chinese has no number: a word in both languages behind a figure names the column.
  expect(printed.filter((line) => !/\} 条账目 entries|或 entries|or entries/.test(line))).toEqual([])
})

it('a folder with a database in it is copied at rest, by the two functions that see to it', () => {
  const copied = linesWith(/\bcp(?:Sync)?\(/, 'worker', 'test').map((line) => line.split(': ')[0])
  expect(copied.toSorted()).toEqual(['test/support/folders.ts', 'worker/machine/backup/settled.ts'])
})
