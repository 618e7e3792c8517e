/** Lawful erasure: the body goes, the entry stays, and a new entry says which, why and on whose authority. */

import { parseErasure } from '../../domain/kinds/erasure/erasure.schema.ts'
import { decideErased, erasureId } from '../../domain/kinds/erasure/erasure.ts'
import { replay } from '../../domain/kinds/replay.ts'
import { refuse, requireOccurred } from '../../domain/record/guard.ts'
import { documentsIn } from '../../store/documents.ts'
import { contentOf, readEntry, readHistory, recordedOf } from '../../store/log/entries.ts'
import { readRecord } from '../../store/records/records.ts'
import type { Aftercare } from '../aftercare.ts'
import type { Ledger } from '../open.ts'
import { requireRight } from '../roles.ts'
import { type Call, type Outcome, type Request, todayOf } from '../submit/call.ts'
import { perform } from '../submit/perform.ts'

/** Erasures in one ledger. @param aftercare owed a run after each, for what lies outside the database */
export function createErasures(ledger: Ledger, aftercare: Aftercare) {
  const { database } = ledger
  return {
    /** Erases the body of one entry. The record is derived again from what remains. */
    async erase(call: Call, target: number, given: unknown): Promise<Outcome> {
      requireRight(call.actor, 'entry.erase', null)
      const fields = parseErasure(target, given)
      const request: Request = { verb: 'entry.erase', target, input: given }
      const outcome = await perform(ledger, call, request, async () => {
        const entry = await readEntry(database, target)
        if (entry === null) throw refuse('not_found', `没有账目 ${target}。`, `There is no entry ${target}.`)
        if ((await readRecord(database, erasureId(target))) !== null) {
          throw refuse(
            'unchanged',
            `账目 ${target} 的内容已经删除。`,
            `The content of entry ${target} is erased already.`,
          )
        }
        const { envelope } = recordedOf(entry)
        if (envelope.kind === 'entry.erased') {
          throw refuse('not_allowed', '删除记录本身不能删除。', 'The record of an erasure cannot be erased.')
        }
        const body = await contentOf(ledger.atRest, entry)
        const documents = body === null ? [] : documentsIn(JSON.parse(body.content))
        const today = todayOf(ledger.now(), ledger.calendar.days.zone)
        const occurred = call.occurred ?? today
        requireOccurred({ occurred, today })
        const history = (await readHistory(database, envelope.record)).map(recordedOf)
        const state = replay(
          envelope.record,
          history.map((one) => (one.index === target ? { ...one, body: null } : one)),
        )
        return {
          drafts: [decideErased(fields, envelope.department, occurred)],
          before: new Map(),
          erased: [{ target, record: envelope.record, seq: history.length, documents, state }],
        }
      })
      aftercare.owe()
      // It is recorded: what cannot be done now is done by the clock.
      await aftercare.settle().catch(() => undefined)
      return outcome
    },
  }
}
