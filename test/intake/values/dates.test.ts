import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countedOf } from '../../../worker/intake/register/dates/counted.ts'
import { formatOf, KNOWN_FORMATS, turned } from '../../../worker/intake/register/dates/format.ts'
import { monthNamed } from '../../../worker/intake/register/dates/months.ts'
import { PERIOD_FORMATS } from '../../../worker/intake/register/dates/periods.ts'
import { readDate, readDated } from '../../../worker/intake/register/dates/read.ts'
import { draftMapping } from '../../../worker/intake/register/draft/draft.ts'
import { readMoment } from '../../../worker/intake/register/scalars.ts'
import { delivered, text, trial, works } from '../../support/intake/trial.ts'

const due = (formats: string[], more: object = {}) => ({
  ...works({}),
  records: [
    {
      kind: 'milestone',
      key: { from: ['Ref'] },
      department: 'Office',
      fields: { title: 'Work', currentDue: { from: 'D', as: 'date', formats, ...more } },
    },
  ],
})
const dates = (delivery: ReturnType<typeof delivered>) =>
  delivery.records.map(({ fields }) => fields.currentDue)

describe('every form of the trial can be declared', () => {
  it('and is read', () => {
    const given = trial('08')
    if (given === null) return
    const mapping = due([
      ...['yyyy年mm月', 'yyyy.mm.dd', 'yyyymmdd', 'dd-mm-yyyy', 'dd month yy', 'month dd yyyy', 'yyyy/mm/dd'],
      ...[
        'dd/mm/yyyy',
        'mm/dd/yy',
        'dd month yyyy',
        'Qq yyyy',
        'yyyy年mm月dd日',
        'era年mm月dd日',
        'roc/mm/dd (ROC)',
      ],
    ])
    const delivery = delivered(mapping, given.files)
    expect(delivery.rejected).toEqual([])
    expect(dates(delivery)).toEqual([
      ...[
        '2025-06',
        '2025-06',
        '2025-06-01',
        '2025-06-01',
        '2021-03-15',
        '2021-03-15',
        '2021-03-15',
        '2021-03-05',
      ],
      ...['2021-03-05', '2021-03-15', '2024-03-01', '2025-09', '2025-06-01', '2022-01-17', '2015-05-13'],
    ])
  })

  it('and so are others of the kinds', () => {
    const read: [string, string, string][] = [
      ['2025年底前', 'yyyy年', '2025'],
      ['2025年12月上旬', 'yyyy年mm月', '2025-12-10'],
      ['二〇二五年十二月三十一日', 'yyyy年mm月dd日', '2025-12-31'],
      ['平成元年1月8日', 'era年mm月dd日', '1989-01-08'],
      ['昭和64年1月7日（土）', 'era年mm月dd日', '1989-01-07'],
      ['R4.1.17', 'era.mm.dd', '2022-01-17'],
      ['中華民國104年5月13日', 'era年mm月dd日', '2015-05-13'],
      ['1040513', 'rocmmdd', '2015-05-13'],
      ['1 พฤษภาคม 2567', 'dd month be', '2024-05-01'],
      ['01/05/2567', 'dd/mm/be', '2024-05-01'],
      ['١٥/٠٣/٢٠٢١', 'dd/mm/yyyy', '2021-03-15'],
      ['१५-०३-२०२१', 'dd-mm-yyyy', '2021-03-15'],
      ['１５．３．２０２１', 'dd.mm.yyyy', '2021-03-15'],
      ['15 de julho de 2024', 'dd month yyyy', '2024-07-15'],
      ['1er août 2024', 'dd month yyyy', '2024-08-01'],
      ['3. května 2024', 'dd month yyyy', '2024-05-03'],
      ['12 de març de 2024', 'dd month yyyy', '2024-03-12'],
      ['5 марта 2024', 'dd month yyyy', '2024-03-05'],
      ['Friday, March 15th, 2024', 'month dd yyyy', '2024-03-15'],
      ["Sept. '24", 'month yy', '2024-09'],
      ['2025年第三季度', 'yyyy年q季度', '2025-09'],
      ['15/03/2021 2:30 pm', 'dd/mm/yyyy', '2021-03-15'],
      ['2021-03-05 08:00:00.000', 'yyyy-mm-dd', '2021-03-05'],
    ]
    expect(read.map(([printed, format]) => readDate(printed, [format]))).toEqual(
      read.map(([, , date]) => date),
    )
  })

  it('what no calendar or era has is no date', () => {
    const none: [string, string][] = [
      ['平成32年1月1日', 'era年mm月dd日'],
      ['2567-05-01', 'yyyy-mm-dd'],
      ['9999-12-31', 'yyyy-mm-dd'],
      ['2024-05-01', 'be-mm-dd'],
      ['31.02.2024', 'dd.mm.yyyy'],
      ['15 Frimaire 2024', 'dd month yyyy'],
      ['5 ju 2024', 'dd month yyyy'],
      ['2021-03-05 or so', 'yyyy-mm-dd'],
    ]
    expect(none.filter(([printed, format]) => readDate(printed, [format]) !== null)).toEqual([])
    for (const format of ['mm', 'dd/yyyy', 'yyyy yy', 'dd/dd/yyyy', 'q mm yyyy', 'date', ''])
      expect(formatOf(format), format).toBeNull()
  })
})

