/** What an auditor found in drafts of registers that nobody had seen: each would have stood in a ledger as a false line. */
import { describe, expect, it } from 'vitest'
import { drafted, each, one } from '../../support/intake/drafted.ts'

const finishedOf = ({ records }: ReturnType<typeof drafted>) =>
  records.filter(({ kind }) => kind === 'milestone').map(({ finished }) => finished)

describe('words of a status that have marks of their own', () => {
  it.each([
    ['완료', '추진중', '연번,공약명,담당부서,완료예정일,추진상황'],
    ['zakończone', 'w trakcie', 'Nr,Nazwa zadania,Jednostka,Termin zakończenia,Stan'],
    ['dokončeno', 'probíhá', 'Číslo,Název akce,Odbor,Termín dokončení,Stav'],
    ['hoàn thành', 'chưa hoàn thành', 'Mã,Tên dự án,Đơn vị,Ngày hoàn thành dự kiến,Trạng thái'],
  ])('%s is done, and %s is not', (yes, no, header) => {
    const rows = each(
      (i) => `A${i},사업 ${i} plan,${one(i, '문화과', '도로과')},2026-0${(i % 9) + 1}-10,${one(i, yes, no)}`,
    )
    const found = drafted('list.csv', `${header}\n${rows}\n`)
    expect(found.said).toContain(`These words mean that it is done: ${yes} (6 rows)`)
    expect(finishedOf(found)).toEqual(Array.from({ length: 12 }, (_, i) => i % 2 === 0))
  })
})

describe('votes of members', () => {
  const VOTES = ['Aye', 'Nay', '—']
  it.each([
    ['—', (i: number) => VOTES[i % 3]],
    ['n/a', (i: number) => (i % 3 === 2 ? 'n/a' : VOTES[i % 3])],
  ])('with %s where somebody did not vote are a matrix, and members are no decisions', (_, vote) => {
    const rows = each((i) => `Cllr ${i},W${i},${vote(i)},${vote(i + 1)},Aye`)
    const { records } = drafted(
      'votes.csv',
      `Member,Ward,Bill 1: Rates,Bill 2: Parks,Bill 3: Dogs\n${rows}\n`,
    )
    expect(records.map(({ fields }) => fields.title)).toEqual([
      'Bill 1: Rates',
      'Bill 2: Parks',
      'Bill 3: Dogs',
    ])
  })
})

describe('a department that stands in where none is named', () => {
  const rows = each((i) => `P-${i},Upgrade of pump ${i},${one(i, 'Water', 'Parks')},2026-0${(i % 9) + 1}-10`)
  it.each([
    ['notes below the table', '* Subject to approval,,,\n'],
    ['a sum', ',Total,,\n'],
  ])('is not declared for %s', (_, last) => {
    const { mapping, departments } = drafted('p.csv', `Ref,Project,Agency,Deadline\n${rows}\n${last}`)
    expect(departments.sort()).toEqual(['Parks', 'Water'])
    expect(JSON.stringify(mapping)).not.toContain('Department not stated')
  })
  it('is declared, with the number of rows, where a record needs it', () => {
    const { mapping, said } = drafted(
      'p.csv',
      `Ref,Project,Agency,Deadline\n${rows}\nP-13,Other,,2026-03-10\n`,
    )
    expect(JSON.stringify(mapping)).toContain('Department not stated')
    expect(said).toContain('1 rows name no department')
  })
})

describe('days', () => {
  const dated = (due: (i: number) => string, done: (i: number) => string) =>
    drafted(
      'd.csv',
      `Key,Name,Office,Due date,Finished on\n${each((i) => `K${i},Work item ${i},${one(i, 'North', 'South')},${due(i)},${done(i)}`)}\n`,
    )
  const day = (i: number): string => `2026-0${(i % 9) + 1}-10`

  it('that a spreadsheet counted are days beside others, where they lie among them', () => {
    const { due } = dated(
      (i) => one(i, day(i), String(46_000 + i)),
      () => '',
    )
    expect(due).toHaveLength(12)
    expect(due[1]).toBe('2025-12-11')
  })
  it('are no numbers of five digits far from them', () => {
    const { due } = dated(
      (i) => one(i, day(i), String(20_000 + i)),
      () => '',
    )
    expect(due).toHaveLength(6)
  })
  it.each(['Sin fecha', 'No date', 'Brak daty', 'TBA', '未定'])(
    '%s is none, and the rest are read',
    (none) => {
      const { records, said } = dated(day, (i) => (i % 3 === 0 ? `2025-02-0${(i % 9) + 1}` : none))
      expect(said).toContain(`Taken as nothing: ${none}`)
      expect(records.filter(({ done }) => done !== null)).toHaveLength(4)
    },
  )
  it('after the delivery are told as they are taken: by the status it is done', () => {
    const stage = { id: 'm1', title: 'Stage', dueDate: '2026-06-15', status: 'met', dateMet: '2026-12-31' }
    const release = (n: number): object => ({
      ...{ ocid: `o-${n}`, buyer: { name: 'Town' }, tender: { title: `School roof ${n}` } },
      contracts: [{ id: `c${n}`, implementation: { milestones: [stage] } }],
    })
    const found = drafted('o.json', JSON.stringify({ releases: [1, 2, 3, 4].map(release) }))
    expect(finishedOf(found)).toEqual([true, true, true, true])
    expect(found.notes).toContain('the date is not taken; by its status it is recorded as done')
  })
})

describe('money', () => {
  it.each(['増減額（千円）', 'Variance (£)', 'Korekta (zł)', 'Abweichung (€)', '증감액(원)'])(
    'that only changed is no budget: %s',
    (header) => {
      const rows = each((i) => `S${i},Scheme ${i},${one(i, 'A', 'B')},${i * 10},2026-0${(i % 9) + 1}-10`)
      const { amounts } = drafted('m.csv', `Ref,Scheme,Department,${header},Deadline\n${rows}\n`)
      expect(amounts).toEqual([])
    },
  )
  it('with △ before it is taken off, as in accounts of Japan', () => {
    const rows = each(
      (i) => `S${i},Scheme ${i},${one(i, 'A', 'B')},${one(i, '', '△')}${i * 10},2026-0${(i % 9) + 1}-10`,
    )
    const { amounts } = drafted('m.csv', `Ref,Scheme,Department,予算（千円）,Deadline\n${rows}\n`)
    expect(amounts.slice(0, 2)).toMatchObject([{ current: 10_000 }, { current: -20_000 }])
  })
})

it('rows without a title are records by their number, where most have none', () => {
  const rows = each((i) => `S-${100 + i},${i % 10 === 0 ? `Scheme ${i}` : ''},${one(i, 'A', 'B')},${i * 10}`)
  const found = drafted('i.csv', `Ref,Scheme name,Department,Budget (£)\n${rows}\n`)
  expect(found.records).toHaveLength(12)
  expect(found.said).toContain('Where "Scheme name" is empty the title is taken from "Ref"')
})
