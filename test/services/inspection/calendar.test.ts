import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { practice } from '../../../worker/domain/law/laws.ts'
import { found, notFound, recordRule } from '../../../worker/domain/rules/rule.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { createStanding } from '../../../worker/services/inspection/standing/standing.ts'
import { OPERATOR, temporaryFolder } from '../../support/ledger/ledger.ts'

/** National Day is a holiday in China, and Independence Day in New York. */
const OCTOBER = '2025-10-01'
const JULY = '2025-07-04'

const words = { zh: '假日', en: 'Holiday' }
const onHoliday = recordRule('department', {
  id: 'T99',
  name: words,
  definition: words,
  basis: [practice('试', 'test')],
  why: words,
  severity: 'low',
  audience: 'public',
  condition: words,
  value: words,
  parameters: {},
  falsePositives: [words],
  applies: () => true,
  version: 1,
  assess: (_, { calendar }) => {
    const days = [OCTOBER, JULY].filter((day) => calendar.isWorkingDay(day) === false)
    return days.length === 0 ? notFound({ inputs: [0] }) : found({ value: days.join(', '), inputs: [0] })
  },
})

const NEW_YORK = {
  name: 'New York',
  from: '2025-01-01',
  to: '2026-12-31',
  weekend: [0, 6],
  holidays: [JULY],
}

async function opened(folder: string) {
  const { services, close } = await openMachine({ dataDir: folder })
  const standing = createStanding(services.ledger, { rules: [onHoliday] })
  await standing.settle()
  const values = (await standing.findings()).map(({ value }) => value)
  return { services, close, values }
}

describe('the working days of a ledger', () => {
  it('are those of mainland China until its folder declares others, and everything is looked at again', async () => {
    const folder = temporaryFolder()
    const first = await openMachine({ dataDir: folder })
    await first.services.acts.open({ actor: OPERATOR }, 'department', null, { code: 'water', name: '水务局' })
    await first.close()
    const before = await opened(folder)
    expect(before.values).toEqual([OCTOBER])
    await before.close()
    await writeFile(join(folder, 'calendar.json'), JSON.stringify(NEW_YORK))
    const after = await opened(folder)
    expect(after.services.ledger.calendar.name).toBe('New York')
    expect(after.values).toEqual([JULY])
    await after.close()
  })

  it.each([
    ['{', /calendar\.json/],
    [JSON.stringify({ ...NEW_YORK, holidays: ['2030-07-04'] }), /2030-07-04/],
    [JSON.stringify({ ...NEW_YORK, name: undefined }), /calendar\.json/],
  ])('that cannot be read keep the ledger from being opened: %s', async (text, said) => {
    const folder = temporaryFolder()
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'calendar.json'), text)
    await expect(openMachine({ dataDir: folder })).rejects.toMatchObject({
      code: 'invalid',
      words: { zh: expect.stringMatching(said), en: expect.stringMatching(said) },
    })
  })
})
