/** Keys that a later edition types otherwise: never folded unsaid, and the same records where the mapping says so. */
import { describe, expect, it } from 'vitest'
import { openLocal } from '../../../worker/cli/import/local.ts'
import { registerText } from '../../../worker/cli/import/words.ts'
import { draftMapping } from '../../../worker/intake/register/draft/draft.ts'
import { foldedKey } from '../../../worker/intake/register/fold.ts'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { runRegister } from '../../../worker/intake/run/register.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { newFolder } from '../../support/folders.ts'
import { delivered, text, works } from '../../support/intake/trial.ts'

type Fold = boolean | 'number'
const HEADER = 'Ref,Work,Office'
const keys = (of: (i: number) => string): string[] => [1, 2, 3, 4, 5].map(of)
const list = (refs: readonly string[], work = 'Road'): string =>
  [HEADER, ...refs.map((ref, i) => `${ref},${work} ${i},Roads Office`)].join('\n')
const mapping = (fold: Fold): object => works({ number: 'Ref' }, {}, { from: ['Ref'], fold })

/** Both editions one after the other; of the second what it would do, or has done. */
async function both(first: string, second: string, folds: [Fold, Fold], complete = true) {
  const dataDir = await newFolder('typed-')
  const target = openLocal(dataDir, await openMachine({ dataDir }))
  const run = (content: string, asOf: string, fold: Fold) =>
    runRegister(
      target,
      [text('works.csv', content)],
      {
        mapping: parseRegister({ ...mapping(fold), complete, outside: true }),
        ...{ asOf, today: '2026-11-24', partial: false, skipRejected: false, dryRun: false },
      },
      { at: () => undefined },
    )
  expect(await run(first, '2026-01-01', folds[0])).toMatchObject({ added: 5, rejected: 0 })
  const summary = await run(second, '2026-06-01', folds[1])
  await target.close()
  return { ...summary, says: registerText(summary) }
}

const TYPED: [string, (i: number) => string, (i: number) => string][] = [
  ['1 as 1.0', (i) => `${i * 17}`, (i) => `${i * 17}.0`],
  ['007 as 7', (i) => `00${i * 17}`, (i) => `${i * 17}`],
  ['full-width digits', (i) => `1${i}`, (i) => `１${'０１２３４５'[i] ?? ''}`],
  ['zeros inside of a number with letters', (i) => `P-${i}/2024`, (i) => `P-00${i}/2024`],
]

describe.each(TYPED)('a key typed otherwise, %s', (_, before, now) => {
  it('is held and told with the fold that would help, whatever else changed, complete or not', async () => {
    for (const complete of [true, false])
      for (const work of ['Road', 'Street']) {
        const found = await both(list(keys(before)), list(keys(now), work), [false, false], complete)
        expect(found).toMatchObject({ entries: 0, stopped: true })
        expect(found.says).toContain('--accept retyped=5')
        expect(found.says).toContain('"fold": "number"')
      }
  })

  it('is the same record where the mapping says so, from the first edition on or only now', async () => {
    for (const first of [false, 'number'] satisfies Fold[]) {
      const same = await both(list(keys(before)), list(keys(now)), [first, 'number'])
      expect(same).toMatchObject({ unchanged: 5, entries: 0, vanished: 0, stopped: false })
      const changed = await both(list(keys(before)), list(keys(now), 'Street'), [first, 'number'])
      expect(changed).toMatchObject({ added: 0, changed: 5, entries: 5, vanished: 0 })
    }
  })

  it('is seen in a draft of both, which says that it compares numbers', () => {
    const files = [text('2025.csv', list(keys(before))), text('2026.csv', list(keys(now)))]
    const draft = draftMapping(files, { name: 'works', kind: null, today: '2026-11-24' })
    expect(JSON.stringify(draft.mapping)).toContain('"fold":"number"')
    expect(draft.remarks.map(({ en }) => en).join()).toContain('"fold": "number"')
    const once = draftMapping(files.slice(0, 1), { name: 'works', kind: null, today: '2026-11-24' })
    expect(JSON.stringify(once.mapping)).not.toContain('"fold":"number"')
  })
})

describe('two keys of one delivery that only typing tells apart', () => {
  it('are two records under the very keys that they print, and told', () => {
    const { records, notes } = delivered(mapping('number'), [
      text('works.csv', list(['7', '007', '08', '9'])),
    ])
    expect(records.map(({ key }) => key)).toEqual(['7', '007', '8', '9'])
    expect(new Set(records.map(({ id }) => id)).size).toBe(4)
    expect(notes.filter(({ words }) => words.en.includes('not folded'))).toHaveLength(2)
  })

  it('keep the records that stand under these very keys', async () => {
    const refs = ['7', '007', '1', '2', '3']
    const found = await both(list(refs), list(refs), [false, 'number'])
    expect(found).toMatchObject({ unchanged: 5, entries: 0 })
  })

  it('keep a draft from folding', () => {
    const files = [text('2025.csv', list(['7', '007', '1'])), text('2026.csv', list(['7', '007', '01']))]
    const draft = draftMapping(files, { name: 'works', kind: null, today: '2026-11-24' })
    expect(JSON.stringify(draft.mapping)).not.toContain('"fold":"number"')
  })
})

it.each([
  ['3.10', '3.10'],
  ['3.1', '3.1'],
  ['0', '0'],
  ['000', '0'],
  ['1.05', '1.05'],
  ['2024-05', '2024-5'],
  ['ab', 'ab'],
  ['A|01', 'A|1'],
  ['', ''],
])('the number in %j is %j', (key, number) => {
  expect(foldedKey(key, 'number')).toBe(number)
})