describe('instants fall on a day', () => {
  it('as printed, or in the declared zone', () => {
    const late = '2020-12-31T23:00:00Z'
    expect(readDate(late, ['yyyy-mm-dd'])).toBe('2020-12-31')
    const there = (zone: string, instant = late) => readDated(instant, ['yyyy-mm-dd'], { zone })?.date
    expect(there('Europe/Berlin')).toBe('2021-01-01')
    expect(there('America/New_York')).toBe('2020-12-31')
    expect(there('Asia/Shanghai', '2021-06-30T20:00:00+02:00')).toBe('2021-07-01')
    expect(there('Asia/Shanghai', '2021-06-30 20:00')).toBe('2021-06-30')
    const given = text('d.csv', `Ref,Work,Office,D\nR1,Work,Office,${late}\n`)
    expect(dates(delivered(due(['yyyy-mm-dd'], { zone: 'Asia/Tokyo' }), [given]))).toEqual(['2021-01-01'])
    expect(() => delivered(due(['yyyy-mm-dd'], { zone: 'Peking' }), [given])).toThrow('IANA time zone')
  })

  it('and moments have an offset, or a zone whose clocks are read', () => {
    expect(readMoment('2022-04-19T23:11:57+08:00')).toBe('2022-04-19T15:11:57Z')
    expect(readMoment('2022-04-19 23:11')).toBeNull()
    expect(readMoment('2022-04-19 23:11', 'Asia/Shanghai')).toBe('2022-04-19T15:11:00Z')
    expect(readMoment('2022-07-01T12:00:00', 'Europe/Berlin')).toBe('2022-07-01T10:00:00Z')
    expect(readMoment('2022-01-01T12:00:00', 'Europe/Berlin')).toBe('2022-01-01T11:00:00Z')
  })
})

describe('nobody has done what is still to come', () => {
  it('as in the trials: a date after the delivery is told and not taken as done', () => {
    const given = text(
      'w.csv',
      'Ref,Work,Office,End\nR1,Work,Office,2025-03-31\nR2,Work,Office,2027-03\nR3,Work,Office,2026-11\n',
    )
    const mapping = {
      ...works({}),
      records: [
        {
          kind: 'milestone',
          key: { from: ['Ref'] },
          department: 'Office',
          fields: { title: 'Work' },
          done: { from: 'End', as: 'date' },
        },
      ],
    }
    const { records, notes } = delivered(mapping, [given])
    expect(records.map(({ done }) => done)).toEqual(['2025-03-31', null, '2026-11'])
    expect(notes.map(({ row, words }) => [row, words.en])).toEqual([
      [
        3,
        'the date 2027-03 on which it is said to be done is after this delivery (2026-11-24): not taken as done',
      ],
    ])
    for (const number of ['22', '23']) {
      const files = trial(number)?.files
      if (files === undefined) return
      const drafted = draftMapping(files, { name: 'drafted', kind: null, today: '2026-11-24' }).mapping
      const delivery = delivered(drafted, files)
      expect(delivery.records.filter(({ done }) => done !== null && done > delivery.asOf)).toEqual([])
    }
  })

  it('and the draft takes 9999-12-31 for no date', () => {
    const files = trial('22')?.files
    if (files === undefined) return
    expect(draftMapping(files, { name: 'drafted', kind: null, today: '2026-11-24' }).mapping.empty).toEqual([
      '9999-12-31',
    ])
  })
})

