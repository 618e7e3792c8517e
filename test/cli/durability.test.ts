import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { hasSqld } from '../support/libsql/server.ts'
import { crash, crashHolds } from '../support/processes/crash/crash.ts'
import { onNode } from '../support/processes/crash/victims.ts'
import { race, raceHolds } from '../support/processes/race/race.ts'
import { raceOnServer } from '../support/processes/race/server.ts'

/** Short runs of `npm run crash` and `npm run race`. */
describe('durability', () => {
  it('loses no acknowledged entry when the server is killed in the middle of an import', async () => {
    const result = await crash(await onNode(), 2, async (acknowledged) => {
      const enough = acknowledged() + randomInt(1, 60)
      while (acknowledged() < enough) await setTimeout(1)
    })
    expect(result).toMatchObject({ lost: [], doubled: 0, finding: null })
    expect(crashHolds(result)).toBe(true)
  })

  it.skipIf(!hasSqld)(
    'gives one history to processes on a libSQL server that is killed, and they with it',
    async () => {
      const result = await raceOnServer(2, 8, 1)
      expect(result).toMatchObject({ acknowledged: 16, size: 17, lost: [], doubled: 0, finding: null })
      expect(raceHolds(result)).toBe(true)
    },
  )

  it('gives one history to several processes that write at once', async () => {
    const result = await race(3, 20)
    expect(result).toMatchObject({ acknowledged: 60, size: 61, lost: [], doubled: 0, finding: null })
    expect(raceHolds(result)).toBe(true)
  })
})
