/** Years of accounts, their parts and their ends: read where the month in which they begin is known, else asked for. */
import { describe, expect, it } from 'vitest'
import { isAccounts } from '../../../worker/intake/register/dates/accounts.ts'
import { readDated } from '../../../worker/intake/register/dates/read.ts'
import { drafted, each } from '../../support/intake/drafted.ts'
import { delivered, text, works } from '../../support/intake/trial.ts'

const period = (said: string, format: string): string | null => {
  const [first, last] = [
    readDated(said, [format], { quarter: 'first' }),
    readDated(said, [format], { quarter: 'last' }),
  ]
  return first === null || last === null ? null : `${first.date} ${last.date}`
}

describe('a year of accounts', () => {
  it.each([
    ['令和7年度', 'fiscal', '2025-04 2026-03'],
    ['令和７年度末まで', 'fiscal', '2026-03 2026-03'],
    ['R7年度末', 'fiscal', '2026-03 2026-03'],
    ['令和元年度内', 'fiscal', '2019-04 2020-03'],
    ['令和7年度第2四半期', 'fiscal', '2025-07 2025-09'],
    ['令和7年度上期末', 'fiscal', '2025-09 2025-09'],
    ['平成31年度末', 'fiscal', '2020-03 2020-03'],
    ['by end of FY2025-26', 'fiscal', '2026 2026'],
    ['Financial Year 2025-26', 'fiscal', '2025 2026'],
    ['FY2025 end', 'fiscal', null],
    ['Q3 2025-26', 'fiscal', null],
    ['2025年度末', 'fiscal 4', '2026-03 2026-03'],
    ['2025财年末', 'fiscal 1', '2025-12 2025-12'],
    ['FY2025 year-end', 'fiscal 10 end', '2025-09 2025-09'],
    ['end of FY25', 'fiscal 10 end', '2025-09 2025-09'],
    ['FY2025 Q3', 'fiscal 4', '2025-10 2025-12'],
    ['H1 2025-26', 'fiscal 4', '2025-04 2025-09'],
    ['2025 회계연도 말', 'fiscal 1', '2025-12 2025-12'],
    ['民國114年度末', 'fiscal 1', '2025-12 2025-12'],
    ['2025年度中', 'fiscal 4', null],
    ['令和7年度末頃', 'fiscal', null],
    ['年度末', 'fiscal 4', null],
    ['end of 2025', 'fiscal 4', null],
    ['Q3 2025', 'fiscal 4', null],
    ['2025-27', 'fiscal 4', null],
  ])('%s as %s is %s', (said, format, expected) => {
    expect(period(said, format)).toBe(expected)
  })

  it('is asked for its beginning, by the draft and where a row is rejected', () => {
    for (const said of ['2025年度末', 'FY2025 end', '2025财年底'])
      expect([said, isAccounts(said)]).toEqual([said, true])
    const table = `Ref,Project,Agency,Due date\n${each((i) => `W-${i},Culvert ${i},Roads,20${20 + i}年度末`)}`
    const { said, due } = drafted('works.csv', table)
    expect(due).toEqual([])
    expect(said).toContain('do not say in which month they begin')
    const mapping = works({}, { occurred: { from: 'Due', as: 'date' } })
    const { rejected } = delivered(mapping, [text('w.csv', 'Ref,Work,Office,Due\n1,Port,Ports,FY2025 end')])
    expect(rejected.map(({ expected }) => expected.en)).toEqual([
      expect.stringContaining('declare "formats": ["fiscal 4"]'),
    ])
  })

  it('of Japan is read beside months of the same list', () => {
    const due = ['令和7年度末', '令和8年9月', '令和7年度第1四半期', '令和9年度末まで']
    const rows = each((i) => `W-${i},橋 ${i},土木課,${due[i % 4]}`)
    const found = drafted('works.csv', `番号,事業名,担当課,期限\n${rows}`)
    expect(new Set(found.due)).toEqual(new Set(['2026-03', '2026-09', '2025-06', '2028-03']))
  })
})
