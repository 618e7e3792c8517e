/** Drafts of files of other shapes than a table of works, by what is recorded of each. */
import { describe, expect, it } from 'vitest'
import type { GivenFile } from '../../../worker/intake/files/sheet.ts'
import { draftMapping, draftOf } from '../../../worker/intake/register/draft/draft.ts'
import { book, type Merge } from '../../support/intake/book.ts'
import { delivered, TODAY, text, trial } from '../../support/intake/trial.ts'

interface Row {
  kind: string
  department: string
  occurred: string | null
  [field: string]: unknown
}

/** The records that a draft gives of its own sample: departments by name. */
function drafted(files: readonly GivenFile[]): { rows: Row[]; said: string; mapping: object } {
  const { mapping, remarks } = draftMapping(files, { name: 'drafted', kind: null, today: TODAY })
  const delivery = delivered(mapping, files)
  expect(delivery.rejected).toEqual([])
  const rows = delivery.records.map(({ kind, department, occurred, fields, done, steps }) => ({
    ...fields,
    ...(steps.length === 0 ? {} : { steps }),
    ...(done === null ? {} : { done }),
    kind,
    occurred,
    department: delivery.departments.get(department) ?? department,
  }))
  return { rows, said: remarks.map(({ en }) => en).join('\n'), mapping }
}

const json = (path: string, value: unknown): GivenFile => text(path, JSON.stringify(value))
const seat = (rows: readonly Row[]): unknown[] =>
  rows.map(({ kind, department, member, role, from, to, onBehalfOf }) => [
    ...[kind, department, member, role],
    ...[from ?? null, to ?? null, onBehalfOf ?? null],
  ])

describe('lists that refer to one another', () => {
  it('trial 11: a membership of "Post A" in "Roads Office"', () => {
    const found = trial('11')
    if (found === null) return
    const { rows } = drafted(found.files)
    expect(seat(rows)).toEqual([
      ['membership', 'Roads Office', 'Post A', 'Director', '2020-01-01', '2021-01-31', null],
    ])
  })

  it('an assembly with parties, each in a list of its own', () => {
    const { rows, said } = drafted([
      json('assembly.json', {
        persons: [
          { id: 'a1', name: 'Ada Moore' },
          { id: 'a2', name: 'Ben Hall' },
        ],
        organizations: [
          { id: 'o1', name: 'House of Assembly', classification: 'legislature' },
          { id: 'pa', name: 'Blue Party', classification: 'party' },
        ],
        events: [{ id: 'term/1', name: '1st Assembly', start_date: '2018-01-01', end_date: '2022-12-31' }],
        memberships: [
          {
            ...{ person_id: 'a1', organization_id: 'o1', on_behalf_of_id: 'pa', role: 'member' },
            ...{ legislative_period_id: 'term/1', start_date: '2018-02-01', end_date: '2019-01-01' },
          },
          {
            ...{ person_id: 'a2', organization_id: 'o1', on_behalf_of_id: 'pa', role: 'member' },
            ...{ legislative_period_id: 'term/1' },
          },
        ],
      }),
    ])
    expect(seat(rows)).toEqual([
      ['membership', 'House of Assembly', 'Ada Moore', 'member', '2018-02-01', '2019-01-01', 'Blue Party'],
      ['membership', 'House of Assembly', 'Ben Hall', 'member', null, null, 'Blue Party'],
    ])
    expect(said).toContain('"person_id" is looked up in the list "persons"')
  })

  it('memberships inside of persons, and the bodies in another file', () => {
    const person = (n: number, name: string, role: string): object => ({
      ...{ id: `https://town.example/person/${n}`, name },
      membership: [
        {
          ...{ id: `https://town.example/membership/${n}`, role, startDate: '2020-11-01' },
          organization: `https://town.example/organization/${n}`,
        },
      ],
    })
    const { rows } = drafted([
      json('person.json', { data: [person(1, 'Eva Kurz', 'Mitglied'), person(2, 'Udo Lang', 'Vorsitz')] }),
      json('organization.json', {
        data: [
          { id: 'https://town.example/organization/1', name: 'Bauausschuss' },
          { id: 'https://town.example/organization/2', name: 'Rat der Stadt' },
        ],
      }),
    ])
    expect(seat(rows)).toEqual([
      ['membership', 'Bauausschuss', 'Eva Kurz', 'Mitglied', '2020-11-01', null, null],
      ['membership', 'Rat der Stadt', 'Udo Lang', 'Vorsitz', '2020-11-01', null, null],
    ])
  })

  it('a department that stands as a number of another list', () => {
    const { rows } = drafted([
      json('city.json', {
        offices: [
          { id: 7, name: 'Roads Office' },
          { id: 9, name: 'Water Office' },
        ],
        works: [
          { ref: 'W-1', title: 'Footbridge', office_id: 7, due: '2025-09-30' },
          { ref: 'W-2', title: 'New pump', office_id: 9, due: '2025-10-31' },
          { ref: 'W-3', title: 'Third bridge', office_id: 7, due: '2025-11-30' },
        ],
      }),
    ])
    expect(
      rows.filter(({ kind }) => kind === 'decision').map(({ title, department }) => [title, department]),
    ).toEqual([
      ['Footbridge', 'Roads Office'],
      ['New pump', 'Water Office'],
      ['Third bridge', 'Roads Office'],
    ])
  })
})

