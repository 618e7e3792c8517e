/**
 * Lawful erasure: the body goes, the entry stays, and a new entry says which, why and on whose authority. A withheld
 * text that was opened lies in two entries: it goes from both, whichever of them is named. A document takes with it the
 * copy that was made of it and published. What was translated lies in
 * its translations as well: they go with it, each as a whole.
 */

import { parseErasure } from '../../domain/kinds/erasure/erasure.schema.ts'
import { decideErased, ERASED, erasureId } from '../../domain/kinds/erasure/erasure.ts'
import { LEDGER } from '../../domain/kinds/ledger/ledger.ts'
import { eventName, isLasting, isUnread, kindOfRecord } from '../../domain/kinds/table.ts'
import { unsealedBy, unsealingId } from '../../domain/kinds/unsealing/unsealing.ts'
import { refuse, requireOccurred } from '../../domain/record/guard.ts'
import { publishing } from '../../domain/record/spoken/fields.ts'
import type { Erased } from '../../store/copies/erased.ts'
import { documentsIn } from '../../store/documents.ts'
import {
  contentOf,
  envelopeOf,
  readEntry,
  readHistory,
  recordedOf,
  type StoredEntry,
} from '../../store/log/entries.ts'
import { notUnsealed } from '../../store/log/forget.ts'
import { replayKeeping } from '../../store/records/history/waypoints.ts'
import { readRecord } from '../../store/records/records.ts'
import { translationsWith } from '../../store/records/translations.ts'
import type { Aftercare } from '../aftercare.ts'
import type { Ledger } from '../open.ts'
import { requireRight } from '../roles.ts'
import { type Call, type Outcome, type Request, todayOf } from '../submit/call.ts'
import { perform } from '../submit/perform.ts'

export type Erasures = ReturnType<typeof createErasures>

/** Erasures in one ledger. @param aftercare owed a run after each, for what lies outside the database */
export function createErasures(ledger: Ledger, aftercare: Aftercare) {
  const { database } = ledger

  const isErased = async (index: number) => (await readRecord(database, erasureId(index))) !== null

  /** Everything that goes with the body of an entry, and its record as it is without. */
  async function erasedOf(entry: StoredEntry, gone: ReadonlySet<number>): Promise<Erased> {
    const { record } = envelopeOf(entry)
    const body = await contentOf(ledger.atRest, entry)
    const documents = body === null ? [] : documentsIn(JSON.parse(body.content))
    const history = (await readHistory(database, record)).map(recordedOf)
    const left = history.map((one) => (gone.has(one.index) ? { ...one, body: null } : one))
    return { target: entry.index, record, seq: history.length, documents, ...replayKeeping(left) }
  }

  /** Entries that published a copy of the document which a sealed entry holds: what it was made of is in it. */
  async function copiesOf(entry: StoredEntry): Promise<StoredEntry[]> {
    const { kind, record, seq } = envelopeOf(entry)
    if (!isUnread(kind)) return []
    return (await readHistory(database, record)).filter((one) => {
      const { kind: event } = envelopeOf(one)
      const { body } = recordedOf(one)
      if (event !== eventName(kindOfRecord(record) ?? 'question', 'published') || body === null) return false
      const { of, copied } = publishing.read(body)
      return of === seq && copied.length > 0
    })
  }

  return {
    /** Erases the body of one entry, with a second person. The record is derived again from what remains. */
    async erase(call: Call, target: number, given: unknown): Promise<Outcome> {
      requireRight(call.actor, 'entry.erase', null)
      const fields = parseErasure(target, given)
      const request: Request = { verb: 'entry.erase', target, input: given }
      const outcome = await perform(ledger, call, request, async () => {
        const entry = await readEntry(database, target)
        if (entry === null) throw refuse('not_found', `没有账目 ${target}。`, `There is no entry ${target}.`)
        if (await isErased(target)) {
          throw refuse(
            'unchanged',
            `账目 ${target} 的内容已经删除。`,
            `The content of entry ${target} is erased already.`,
          )
        }
        if (envelopeOf(entry).kind === ERASED) {
          throw refuse('not_allowed', '删除记录本身不能删除。', 'The record of an erasure cannot be erased.')
        }
        if (isLasting(envelopeOf(entry).kind)) {
          throw refuse(
            'not_allowed',
            '这条账目只写明审读的是哪一段文字，没有别的内容，删除后就分不清删的是哪一段。请删除写有文字的那条账目。',
            'This entry says which text was read and nothing else; without it nobody could tell which text was erased. Erase the entry with the words instead.',
          )
        }
        if (envelopeOf(entry).record === LEDGER) {
          throw refuse(
            'not_allowed',
            '账本关于自身公钥的账目不能删除：核验者要据此追随公钥的更换。',
            'Entries of a ledger about its own keys cannot be erased: whoever checks it follows its keys by them.',
          )
        }
        const { zone } = ledger.calendar.days
        const today = todayOf(ledger.now(), zone)
        const occurred = call.occurred ?? today
        requireOccurred({ occurred, today, zone })
        // A text that was withheld and opened lies in two entries: it goes as a whole, whichever of them is named.
        const withheld = unsealedBy(envelopeOf(entry).record) ?? target
        const first = withheld === target ? entry : await readEntry(database, withheld)
        const openings = await readHistory(database, unsealingId(withheld))
        const copies: StoredEntry[] = []
        const { record } = envelopeOf(first ?? entry)
        const translations = await translationsWith(database, record)
        for (const one of [...(first === null ? [] : [first]), ...openings, ...translations.entries])
          if (one.index !== target && !(await isErased(one.index))) copies.push(one)
        for (const one of await copiesOf(entry)) if (!(await isErased(one.index))) copies.push(one)
        const all = [entry, ...copies]
        const gone = new Set(all.map(({ index }) => index))
        return {
          drafts: all.map((one) =>
            decideErased({ ...fields, target: one.index }, envelopeOf(one).department, occurred),
          ),
          before: new Map(),
          erased: await Promise.all(all.map((one) => erasedOf(one, gone))),
          requires: [notUnsealed(withheld, openings.length > 0), translations.unchanged],
        }
      })
      if (outcome.prepared !== undefined) return outcome
      aftercare.owe()
      // It is recorded: what cannot be done now is done by the clock.
      await aftercare.settle().catch(() => undefined)
      return outcome
    },
  }
}
