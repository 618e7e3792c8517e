/** Opening of a withheld text: it becomes public as it was committed, by two persons of whoever keeps it. */
import { parseUnsealing } from '../../domain/kinds/unsealing/unsealing.schema.ts'
import { decideUnsealed, openedIn, unsealingId } from '../../domain/kinds/unsealing/unsealing.ts'
import { refuse, requireOccurred } from '../../domain/record/guard.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { Envelope } from '../../ledger/envelope-shape.ts'
import { contentOf, envelopeOf, readEntry } from '../../store/log/entries.ts'
import { notErased } from '../../store/log/forget.ts'
import { readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { type Call, type Outcome, todayOf } from '../submit/call.ts'
import { perform } from '../submit/perform.ts'
import { keeperIn, mayOpen } from './keepers.ts'

export type Unsealings = ReturnType<typeof createUnsealings>

/** Openings of withheld texts in one ledger. They are drafted, as each takes a second person. */
export function createUnsealings(ledger: Ledger) {
  const { database, atRest } = ledger
  return {
    /**
     * Opens the text of one entry. It is shown from then on with the proof that it is the one that was committed;
     * documents that it names become public with it.
     *
     * @param given index of the entry, and the reason
     * @throws Problem `not_found`, `not_allowed`, `wrong_state` for what is public, `unchanged` for what is open already
     */
    async open(call: Call, given: Json): Promise<Outcome> {
      const { entry: target, reason } = parseUnsealing(given)
      const request = { verb: 'unsealing.open', target, input: given }
      return perform(ledger, call, request, async () => {
        const stored = await readEntry(database, target)
        if (stored === null)
          throw refuse('not_found', `没有账目 ${target}。`, `There is no entry ${target}.`, 'entry')
        const envelope = envelopeOf(stored)
        await requireKeeper(ledger, call, envelope)
        if ((await readRecord(database, unsealingId(target))) !== null)
          throw refuse(
            'unchanged',
            `账目 ${target} 的内容已经公开。`,
            `The text of entry ${target} is open already.`,
            'entry',
          )
        const body = await contentOf(atRest, stored)
        if (body === null)
          throw refuse('not_found', '内容已依法删除。', 'The content was lawfully erased.', 'entry')
        const { zone } = ledger.calendar.days
        const today = todayOf(ledger.now(), zone)
        const occurred = call.occurred ?? today
        requireOccurred({ occurred, today, zone })
        const draft = decideUnsealed({ target, envelope }, body, reason, occurred)
        requireCommitted(target, envelope, draft.body)
        return { drafts: [draft], before: new Map(), requires: [notErased(target)] }
      })
    },
  }
}

/** @throws Problem unless the caller reads the text, and is on the side of whoever keeps it */
async function requireKeeper({ database }: Ledger, { actor }: Call, envelope: Envelope): Promise<void> {
  if (envelope.visibility !== 'sealed')
    throw refuse('wrong_state', '这条账目的内容是公开的。', 'The content of this entry is public.', 'entry')
  const keeper = await keeperIn(database, envelope)
  if (mayOpen(actor, envelope, keeper)) return
  const { zh, en } = REFUSED[keeper ?? 'moderator']
  throw refuse('not_allowed', zh, en, 'entry')
}

const REFUSED = {
  department: {
    zh: '只有保管这条账目的部门可以公开它。',
    en: 'Only the department that keeps this entry opens it.',
  },
  inspectors: {
    zh: '这条账目由监察人员保管：由他们公开。',
    en: 'This entry is kept by the inspectors, who open it.',
  },
  moderator: {
    zh: '公众的来文由审读员公开。',
    en: 'What the public wrote is published by a moderator.',
  },
} as const

/** @throws Error when what lies in the database is not what the entry has committed to: nothing is opened then */
function requireCommitted(target: number, envelope: Envelope, body: Json): void {
  const as = { ...envelope, kind: 'unsealing.opened', record: unsealingId(target) }
  if (openedIn({ index: target + 1, envelope: as, body }, target, envelope) === null)
    throw new Error(`the withheld text of entry ${target} is not the one that was committed`)
}
