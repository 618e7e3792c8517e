/** A part of a long life is what a replay of all of it gives there, whatever waypoints are kept, and after an erasure. */
import { beforeAll, describe, expect, it } from 'vitest'
import { timeline } from '../../../worker/domain/kinds/compare.ts'
import { replay } from '../../../worker/domain/kinds/replay.ts'
import type { Services } from '../../../worker/services/services.ts'
import { readHistory, recordedOf } from '../../../worker/store/log/entries.ts'
import { EVERY } from '../../../worker/store/records/history/waypoints.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'
import { LONG_MILESTONE, LONG_POWER, logLong } from '../../support/ledger/long.ts'

const N = 430
const SPANS = [
  [1, 1],
  [N, 1],
  [N, 150],
  [EVERY, 7],
  [EVERY + 1, 1],
  [EVERY + 1, 2],
  [3 * EVERY + 5, 2 * EVERY],
  [N + 9, N],
] as const

let services: Services

async function waypoints(): Promise<Record<string, unknown>[]> {
  const { rows } = await services.ledger.database.client.execute(
    'SELECT source, seq, state, derived FROM waypoint ORDER BY source, seq',
  )
  return rows.map((row) => ({ ...row }))
}

async function wholeOf(id: string) {
  const entries = (await readHistory(services.ledger.database, id)).map(recordedOf)
  return { entries, whole: timeline(entries) }
}

async function isAsReplayed(id: string): Promise<void> {
  const { reading } = services
  const { entries, whole } = await wholeOf(id)
  for (const [to, limit] of SPANS) {
    const part = await reading.timeline(id, { to, limit })
    const expected = whole.slice(0, to).slice(-limit)
    expect(part.map(({ entry, changes }) => ({ entry, changes }))).toEqual(expected)
  }
  for (const seq of [1, EVERY - 1, EVERY, EVERY + 1, 317, N]) {
    const version = await reading.version(id, { seq })
    expect(version?.state).toEqual(replay(id, entries.slice(0, seq)))
    const index = entries[seq - 1]?.index ?? -1
    expect(await reading.version(id, { size: index + 1 })).toEqual(version)
    expect(version).toMatchObject({ seq, index, of: N })
  }
}

describe('a record of many entries', () => {
  beforeAll(async () => {
    services = (await freshLedger()).services
    await logLong(services, N)
  })

  it('has waypoints, of which each is what its entries give', async () => {
    const kept = await waypoints()
    expect(kept.map(({ source, seq }) => `${source} ${seq}`)).toEqual(
      [LONG_MILESTONE, LONG_POWER].flatMap((id) => [1, 2, 3, 4].map((i) => `${id} ${i * EVERY}`)),
    )
    const { differences } = await services.rebuilding.all({ write: false })
    expect(differences).toEqual([])
  })

  it.each([LONG_MILESTONE, LONG_POWER])('%s reads as it is replayed, part by part', isAsReplayed)

  it('is told page by page, every entry once', async () => {
    const { reading } = services
    const seen: number[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const asked = cursor === '' ? {} : { cursor }
      const page = await reading.timelinePage({ id: LONG_POWER, seq: N }, asked)
      seen.push(...page.items.map(({ entry }) => entry.envelope.seq))
      cursor = page.next
    }
    expect(seen).toEqual(Array.from({ length: N }, (_, i) => i + 1))
  })

  it('reads the same without a waypoint, and with one of other code', async () => {
    const { client } = services.ledger.database
    await client.execute("UPDATE waypoint SET derived = 999, state = '{}' WHERE seq = 300")
    await client.execute('DELETE FROM waypoint WHERE seq = 400')
    await isAsReplayed(LONG_POWER)
    expect((await services.rebuilding.all({ write: false })).differences).toEqual([])
  })

  it('is found to differ where a waypoint was forged, and is rebuilt with all of them', async () => {
    const { client } = services.ledger.database
    await client.execute({
      sql: `UPDATE waypoint SET state = replace(state, '取水', '捕鱼') WHERE source = ? AND seq = 100`,
      args: [LONG_POWER],
    })
    const { differences } = await services.rebuilding.all({ write: true })
    expect(differences).toMatchObject([{ id: LONG_POWER, fields: ['waypoints'] }])
    await client.execute('UPDATE record SET derived = 0')
    await services.rebuilding.settle()
    expect((await waypoints()).length).toBe(8)
    await isAsReplayed(LONG_POWER)
  })

  it('holds nothing in its waypoints of what was erased', async () => {
    const { entries } = await wholeOf(LONG_MILESTONE)
    const target = entries[49]?.index ?? -1
    expect(JSON.stringify(await waypoints())).toContain('第 49 次报告')
    await services.erasures.erase({ actor: OPERATOR, approver: SECOND }, target, {
      ground: 'personal_data',
      authority: '明川市〔2026〕11 号',
      reason: '误写入个人信息。',
    })
    expect(JSON.stringify(await waypoints())).not.toContain('第 49 次报告')
    expect((await waypoints()).length).toBe(8)
    await isAsReplayed(LONG_MILESTONE)
    expect(await services.reading.numbered(LONG_MILESTONE, [50])).toMatchObject([{ erased: true }])
  })
})
