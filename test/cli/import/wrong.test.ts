/** Shows 3: what is not the next edition of a register is not entered, in any format, and the words say what to do. */
import { afterAll, describe, expect, it } from 'vitest'
import { openLocal } from '../../../worker/cli/import/local.ts'
import { registerText } from '../../../worker/cli/import/words.ts'
import type { GivenFile } from '../../../worker/intake/files/sheet.ts'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { runRegister } from '../../../worker/intake/run/register.ts'
import type { Target } from '../../../worker/intake/run/target.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { newFolder } from '../../support/folders.ts'
import { book } from '../../support/intake/book.ts'
import { text, works } from '../../support/intake/trial.ts'

type Row = { [column: string]: string | number }

const FORMATS = {
  csv: (name: string, rows: readonly Row[]): GivenFile =>
    text(
      `${name}.csv`,
      tableOf(rows)
        .map((row) => `${row.join(',')}\n`)
        .join(''),
    ),
  xlsx: (name: string, rows: readonly Row[]): GivenFile => ({
    path: `${name}.xlsx`,
    bytes: book({ Sheet1: tableOf(rows) }),
  }),
  json: (name: string, rows: readonly Row[]): GivenFile => text(`${name}.json`, JSON.stringify(rows)),
} as const

const tableOf = (rows: readonly Row[]): (string | number)[][] => [
  Object.keys(rows[0] ?? {}),
  ...rows.map((row) => Object.values(row)),
]

const works12 = (year: number, from = 1): Row[] =>
  Array.from({ length: 12 }, (_, i) => ({
    Ref: `W-${i + from}`,
    Work: `Bridge ${i + from}`,
    Owner: 1 + (i % 2),
    State: 'open',
    Year: year,
  }))
const offices: Row[] = [1, 2].map((n) => ({ Number: n, Name: ['', 'Roads Office', 'Water Office'][n] ?? '' }))

const mappingOf = (format: keyof typeof FORMATS) =>
  parseRegister({
    ...works({ number: 'Ref', declaredStatus: 'State', summary: 'Year' }),
    input: { format: format === 'json' ? 'json' : 'table', files: 'works-\\d{4}\\.' },
    tables: { offices: { files: 'offices\\.', key: 'Number' } },
    join: [{ as: 'office', table: 'offices', on: 'Owner' }],
    records: [
      {
        ...{ kind: 'decision', key: { from: ['Ref'] }, department: 'office.Name' },
        fields: {
          title: 'Work',
          number: 'Ref',
          declaredStatus: 'State',
          class: { const: 'ordinary' },
          noResponsibility: { const: 'none' },
        },
      },
    ],
    ...{ complete: true, delivery: 'each-file', asOf: [{ file: '(\\d{4})' }] },
  })

const renamed = (rows: readonly Row[], from: string, to: string | null): Row[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) =>
        name !== from ? [[name, value]] : to === null ? [] : [[to, value]],
      ),
    ),
  )

type Files = (name: string, rows: readonly Row[]) => GivenFile

/** Files that are not the next edition, and words that the refusal has to say. */
const WRONG: { [what: string]: { files(file: Files): GivenFile[]; says: readonly string[] } } = {
  'a renamed column': {
    files: (file) => [
      file('works-2025', renamed(works12(2025), 'State', 'Status')),
      file('offices', offices),
    ],
    says: ['"State"', 'did you mean "Status"'],
  },
  'a dropped column': {
    files: (file) => [file('works-2025', renamed(works12(2025), 'State', null)), file('offices', offices)],
    says: ['"State"'],
  },
  'a renamed key': {
    files: (file) => [
      file('works-2025', renamed(works12(2025), 'Ref', 'Reference')),
      file('offices', offices),
    ],
    says: ['"Ref"'],
  },
  'a renamed column of a lookup': {
    files: (file) => [file('works-2025', works12(2025)), file('offices', renamed(offices, 'Name', 'Title'))],
    says: ['Name'],
  },
  'half a file': {
    files: (file) => [file('works-2025', works12(2025).slice(0, 6)), file('offices', offices)],
    says: ['--accept vanished=6'],
  },
  'a file of other works': {
    files: (file) => [file('works-2025', works12(2025, 101)), file('offices', offices)],
    says: ['--accept vanished=12'],
  },
  'an edition of an earlier year': {
    files: (file) => [
      file(
        'works-2019',
        works12(2019)
          .slice(0, 11)
          .map((row) => ({ ...row, State: 'planned' })),
      ),
      file('offices', offices),
    ],
    says: [
      '2019',
      'passed over 11 (they differ, and the ledger knows something later than this delivery 11)',
    ],
  },
  'a file twice, under two names': {
    files: (file) => [
      file('works-2024', works12(2024)),
      file('works-2025', works12(2024)),
      file('offices', offices),
    ],
    says: [],
  },
  'two files swapped': {
    files: (file) => [file('works-2025', offices), file('offices', works12(2025))],
    says: ['Ref'],
  },
}

describe.each(Object.keys(FORMATS) as (keyof typeof FORMATS)[])('in %s', (format) => {
  const file = FORMATS[format]
  let opened: Promise<Target> | null = null
  const run = async (files: GivenFile[]) =>
    runRegister(
      await ledger(),
      files,
      {
        mapping: mappingOf(format),
        asOf: null,
        today: '2026-11-23',
        partial: false,
        skipRejected: true,
        dryRun: false,
      },
      { at: () => undefined },
    )
  async function ledger(): Promise<Target> {
    opened ??= (async () => {
      const dataDir = await newFolder()
      return openLocal(dataDir, await openMachine({ dataDir }))
    })()
    return opened
  }
  afterAll(async () => (await opened)?.close())

  it.each(Object.entries(WRONG))('%s is not entered', async (_, { files, says }) => {
    const first = await run([file('works-2024', works12(2024)), file('offices', offices)])
    expect(first.stopped).toBe(false)
    const before = await (await ledger()).register('works')
    const told = await run(files(file))
    expect(told.entries).toBe(0)
    expect(await (await ledger()).register('works')).toEqual(before)
    const { read, recorded, unchanged, passed, rejected } = told.tally
    expect(read).toBe(recorded + unchanged + rejected + passed.reduce((sum, { count }) => sum + count, 0))
    const words = registerText(told)
    for (const one of says) expect(words).toContain(one)
  })
})
