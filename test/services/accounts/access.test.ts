import { describe, expect, it } from 'vitest'
import { Buckets } from '../../../worker/api/http/buckets.ts'
import { fromBase64 } from '../../../worker/ledger/bytes.ts'
import { digestRows } from '../../../worker/services/daily-digests.ts'
import { openLedger } from '../../../worker/services/open.ts'
import { createServices } from '../../../worker/services/services.ts'
import { insertDigest, lastDigestDay } from '../../../worker/store/accounts/access.ts'
import { freshDatabase, OPERATOR, seededRandom, testSigner } from '../../support/ledger/ledger.ts'

const DAY = 86_400_000

async function over(start: string) {
  const clock = { now: Date.parse(start) }
  const database = await freshDatabase()
  const ledger = await openLedger({
    database,
    signer: await testSigner(),
    highWater: null,
    now: () => new Date(clock.now),
    random: seededRandom(),
    place: { zh: '明川市', en: 'Mingchuan' },
    followDelay: 0,
  })
  return { clock, database, services: createServices(ledger) }
}

describe('the access log', () => {
  it('is fixed in the ledger day by day, also days on which nothing happened', async () => {
    const { clock, services } = await over('2026-03-02T01:00:00Z')
    const { access, log } = services
    await access.note('acc-one', 'export', '/api/v1/decisions.csv', 'r1')
    await access.closeDays()
    expect((await log.snapshot()).size).toBe(0)
    for (let day = 0; day < 3; day++) {
      clock.now += DAY
      await Promise.all([access.closeDays(), access.closeDays()])
      await access.closeDays()
    }
    expect((await log.snapshot()).size).toBe(3)
    const day = await access.day(OPERATOR, '2026-03-02')
    expect(day).toMatchObject({ index: 0, rows: [{ account: 'acc-one', action: 'export' }] })
    expect(day?.digest).toBe(day?.entered)
    const quiet = await access.day(OPERATOR, '2026-03-03')
    expect([quiet?.rows, quiet?.digest === quiet?.entered]).toEqual([[], true])
    expect(await access.day(OPERATOR, '2026-03-05')).toBeNull()
  })

  it('shows when a row was changed or taken away behind the triggers, and takes none for a closed day', async () => {
    const { clock, services, database } = await over('2026-03-02T01:00:00Z')
    const { access } = services
    await access.note('acc-one', 'read_sealed', '17', 'r1')
    await access.note('acc-two', 'read_sealed', '18', 'r2')
    await expect(database.client.execute('DELETE FROM access')).rejects.toThrow(/append-only/)
    clock.now += DAY
    await access.closeDays()
    clock.now -= DAY
    await expect(access.note('acc-one', 'export', 'x', 'r3')).rejects.toMatchObject({
      cause: { message: expect.stringContaining('this day is closed') },
    })
    clock.now += DAY
    await database.client.executeMultiple('DROP TRIGGER access_no_delete; DELETE FROM access WHERE n = 2;')
    const day = await access.day(OPERATOR, '2026-03-02')
    expect(day?.digest).not.toBe(day?.entered)
    expect(digestRows(fromBase64(day?.salt ?? ''), day?.rows ?? [])).toBe(day?.digest)
  })

  it('is caught up by one digest for all the days that were missed, which says so', async () => {
    const { clock, services, database } = await over('2026-03-02T01:00:00Z')
    const { access, log, reading } = services
    await access.note('acc-one', 'export', 'x', 'r1')
    clock.now += DAY
    await access.closeDays()
    clock.now += 3 * DAY
    await access.note('acc-one', 'export', 'y', 'r2')
    clock.now += 400 * DAY
    await Promise.all([access.closeDays(), access.closeDays()])
    expect((await log.snapshot()).size).toBe(2)
    const record = await reading.record('dig-access-2027-04-09')
    expect(record).toMatchObject({
      title: '2026-03-03 – 2027-04-09',
      state: { since: '2026-03-03', day: '2027-04-09' },
    })
    for (const asked of ['2026-03-03', '2026-11-11', '2027-04-09']) {
      const run = await access.day(OPERATOR, asked)
      expect(run).toMatchObject({
        since: '2026-03-03',
        day: '2027-04-09',
        rows: [{ subject: 'y' }],
        index: 1,
      })
      expect(run?.digest).toBe(run?.entered)
    }
    expect(await access.day(OPERATOR, '2026-03-02')).toMatchObject({
      day: '2026-03-02',
      rows: [{ subject: 'x' }],
    })
    expect(await access.day(OPERATOR, '2026-03-01')).toBeNull()
    await database.client.executeMultiple(
      "DROP TRIGGER access_no_update; UPDATE access SET day = '2026-08-01', subject = 'z' WHERE n = 2;",
    )
    const altered = await access.day(OPERATOR, '2026-03-04')
    expect(altered?.digest).not.toBe(altered?.entered)
  })

  it('closes no day twice where another machine closed a part of the run meanwhile', async () => {
    const { database } = await over('2026-03-02T01:00:00Z')
    const row = (day: string, last: number) => ({
      stream: 'access',
      day,
      salt: new Uint8Array(32),
      digest: 'AAAA',
      last,
    })
    await insertDigest(database, '2026-03-02', row('2026-03-05', 1))
    await insertDigest(database, '2026-03-02', row('2026-03-06', 1))
    expect(await lastDigestDay(database, 'access')).toBe('2026-03-05')
    await insertDigest(database, '2026-03-06', row('2026-03-06', 1))
    expect(await lastDigestDay(database, 'access')).toBe('2026-03-06')
  })

  it('catches up an entry that was cut short after its row', async () => {
    const { clock, services, database } = await over('2026-03-02T01:00:00Z')
    await services.access.note('acc-one', 'export', 'x', 'r1')
    await database.client.execute({
      sql: "INSERT INTO digest (stream, day, salt, digest, last) VALUES ('access', '2026-03-02', ?, 'AAAA', 1)",
      args: [new Uint8Array(32)],
    })
    clock.now += DAY
    await services.access.closeDays()
    expect((await services.reading.record('dig-access-2026-03-02'))?.state).toMatchObject({ digest: 'AAAA' })
  })
})

describe('a bucket', () => {
  it('gives what it holds at once, then as it fills, and each name has its own', () => {
    let now = 0
    const buckets = new Buckets(() => now)
    const taken = Array.from({ length: 12 }, () => buckets.take('sort', 'one', 10))
    expect(taken.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 0))
    expect(taken[10]).toBe(6)
    expect(buckets.take('sort', 'two', 10)).toBe(0)
    now = 6000
    expect(buckets.take('sort', 'one', 10)).toBe(0)
    expect(buckets.take('sort', 'one', 10)).toBe(6)
  })
})
