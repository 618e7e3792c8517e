/** Every folder of the trials is a test with its value, and its kind a second test with another input. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sharedFolder } from '../support/shared.ts'

/** A file of tests, and a title in it. */
type Tested = readonly [file: string, title: string]

const HARM = 'cli/import/harm.test.ts'
const WRONG = 'cli/import/wrong.test.ts'
const DECLARED = 'intake/register/declared.test.ts'
const LAYOUT = 'intake/register/layout.test.ts'
const SHAPES = 'intake/draft/shapes.test.ts'
const UNSEEN = 'intake/draft/unseen.test.ts'
const DATES = 'intake/values/dates.test.ts'
const NUMBERS = 'intake/values/numbers.test.ts'
const WORDS = 'intake/values/words.test.ts'
const VERIFY = 'cli/verify/verify.test.ts'

/** By the number of its folder: the test that reads the trial, and one of its kind on an input of the project's own. */
const TESTS: { readonly [number: string]: readonly [trial: Tested, kind: Tested] } = {
  '01': [
    [HARM, 'trial %s: the second edition is not entered'],
    [WRONG, 'a renamed key'],
  ],
  '02': [
    [HARM, 'trial %s: the second edition is not entered'],
    [WRONG, 'a renamed column'],
  ],
  '03': [
    [WORDS, 'symbols of a vote, as in the trial'],
    [WORDS, 'marks, cases and punctuation that alone tell'],
  ],
  '04': [
    [WORDS, 'vowels, tones and symbols, as in the trial'],
    [WORDS, 'kana, Cyrillic letters'],
  ],
  '05': [
    [HARM, 'trial %s: the draft says what it leaves out'],
    [UNSEEN, 'that leaves rows out says how many'],
  ],
  '06': [
    [DATES, 'as in the trial'],
    [DATES, 'and the other order too'],
  ],
  '07': [
    [NUMBERS, 'of the trial: what has another decimal mark'],
    [NUMBERS, 'part three digits or are none'],
  ],
  '08': [
    [DATES, "trial('08')"],
    [DATES, 'and so are others of the kinds'],
  ],
  '09': [
    [NUMBERS, 'of the trial are read by value'],
    [NUMBERS, 'as numbers whatever their format'],
  ],
  10: [
    [LAYOUT, 'trial 10: five tasks'],
    [LAYOUT, 'in another language, in a workbook'],
  ],
  11: [
    [DECLARED, 'trial 11: a membership'],
    [SHAPES, 'an assembly with parties, each in a list of its own'],
  ],
  12: [
    [DECLARED, 'trial 12: numbers are keys'],
    [DECLARED, 'a list or an object where a text is read'],
  ],
  13: [
    [LAYOUT, 'trial 13: three works'],
    [LAYOUT, 'an object inside of another'],
  ],
  14: [
    [DECLARED, 'trial 14: milestones two lists down'],
    [DECLARED, 'lists within lists, of each all items'],
  ],
  15: [
    ['intake/values/encodings.test.ts', "trial('15')"],
    ['intake/values/encodings.test.ts', 'Object.entries(TEXTS)'],
  ],
  16: [
    [DECLARED, 'trial 16: 2 decisions'],
    [DECLARED, 'rows that are the same in everything'],
  ],
  17: [
    [DECLARED, 'trial 17: a mapping by which'],
    [DECLARED, 'finished by anything but a flag'],
  ],
  18: [
    ['cli/import/large.test.ts', 'trial 18: are compared'],
    ['house/spreads.test.ts', 'is not spread into a call'],
  ],
  19: [
    [VERIFY, 'tells folders apart that bear the same origin'],
    [VERIFY, 'keeps both checkpoints'],
  ],
  20: [
    [SHAPES, 'trial 20: the members of the file'],
    [SHAPES, 'members down, motions across'],
  ],
  21: [
    ['cli/inspect/delivery.test.ts', 'trial 21: a bill that was ten days old'],
    ['cli/inspect/delivery.test.ts', 'a work that was due after it'],
  ],
  22: [
    [DATES, "trial('22')"],
    [DATES, 'a date after the delivery is told'],
  ],
  23: [
    [HARM, 'trial %s: the draft says what it leaves out'],
    [UNSEEN, 'takes the end of works that go on'],
  ],
}

const sourceOf = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')

it('each trial is tested, and its kind once more', () => {
  const folder = join(sharedFolder() ?? '', 'trials')
  const there = existsSync(folder) ? readdirSync(folder).map((name) => name.slice(0, 2)) : Object.keys(TESTS)
  expect([...new Set(there)].sort()).toEqual(Object.keys(TESTS).sort())
  for (const [number, [trial, kind]] of Object.entries(TESTS)) {
    for (const [file, title] of [trial, kind])
      expect([number, file, sourceOf(file).includes(title)]).toEqual([number, file, true])
    const reads = sourceOf(trial[0])
    // Of 19 there is no file: its ledgers are made.
    if (number !== '19') expect([number, reads.includes(`'${number}'`)]).toEqual([number, true])
  }
})
