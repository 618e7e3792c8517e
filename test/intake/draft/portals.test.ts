/** Files as portals of open data hand them out: nothing of them is lost unsaid, misread or taken for what it is not. */
import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { drafted, each, one } from '../../support/intake/drafted.ts'

const rowsOf = (row: (i: number) => object): object[] => Array.from({ length: 9 }, (_, i) => row(i + 1))

describe('a table in JSON whose rows are lists of cells', () => {
  const cells = rowsOf((i) => [`row-${i}`, `Library ${i}`, one(i, 'Libraries', 'Works'), `2026-0${i}-01`])

  it.each([
    [
      'with its columns in another part of the document',
      {
        meta: { view: { columns: ['sid', 'Project', 'Agency', 'Due'].map((name) => ({ name })) } },
        data: cells,
      },
    ],
    ['with its columns beside it', { columns: ['sid', 'Project', 'Agency', 'Due'], rows: cells }],
    ['with its header in the first row', [['sid', 'Project', 'Agency', 'Due'], ...cells]],
  ])('%s', (_, document) => {
    const found = drafted('works.json', JSON.stringify(document))
    expect(found.tally).toMatchObject({ read: 9, recorded: 9 })
    expect(found.departments).toEqual(['Libraries', 'Works'])
    expect(found.due[0]).toBe('2026-01-01')
  })

  it('is left alone where it holds coordinates', () => {
    const features = rowsOf((i) => ({
      type: 'Feature',
      geometry: {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
      properties: {
        projet: `Piste ${i}`,
        moa: one(i, 'Ville', 'Agglo'),
        etat: one(i, 'En cours', 'Terminé'),
      },
    }))
    const found = drafted('pistes.geojson', JSON.stringify({ type: 'FeatureCollection', features }))
    // The French for a state is the Norwegian for an office.
    expect(found.departments).toEqual(['Ville', 'Agglo'])
    expect(found.records[0]?.fields.declaredStatus).toBe('En cours')
  })
})

describe('contracts', () => {
  const release = (i: number): object => ({
    ocid: `ocds-x-${i}`,
    buyer: { name: one(i, 'Roads Authority', 'Water Authority') },
    tender: {
      title: `Rehabilitation of road ${i}`,
      status: 'complete',
      tenderPeriod: { startDate: `2025-0${i}-01`, endDate: `2025-0${i}-28` },
    },
    contracts: [
      {
        id: `c${i}`,
        implementation: {
          milestones: [
            { id: 'm1', title: 'Foundations', dueDate: '2025-11-01', status: 'met' },
            { id: 'm2', title: 'Handover', dueDate: `2026-0${i}-01`, status: 'scheduled' },
          ],
          transactions: [{ id: 't', date: '2025-06-01', payer: { name: 'Treasury' } }],
        },
      },
    ],
  })
  const found = drafted('releases.json', JSON.stringify({ releases: rowsOf(release) }))
  const milestones = found.records.filter(({ kind }) => kind === 'milestone')

  it('are late by none of the days until which offers were taken', () => {
    expect(milestones).toHaveLength(18)
    expect(found.due.some((day) => String(day).endsWith('-28'))).toBe(false)
  })

  it('have done what their status says to be met, with or without a day', () => {
    const done = milestones.filter(({ finished }) => finished === true)
    expect(done.map(({ fields }) => fields.title)).toEqual(Array.from({ length: 9 }, () => 'Foundations'))
  })

  it('have taken no step that is still due, and none in a payment', () => {
    expect(found.records.flatMap(({ steps }) => steps)).toEqual([])
  })
})

describe('numbers', () => {
  it('of budget lines are no amounts', () => {
    const rows = each((i) => `P-${i},Pier ${i},${one(i, 'Roads', 'Water')},LB-0${100 + i}`)
    expect(drafted('works.csv', `Ref,Project,Department,Budget line\n${rows}\n`).amounts).toEqual([])
  })

  it('count in the unit that stands in a row of its own below the header', () => {
    const rows = each((i) => `Tunnel ${i},${one(i, 'Rail', 'Road')},${i}.5,1${i}.25`)
    const found = drafted('works.csv', `Project,Department,Length,Budget\n,,km,USD million\n${rows}\n`)
    expect(found.amounts[0]).toMatchObject({ currency: 'USD', current: 11_250_000 })
    expect(found.tally).toMatchObject({ read: 12, recorded: 12 })
  })

  it('are in the currency whose code the header has', () => {
    const rows = each((i) => `T-${i},Pumps ${i},${one(i, 'Water', 'Roads')},${i}0000`)
    const found = drafted('tenders.csv', `No,Title,Department,Value (KES)\n${rows}\n`)
    expect(found.amounts[0]).toMatchObject({ currency: 'KES', current: 10_000 })
  })
})

describe('rows', () => {
  it('are named by no number that only counts them, with sums and notes below', () => {
    const rows = each((i) => `${i},School ${i},${one(i, 'Education', 'Works')},2026-0${(i % 9) + 1}-01`)
    const table = `No.,Project,Department,Due\n${rows}\nTotal,,,\n* preliminary,,,\n`
    const found = drafted('works.csv', table)
    expect(found.mapping.records[0]?.key.from).toEqual(['Project'])
    expect(found.said).toContain('"No." only counts the rows')
    expect(found.tally).toMatchObject({ read: 14, recorded: 12 })
    expect(found.said).toContain('1 give no record: "No." says that the row is a sum')
    expect(found.said).toContain('1 give no record: "Project" is empty')
  })

  it('that are the header again, as of another table below, are no records', () => {
    const some = (what: string): string => each((i) => `${what} ${i},Roads,2024-01-0${i},2025-01-0${i}`, 5)
    const below = 'Project,Department,Start,Planned completion'
    const text = `Project,Department,Start,Completed\n${some('Road')}\n${below}\n${some('Bridge')}\n`
    const found = drafted('works.csv', text)
    expect(found.tally).toMatchObject({ read: 11, recorded: 10 })
    expect(found.departments).toEqual(['Roads'])
    expect(found.said).toContain('1 give no record: it is the header again')
  })

  it('without a number are told apart by their title, beside those with one', () => {
    const rows = each((i) => `${one(i, 'A', 'B')},208,${i > 10 ? '' : Math.ceil(i / 2)},Bill on matter ${i}`)
    const found = drafted('bills.csv', `議案種類,提出回次,議案番号,議案件名\n${rows}\n`)
    expect(found.mapping.records[0]?.key).toEqual({
      from: ['議案種類', '議案番号'],
      tell: ['title'],
    })
    expect(new Set(found.records.map(({ id }) => id)).size).toBe(12)
  })

  it('without the title that the others have take another text of their own', () => {
    const rows = each(
      (i) =>
        `P-${i},${i % 4 === 0 ? '' : `Scope of pier ${i}`},Works at pier ${i},${one(i, 'Ports', 'Parks')}`,
    )
    const found = drafted('works.csv', `Ref,Project name,Project description,Department\n${rows}\n`)
    expect(found.records.map(({ fields }) => fields.title).slice(2, 4)).toEqual([
      'Scope of pier 3',
      'Works at pier 4',
    ])
    expect(found.said).toContain('Where "Project name" is empty the title is taken from')
  })
})

describe('what is asked and not guessed', () => {
  it('dates in too many ways are left out by name', () => {
    const ways = ['2026-03-31', '31/03/2026', '03/31/2026', 'Spring 2026', 'end of 2026', '46112']
    const rows = each((i) => `M-${i},Measure ${i},${one(i, 'Housing', 'Roads')},${ways[i % ways.length]}`)
    const found = drafted('measures.csv', `Ref,Measure,Department,Due date\n${rows}\n`)
    expect(found.due).toEqual([])
    expect(found.said).toContain('"Due date" seems to hold dates')
  })

  it('works that were given up, and a status of which no word is known to mean done', () => {
    const rows = each(
      (i) => `M-${i},Measure ${i},Roads,2026-01-1${i % 9},${one(i, 'Cancelled', 'Phase two')}`,
    )
    const { said } = drafted('measures.csv', `Ref,Measure,Department,Due date,Status\n${rows}\n`)
    expect(said).toContain('given up or is on hold (6 rows): Cancelled')
    expect(said).toContain('None of the words of "Status" is known to mean that it is done')
  })

  it('the office that leads, not all those that help', () => {
    const rows = each((i) => `任务${i},${one(i, '市住建局', '市交通局')},各区政府、市财政局,2026年${i}月底前`)
    const found = drafted('tasks.csv', `重点任务,牵头单位,责任单位,完成时限\n${rows}\n`)
    expect(found.departments).toEqual(['市住建局', '市交通局'])
  })

  it('hidden sheets are said to be left out', () => {
    const book = utils.book_new()
    const rows = Array.from({ length: 9 }, (_, i) => [`Road ${i}`, one(i, 'Roads', 'Water')])
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([
        ['Code', 'Name'],
        ['A', 'Alpha'],
      ]),
      'Lookup',
    )
    utils.book_append_sheet(book, utils.aoa_to_sheet([['Project', 'Department'], ...rows]), 'Works')
    book.Workbook = {
      Sheets: [
        { name: 'Lookup', Hidden: 1 },
        { name: 'Works', Hidden: 0 },
      ],
    }
    const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }))
    expect(drafted('works.xlsx', bytes).said).toContain('Hidden sheets were not read: Lookup')
  })
})