describe('memberships that hold their person and their body', () => {
  it('in a list of nothing else', () => {
    const { rows } = drafted([
      json('seats.json', [
        {
          ...{
            id: 'm1',
            person: { id: 'p1', name: 'Ann Lee' },
            organization: { id: 'o1', name: 'City Council' },
          },
          ...{ role: 'Member', start_date: '2022-01-01', end_date: null },
        },
        {
          ...{
            id: 'm2',
            person: { id: 'p2', name: 'Bo Ray' },
            organization: { id: 'o2', name: 'Parks Committee' },
          },
          ...{ role: 'Chair', start_date: '2022-02-01', end_date: '2023-12-31' },
        },
      ]),
    ])
    expect(seat(rows)).toEqual([
      ['membership', 'City Council', 'Ann Lee', 'Member', '2022-01-01', null, null],
      ['membership', 'Parks Committee', 'Bo Ray', 'Chair', '2022-02-01', '2023-12-31', null],
    ])
  })
})

describe('a table of members', () => {
  it('is of memberships, with the party and the days of each', () => {
    const { rows } = drafted([
      text(
        'members.csv',
        'Name,Party,Ward,Position,Council,Elected on,Left on\nAda Moore,Blue,North,Councillor,Borough of Alder,2018-05-04,2022-05-05\nBen Hall,Green,South,Mayor,Borough of Alder,2018-05-04,\n',
      ),
    ])
    expect(seat(rows)).toEqual([
      ['membership', 'Borough of Alder', 'Ada Moore', 'Councillor', '2018-05-04', '2022-05-05', 'Blue'],
      ['membership', 'Borough of Alder', 'Ben Hall', 'Mayor', '2018-05-04', null, 'Green'],
    ])
  })
})

describe('a list of promises', () => {
  it('that names ministers is none of memberships', () => {
    const { rows } = drafted([
      text(
        'promises.csv',
        'ID,Commitment,Lead department,All ministers\nP-1,Build a hundred schools in the north,Education,Minister of Education; Minister of Works\nP-2,Pave two hundred roads of the south,Works,Minister of Works\n',
      ),
    ])
    expect(rows.map(({ kind, title }) => [kind, title])).toEqual([
      ['decision', 'Build a hundred schools in the north'],
      ['decision', 'Pave two hundred roads of the south'],
    ])
  })
})

describe('lists within lists', () => {
  it('become milestones of the record that they stand in, with the day on which each was met', () => {
    const release = (n: number, buyer: string, milestones: object[]): object => ({
      ...{ ocid: `ocds-${n}`, buyer: { id: `b${n}`, name: buyer } },
      tender: { id: `t${n}`, title: `Works ${n}`, value: { amount: 500000, currency: 'EUR' } },
      contracts: [{ id: `c${n}`, implementation: { milestones } }],
    })
    const { rows } = drafted([
      json('releases.json', {
        releases: [
          release(1, 'Roads Office', [
            {
              id: 'm1',
              title: 'Foundations',
              dueDate: '2025-06-30T00:00:00Z',
              dateMet: '2025-07-04T00:00:00Z',
            },
            { id: 'm2', title: 'Deck', dueDate: '2025-09-30T00:00:00Z' },
          ]),
          release(2, 'Water Office', [{ id: 'm3', title: 'Pumps', dueDate: '2025-10-31T00:00:00Z' }]),
        ],
      }),
    ])
    expect(
      rows.map(({ kind, title, department, currentDue, done }) => [
        kind,
        title,
        department,
        currentDue,
        done,
      ]),
    ).toEqual([
      ['decision', 'Works 1', 'Roads Office', undefined, undefined],
      ['milestone', 'Foundations', 'Roads Office', '2025-06-30', '2025-07-04'],
      ['milestone', 'Deck', 'Roads Office', '2025-09-30', undefined],
      ['decision', 'Works 2', 'Water Office', undefined, undefined],
      ['milestone', 'Pumps', 'Water Office', '2025-10-31', undefined],
    ])
    expect(rows[0]?.amounts).toEqual([{ kind: 'budget', currency: 'EUR', current: 500000 }])
  })
})

