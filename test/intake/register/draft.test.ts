import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rejectionLines } from '../../../worker/cli/import/words.ts'
import { Problem } from '../../../worker/domain/record/problem.ts'
import type { GivenFile } from '../../../worker/intake/files/sheet.ts'
import { builtinMapping } from '../../../worker/intake/profiles.ts'
import { draftMapping } from '../../../worker/intake/register/draft/draft.ts'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { readRegister } from '../../../worker/intake/register/read.ts'
import { unusedIn } from '../../../worker/intake/register/unused.ts'
import { sharedFolder } from '../../support/shared.ts'

/** Of the bills of a year those of its first weeks: `REGISTERS=all` drafts from all of them. */
const BILLS: [wanted: RegExp, records: number] =
  process.env.REGISTERS === 'all' ? [/json$/, 872] : [/^0[01].*json$/, 199]

/** Tables that are drafted at random: `DRAFTS=300` tries more than the suite does. */
const RUNS = Number(process.env.DRAFTS ?? 80)

const given = (path: string, text: string): GivenFile => ({ path, bytes: new TextEncoder().encode(text) })
const latin = (path: string, text: string): GivenFile => ({ path, bytes: Buffer.from(text, 'latin1') })

/** A draft, what it reads from its own sample, and its remarks in English. */
function drafted(files: GivenFile[], kind: 'decision' | 'milestone' | null = null) {
  const { mapping, remarks } = draftMapping(files, { name: 'drafted', kind, today: '2026-11-23' })
  const filled = new Set<string>()
  const deliveries = readRegister(files, {
    filled,
    mapping: parseRegister(mapping),
    ...{ asOf: null, today: '2026-11-23', departmentOf: () => null },
  })
  const records = deliveries.flatMap((one) => one.records)
  const rejected = deliveries.flatMap((one) => one.rejected)
  return { mapping, deliveries, records, rejected, filled, said: remarks.map(({ en }) => en).join('\n') }
}

const WORKS = [
  'Nr;Bezeichnung;Amt;Beginn;Fristende;Kosten (Mio. €);Stand',
  'B-07;Brücke am Mühlgraben;Tiefbau;03.02.2025;30.09.2026;1.250,5;im Bau',
  'B-09;Schuldach Nordstraße;Hochbau;10.01.2025;01.06.2025;310,25;abgeschlossen',
  'B-11;Aufzug der Bücherei;Hochbau;unbekannt;31.12.2026;12,75;geplant',
  'B-12;Radweg am Kanal;Tiefbau;05.05.2025;31.12.2026;7,5;geplant',
].join('\n')

