/** Lists of what people asked for become questions, and no word of anybody is taken from them. */
import { describe, expect, it } from 'vitest'
import { drafted, each, one } from '../../support/intake/drafted.ts'

const day = (i: number): string => `2025-${String(i).padStart(2, '0')}-03`
/** Stands in every cell in which somebody may be named. */
const ASKED = 'Everything on the lamp before my house, says a neighbour of the old mill'

const LISTS: readonly (readonly [string, string, string, string])[] = [
  [
    'by its outcomes',
    'list.csv',
    'Ref,Subject,Unit,Date received,Date closed,Disposition\n',
    each(
      (i) =>
        `A-${i},${ASKED.replace(',', '')} ${i},Roads,${day(i)},2026-01-0${(i % 9) + 1},${one(i, 'Disclosed in part', 'No records exist')}`,
    ),
  ],
  [
    'by a header',
    'list.csv',
    'Request number;Request summary;Department;Received;Responded;Outcome\n',
    each(
      (i) =>
        `R${i};${ASKED} ${i};${one(i, 'Roads', 'Parks')};${day(i)};${i > 6 ? '' : '2026-01-05'};${i > 6 ? 'Pending' : 'Granted in full'}`,
    ),
  ],
  [
    'by the name of the file',
    'foi-2025.csv',
    'Number,Title,Requester,Date of request\n',
    each((i) => `${2000 + 7 * i},${ASKED.replace(',', '')} ${i},A neighbour of the old mill ${i},${day(i)}`),
  ],
  [
    'in Chinese',
    '台账.csv',
    '申请编号,信息公开申请内容,收到日期,答复日期,处理结果\n',
    each(
      (i) =>
        `2025-依-${i},${ASKED.replace(',', '')} ${i},${day(i)},2026-01-06,${one(i, '予以公开', '信息不存在')}`,
    ),
  ],
  [
    'without a day of receipt',
    'list.csv',
    'Reference,Information request,Outcome\n',
    each((i) => `Q/${i},${ASKED.replace(',', '')} ${i},${one(i, 'Fully disclosed', 'Not disclosed')}`),
  ],
]

describe('a list of requests for information', () => {
  it.each(LISTS)('is known %s, and no word of it is anybody’s', (_, path, header, rows) => {
    const { records, said, tally } = drafted(path, header + rows)
    expect(tally).toMatchObject({ read: 12, recorded: 12 })
    expect(new Set(records.map(({ kind }) => kind))).toEqual(new Set(['question']))
    const taken = JSON.stringify(records.map(({ rule: _rule, ...record }) => record))
    expect(taken).not.toMatch(/lamp|neighbour/)
    expect(said).toContain('they become questions')
    expect(said).toContain('no clock runs')
  })

  it('has its days and outcomes, and what is pending has no answer', () => {
    const [, , header, rows] = LISTS[1] ?? ['', '', '', '']
    const { records } = drafted('list.csv', header + rows)
    expect(records[0]).toMatchObject({
      ...{ occurred: '2025-01-03', done: '2026-01-05', finished: true },
      answer: { answer: 'accept', outcome: 'disclosed', text: 'Granted in full' },
    })
    expect(records[11]).toMatchObject({ occurred: '2025-12-03', done: null, finished: false })
  })
})

it('applications to build stay decisions, though people sent them in', () => {
  const { records } = drafted(
    'planning.csv',
    `Reference,Proposal title,Ward,Date received,Decision date,Decision\n${each((i) => `P/${i},Garage at ${i} Mill Lane,North,${day(i)},2026-01-05,${one(i, 'Granted', i % 4 === 0 ? 'Refused' : 'Withdrawn')}`)}`,
  )
  expect(records.map(({ kind }) => kind)).not.toContain('question')
})
