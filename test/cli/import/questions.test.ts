/** Lists of requests for information as questions: the real ones of two cities, and one of a third. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLocal } from '../../../worker/cli/import/local.ts'
import type { QuestionState } from '../../../worker/domain/kinds/question/state.ts'
import { daysBetween } from '../../../worker/domain/record/date.ts'
import { obligationsOf } from '../../../worker/domain/response/obligations.ts'
import type { GivenFile } from '../../../worker/intake/files/sheet.ts'
import { builtinMapping } from '../../../worker/intake/profiles.ts'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { readRegister } from '../../../worker/intake/register/read.ts'
import { runWithdrawal } from '../../../worker/intake/run/back/withdraw.ts'
import { runRegister } from '../../../worker/intake/run/register.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { newFolder } from '../../support/folders.ts'
import { sharedFolder } from '../../support/shared.ts'

const TODAY = '2026-11-29'
const shared = sharedFolder()
if (shared === null) console.warn('the shared data is not here: the lists of two cities are not read')
const silent = { at: () => undefined, end: () => undefined }

function mapping() {
  const found = builtinMapping('ca-requests')
  if (found.target !== 'register') throw new Error('no register')
  return found
}

const csv = (path: string, text: string): GivenFile => ({ path, bytes: new TextEncoder().encode(text) })

function read(file: GivenFile) {
  const options = { mapping: mapping(), asOf: '2017-01-31', today: TODAY, departmentOf: () => null }
  const [delivery] = readRegister([file], options)
  if (delivery === undefined) throw new Error('nothing was read')
  return delivery
}

/** Rows as SOURCE.md counts them: those that are the same in everything as well. */
function counted({ path, bytes }: GivenFile) {
  const delivery = read({ path, bytes })
  const repeated = new Map<string, number>()
  for (const { words } of delivery.notes) {
    const first = /the same as row (\d+) /.exec(words.en)?.[1]
    if (first !== undefined) repeated.set(first, (repeated.get(first) ?? 0) + 1)
  }
  const count = { usable: 0, within30: 0, within60: 0, over60: 0, undated: 0 }
  for (const { occurred, done, where } of delivery.records) {
    const times = 1 + (repeated.get(String(where.row)) ?? 0)
    if (occurred === null || done === null) {
      count.undated += times
      continue
    }
    const days = daysBetween(occurred, done)
    count.usable += times
    count[days <= 30 ? 'within30' : days <= 60 ? 'within60' : 'over60'] += times
  }
  return { ...count, rows: delivery.rows, impossible: delivery.rejected.length }
}

describe.skipIf(shared === null)('the lists of two cities', () => {
  const fileOf = (name: string): GivenFile => {
    const path = join(shared ?? '', 'data', 'ca-foi-requests', name)
    return { path, bytes: new Uint8Array(readFileSync(path)) }
  }

  it.each([
    [
      'ca_ab_calgary.csv',
      { rows: 520, usable: 514, within30: 352, within60: 81, over60: 81, impossible: 5, undated: 1 },
    ],
    [
      'ca_on_greater_sudbury.csv',
      { rows: 346, usable: 309, within30: 258, within60: 44, over60: 7, impossible: 4, undated: 33 },
    ],
  ])('%s counts as its source does', (name, numbers) => {
    expect(counted(fileOf(name))).toEqual(numbers)
  })

  it('are receipts and answers, once, of which nobody is said to be late', async () => {
    const folder = await newFolder()
    const machine = await openMachine({ dataDir: folder })
    const target = openLocal(folder, machine)
    const { clocks, calendar: given } = machine.services.ledger
    const calendar = given.days
    const files = ['ca_ab_calgary.csv', 'ca_on_greater_sudbury.csv'].map(fileOf)
    const options = { mapping: mapping(), asOf: '2017-01-31', today: TODAY, partial: false, dryRun: false }
    try {
      const refused = await runRegister(target, files, { ...options, skipRejected: false }, silent)
      expect([refused.stopped, refused.entries, refused.rejected]).toEqual([true, 0, 9])
      const first = await runRegister(target, files, { ...options, skipRejected: true }, silent)
      expect([first.added, first.departmentsAdded, first.tally.read]).toEqual([848, 2, 866])
      const again = await runRegister(target, files, { ...options, skipRejected: true }, silent)
      expect([again.unchanged, again.added, again.changed, again.entries]).toEqual([848, 0, 0, 0])
      const states = (await target.register('ca-requests')).map(({ state }) => state)
      const questions = states.filter((state): state is QuestionState => state.kind === 'question')
      expect(questions).toHaveLength(848)
      expect(questions.every(({ channel, source }) => channel === 'import' && source !== null)).toBe(true)
      // Nothing of what was asked, or of who asked, is in the ledger.
      expect(JSON.stringify(questions)).not.toMatch(/Personal Information|Cedarville|media|academia/)
      for (const { id } of questions.slice(0, 20))
        expect((await machine.services.questions.standing(id)).clocks).toBeNull()
      expect(questions.flatMap((one) => obligationsOf(one, { calendar, clocks }))).toEqual([])
    } finally {
      await target.close()
    }
  }, 60_000)
})

