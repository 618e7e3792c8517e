/** A ledger elsewhere: its days begin in its own time zone, also for what is recorded with an hour. */
import { expect, it } from 'vitest'
import { parseCalendar } from '../../worker/domain/calendar/calendar.schema.ts'
import { workingDaysOf } from '../../worker/domain/calendar/table.ts'
import { createServices } from '../../worker/services/services.ts'
import { freshLedger, OPERATOR, SECOND } from '../support/ledger/ledger.ts'

it('records in the evening what happened that evening, and nothing of the day after', async () => {
  const { ledger } = await freshLedger()
  const calendar = parseCalendar({
    ...{ name: 'New York', from: '2025-01-01', to: '2027-12-31' },
    ...{ zone: 'America/New_York', weekend: [5, 6] },
  })
  // 22:30 on 7 March, the evening before clocks go on; the day after begins at five o'clock in London.
  const there = {
    ...ledger,
    now: () => new Date('2026-03-08T03:30:00Z'),
    calendar: { name: calendar.name, days: workingDaysOf(calendar), stamp: 'new-york' },
  }
  const { acts } = createServices(there)
  const open = (occurred: string | undefined, code: string) =>
    acts.open({ actor: OPERATOR, approver: SECOND, occurred }, 'department', null, { code, name: code })
  const [made] = (await open(undefined, 'a1')).records
  expect(made?.id).toBe('dep-a1')
  expect((await open('2026-03-08T03:29:00Z', 'a2')).records).toHaveLength(1)
  await expect(open('2026-03-08T05:00:00Z', 'a3')).rejects.toMatchObject({ field: 'occurred' })
  await expect(open('2026-03-08', 'a4')).rejects.toMatchObject({ field: 'occurred' })
})