describe('a matrix of votes', () => {
  const ballots = (rows: readonly Row[]): unknown =>
    rows.map(({ title, occurred, steps }) => [
      title,
      occurred,
      Array.isArray(steps) ? steps[0]?.ballots : null,
    ])

  it('members down, motions across, with a row of dates', () => {
    const { rows } = drafted([
      text(
        'votes.csv',
        'Member,Motion 1: Budget 2025,Motion 2: Bus lanes\n,2025-01-15,2025-02-12\nMoore,Yes,No\nHall,No,Abstain\nReed,Yes,Absent\n',
      ),
    ])
    expect(ballots(rows)).toEqual([
      [
        ...['Motion 1: Budget 2025', '2025-01-15'],
        [
          { member: 'Moore', vote: 'yes' },
          { member: 'Hall', vote: 'no' },
          { member: 'Reed', vote: 'yes' },
        ],
      ],
      [
        ...['Motion 2: Bus lanes', '2025-02-12'],
        [
          { member: 'Moore', vote: 'no' },
          { member: 'Hall', vote: 'abstain' },
          { member: 'Reed', vote: 'absent' },
        ],
      ],
    ])
  })

  it('in another language, with a party beside each member; and in figures, which is asked', () => {
    const votes = (csv: string): unknown => {
      const { rows, said } = drafted([text('votes.csv', csv)])
      const inSteps = rows.map(({ title, steps }) => [title, Array.isArray(steps) ? steps[0]?.ballots : null])
      return { inSteps, asked: said.includes('Does 1 mean yes') }
    }
    const kurz = (vote: string) => [
      { member: 'Kurz', vote },
      { member: 'Lang', vote: 'no' },
    ]
    const words =
      'Name;Fraktion;Antrag 1: Radwege;Antrag 2: Haushalt\nKurz;CDU;ja;Enthaltung\nLang;SPD;nein;nein\n'
    expect(votes(words)).toEqual({
      inSteps: [
        ['Antrag 1: Radwege', kurz('yes')],
        ['Antrag 2: Haushalt', kurz('abstain')],
      ],
      asked: false,
    })
    const figures = 'Councillor,Item 1 Budget,Item 2 Parks\nKurz,1,0\nLang,0,0\n'
    expect(votes(figures)).toEqual({
      inSteps: [
        ['Item 1 Budget', kurz('yes')],
        ['Item 2 Parks', kurz('no')],
      ],
      asked: true,
    })
  })

  it('motions down and members across, in signs', () => {
    const { rows } = drafted([
      text('表決.csv', '議案,王,李,陳\n關於公園預算的議案,○,×,○\n關於圖書館開放時間的議案,○,○,△\n'),
    ])
    expect(ballots(rows)).toEqual([
      [
        ...['關於公園預算的議案', null],
        [
          { member: '王', vote: 'yes' },
          { member: '李', vote: 'no' },
          { member: '陳', vote: 'yes' },
        ],
      ],
      [
        ...['關於圖書館開放時間的議案', null],
        [
          { member: '王', vote: 'yes' },
          { member: '李', vote: 'yes' },
          { member: '陳', vote: 'abstain' },
        ],
      ],
    ])
  })
})

describe('XML', () => {
  it('trial 20: the members of the file, by the names of its marks', () => {
    const found = trial('20')
    if (found === null) return
    const { mapping } = draftMapping(found.files, { name: 'drafted', kind: null, today: TODAY })
    expect(mapping.input).toMatchObject({ format: 'json', each: 'member' })
    expect(delivered(mapping, found.files)).toMatchObject({ rows: 2, rejected: [] })
  })

  it('is read as a document: elements, attributes, references, in the encoding that it names', () => {
    const given = `<?xml version="1.0" encoding="iso-8859-2"?>
<w:roboty xmlns:w="http://city.example/works"><!-- none -->
 <w:robota nr="R-1"><nazwa>Most &amp; k\xb3adka</nazwa><jednostka>Wydzia\xb3 Dr\xf3g</jednostka><termin>2025-09-30</termin></w:robota>
 <w:robota nr="R-2"><nazwa><![CDATA[Szko\xb3a <nowa>]]></nazwa><jednostka>Wydzia\xb3 O\xb6wiaty</jednostka><termin>2025-10-31</termin></w:robota>
</w:roboty>`
    const bytes = Uint8Array.from(given, (letter) => letter.charCodeAt(0))
    const { rows } = drafted([{ path: 'roboty.xml', bytes }])
    expect(
      rows
        .filter(({ kind }) => kind === 'milestone')
        .map(({ title, department, currentDue }) => [title, department, currentDue]),
    ).toEqual([
      ['Most & kładka', 'Wydział Dróg', '2025-09-30'],
      ['Szkoła <nowa>', 'Wydział Oświaty', '2025-10-31'],
    ])
  })

  it('that breaks off is refused with its line, and HTML with what to do', () => {
    const draft = (path: string, content: string) => () =>
      draftOf([text(path, content)], { name: 'drafted', kind: null, today: TODAY })
    expect(draft('broken.xml', '<a>\n<b x="1">\n<c></b></a>')).toThrow(/line 3/)
    expect(draft('open.xml', '<?xml version="1.0"?>\n<a><b>')).toThrow(/not valid XML/)
    expect(draft('page.csv', '<html><body><table><tr><td>1</td></tr></table></body></html>')).toThrow(
      /HTML.*XLSX/,
    )
  })
})

