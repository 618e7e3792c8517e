/** What a ledger says of its records, its board and its figures: to be held against a later one. */
import { BOOKKEEPING } from '../../../worker/domain/record/entered/annulment.ts'
import { openMachine } from '../../../worker/machine/machine.ts'

export interface Picture {
  /** States of the records that count, by id, without what counts their entries. */
  records: Map<string, string>
  annulled: number
  /** What board and figures say. */
  said: unknown
}

/** @param now the clock by which the day is taken */
export async function pictureOf(dataDir: string, now: Date): Promise<Picture> {
  const { services, close } = await openMachine({ dataDir, now: () => now })
  try {
    const { reading } = services
    const records = new Map<string, string>()
    let annulled = 0
    for (const which of ['no', 'yes'] as const) {
      for (let cursor: string | undefined; ; ) {
        const page = await reading.records({ annulled: which, cursor, limit: 500 })
        for (const { id, state, status, judged } of page.items) {
          if (which === 'yes') annulled += 1
          else records.set(id, textOf({ ...state, shownAs: status, judged }))
        }
        if (page.next === null) break
        cursor = page.next
      }
    }
    const { entries: _, asOf: __, ...stats } = await reading.stats()
    const board = await reading.board({ view: 'overdue', limit: 200 })
    const said = {
      stats,
      counts: await reading.boardCounts({}),
      overdue: board.items.map(({ id, judged }) => [id, judged]),
    }
    return { records, annulled, said }
  } finally {
    await close()
  }
}

function textOf(state: object): string {
  const members = Object.entries(state).filter(
    ([name, value]) => !BOOKKEEPING.has(name) && value !== undefined,
  )
  return JSON.stringify(Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1))))
}
