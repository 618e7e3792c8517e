/** Days that commands print are those of the ledger's calendar, wherever the machine and UTC are. */
import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { daysFor } from '../../worker/cli/shell/today.ts'
import { newFolder } from '../support/folders.ts'

it.each([
  ['America/New_York', '2026-07-01T02:30:00.000Z', '2026-06-30'],
  ['Pacific/Kiritimati', '2026-06-30T10:30:00.000Z', '2026-07-01'],
  ['Asia/Shanghai', '2026-06-30T16:30:00.000Z', '2026-07-01'],
  ['Europe/London', '2026-06-30T23:30:00.000Z', '2026-07-01'],
  [null, '2026-06-30T16:30:00.000Z', '2026-07-01'],
])('in %s it is the day that it was there', async (zone, instant, day) => {
  const data = await newFolder()
  const calendar = { name: 'days', zone, from: '2026-01-01', to: '2026-12-31' }
  if (zone !== null) await writeFile(join(data, 'calendar.json'), JSON.stringify(calendar))
  const dayOf = await daysFor({ env: {} }, { data })
  expect([dayOf(instant), dayOf(null), dayOf(undefined)]).toEqual([day, '', ''])
  const there = zone === null ? {} : { CALENDAR: JSON.stringify(calendar) }
  const remote = await daysFor({ env: there }, { libsql: 'http://localhost' })
  expect(remote(instant)).toBe(day)
})

it('no command cuts a day off an instant', () => {
  const commands = fileURLToPath(new URL('../../worker/cli/commands', import.meta.url))
  const cutting = readdirSync(commands, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    // What is cut in other places are lists, which say `.flatMap` or `.map` of what is left.
    .filter((path) => /\.slice\(0, 10\)(?!\.(?:flatM|m)ap)/.test(readFileSync(join(commands, path), 'utf8')))
  expect(cutting).toEqual([])
})
