/** The guide of an item: who has one, what it lacks, and the last day of an application. */
import { describe, expect, it } from 'vitest'
import { chinaWorkingDays } from '../../../../worker/domain/calendar/china.ts'
import { NO_FIELDS } from '../../../../worker/domain/kinds/responsibility/fields.ts'
import {
  GUIDE,
  guideClocks,
  hasGuide,
  missingParts,
} from '../../../../worker/domain/kinds/responsibility/guide.ts'
import type { ResponsibilityState } from '../../../../worker/domain/kinds/responsibility/state.ts'

const item = (given: Partial<ResponsibilityState>): ResponsibilityState => ({
  ...NO_FIELDS,
  kind: 'responsibility',
  id: 'res-0000000001',
  seq: 1,
  department: 'dep-water',
  status: 'in_force',
  into: [],
  transferred: [],
  listed: '2025-01-01',
  changed: '2025-01-01',
  corrections: 0,
  name: '取水许可',
  type: 'licence',
  ...given,
})

describe('a guide', () => {
  it('is of what somebody applies for, and of nothing that is withheld', () => {
    for (const type of ['licence', 'confirmation', 'payment', 'public_service'] as const)
      expect(hasGuide(item({ type })), type).toBe(true)
    for (const type of ['penalty', 'inspection', 'other'] as const)
      expect(hasGuide(item({ type })), type).toBe(false)
    expect(hasGuide(item({ name: '' }))).toBe(false)
  })

  it('names every part that the list leaves out', () => {
    expect(missingParts(item({}))).toEqual([...GUIDE])
    const some = item({ materials: ['申请书'], fees: '不收费', phone: '12345' })
    expect(GUIDE.filter((part) => !missingParts(some).includes(part))).toEqual(['materials', 'fees', 'phone'])
  })

  it('counts the limits from a day as the clocks do, the promised one first', () => {
    const limited = item({
      promisedTimeLimit: { days: 7, unit: 'working_day', text: null },
      statutoryTimeLimit: { days: 30, unit: 'day', text: null },
    })
    // Friday; the National Day holiday lasts from Thursday 1 to Wednesday 7 October.
    const clocks = guideClocks(limited, chinaWorkingDays, '2026-09-25')
    const counted = clocks.map(({ of, clock }) => [of, clock.due])
    expect(counted).toEqual([
      ['promisedTimeLimit', chinaWorkingDays.add('2026-09-25', 7)],
      ['statutoryTimeLimit', '2026-10-25'],
    ])
    expect(clocks[0]?.clock.lines.some(({ kind }) => kind === 'holiday')).toBe(true)
    expect(guideClocks(item({ ...limited, type: 'penalty' }), chinaWorkingDays, '2026-09-25')).toEqual([])
    // Beyond the announced holidays there is no last day.
    expect(guideClocks(limited, chinaWorkingDays, '2099-01-01')[0]?.clock.due).toBeNull()
    expect(guideClocks(item({}), chinaWorkingDays, '2026-09-25')).toEqual([])
  })
})
