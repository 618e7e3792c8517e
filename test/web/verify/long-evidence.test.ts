/** Evidence of a record with more entries than one answer tells: asked for part by part, and none may be kept back. */
import { beforeAll, describe, expect, it } from 'vitest'
import { createBoard } from '../../../web/verify/board.ts'
import { digestMoment, digestState } from '../../../web/verify/digest.ts'
import type { Shown } from '../../../web/verify/record.ts'
import { runChecks } from '../../../web/verify/run.ts'
import { createSource } from '../../../web/verify/source.ts'
import { type TestApi, testApi } from '../../support/api/api.ts'
import { LONG_POWER, logLong } from '../../support/ledger/long.ts'

const N = 1150

let api: TestApi
let shown: Shown
let asked: string[]

/** A visit to the page of the record, where the server's word of what comes next is bent. */
async function visit(bend: (next: number | null, path: string) => unknown = (next) => next) {
  asked = []
  const board = createBoard(Object.keys(shown.moments).map(Number))
  const fetcher: typeof fetch = async (input) => {
    const path = String(input)
    const answer = await api.get(path)
    if (!path.includes('/evidence')) return answer
    asked.push(path)
    const told = await answer.json()
    return Response.json({ ...told, next: bend(told.next, path) })
  }
  await runChecks(
    { shown, indices: [] },
    {
      source: createSource(fetcher),
      memory: { read: () => null, write: () => true },
      board,
      unable: async () => null,
      clock: () => 0,
    },
  )
  return board.summary()
}

describe('a page of a record with more entries than one answer tells', () => {
  beforeAll(async () => {
    api = await testApi()
    await logLong(api.services, N)
    await api.services.catalogue()
    const { reading } = api.services
    const moments = await reading.timeline(LONG_POWER)
    const record = await reading.record(LONG_POWER)
    shown = {
      record: LONG_POWER,
      seq: record?.seq ?? 0,
      state: digestState(record?.state),
      opened: {},
      moments: Object.fromEntries(moments.map((one) => [one.entry.index, digestMoment(one)])),
    }
  })

  it('checks all of them, in as many answers as it takes', async () => {
    expect(await visit()).toMatchObject({ replayed: true, broken: [], complete: { is: 'complete' } })
    expect(asked).toHaveLength(2)
  })

  it('is not content with the first part', async () => {
    const { broken, replayed } = await visit(() => null)
    expect(replayed).toBe(false)
    expect(broken.map(({ part }) => part)).toContain('missing')
  })

  it('is led in no circle, and takes no entry twice', async () => {
    const { broken, replayed } = await visit(() => 7)
    expect(asked.length).toBeLessThan(4)
    expect([replayed, broken.length > 0]).toEqual([false, true])
  })
})
