/** Merged cells, headers of several rows, matrices, and records that come again: layouts of published tables. */
import { describe, expect, it } from 'vitest'
import { draftMapping } from '../../../worker/intake/register/draft/draft.ts'
import { tallied, tallyOfReading } from '../../../worker/intake/register/tally.ts'
import { book, type Cell, type Merge } from '../../support/intake/book.ts'
import { delivered, TODAY, text, trial } from '../../support/intake/trial.ts'

const TASKS: Cell[][] = [
  ['Programme of works 2025'],
  ['No', 'Office', 'Work', 'Dates', '', 'Cost'],
  ['', '', '', 'Start', 'Finish', '£m'],
  [1, 'Roads Office', 'East bridge', '2025-03-01', '2025-09-30', 12],
  [2, '', 'West bridge', '2025-04-01', '2025-12-31', 8],
  [3, 'Water Office', 'Pipes of the north', '2025-03-15', '2025-11-30', 23],
  [4, '', 'Pumping station', '2025-06-01', '2025-12-20', 4.5],
  ['Sum', '', '', '', '', 47.5],
]
const MERGES: Merge[] = [
  [0, 0, 0, 5],
  [1, 0, 2, 0],
  [1, 1, 2, 1],
  [1, 2, 2, 2],
  [1, 3, 1, 4],
  [3, 1, 4, 1],
  [5, 1, 6, 1],
]

/** Milestones of a draft: department, due date, current amount. */
function drafted(path: string, bytes: Uint8Array) {
  const { mapping, remarks } = draftMapping([{ path, bytes }], { name: 'tasks', kind: null, today: TODAY })
  const delivery = delivered(mapping, [{ path, bytes }])
  const of = (kind: string) => delivery.records.filter((one) => one.kind === kind)
  return {
    mapping,
    told: remarks.map(({ en }) => en).join('\n'),
    tally: tallied([tallyOfReading(delivery)]),
    due: of('milestone').map((one) => [delivery.departments.get(one.department), one.fields.currentDue]),
    amounts: of('decision').flatMap(
      ({ fields }) => JSON.stringify(fields.amounts).match(/[\d.]+(?=[,}])/g) ?? [],
    ),
  }
}

describe('merged cells and a header of two rows', () => {
  it('trial 10: five tasks of two departments, their dates, their money; the sum is left out and said', () => {
    const file = trial('10')?.files[0]
    if (file === undefined) return
    const { due, amounts, told, tally } = drafted(file.path, file.bytes)
    expect(due).toEqual([
      ['市交通运输局', '2025-09-30'],
      ['市交通运输局', '2025-12-31'],
      ['市交通运输局', '2025-10-31'],
      ['市水务局', '2025-11-30'],
      ['市水务局', '2025-12-20'],
    ])
    expect(amounts[0]).toBe('12000000')
    expect(tally).toMatchObject({ read: 6, rejected: 0 })
    expect(told).toMatch(/Of 6 rows of the sample 1 give no record/)
  })

  it('in another language, in a workbook and as text without any merged cell', () => {
    const { due, amounts, told } = drafted('works.xlsx', book({ Works: TASKS }, MERGES))
    expect(due).toEqual([
      ['Roads Office', '2025-09-30'],
      ['Roads Office', '2025-12-31'],
      ['Water Office', '2025-11-30'],
      ['Water Office', '2025-12-20'],
    ])
    expect(amounts).toEqual(['12000000', '8000000', '23000000', '4500000'])
    expect(told).toMatch(/header has 2 rows/)
    const plain = new TextEncoder().encode(TASKS.map((row) => row.join(',')).join('\n'))
    const { mapping } = drafted('works.csv', plain)
    expect(mapping.input).toMatchObject({ header: 2, headerRows: 2 })
    const filled = { ...mapping, input: { ...mapping.input, fill: ['Office'] } }
    const delivery = delivered(filled, [{ path: 'works.csv', bytes: plain }])
    expect([...delivery.departments.values()].toSorted()).toEqual(['Roads Office', 'Water Office'])
  })

  it('a column that is to be filled and is not there stops the delivery', () => {
    const plain = new TextEncoder().encode('Ref,Work,Office\nA-1,Bridge,Roads\nA-2,Road,\n')
    const mapping = (fill: string[]) => ({
      mapping: 1,
      ...{ name: 'works', title: { zh: '试', en: 'test' }, target: 'register' },
      input: { format: 'table', fill },
      records: [
        {
          kind: 'decision',
          key: { from: ['Ref'] },
          department: 'Office',
          fields: { title: 'Work', class: { const: 'ordinary' }, noResponsibility: { const: 'none' } },
        },
      ],
    })
    const files = [{ path: 'works.csv', bytes: plain }]
    expect(delivered(mapping(['Ofice']), files)).toMatchObject({ lacking: true, records: [] })
    expect(delivered(mapping(['Office']), files).records).toHaveLength(2)
    expect(delivered(mapping([]), files).rejected.map(({ field }) => field)).toEqual(['department'])
  })
})

