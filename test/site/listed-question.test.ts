/** Pages of questions that a published list brought: what the list says, and nothing that it does not. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type CaseCity, caseCity } from '../support/city/case-city.ts'
import { OPERATOR, SECOND } from '../support/ledger/ledger.ts'

const ANSWERED = 'que-0123456789'
const OPEN = 'que-0123456790'

let city: CaseCity

const source = (row: number) => ({ mapping: 'ca-requests', file: 'list.csv', row, key: `A-${row}` })
const opening = (id: string, row: number, more: object = {}) => ({
  id,
  occurred: '2016-01-04',
  department: 'dep-water',
  fields: { type: 'information', channel: 'import', profile: 'ca.foi', source: source(row), ...more },
})
const answer = {
  id: ANSWERED,
  occurred: '2016-02-01',
  event: 'answered',
  body: { answer: 'explain', outcome: 'discontinued', text: 'abandoned', undated: true },
}

const pageOf = async (path: string): Promise<string> => {
  const response = await city.get(path)
  expect(response.status).toBe(200)
  return response.text()
}

beforeAll(async () => {
  city = await caseCity()
  await city.services.registers.deliver({ actor: OPERATOR, approver: SECOND }, [
    opening(ANSWERED, 2),
    answer,
    { id: ANSWERED, occurred: '2017-01-31', event: 'rating_stated', body: { statedSolved: 'no' } },
    opening(OPEN, 3, { undated: true }),
  ])
})

describe('the page of a question that a list brought', () => {
  it('names the row, the outcome and the day that is not stated, and promises no reading', async () => {
    const page = await pageOf(`/zh/questions/${ANSWERED}`)
    for (const words of ['清单上的一件', 'list.csv 第 2 行', '终止办理', '日期未注明', '不说谁逾期'])
      expect(page).toContain(words)
    for (const words of ['正在审读', '优先次序', '凭查询码']) expect(page).not.toContain(words)
  })

  it('tells the rating as that of the list, and of none that there is none', async () => {
    const page = await pageOf(`/zh/questions/${ANSWERED}`)
    for (const words of ['清单载明，提问人认为：未解决', '满意度：未说明', '清单载明提问人的评价'])
      expect(page).toContain(words)
    expect(page).not.toContain('提问人说：')
    const other = await pageOf(`/en/questions/${OPEN}`)
    expect(other).toContain('The list states no rating by the asker.')
    expect(other).not.toContain('has not rated it')
    const figures = await pageOf('/zh/response?from=2016-01-01&to=2016-12-31')
    for (const words of ['清单载明的评价', '收集的一方说的']) expect(figures).toContain(words)
  })

  it('says in English too that no answer is stated, and that the day of receipt is not', async () => {
    const page = await pageOf(`/en/questions/${OPEN}`)
    for (const words of [
      'row 3 of the published list list.csv',
      'states no answer',
      'does not say when it was',
    ])
      expect(page).toContain(words)
    for (const words of ['is being checked', 'no answer yet']) expect(page).not.toContain(words)
  })
})