const HEADER = 'Request Number,division_id,Applicant,Date Received,Decision,Date Closed'
const CITY = 'ocd-division/country:ca/csd:3520005'
const third = (...rows: string[]): GivenFile => csv('toronto-2019.csv', [HEADER, ...rows].join('\n'))

describe('the list of a third city', () => {
  it('is read by the names that its columns have, and no applicant is taken', () => {
    const { records, rejected, departments } = read(
      third(
        `A-1,${CITY},Jane Roe,2016-01-04,All Disclosed,2016-01-20`,
        `A-2,${CITY},Jane Roe,2016-01-05,abandoned,2016-02-20`,
        `A-3,${CITY},Jane Roe,2016-01-06,Some new word,2016-02-20`,
        `A-4,${CITY},Jane Roe,2016-01-07,,`,
      ),
    )
    expect(rejected).toEqual([])
    expect([...departments.values()]).toEqual(['City of Toronto'])
    expect(records.map(({ answer, done }) => [answer?.answer, answer?.outcome, done])).toEqual([
      ['accept', 'disclosed', '2016-01-20'],
      ['explain', 'discontinued', '2016-02-20'],
      ['explain', 'not_stated', '2016-02-20'],
      ['explain', 'not_stated', null],
    ])
    expect(records[2]?.answer?.text).toBe('Some new word')
    expect(JSON.stringify(records.map(({ rule: _, ...one }) => one))).not.toContain('Jane')
  })

  it.each<[string, string, string]>([
    [
      'instants',
      'division_id,identifier,date_accepted,date,decision',
      '2016-01-04 00:00:00,2016-01-20T00:00:00,x',
    ],
    ['months by name', 'division_id,identifier,date_accepted,date,decision', '04-Jan-2016,20-Jan-16,x'],
    [
      'other names',
      'Division ID,Request_No,Date_Requested,Completion Date,Result',
      '2016/01/04,2016/01/20,x',
    ],
    ['no column of outcomes', 'division_id,identifier,date_accepted,date', '2016-01-04,2016-01-20'],
  ])('is read with %s', (_, header, rest) => {
    const { records, rejected } = read(csv('third.csv', `${header}\n${CITY},A-1,${rest}`))
    expect(rejected).toEqual([])
    expect(records.map(({ occurred, done }) => [occurred, done])).toEqual([['2016-01-04', '2016-01-20']])
  })

  it.each<[string, string, string, string[]]>([
    [
      'a region by its code, other headers and days by month',
      'peel.csv',
      'File Number,Municipality,Date Received,Date of Decision,Disposition\nP-1,ocd-division/country:ca/cd:3521,January 4 2016,January 20 2016,Denied\nP-2,ocd-division/country:ca/cd:3521,January 5 2016,,',
      ['Municipality 3521'],
    ],
    [
      'no column of the city at all: its file names it',
      'Ville de Sherbrooke.csv',
      'Reference Number;Date Opened;Date Completed;Outcome\n16-001;2016-01-04;2016-01-20;No Records',
      ['Municipality Ville de Sherbrooke'],
    ],
  ])('is read where the mapping does not know the city: %s', (_, file, text, names) => {
    const { records, rejected, departments } = read(csv(file, text))
    expect(rejected).toEqual([])
    expect([...departments.values()]).toEqual(names)
    expect(records[0]).toMatchObject({ occurred: '2016-01-04', done: '2016-01-20' })
    expect(new Set(records.map(({ key }) => key)).size).toBe(records.length)
  })

  it('is refused as a whole where it says nowhere when a request came in', () => {
    const { records, rejected } = read(
      csv('third.csv', `division_id,identifier,date\n${CITY},A-1,2016-01-20`),
    )
    expect(records).toEqual([])
    expect(rejected[0]).toMatchObject({ column: 'received' })
  })

  it.each(['1899-12-30', '0016-02-20', '1900-01-01', ''])('keeps %j as a day that is not stated', (day) => {
    const { records, notes } = read(third(`A-1,${CITY},,${day},all disclosed,2016-01-20`))
    expect(records[0]).toMatchObject({ occurred: null, fields: { undated: true } })
    expect(notes.map(({ words }) => words.en).join()).toContain(day === '' ? '' : 'stands for an unknown day')
  })

  it('rejects a day that is none, and one before the receipt; a city that it does not know has its code for a name', () => {
    const { records, rejected, departments } = read(
      third(
        `A-1,${CITY},,2016-02-31,all disclosed,2016-03-20`,
        `A-2,${CITY},,2016-02-03,all disclosed,2016-02-02`,
        'A-3,ocd-division/country:ca/csd:9999999,,2016-02-03,all disclosed,2016-02-05',
      ),
    )
    expect(records).toHaveLength(1)
    expect([...departments.values()]).toContain('Municipality 9999999')
    expect(rejected.map(({ row, field }) => [row, field])).toEqual([
      [2, 'occurred'],
      [3, 'done'],
    ])
  })

  it('that says more later gives the answer, and what it says otherwise is noted', async () => {
    const folder = await newFolder()
    const target = openLocal(folder, await openMachine({ dataDir: folder }))
    const run = (asOf: string, ...rows: string[]) =>
      runRegister(
        target,
        [third(...rows)],
        { mapping: mapping(), asOf, today: TODAY, partial: false, dryRun: false, skipRejected: false },
        silent,
      )
    try {
      await run(
        '2016-02-01',
        `A-1,${CITY},,2016-01-04,,`,
        `A-2,${CITY},,2016-01-05,all disclosed,2016-01-20`,
        `A-3,${CITY},,2016-01-05,,`,
      )
      const later = await run(
        '2016-04-01',
        `A-1,${CITY},,2016-01-04,disclosed in part,2016-03-01`,
        `A-2,${CITY},,2016-01-05,all disclosed,2016-01-10`,
        `A-3,${CITY},,2016-01-05,,`,
      )
      expect([later.changed, later.unchanged, later.deliveries[0]?.events]).toEqual([
        2,
        1,
        { answered: 1, source_changed: 1 },
      ])
      const states = (await target.register('ca-requests')).map(({ state }) => state)
      expect(states).toMatchObject([
        { status: 'answered', answers: [{ occurred: '2016-03-01', outcome: 'disclosed_partly' }] },
        {
          answers: [{ occurred: '2016-01-20' }],
          sourceChanges: [{ change: 'changed', field: 'answers/on', from: '2016-01-20', to: '2016-01-10' }],
        },
        { status: 'received', answers: [] },
      ])
    } finally {
      await target.close()
    }
  })
})

