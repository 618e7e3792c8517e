/** No list, in no order and by no filter, reads a whole table that grows: asked of libSQL itself, which explains it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { kindOf, listedKinds } from '../../../worker/domain/kinds/table.ts'
import type { Filter, FilterName } from '../../../worker/domain/record/list/listed.ts'
import { sortTexts } from '../../../worker/domain/record/list/sort.ts'
import { createReading, type Reading } from '../../../worker/services/read/reading.ts'
import { createWithdrawals } from '../../../worker/services/records/withdrawals.ts'
import { boardViews } from '../../../worker/store/lists/views.ts'
import { readOwing } from '../../../worker/store/records/owed.ts'
import { othersUsing, recordsSubmitted } from '../../../worker/store/records/submitted.ts'
import { type Explained, explained, wholeReads } from '../../support/ledger/explained.ts'
import { freshLedger, OPERATOR } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR }
let reading: Reading
let plans: Explained['plans']
let database: Explained['database']
let withdrawals: ReturnType<typeof createWithdrawals>

beforeAll(async () => {
  const { services, ledger } = await freshLedger()
  await services.acts.open(call, 'department', null, { code: 'x1', name: '某局' })
  for (const title of ['甲', '乙', '丙']) {
    await services.acts.open(call, 'milestone', 'dep-x1', { title, currentDue: '2026-01-01' })
    await services.acts.open(call, 'decision', 'dep-x1', {
      ...{ title, class: 'ordinary', proposedAt: '2026-01-01' },
      noResponsibility: '试',
    })
  }
  const made = explained(ledger.database)
  plans = made.plans
  database = made.database
  withdrawals = createWithdrawals({ ...ledger, database })
  reading = createReading({ ...ledger, database: made.database })
})

/** Reads that go through what grows, with their plans, since the last look. */
function scans(): string[] {
  const found = wholeReads(plans)
  plans.clear()
  return found
}

function sampleOf({ spec }: Filter): string {
  if (spec.is === 'code') return spec.codes[0] ?? ''
  if (spec.is === 'date') return '2026'
  return spec.is === 'number' ? '5' : spec.is === 'text' ? '水务' : 'dep-x1'
}

describe.each(listedKinds)('the list of each %s', (kind) => {
  const { sorts, filters } = kindOf(kind)
  const each = Object.entries(filters) as [FilterName, Filter][]

  it('is read in every order, narrowed or not', async () => {
    for (const sort of sortTexts(sorts))
      for (const filter of [{}, { q: '水务' }, { from: '2026' }, { annulled: 'any' as const }])
        await reading.records({ kind, sort, limit: 1, ...filter })
    expect(plans.size).toBeGreaterThan(sortTexts(sorts).length)
    expect(scans()).toEqual([])
  })

  it('is narrowed and counted by every filter', async () => {
    for (const [name, filter] of each) {
      const chosen = { [name]: sampleOf(filter), ...(name === 'date' ? { from: '2026' } : {}) }
      await reading.records({ kind, limit: 1, ...chosen })
      await reading.choices({ kind, ...chosen })
    }
    expect(plans.size).toBeGreaterThan(each.length)
    expect(scans()).toEqual([])
  })
})

describe('what was begun', () => {
  it.each(['milestone', 'decision'] as const)(
    'is gone on with behind each place of a list of each %s',
    async (kind) => {
      for (const sort of sortTexts(kindOf(kind).sorts))
        for (const filter of [{}, { department: 'dep-x1' }]) {
          const { next } = await reading.records({ kind, sort, limit: 1, ...filter })
          expect(next).not.toBeNull()
          await reading.records({ kind, sort, limit: 1, cursor: next ?? '', ...filter })
        }
      expect(scans()).toEqual([])
    },
  )
})

describe('the board and the calendar', () => {
  it('are read in every view', async () => {
    for (const view of boardViews) await reading.board({ view, limit: 1 })
    await reading.boardCounts({})
    await reading.boardCounts({ department: 'dep-x1', type: 'delivery' }, true)
    await reading.calendar({ from: '2026-01-01', to: '2026-12-31' })
    await reading.calendar({ from: '2026-01-01', to: '2026-12-31', list: { kind: 'milestone', q: '水务' } })
    await reading.flagCounts(['dec-x'])
    expect(scans()).toEqual([])
  })

  it('reads the days of a month from both ends, and the periods that last into it', async () => {
    await reading.calendar({ from: '2026-01-01', to: '2026-12-31' })
    const dated = [...plans.values()].flat().filter((line) => /\bdated/.test(line))
    expect(dated).toEqual([
      'SEARCH dated USING COVERING INDEX dated_day (day>? AND day<?)',
      expect.stringMatching(/^SEARCH dated USING (?:COVERING )?INDEX dated_until \(until>\?\)/),
    ])
    plans.clear()
  })
})

describe('the deliveries that can be taken back', () => {
  it('are found among deliveries alone, with what they wrote to', async () => {
    await expect(withdrawals.lines(call, 'nothing@2026-01-01')).rejects.toThrow()
    await withdrawals.deliveries(call)
    await recordsSubmitted(database, 'delivery:', -1, 5)
    await othersUsing(database, ['dep-x1'], 'delivery:')
    const read = [...plans].filter(([sql]) => sql.includes('FROM submission'))
    expect(read.length).toBeGreaterThan(2)
    for (const [sql, plan] of read)
      expect([sql, plan.join()]).toEqual([sql, expect.stringMatching(/submission_delivery/)])
    expect(scans()).toEqual([])
  })
})

describe('what is owed', () => {
  it('is read in the order of the last entries, and nothing is sorted', async () => {
    const found = await readOwing(database, 0)
    expect(found.length).toBe(6)
    const last = found.at(-1)?.lastIndex ?? 0
    expect(await readOwing(database, last + 1)).toEqual([])
    expect([...plans.values()].flat()).toEqual(['SEARCH record USING INDEX record_last (last_index>?)'])
    plans.clear()
  })
})
