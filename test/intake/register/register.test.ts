import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../../worker/domain/record/problem.ts'
import { readDate } from '../../../worker/intake/register/dates/read.ts'
import { draftMapping } from '../../../worker/intake/register/draft/draft.ts'
import { folded } from '../../../worker/intake/register/fold.ts'
import type { RegisterMapping } from '../../../worker/intake/register/mapping.schema.ts'
import { readNumber } from '../../../worker/intake/register/numbers/number.ts'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { type CurrentRecord, planRegister } from '../../../worker/intake/register/plan.ts'
import { readRegister } from '../../../worker/intake/register/read.ts'
import {
  brief,
  plusDays,
  readDays,
  readHtml,
  readMoment,
  readTime,
} from '../../../worker/intake/register/scalars.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const document = readFileSync(new URL('../../../worker/intake/MAPPING.md', import.meta.url), 'utf8')

/** The text of an example in the document. */
function example(name: string): string {
  const [, text] =
    new RegExp(`<!-- example: ${name} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(document) ?? []
  if (text === undefined) throw new Error(`the document has no example ${name}`)
  return text
}

const file = (name: string, text = example(name)) => ({ path: name, bytes: new TextEncoder().encode(text) })
const base = (): Record<string, unknown> => JSON.parse(example('brookfield.json'))
const read = (mapping: RegisterMapping, ...files: { path: string; bytes: Uint8Array }[]) =>
  readRegister(files, { mapping, asOf: null, today: '2026-11-23', departmentOf: () => null })

function refusal(work: () => unknown): Problem {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('the worked example of the documentation', () => {
  it('reads as the document says, twice adds nothing, and its second delivery becomes what the table says', async () => {
    const mapping = parseRegister(base())
    const { services } = await freshLedger()
    const call = { actor: OPERATOR, approver: SECOND }
    const deliver = async (name: string) => {
      const [delivery] = read(mapping, file(name))
      if (delivery === undefined) throw new Error('nothing was read')
      expect(delivery.rejected).toEqual([])
      for (const [id, title] of delivery.departments)
        if ((await services.reading.record(id)) === null)
          await services.acts.open(call, 'department', null, { code: id.slice(4), name: title })
      const { items } = await services.reading.records({ register: mapping.name, limit: 500 })
      const current = new Map<string, CurrentRecord>(items.map((one) => [one.id, one]))
      const plans = planRegister(delivery, current, { complete: true, today: '2026-11-23' })
      const operations = plans.flatMap((plan) => plan.operations)
      if (operations.length > 0) await services.registers.deliver(call, operations)
      return { delivery, operations }
    }
    const first = await deliver('works-2025.csv')
    expect(first.delivery.records.map(({ kind }) => kind).sort()).toEqual([
      'decision',
      'decision',
      'decision',
      'milestone',
      'milestone',
      'milestone',
    ])
    const amounts = first.delivery.records.map(({ fields }) => JSON.stringify(fields.amounts ?? null))
    expect(amounts).toContain('[{"currency":"EUR","current":1250000,"kind":"budget"}]')
    expect((await deliver('works-2025.csv')).operations).toEqual([])
    const second = await deliver('works-2026.csv')
    const said = second.operations.map((one) =>
      'event' in one ? `${one.event} ${JSON.stringify(one.body)}` : 'opened',
    )
    expect(said).toHaveLength(5)
    expect(said.filter((one) => one.startsWith('rescheduled'))).toEqual([
      expect.stringContaining('"to":"2026-03-31"'),
    ])
    expect(said.filter((one) => one.startsWith('updated'))).toEqual([expect.stringContaining('1410000')])
    const changed = said.filter((one) => one.startsWith('source_changed'))
    expect(changed.filter((one) => one.includes('vanished'))).toHaveLength(2)
    expect(changed.filter((one) => one.includes('"from":"2025-06-20","to":"2025-06-01"'))).toHaveLength(1)
    expect((await deliver('works-2026.csv')).operations).toEqual([])
    expect((await deliver('works-2025.csv')).operations).toEqual([])
  })

  it('is what a draft comes near to, without a fault', () => {
    const { mapping, remarks } = draftMapping([file('works-2025.csv')], {
      name: 'brookfield',
      kind: null,
      today: '2026-11-23',
    })
    const [delivery] = read(parseRegister(mapping), file('works-2025.csv'))
    expect(delivery?.rejected).toEqual([])
    expect(delivery?.records).toHaveLength(6)
    expect(mapping).toMatchObject({
      empty: ['TBC'],
      records: [{ key: { from: ['Ref'] }, department: { from: 'Office' } }, { kind: 'milestone' }],
    })
    const found = delivery?.records.find(({ kind, key }) => kind === 'milestone' && key === 'W-2')
    expect(found).toMatchObject({
      fields: { currentDue: '2025-06-01', startedAt: '2025-01-10' },
      done: '2025-06-20',
    })
    expect(remarks.map(({ en }) => en).join('\n')).toContain('"Ref" differs in every row')
  })
})

describe('a mapping that is wrong says where, and what may have been meant', () => {
  const withRecord = (change: (record: Record<string, unknown>) => void): unknown => {
    const mapping = base()
    const [record] = mapping.records as Record<string, unknown>[]
    if (record !== undefined) change(record)
    return mapping
  }
  it.each([
    ['a misspelt key', () => ({ ...base(), complet: true }), '/', 'complete'],
    [
      'a misspelt key of a value',
      () => withRecord((one) => Object.assign(one, { occurred: { from: 'Begin', format: ['dd/mm/yyyy'] } })),
      '/records/0/occurred',
      'formats',
    ],
    [
      'a misspelt field',
      () => withRecord((one) => Object.assign(one, { fields: { titel: 'Work' } })),
      '/records/0/fields',
      'title',
    ],
    [
      'a misspelt reading',
      () => withRecord((one) => Object.assign(one, { occurred: { from: 'Begin', as: 'dates' } })),
      '/records/0/occurred/as',
      'date',
    ],
    [
      'a misspelt kind',
      () => withRecord((one) => Object.assign(one, { kind: 'decisions' })),
      '/records/0/kind',
      'decision',
    ],
    [
      'an unknown table',
      () => ({
        ...base(),
        join: [{ as: 'x', table: 'bureaux', on: 'Ref' }],
        tables: { bureau: { files: 'b', key: 'id' } },
      }),
      '/join/0/table',
      'bureau',
    ],
  ])('%s', (_, make, place, meant) => {
    const problem = refusal(() => parseRegister(make()))
    expect(problem.field).toBe(place)
    expect(problem.words.en).toContain(meant)
  })
})

describe('a row that does not fit is rejected with its place', () => {
  it('names file, row, column, value and what would be right', () => {
    const [delivery] = read(
      parseRegister(base()),
      file(
        'works-2025.csv',
        example('works-2025.csv').replace('30/09/2025', '31/09/2025').replace('€ 310.000,50', 'much'),
      ),
    )
    expect(delivery?.rejected).toMatchObject([
      {
        file: 'works-2025.csv',
        row: 2,
        column: 'Planned end',
        value: '31/09/2025',
        field: 'fields/currentDue',
      },
      { row: 3, column: 'Cost', value: 'much' },
    ])
    expect(delivery?.rejected[0]?.expected.en).toContain('dd/mm/yyyy')
  })

  it('a missing column rejects the file and shows its header', () => {
    const mapping = parseRegister({
      ...base(),
      input: { format: 'table', columns: { office: { headers: ['Bureau'] } } },
    })
    const [delivery] = read(mapping, file('works-2025.csv'))
    expect(delivery?.rejected[0]?.reason.en).toContain(
      'there is no column "office" (Bureau); the header is: Ref | Work',
    )
  })
})

describe('values as registers print them', () => {
  it('dates', () => {
    expect(readDate('31/05/2016', ['dd/mm/yyyy'])).toBe('2016-05-31')
    expect(readDate('05/31/2016', ['dd/mm/yyyy'])).toBeNull()
    expect(readDate('01.04.24', ['dd.mm.yy'])).toBe('2024-04-01')
    expect(readDate('31.12.20', ['dd.mm.yy'], '2015-01-01')).toBe('2020-12-31')
    expect(readDate('31.12.10', ['dd.mm.yy'], '2015-01-01')).toBe('2110-12-31')
    expect(readDate('June 2021', ['dd/mm/yyyy', 'month yyyy'])).toBe('2021-06')
    expect(readDate('3 March 2021', ['dd month yyyy'])).toBe('2021-03-03')
    expect(readDate('43831', ['excel'])).toBe('2020-01-01')
    expect(readDate('2022-11-12T00:00:00Z', ['yyyy-mm-dd'])).toBe('2022-11-12')
    expect(readDate('99/99', ['dd/mm/yyyy', 'mm/yyyy'])).toBeNull()
    expect(plusDays('2011-02-28', 580)).toBe('2012-09-30')
    expect(plusDays('2011-02', 580)).toBeNull()
    expect(readMoment('2022-04-19T23:11:57.39Z')).toBe('2022-04-19T23:11:57.390Z')
    expect(readTime('2022-04-19T13:25:00Z')).toBe('13:25')
    expect(readTime('2022-04-19T00:00:00Z')).toBeNull()
  })

  it('numbers, days, words', () => {
    expect(readNumber('£2,013.02')).toBe(2013.02)
    expect(readNumber('€ 1.250.000,00', ',')).toBe(1_250_000)
    expect(readNumber('45.00%')).toBe(45)
    expect(readNumber('-29')).toBe(-29)
    expect(readNumber('12 or so')).toBeNull()
    expect(readDays('-29 days')).toBe(-29)
    expect(readDays('580')).toBe(580)
    expect(readDays('soon')).toBeNull()
    expect(folded('  Secretarí­a  de Obras. ')).toBe('secretaria de obras')
    expect(readHtml('<p>A &amp; B<br>c&#8217;s</p>')).toBe('A & B\nc’s')
    expect(brief('Do this. And that.')).toBe('Do this.')
  })

  it('every day survives being written in any format', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1971-01-01'), max: new Date('2069-12-31'), noInvalidDate: true }),
        (at) => {
          const day = at.toISOString().slice(0, 10)
          const [y = '', m = '', d = ''] = day.split('-')
          expect(readDate(`${d}/${m}/${y}`, ['dd/mm/yyyy'])).toBe(day)
          expect(readDate(`${m}/${d}/${y}`, ['mm/dd/yyyy'])).toBe(day)
          expect(readDate(`${d}.${m}.${y.slice(2)}`, ['dd.mm.yy'])).toBe(day)
          expect(readDate(`${y}年${m}月${d}日`, ['yyyy年mm月dd日'])).toBe(day)
        },
      ),
    )
  })
})