describe('a delivery of questions', () => {
  it.each([
    ['what a list did not bring', { channel: 'import' }, 'source'],
    ['another channel than import', { channel: 'web', source: { mapping: 'x' } }, 'channel'],
  ])('refuses %s', async (_, more, field) => {
    const folder = await newFolder()
    const target = openLocal(folder, await openMachine({ dataDir: folder }))
    try {
      const department = await target.listDepartment('d1', 'City', '2016-01-01', 'k1')
      const fields = { type: 'information', profile: 'ca.foi', ...more }
      const given = [{ id: 'que-0123456789', department, fields }]
      await expect(target.record(given, '2016-02-01', 'k2')).rejects.toMatchObject({
        code: 'invalid',
        field: expect.stringContaining(field),
      })
    } finally {
      await target.close()
    }
  })

  it.each(['published', 'withdrawn', 'escalated', 'transferred'])('records no %s', async (event) => {
    const folder = await newFolder()
    const target = openLocal(folder, await openMachine({ dataDir: folder }))
    try {
      const given = [{ id: 'que-0123456789', event, body: {} }]
      await expect(target.record(given, '2016-02-01', 'k')).rejects.toMatchObject({ code: 'invalid' })
    } finally {
      await target.close()
    }
  })

  it('is taken back: what it opened is annulled, what it answered is open again', async () => {
    const folder = await newFolder()
    const target = openLocal(folder, await openMachine({ dataDir: folder }))
    const run = (asOf: string, ...rows: string[]) =>
      runRegister(
        target,
        [third(...rows)],
        { mapping: mapping(), asOf, today: TODAY, partial: false, dryRun: false, skipRejected: false },
        silent,
      )
    try {
      await run('2016-02-01', `A-1,${CITY},,2016-01-04,,`)
      await run('2016-04-01', `A-1,${CITY},,2016-01-04,all disclosed,2016-03-01`, `A-2,${CITY},,2016-01-05,,`)
      const back = await runWithdrawal(
        target,
        'ca-requests@2016-04-01',
        { today: TODAY, dryRun: false },
        silent,
      )
      expect([back.putBack, back.annulled, back.kept]).toEqual([1, 1, 0])
      const states = (await target.register('ca-requests')).map(({ state }) => state)
      expect(states).toMatchObject([{ status: 'received', answers: [] }, { annulled: { duplicateOf: null } }])
    } finally {
      await target.close()
    }
  })

  it('names the fields of an answer that there are', () => {
    const { records, ...rest } = JSON.parse(readFileSync('worker/intake/profiles/ca-requests.json', 'utf8'))
    const wrong = { ...rest, records: [{ ...records[0], answer: { outcom: 'decision' } }] }
    expect(() => parseRegister(wrong)).toThrow('did you mean "outcome"')
  })
})