describe('a draft from a table that was never seen', () => {
  it('finds encoding, dates, decimal comma, unit, currency and the words for done', () => {
    const { mapping, records, rejected, said } = drafted([latin('bau.csv', WORKS.replace('€', 'EUR'))])
    expect(rejected).toEqual([])
    expect(mapping.input).toMatchObject({ encodings: ['utf-8', 'windows-1252'] })
    const roof = records.filter(({ key }) => key === 'B-09')
    expect(roof).toMatchObject([
      {
        kind: 'decision',
        occurred: '2025-01-10',
        fields: { title: 'Schuldach Nordstraße', amounts: [{ currency: 'EUR', current: 310_250_000 }] },
      },
      { kind: 'milestone', finished: true, fields: { startedAt: '2025-01-10', currentDue: '2025-06-01' } },
    ])
    expect(said).toContain('These words mean that it is done: abgeschlossen')
    expect(said).toContain('Texts in "Beginn" that cannot be read are not taken (1): unbekannt')
  })

  it.each([
    ['nothing', ''],
    ['a tag', '<i>'],
    ['tags around nothing', '<p> </p><br/>&nbsp;'],
  ])('passes over a row of which the title in HTML is %s, and says so', (_, nothing) => {
    const lines = ['Id,Title', '1,<b>School</b>', `2,${nothing}`, '3,<b>Bridge</b>'].join('\n')
    const { records, rejected, said } = drafted([given('a.csv', lines)])
    expect(rejected).toEqual([])
    expect(records.map(({ fields }) => fields.title)).toEqual(['School', 'Bridge'])
    expect(said).toContain('1 give no record: "Title" is empty')
  })

  it('a field that the domain misses is told with the column from which it should come', () => {
    const { mapping } = drafted([given('a.csv', 'Id,Title\n1,School\n2,Bridge')])
    const deliveries = readRegister([given('b.csv', 'Id,Title\n1,School\n2,')], {
      mapping: parseRegister(mapping),
      ...{ asOf: null, today: '2026-11-23', departmentOf: () => null },
    })
    const [rejected] = deliveries.flatMap((one) => one.rejected)
    expect(rejected).toMatchObject({ row: 3, column: 'Title', value: '' })
    expect(rejectionLines([rejected ?? []].flat())).toEqual([
      '  ✗ b.csv · b · 第 3 行 · Title 列: 文件名称 标题：缺少这一项，应为文字。\n    column Title: Title: missing: expected text.',
    ])
  })

  it('reads Chinese headers under a title line, and counts in 万元', () => {
    const rows =
      '编号,项目名称,责任单位,开工日期,计划完成日期,投资（万元）\nX1,滨河桥,交通局,2025年1月2日,2026年3月4日,120\nX2,北街小学屋面,住建局,2025年2月3日,2026年5月6日,80\nX3,图书馆电梯,住建局,待定,2026年7月8日,15\n'
    const text = `2025年重点工程,,,,,\n${rows}`
    const { mapping, records, rejected } = drafted([given('works.csv', text)])
    expect(rejected).toEqual([])
    expect(mapping).toMatchObject({ input: { header: 2 }, empty: ['待定'] })
    expect(records.find(({ kind, key }) => kind === 'decision' && key === 'X1')).toMatchObject({
      fields: { title: '滨河桥', amounts: [{ currency: 'CNY', current: 1_200_000 }] },
    })
    expect(records.find(({ kind, key }) => kind === 'milestone' && key === 'X1')).toMatchObject({
      fields: { startedAt: '2025-01-02', currentDue: '2026-03-04' },
    })
  })

  it('tells GB 18030 from Western Europe by its bytes', () => {
    // 名称,部门 / 桥,交通 / 路,交通 in GB 18030.
    const bytes = Uint8Array.from([
      0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb2, 0xbf, 0xc3, 0xc5, 0x0a, 0xc7, 0xc5, 0xc1, 0xba, 0xb9, 0xa4, 0x2c,
      0xbd, 0xbb, 0xcd, 0xa8, 0x0a, 0xb5, 0xc0, 0xc2, 0xb7, 0xb9, 0xa4, 0x2c, 0xbd, 0xbb, 0xcd, 0xa8, 0x0a,
    ])
    const { mapping, records } = drafted([{ path: 'a.csv', bytes }])
    expect(mapping.input).toMatchObject({ encodings: ['utf-8', 'gb18030'] })
    expect(records.map(({ fields }) => fields.title)).toEqual(['桥梁工', '道路工'])
  })

  it('turns a table whose first column holds the headers', () => {
    const turned = [
      'Project name,Mill bridge,School roof,Library lift',
      'Department,Roads,Buildings,Buildings',
      'Start date,2025-01-02,2025-02-03,2025-03-04',
      'End date,2026-01-02,2026-02-03,2026-03-04',
      'Whole life cost (£m),1.5,2.5,3.5',
    ].join('\n')
    const { records, rejected, said } = drafted([given('gmpp.csv', turned)])
    expect(rejected).toEqual([])
    expect(records).toHaveLength(6)
    expect(records[0]).toMatchObject({
      fields: { title: 'Mill bridge', amounts: [{ currency: 'GBP', current: 1_500_000 }] },
    })
    expect(said).toContain('first column')
  })

  it('adds a number of days to the start where nothing else says when it is due', () => {
    const text =
      'Id,name,Start_Date_Planned,Planned_Duration,Actual_start_delay,Actual_duration\nK8,Pilot project,2011-02-28,580 days,2 days,600 days\nK9,Second pilot,2011-03-28,30 days,-1 days,\nK4,Third pilot,2011-03-28,30 days,,\n'
    const { records } = drafted([given('a.csv', text)])
    const [pilot, second] = records.filter(({ kind }) => kind === 'milestone')
    expect(pilot).toMatchObject({ fields: { currentDue: '2012-09-30' }, done: '2012-10-22' })
    expect(second).toMatchObject({ fields: { currentDue: '2011-04-27' }, done: null })
  })

  it('takes lines at the end that are no records for what they are', () => {
    const text = 'Ref,Work,Office\nA1,Bridge over the river,Roads\nA2,Second bridge,Roads\n,,Sum of 2\n'
    const { records, rejected } = drafted([given('a.csv', text)])
    expect(rejected).toEqual([])
    expect(records.map(({ key }) => key)).toEqual(['A1', 'A2'])
  })

  it('refuses, in words, what is no table', () => {
    for (const text of ['', '\n\n', '{"a": ', '[]', 'a,b\n'])
      expect(() => drafted([given('a.csv', text)]), JSON.stringify(text)).toThrow(Problem)
  })
})

