/** What holds whoever plays: judged by the entries alone, as anybody may read them. */

import { whyFormal } from '../../../worker/domain/kinds/formal.ts'
import type { State } from '../../../worker/domain/kinds/kinds.ts'
import { applyEntry, replay } from '../../../worker/domain/kinds/replay.ts'
import { isUnread, kindOf } from '../../../worker/domain/kinds/table.ts'
import type { Recorded } from '../../../worker/domain/record/event.ts'
import type { Services } from '../../../worker/services/services.ts'
import { readEntriesFrom, recordedOf } from '../../../worker/store/log/entries.ts'

export interface Watch {
  /** What the entries since the last look break. */
  look(holderOf: (account: string) => string): Promise<string[]>
}

const plain = (state: State): Record<string, unknown> => JSON.parse(JSON.stringify(state))

/** Binding facts in which two states differ, apart from those that the event moves in its course. */
function moved(before: State | null, after: State | null, event: string): string[] {
  if (before === null || after === null) return []
  const { binding, course = {}, once = {} } = kindOf(before.kind)
  const [was, is] = [plain(before), plain(after)]
  return [...binding, 'annulled', 'source'].filter(
    (field) =>
      !(course[event] ?? []).includes(field) &&
      !(once[event]?.includes(field) && was[field] === null) &&
      JSON.stringify(was[field]) !== JSON.stringify(is[field]),
  )
}

/** A watch over a ledger, from here on. */
export async function watch({ ledger }: Services): Promise<Watch> {
  const { database, committer } = ledger
  const histories = new Map<string, Recorded[]>()
  const states = new Map<string, State | null>()
  const places = new Map<number, string>()
  let seen = 0

  async function next(): Promise<Recorded[]> {
    const { size } = (await committer.end.tree()).head
    const entries = (await readEntriesFrom(database, seen, size - seen)).map(recordedOf)
    seen = size
    return entries
  }

  function keep(entry: Recorded): { before: State | null; after: State | null } {
    const { record } = entry.envelope
    const before = states.get(record) ?? null
    const after = applyEntry(before, entry)
    histories.set(record, [...(histories.get(record) ?? []), entry])
    states.set(record, after)
    places.set(entry.index, record)
    return { before, after }
  }

  /** The record of an erased entry, as it is without. */
  function erase({ body }: Recorded): { before: State | null; after: State | null } {
    const target = Number((body as { target?: number } | null)?.target)
    const record = places.get(target) ?? ''
    const without = (histories.get(record) ?? []).map((one) =>
      one.index === target ? { ...one, body: null } : one,
    )
    const before = states.get(record) ?? null
    const after = replay(record, without)
    histories.set(record, without)
    states.set(record, after)
    return { before, after }
  }

  for (const entry of await next()) keep(entry)
  return {
    async look(holderOf) {
      const faults: string[] = []
      for (const entry of await next()) {
        const { kind, record, actor, approver, visibility } = entry.envelope
        const claim = histories
          .get(record)
          ?.findLast(({ envelope }) => envelope.kind === 'milestone.claimed')?.envelope
        const { before, after } = keep(entry)
        const gone = kind === 'entry.erased' ? erase(entry) : { before: null, after: null }
        const event = kind.split('.')[1] ?? ''
        const fields = [...moved(before, after, event), ...moved(gone.before, gone.after, event)]
        if (visibility === 'sealed' && !isUnread(kind)) fields.push('visibility')
        // What a hand-over moves has been accepted by who receives it.
        if (whyFormal(kind) !== null && !kind.endsWith('.transferred')) fields.push('a formal act')
        const second = approver === undefined ? null : holderOf(approver)
        const [first, what] = [holderOf(actor.account), `${entry.index} ${kind} of ${record}`]
        if (fields.length > 0 && (second === null || second === first))
          faults.push(`${what} by ${actor.role} ${actor.account} alone: ${fields.join(', ')}`)
        if (kind !== 'milestone.verified') continue
        const claimed = [claim?.actor.account, claim?.approver].flatMap((one) => one ?? []).map(holderOf)
        if (claimed.some((one) => one === first || one === second))
          faults.push(`${what}: claimed by who verified`)
        if (
          actor.department !== null &&
          [claim?.department, claim?.actor.department].includes(actor.department)
        )
          faults.push(`${what}: claimed and verified by ${actor.department}`)
      }
      return faults
    },
  }
}