describe('a matrix of votes', () => {
  const vote = { from: 'vote', codes: { Y: 'yes', N: 'no', A: 'abstain' } }
  const mapping = (turned: boolean, empty: string[] = []) => ({
    mapping: 1,
    ...{ name: 'votes', title: { zh: '表决', en: 'votes' }, target: 'register', empty },
    input: {
      format: 'table',
      turned,
      columns: { motion: { headers: ['Member', 'Motion'] } },
      gather: { as: 'votes', columns: '^(?!Member$|Motion$|motion$)', name: 'member', value: 'vote' },
    },
    records: [
      {
        kind: 'decision',
        key: { from: ['motion'] },
        department: { const: 'City council' },
        fields: { title: 'motion', class: { const: 'ordinary' }, noResponsibility: { const: 'none' } },
        steps: {
          each: '.',
          item: {
            type: { const: 'deliberation' },
            ballots: { each: 'votes', item: { member: 'member', vote } },
          },
        },
      },
    ],
  })
  const ballots = (turned: boolean, content: string): unknown[] => {
    const delivery = delivered(mapping(turned), [text('votes.csv', content)])
    expect(delivery.rejected).toEqual([])
    return delivery.records.map(({ key, steps }) => [key, steps[0]?.ballots])
  }
  const expected = [
    [
      'Bike lanes',
      [
        { member: 'Ama', vote: 'yes' },
        { member: 'Bo', vote: 'no' },
      ],
    ],
    [
      'Budget',
      [
        { member: 'Ama', vote: 'abstain' },
        { member: 'Bo', vote: 'yes' },
      ],
    ],
  ]

  it('members across, and members down', () => {
    expect(ballots(false, 'Motion,Ama,Bo\nBike lanes,Y,N\nBudget,A,Y\n')).toEqual(expected)
    expect(ballots(true, 'Member,Bike lanes,Budget\nAma,Y,A\nBo,N,Y\n')).toEqual(expected)
  })

  it('a vote that nothing stands for is rejected with its row', () => {
    const delivery = delivered(mapping(false), [text('votes.csv', 'Motion,Ama,Bo\nBike lanes,Y,?\n')])
    expect(delivery.rejected).toHaveLength(1)
    expect(delivery.rejected[0]).toMatchObject({ row: 2, value: '?' })
  })
})

describe('one record in several files of a delivery', () => {
  const mapping = (again: string) => ({
    mapping: 1,
    ...{ name: 'bills', title: { zh: '试', en: 'test' }, target: 'register' },
    input: { format: 'table', files: 'session' },
    records: [
      {
        kind: 'decision',
        key: { from: ['Bill', 'Year'], again },
        department: 'Body',
        fields: {
          title: 'Title',
          class: { const: 'ordinary' },
          noResponsibility: { const: 'none' },
          declaredStatus: 'State',
        },
      },
    ],
  })
  const files = [
    text(
      'session-1.csv',
      'Bill,Year,Title,Body,State\n1,2024,Water,House,pending\n2,2024,Roads,House,passed\n',
    ),
    text(
      'session-2.csv',
      'Bill,Year,Title,Body,State\n1,2024,Water,House,passed\n1,2025,Forests,House,pending\n',
    ),
  ]

  it('is the same record where the mapping says so: the last row counts, and the others are told', () => {
    const delivery = delivered(mapping('last'), files)
    expect(delivery.records.map(({ key, fields }) => [key, fields.declaredStatus]).toSorted()).toEqual([
      ['1|2024', 'passed'],
      ['1|2025', 'pending'],
      ['2|2024', 'passed'],
    ])
    expect(delivery.passed.map(({ file, row }) => [file, row])).toEqual([['session-1.csv', 2]])
    expect(tallied([tallyOfReading(delivery)])).toMatchObject({ read: 4, rejected: 0 })
  })

  it('is another one where it does not, and that is told', () => {
    const delivery = delivered(mapping('other'), files)
    expect(delivery.records).toHaveLength(4)
    expect(delivery.notes.map(({ words }) => words.en).join()).toMatch(/nothing tells them apart/)
  })
})

describe('a draft of JSON that is no list', () => {
  const DICT = {
    'W-1': { name: 'Bridge over the mill', office: 'Roads Office', due: '2027-03-31' },
    'W-2': { name: 'Pumping station', office: 'Water Office', due: '2027-06-30' },
    'W-3': { name: 'Cycle lane east', office: 'Roads Office', due: '2027-09-30' },
  }
  const keysOf = (path: string, bytes: Uint8Array): string[] => {
    const { mapping } = draftMapping([{ path, bytes }], { name: 'dict', kind: null, today: TODAY })
    return delivered(mapping, [{ path, bytes }]).records.map(({ kind, key }) => `${kind} ${key}`)
  }

  it('trial 13: three works, named by the names of the object', () => {
    const file = trial('13')?.files[0]
    if (file === undefined) return
    const keys = keysOf(file.path, file.bytes)
    for (const one of ['W-1', 'W-2', 'W-3']) expect(keys.join('\n')).toContain(one)
    expect(new Set(keys.map((key) => key.split(' ')[1])).size).toBe(3)
  })

  it('an object inside of another, and one document on each line', () => {
    const bytes = (document: string): Uint8Array => new TextEncoder().encode(document)
    const expected = ['decision', 'milestone'].flatMap((kind) =>
      Object.keys(DICT).map((id) => `${kind} ${id}`),
    )
    const inside = keysOf('d.json', bytes(JSON.stringify({ version: 1, works: DICT })))
    expect(inside.toSorted()).toEqual(expected.toSorted())
    const lines = Object.entries(DICT).map(([id, one]) => JSON.stringify({ id, ...one }))
    expect(keysOf('d.json', bytes(`${lines.join('\n')}\n`)).toSorted()).toEqual(expected.toSorted())
  })
})
