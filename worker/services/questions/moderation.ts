/** 审读: what came in sealed is read by somebody who is not of the department that is asked, and published as far as can be. */
import { readShape } from '../../domain/input/shape.schema.ts'
import { decide } from '../../domain/kinds/decide.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import type { Wish } from '../../domain/record/acts.ts'
import { json, refuse } from '../../domain/record/guard.ts'
import { object, requiredWhole } from '../../domain/record/shape.ts'
import { type Cut, cut, cuts } from '../../domain/record/spoken/cut.ts'
import { pendingTexts } from '../../domain/record/spoken/text.ts'
import { readHistory } from '../../store/log/entries.ts'
import { countUnread, unreadRecords } from '../../store/questions.ts'
import { readRecords } from '../../store/records/records.ts'
import type { Access } from '../accounts/access-log.ts'
import type { Ledger } from '../open.ts'
import { type Caller, requireRight } from '../roles.ts'
import { type Call, type Outcome, requireSeen } from '../submit/call.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'
import { isFirstReader } from '../submit/own-work.ts'
import { perform } from '../submit/perform.ts'
import { apartFrom, requireApart } from './apart.ts'
import {
  isSpoken,
  loadQuestion,
  loadSpoken,
  type OpenedText,
  openText,
  openTexts,
  type SpokenState,
} from './load.ts'
import type { Reaching } from './reaching.ts'
import { isAsked, readableTexts } from './readers.ts'

/** Publishing of a text: as it came in, but for what is cut. `of` is the version with the text, from 2. */
export const publishing = object({ of: requiredWhole(2, 1_000_000), cuts })

/** Records on a moderator's bench at once. */
export const MOST_WAITING = 200

/** The wish to publish a text without what is cut; where nothing is, the salt goes with it. */
export function publishedOf(on: string, text: OpenedText, all: readonly Cut[]): Wish {
  const opening = all.length === 0 ? { opens: text.index, salt: text.salt } : {}
  const { attachment, proof } = text
  const { title, redactions, ...words } = cut(text, all)
  const shown = attachment !== null ? { title, attachment } : proof !== null ? { proof } : { title, ...words }
  return { event: 'published', on, body: json({ of: text.of, ...shown, redactions, ...opening }) }
}

/** Moderation of the questions of one ledger; each look at a sealed text stands in the access log. */
export function createModeration(
  ledger: Ledger,
  { access, reaching }: { access: Access; reaching: Pick<Reaching, 'phoneOf'> },
) {
  const { database } = ledger

  return {
    /** Records with texts that nobody has read, the oldest first: those that the caller may read. @throws Problem `not_allowed` */
    async waiting(caller: Caller): Promise<SpokenState[]> {
      requireRight(caller, 'message.moderate', null)
      const ids = await unreadRecords(database, MOST_WAITING)
      const found = new Map((await readRecords(database, ids)).map(({ state }) => [state.id, state]))
      const states = ids.map((id) => found.get(id)).filter(isSpoken)
      const waits: SpokenState[] = []
      for (const state of await apartFrom(ledger, caller, states)) {
        const [next] = pendingTexts(state)
        // What its asker took back is not published any more, and whoever read it first does not read it again.
        if (state.status === 'withdrawn' || next === undefined) continue
        if (!(await isFirstReader(ledger, caller.account, next))) waits.push(state)
      }
      return waits
    },

    /** Records with texts that nobody has read yet beyond those that `waiting` looks at. */
    async left(): Promise<number> {
      return Math.max(0, (await countUnread(database)) - MOST_WAITING)
    },

    /**
     * Texts of the asker: for a moderator who is not of the department, for inspectors and auditors, and for
     * the department those that a moderator has read and not diverted. Each look is noted first.
     *
     * @param request id of the request, for the access log
     * @throws Problem `not_allowed`, `not_found`
     */
    async read(caller: Caller, id: string, request: string): Promise<OpenedText[]> {
      const state = await loadSpoken(ledger, id)
      const open = await readableTexts(ledger, caller, state)
      if (open === null)
        throw refuse(
          'not_allowed',
          '提问人的原文先由审读员读过；被问部门在此之后可以查阅。',
          'What the asker wrote is read by a moderator first, and by the department that is asked after that.',
        )
      const texts = (await openTexts(ledger, state)).filter(({ of }) => open.has(of))
      for (const { index } of texts) await access.note(caller.account, 'read_sealed', String(index), request)
      return texts
    },

    /**
     * The telephone number that an asker left for the department that answers: for nobody else, not even those who may
     * read the text. A look at one is noted first.
     *
     * @param request id of the request, for the access log
     * @returns null where none was left
     * @throws Problem `not_allowed`, `not_found`
     */
    async phone(caller: Caller, id: string, request: string): Promise<string | null> {
      const state = await loadQuestion(ledger, id)
      if (!isAsked(caller, state))
        throw refuse(
          'not_allowed',
          '提问人留的电话只给被问的部门看，且须在审读员读过提问之后。',
          'The number that an asker left is for the department that is asked alone, once a moderator has read the question.',
        )
      const phone = await reaching.phoneOf(id)
      if (phone !== null) await access.note(caller.account, 'read_contact', id, request)
      return phone
    },

    /**
     * Publishes a text with parts of it cut out. Nothing can be added or put otherwise: what is recorded is computed from
     * what came in. Where nothing was cut, the salt goes with it, so that anybody can compare.
     *
     * @throws Problem `not_allowed` for whoever is of the department that is asked
     */
    async publish(call: Call, id: string, given: unknown): Promise<Outcome> {
      requireRight(call.actor, 'message.moderate', null)
      const input = readShape(publishing, given)
      return perform(
        ledger,
        call,
        { verb: `${kindOfRecord(id) ?? 'question'}.published`, id, input: json(input) },
        async () => {
          const lookup = await loadLookup(ledger, [id])
          const state = lookup.record(id)
          if (!isSpoken(state))
            throw refuse('not_found', `没有提问或意见 ${id}。`, `There is no question or comment ${id}.`)
          await requireApart(ledger, call.actor, state)
          requireSeen(call, state.seq)
          const text = await openText(ledger, await readHistory(database, id), input.of)
          if (text === null)
            throw refuse('not_found', '这段文字不在了。', 'This text is not there any more.', 'of')
          return decide([publishedOf(id, text, input.cuts)], contextOf(ledger, call, lookup))
        },
      )
    },
  }
}