describe('sheets', () => {
  it('a code book beside the data is left out, and said', () => {
    const bytes = book({
      Codebook: [
        ['Variable', 'Meaning'],
        ['proj_id', 'Number of the project'],
        ['agency', 'Body in charge'],
      ],
      Data: [
        ['proj_id', 'project title', 'agency', 'plan_end'],
        ['A1', 'Bridge repair', 'Roads Agency', '2025-06-15'],
        ['A2', 'Pump station', 'Water Agency', '2025-09-30'],
      ],
    })
    const { rows, said } = drafted([{ path: 'data.xlsx', bytes }])
    expect(rows.filter(({ kind }) => kind === 'decision').map(({ title }) => title)).toEqual([
      'Bridge repair',
      'Pump station',
    ])
    expect(said).toContain(
      'Only the sheet "Data" is read; others have other headers and were left out: Codebook.',
    )
  })

  it('a unit above the header, sums and notes below', () => {
    const merges: Merge[] = [[0, 0, 0, 4]]
    const bytes = book(
      {
        项目: [
          ['2025年重点项目表', '', '', '', ''],
          ['填报单位：市发改委', '', '', '', '单位：万元'],
          ['项目名称', '编号', '责任单位', '计划竣工时间', '总投资'],
          ['东岸道路改造', 'A-1', '市交通运输局', '2025年9月底前', 1200],
          ['管网改造', 'A-2', '市水务局', '2025年11月底前', 2300],
          ['合计', '', '', '', 3500],
          ['注：总投资含征地费用。', '', '', '', ''],
        ],
      },
      merges,
    )
    const { rows, said } = drafted([{ path: '项目.xlsx', bytes }])
    expect(
      rows.filter(({ kind }) => kind === 'decision').map(({ title, amounts }) => [title, amounts]),
    ).toEqual([
      ['东岸道路改造', [{ kind: 'budget', currency: 'CNY', current: 12_000_000 }]],
      ['管网改造', [{ kind: 'budget', currency: 'CNY', current: 23_000_000 }]],
    ])
    expect(said).toContain('1 row is a sum and gives no record')
    expect(said).toContain('The last 1 rows have nothing but')
    expect(said).toContain('Above the header stands "单位：万元"')
  })

  it('a department that is left blank under itself, in text without merged cells', () => {
    const { rows, said } = drafted([
      text(
        'tasks.csv',
        '责任单位,任务,完成时限\n市交通运输局,东岸道路改造,2025-09-30\n,西岸桥梁加固,2025-12-31\n市水务局,管网改造一期,2025-11-30\n,泵站更新,2025-12-20\n',
      ),
    ])
    expect(rows.filter(({ kind }) => kind === 'decision').map(({ department }) => department)).toEqual([
      ...['市交通运输局', '市交通运输局', '市水务局', '市水务局'],
    ])
    expect(said).toContain('do they mean what stands above?')
  })
})

describe('what names a record', () => {
  it('is two columns together where no one alone does, for its milestones as well', () => {
    const { rows, said } = drafted([
      text(
        'bills.csv',
        'Session,Bill No,Short title,Department,Deadline\n45,1,Budget Act,Finance,2024-01-10\n45,2,Water Act,Health,2024-01-20\n46,1,Budget Act,Finance,2025-01-12\n46,2,Parks Act,Environment,2025-01-22\n',
      ),
    ])
    expect(said).toContain('"Session" and "Bill No" together do and name the records')
    const decisions = rows.filter(({ kind }) => kind === 'decision')
    expect(decisions).toHaveLength(4)
    const milestones = rows.filter(({ kind }) => kind === 'milestone')
    expect(new Set(milestones.map(({ decision }) => decision)).size).toBe(4)
  })
})