describe('what names a record from one delivery to the next', () => {
  const rows = (titles: string[], from = 1): string =>
    `ID,Title,Office\n${titles.map((title, i) => `${from + i},${title},Roads`).join('\n')}\n`
  const titles = ['Mill bridge', 'School roof', 'Library lift', 'Canal path', 'Town hall']

  it('is not a number that only counts the rows', () => {
    const { mapping, said } = drafted([given('a.csv', rows(titles))])
    expect(mapping.records[0]?.key).toMatchObject({ from: ['Title'], fold: true })
    expect(said).toContain('"ID" only counts the rows')
  })

  it('is not a number that means another record in the next file', () => {
    const text = (some: string[]): string => rows(some).replace(/^(\d)/gm, 'N-$1$10')
    const files = [given('w-2024.csv', text(titles)), given('w-2025.csv', text(['New quay', ...titles]))]
    const { mapping, deliveries, said } = drafted(files)
    expect(mapping.records[0]?.key).toMatchObject({ from: ['Title'], fold: true })
    expect(said).toContain('mean other things in one sample than in the next')
    expect(deliveries.map(({ asOf }) => asOf)).toEqual(['2024', '2025'])
    const [first, second] = deliveries.map((one) => new Set(one.records.map(({ id }) => id)))
    expect([...(first ?? [])].every((id) => second?.has(id))).toBe(true)
  })

  it('is a number that stays with its record, under the header of each file', () => {
    const early = 'Ref,Title,Office\nN-7,Mill bridge,Roads\nN-9,School roof,Roads\nN-4,Canal path,Roads\n'
    const late =
      'Reference number;Title;Department\nN-9;School roof;Roads\nN-7;Mill bridge;Roads\nN-4;Canal path;Roads\n'
    const { mapping, deliveries, rejected } = drafted([given('w-2024.csv', early), given('w-2025.csv', late)])
    expect(rejected).toEqual([])
    expect(mapping).toMatchObject({
      delivery: 'each-file',
      records: [{ key: { from: ['Reference number'] } }],
    })
    const ids = deliveries.map((one) => one.records.map(({ id }) => id).sort())
    expect(ids[0]).toEqual(ids[1])
  })
})

describe('a draft from JSON', () => {
  const bill = (n: number): object => ({
    ...{ ref: `B ${n}/25`, title: `Bill number ${n} on the harbour`, committee: { body: 'Harbour' } },
    introduced: '2025-01-02T00:00:00Z',
    enacted: '0001-01-01T00:00:00Z',
    events: [
      { id: `${n}a`, date: '2025-01-02T00:00:00Z', action: 'Introduced', body: 'Council' },
      { id: `${n}b`, date: '2025-02-03T00:00:00Z', action: 'Referred', body: 'Harbour' },
    ],
    files: [{ id: `f${n}`, name: 'Text', link: `https://example.org/${n}.pdf`, updated: '2025-01-02' }],
  })

  it('finds the list, the steps, the documents, what stands in objects, and the date that is none', () => {
    const text = JSON.stringify({ page: 1, result: { items: [bill(1), bill(2), bill(3)] } })
    const { mapping, records, rejected } = drafted([given('bills.json', text)])
    expect(rejected).toEqual([])
    expect(mapping).toMatchObject({ input: { each: 'result.items' }, empty: ['0001-01-01T00:00:00Z'] })
    expect(records[0]).toMatchObject({
      ...{ kind: 'decision', key: 'B 1/25', occurred: '2025-01-02' },
      steps: [{ id: '1a', title: 'Introduced', concludedAt: '2025-01-02', organ: 'Council' }, {}],
      fields: { documents: [{ url: 'https://example.org/1.pdf' }] },
    })
  })

  it('takes a file that is one record for that', () => {
    const files = [1, 2, 3].map((n) => given(`${n}.json`, JSON.stringify({ ...bill(n), a: 1, b: 2, c: 3 })))
    const { mapping, records } = drafted(files)
    expect(mapping.input.each).toBeUndefined()
    expect(records.map(({ key }) => key)).toEqual(['B 1/25', 'B 2/25', 'B 3/25'])
  })
})

