import { afterEach, expect, it, vi } from 'vitest'
import { EMPTY_ROOT } from '../../../worker/ledger/merkle.ts'
import { Follower } from '../../../worker/store/search/follower.ts'
import { freshDatabase } from '../../support/ledger/ledger.ts'

afterEach(() => void vi.useRealTimers())

it.each([
  [null, 0],
  [5, 1],
])('with a delay of %s ms, a commit that was noted is followed by itself %i times', async (delay, times) => {
  const database = await freshDatabase()
  const notes = async (): Promise<unknown[]> =>
    (await database.client.execute('SELECT note FROM checkpoint')).rows.map(({ note }) => note)
  const begun = vi.spyOn(Follower.prototype, 'flush')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const follower = new Follower(database, delay, (error) => expect.unreachable(String(error)))
  follower.follow({ size: 0, root: EMPTY_ROOT, recorded: '2026-01-01T00:00:00.000Z' }, 'note')
  vi.advanceTimersByTime(3_600_000)
  vi.useRealTimers()
  expect(begun).toHaveBeenCalledTimes(times)
  await follower.flush()
  expect(await notes()).toEqual(['note'])
  begun.mockRestore()
})