describe('ambiguity is told', () => {
  it('of two declared orders the first is taken, with a note', () => {
    const given = text('d.csv', 'Ref,Work,Office,D\nR1,Work,Office,05/03/2021\nR2,Work,Office,15/03/2021\n')
    const delivery = delivered(due(['dd/mm/yyyy', 'mm/dd/yyyy']), [given])
    expect(dates(delivery)).toEqual(['2021-03-05', '2021-03-15'])
    expect(delivery.notes.map(({ row, words }) => [row, words.en])).toEqual([
      [2, '"05/03/2021" could be 2021-03-05 or 2021-05-03: 2021-03-05 is taken, by the order of "formats"'],
    ])
  })

  const formatsIn = (files: Parameters<typeof draftMapping>[0]) => {
    const { mapping, remarks } = draftMapping(files, { name: 'drafted', kind: null, today: '2026-11-24' })
    const found = [
      ...JSON.stringify(mapping).matchAll(/"from":"([^"]+)","as":"date","formats":(\[[^\]]+\])/g),
    ]
    return { formats: new Map(found.map(([, name, formats]) => [name, formats])), remarks }
  }

  it('a draft takes the order that another column of the style proves, as in the trial', () => {
    const given = trial('06')
    if (given === null) return
    const { formats, remarks } = formatsIn(given.files)
    expect(formats).toEqual(
      new Map([
        ['Start date', '["mm/dd/yy"]'],
        ['Due date', '["mm/dd/yy"]'],
      ]),
    )
    expect(remarks.map(({ en }) => en)).toContain(
      'Day and month of "Start date" could be the other way round: they are read in the order that "Due date" has.',
    )
  })

  it('and the other order too; without proof it says so', () => {
    const rows = (dates: [string, string][]) =>
      dates.map(
        ([start, end], i) => `P-${i},Street project ${'abcde'[i]} in town,Roads Office,${start},${end}`,
      )
    const csv = (given: [string, string][]) => [
      text('w.csv', ['Ref,Work,Office,Start date,Due date', ...rows(given)].join('\n')),
    ]
    const proven = formatsIn(
      csv([
        ['01-05-21', '28-03-22'],
        ['02-01-22', '10-12-23'],
        ['05-10-23', '06-08-24'],
      ]),
    )
    expect(proven.formats.get('Start date')).toBe('["dd-mm-yy"]')
    const open = formatsIn(
      csv([
        ['01-05-2021', '08-03-2022'],
        ['02-01-2022', '10-12-2023'],
        ['05-10-2023', '06-08-2024'],
      ]),
    )
    expect(open.remarks.map(({ en }) => en)).toContain(
      'Day and month of "Start date" could be the other way round: the day is taken to be first. Make sure.',
    )
  })
})

describe('every day', () => {
  const two = (n: number) => String(n).padStart(2, '0')
  const names = [
    'january',
    'février',
    'märz',
    'abril',
    'maja',
    'giugno',
    'июля',
    'août',
    'wrzesień',
    'ekim',
    'marraskuu',
    'décembre',
  ]

  it('written in any format is read again, or told to be open', () => {
    const day = fc.date({ min: new Date('1971-01-01'), max: new Date('2069-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(
        day,
        fc.constantFrom(
          ...KNOWN_FORMATS.filter((one) => countedOf(one) === undefined && !PERIOD_FORMATS.includes(one)),
        ),
        (at, format) => {
          const [y, m, d] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()]
          const written = format
            .replace('yyyy', String(y))
            .replace('yy', two(y % 100))
            .replace('era', y > 2019 ? `令和${y - 2018}` : `民國${y - 1911}`)
            .replace('roc', String(y - 1911))
            .replace('be', String(y + 543))
            .replace('month', () => names[m - 1] ?? '')
            .replace('mm', two(m))
            .replace('dd', two(d))
            .replace(/q(?!u)/, String(Math.ceil(m / 3)))
          const whole = `${y}-${two(format.includes('q') ? Math.ceil(m / 3) * 3 : m)}-${two(d)}`
          const precision = format.includes('dd') ? 10 : /mm|month|q/.test(format) ? 7 : 4
          expect(readDate(written, [format]), `${format}: ${written}`).toBe(whole.slice(0, precision))
          const other = turned(format)
          if (other === null || d > 12 || d === m) return
          expect(readDated(written, [format, other])?.other).toBe(`${y}-${two(d)}-${two(m)}`)
        },
      ),
    )
  })

  it('in any language that a table of months has', () => {
    for (const language of [
      'de',
      'fr',
      'es',
      'pt',
      'it',
      'nl',
      'sv',
      'pl',
      'cs',
      'hu',
      'ro',
      'el',
      'tr',
      'ru',
      'uk',
      'th',
      'ar',
    ]) {
      for (let month = 1; month <= 12; month += 1) {
        const name = new Intl.DateTimeFormat(`${language}-u-nu-latn-ca-gregory`, {
          month: 'long',
          timeZone: 'UTC',
        })
        expect(monthNamed(name.format(new Date(Date.UTC(2021, month - 1, 5)))), language).toBe(month)
      }
    }
  })
})

describe('a text that no declared format reads', () => {
  it('is told with the formats that would read it', () => {
    const told = (value: string): string | undefined =>
      delivered(works({ proposedAt: { from: 'Due', as: 'date', formats: ['yyyy-mm-dd'] } }), [
        text('works.csv', `Ref,Work,Office,Due\nW-1,Bridge of the east,Roads Office,"${value}"\n`),
      ]).rejected[0]?.expected.en
    for (const [value, format] of [
      ['2025年6月', 'yyyy年mm月'],
      ['2025.06.01', 'yyyy.mm.dd'],
      ['15-Mar-21', 'dd month yy'],
      ['March 15, 2021', 'month dd yyyy'],
      ['令和4年1月17日', 'era年mm月dd日'],
      ['Q3 2025', 'Qq yyyy'],
    ] as const)
      expect([value, told(value)]).toEqual([value, expect.stringContaining(`${format} `)])
    expect(told('soon')).toBe('expected a date (yyyy-mm-dd)')
  })
})