describe('whatever it is given', () => {
  const header = fc.constantFrom(
    'Id',
    'Title',
    'Office',
    'Start',
    'End',
    'Cost',
    'Status',
    'Anteil',
    '名称',
    '"',
    '/x(/',
    '^.a',
    '',
  )
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      'N/A',
      '2025-01-02',
      '31/12/2025',
      '1.234,5',
      '12%',
      '580 days',
      'x'.repeat(3000),
      '{a}',
    ),
    fc.string(),
  )
  it('a draft is a mapping, or a refusal in words', () => {
    fc.assert(
      fc.property(
        fc.array(header, { minLength: 1, maxLength: 6 }),
        fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }),
        (names, rows) => {
          const quoted = (line: string[]): string =>
            line.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')
          const file = given('a.csv', [names, ...rows].map(quoted).join('\n'))
          try {
            const { mapping, rejected, filled } = drafted([file])
            // A row with more cells than there are headers is refused as it stands, whatever is drafted.
            expect(rejected.filter(({ row, field }) => row > 0 && field !== null)).toEqual([])
            const unused = unusedIn(filled, parseRegister(mapping))
            expect(unused.every((path) => filled.has(path))).toBe(true)
          } catch (error) {
            if (!(error instanceof Problem)) throw error
          }
        },
      ),
      { numRuns: RUNS },
    )
  })
})

const shared = sharedFolder()
if (shared === null) console.warn('the shared data is not here: no real registers are drafted')

describe.skipIf(shared === null)('real registers', () => {
  const folder = join(shared ?? '', 'data')
  const files = (path: string, wanted: RegExp): GivenFile[] => {
    const at = join(folder, path)
    if (!existsSync(at)) return []
    const names = readdirSync(at)
      .filter((name) => wanted.test(name))
      .sort()
    return names.map((name) => ({ path: name, bytes: new Uint8Array(readFileSync(join(at, name))) }))
  }
  it.each([
    ['nine editions of a portfolio, three of them turned', 'uk-gmpp-2014-2022/raw', /^uk_/, 2966, 9],
    ['two editions of public works, numbered anew', 'ar-ba-obras-2019-2022/raw', /csv$/, 4598, 2],
    ['three lists of commitments with other headers each', 'ca-mandate-commitments/raw', /csv$/, 1460, 3],
    ['activities with days in place of dates', 'us-hhs-itdashboard-2012/csv', /^activity/, 2204, 1],
    ['bills, one in each file', 'us-nyc-council-2022/raw/introduction/2022', ...BILLS, 1],
  ])('%s', (_, path, wanted, records, deliveries) => {
    const samples = files(path, wanted)
    const found = drafted(samples)
    expect(found.rejected).toEqual([])
    expect(found.records).toHaveLength(records)
    expect(found.deliveries).toHaveLength(deliveries)
  })

  it('of one the built-in mapping leaves aside what it should', () => {
    const mapping = builtinMapping('hhs-it')
    if (mapping.target !== 'register') throw new Error('no register')
    const filled = new Set<string>()
    const options = { asOf: null, today: '2026-11-24', departmentOf: () => null, counted: true, filled }
    readRegister(files('us-hhs-itdashboard-2012/csv', /csv$/), { mapping, ...options })
    const unused = unusedIn(filled, mapping)
    expect(unused).toContain('output_type')
    expect(unused).not.toContain('Planned_Duration')
  })
})
