/** A row of a case is opened once, as long as it is what it was. */
import { describe, expect, it } from 'vitest'
import { createOpened } from '../../../worker/services/cases/opened.ts'
import { createCaseSealing } from '../../../worker/services/sealing/cases.ts'
import { seededRandom } from '../../support/ledger/ledger.ts'

const sealing = createCaseSealing(new Uint8Array(32).fill(1), seededRandom(4))

async function rowsOf(n: number) {
  const rows: { n: number; sealed: string }[] = []
  for (let i = 1; i <= n; i++) {
    const act = {
      case: 'cas-1',
      seq: i,
      event: 'noted',
      at: '2026-03-02',
      account: 'acc-1',
      body: { i },
    } as const
    rows.push({ n: i, sealed: (await sealing.seal(act as never, null)).sealed })
  }
  return rows
}

function counting() {
  let n = 0
  const open = (sealed: string) => {
    n++
    return sealing.open(sealed)
  }
  const since = (): number => {
    const found = n
    n = 0
    return found
  }
  return { open, since }
}

describe('rows that were opened', () => {
  it('are opened again only where they are new, were sealed anew, or altered', async () => {
    const rows = await rowsOf(6)
    const { open, since } = counting()
    const openAll = createOpened()
    const seqs = async (some: typeof rows) =>
      (await openAll(some, { open })).map((one) => one?.act.seq ?? null)
    expect([await seqs(rows.slice(0, 4)), since()]).toEqual([[1, 2, 3, 4], 4])
    expect([await seqs(rows), since()]).toEqual([[1, 2, 3, 4, 5, 6], 2])
    expect([await seqs(rows), since()]).toEqual([[1, 2, 3, 4, 5, 6], 0])
    const [first, second, ...rest] = rows
    const altered = { n: 1, sealed: `${first?.sealed.slice(0, -8)}AAAAAAA=` }
    const exchanged = { n: 2, sealed: rows[4]?.sealed ?? '' }
    expect([await seqs([altered, exchanged, ...rest]), since()]).toEqual([[null, 5, 3, 4, 5, 6], 2])
    // What was altered is not taken for what stood there before, and what went away is not kept.
    expect([await seqs([...rest]), since()]).toEqual([[3, 4, 5, 6], 0])
    expect([await seqs([first ?? altered, second ?? altered]), since()]).toEqual([[1, 2], 2])
  })

  it('are kept as far as there is room, and opened all the same beyond', async () => {
    const rows = await rowsOf(6)
    const { open, since } = counting()
    const openAll = createOpened((rows[0]?.sealed.length ?? 0) * 4)
    for (const opens of [6, 2, 2]) {
      expect(await openAll(rows, { open })).toHaveLength(6)
      expect(since()).toBe(opens)
    }
  })
})
