/** Parts of an import go one after the other; the next is made ready while the one before is being written. */
import { describe, expect, it } from 'vitest'
import { type Turn, type Written, writeInTurn } from '../../../worker/intake/run/target.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { itemsFor } from '../../support/ledger/items.ts'
import { freshLedger } from '../../support/ledger/ledger.ts'

const written: Written = { entries: 1, repeated: false }

/** A target of which each part says when it is made ready, sent and recorded. */
function telling(told: string[], fails?: string) {
  return async (part: string, { after, sent }: Turn): Promise<Written> => {
    told.push(`ready ${part}`)
    await after
    told.push(`decide ${part}`)
    sent()
    await new Promise((resolve) => setTimeout(resolve, 0))
    if (part === fails) throw new Error(`${part} is refused`)
    told.push(`recorded ${part}`)
    return written
  }
}

describe('parts of an import', () => {
  it('are made ready while the one before is written, and decided when it was recorded', async () => {
    const told: string[] = []
    const done: string[] = []
    await writeInTurn(['a', 'b', 'c'], telling(told), (part) => done.push(part))
    expect(done).toEqual(['a', 'b', 'c'])
    expect(told).toEqual([
      ...['ready a', 'decide a', 'ready b', 'recorded a'],
      ...['decide b', 'ready c', 'recorded b', 'decide c', 'recorded c'],
    ])
  })

  it('end with the first that is refused: none after it is decided', async () => {
    const told: string[] = []
    const done: string[] = []
    const writing = writeInTurn(['a', 'b', 'c', 'd'], telling(told, 'b'), (part) => done.push(part))
    await expect(writing).rejects.toThrow('b is refused')
    expect([done, told.filter((line) => /[cd]$/.test(line))]).toEqual([['a'], ['ready c']])
  })

  it('wait for each other where nobody says that one is on its way', async () => {
    const told: string[] = []
    const slow = async (part: string): Promise<Written> => {
      told.push(`sent ${part}`)
      await new Promise((resolve) => setTimeout(resolve, 0))
      if (part === 'b') throw new Error('b is refused')
      return written
    }
    const done: string[] = []
    await expect(writeInTurn(['a', 'b', 'c'], slow, (part) => done.push(part))).rejects.toThrow(
      'b is refused',
    )
    expect([done, told]).toEqual([['a'], ['sent a', 'sent b']])
  })
})

describe('a delivery after another one', () => {
  it('is not recorded where that one was refused, and is recorded behind it where it was not', async () => {
    const { services } = await freshLedger()
    const { acts, deliveries, log } = services
    const call = { actor: LOCAL_OPERATOR }
    await acts.open(call, 'department', null, { code: 'x1', name: '某局' })
    const [one, two] = [itemsFor(2).slice(0, 1), itemsFor(2).slice(1)]
    const refused = deliveries.deliver(call, 'dep-nowhere', { added: one })
    const behind = deliveries.deliver({ ...call, after: refused }, 'dep-x1', { added: two })
    const settled = await Promise.allSettled([refused, behind])
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect((await log.snapshot()).size).toBe(1)
    const first = deliveries.deliver(call, 'dep-x1', { added: one })
    const second = deliveries.deliver({ ...call, after: first }, 'dep-x1', { added: two })
    const index = ({ records }: Awaited<typeof first>): number => records[0]?.index ?? -1
    expect([index(await first), index(await second)]).toEqual([1, 2])
  })
})
