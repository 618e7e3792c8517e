/** 审读: what came in sealed is read by somebody who is not of the department that is asked, and published as far as can be. */
import { readShape } from '../../domain/input/shape.schema.ts'
import { decide } from '../../domain/kinds/decide.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import type { Wish } from '../../domain/record/acts.ts'
import { json, refuse } from '../../domain/record/guard.ts'
import {
  list,
  maybe,
  object,
  type ReadOf,
  requiredCode,
  requiredText,
  requiredWhole,
} from '../../domain/record/shape.ts'
import { type Attachment, type Cut, cut, cuts } from '../../domain/record/spoken/cut.ts'
import { pendingTexts } from '../../domain/record/spoken/text.ts'
import { type ModerationGround, moderationGrounds } from '../../domain/record/spoken/vocabulary.ts'
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
import type { Attachments, Declared } from './attachments/keeping.ts'
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

/** 副本: a document by its SHA-256 that stands in the place of the one that came in, and on which grounds. */
export const copying = object({
  sha256: requiredText(64),
  grounds: list(requiredCode(moderationGrounds, 'personal_data'), { least: 1, most: 8 }),
})

/** Publishing of a text: as it came in, but for what is cut. `of` is the version with the text, from 2. */
export const publishing = object({ of: requiredWhole(2, 1_000_000), cuts, copy: maybe(copying) })

/** A copy of a document as it is kept, with the grounds on which it stands in its place. */
export interface Copy {
  attachment: Attachment
  copied: ModerationGround[]
}

/** Records on a moderator's bench at once. */
export const MOST_WAITING = 200

/** The wish to publish a text without what is cut, a document by its copy where there is one; where neither is, the salt goes with it. */
export function publishedOf(
  on: string,
  text: OpenedText,
  all: readonly Cut[],
  copy: Copy | null = null,
): Wish {
  const opening = all.length === 0 && copy === null ? { opens: text.index, salt: text.salt } : {}
  const { attachment, proof } = text
  const { title, redactions, ...words } = cut(text, all)
  const shown =
    attachment !== null ? { title, attachment, ...copy } : proof !== null ? { proof } : { title, ...words }
  return { event: 'published', on, body: json({ of: text.of, ...shown, redactions, ...opening }) }
}

/** Moderation of the questions of one ledger; each look at a sealed text stands in the access log. */
export function createModeration(
  ledger: Ledger,
  {
    access,
    reaching,
    attachments,
  }: {
    access: Access
    reaching: Pick<Reaching, 'phoneOf'>
    attachments: Pick<Attachments, 'keepFor' | 'kept'>
  },
) {
  const { database } = ledger

  /** @throws Problem `invalid` where there is nothing that a copy could stand for, or it is the same */
  async function copyOf(
    id: string,
    { attachment }: OpenedText,
    { sha256, grounds }: ReadOf<typeof copying>,
  ): Promise<Copy> {
    if (attachment === null)
      throw refuse(
        'invalid',
        '这一段是文字，不是附件：文字在原处隐去，不用副本。',
        'This text is no document: its parts are cut where they stand, without a copy.',
        'copy',
      )
    if (attachment.sha256 === sha256)
      throw refuse(
        'invalid',
        '这份副本就是收到的原件：要原样公开，不写副本；要隐去，请传隐去后的文件。',
        'This copy is the document that came in: leave the copy out to publish it whole, or send the one without some parts.',
        'copy/sha256',
      )
    return { attachment: await attachments.kept(id, sha256), copied: [...new Set(grounds)] }
  }

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
     * Keeps a copy of a document without some of its parts, for a record that waits to be read. Of a picture, what it says of
     * its maker is taken out first.
     *
     * @returns with the digest of what is kept, by which `publish` names it
     * @throws Problem `not_allowed` for whoever is of the department that is asked; whatever is wrong with the bytes
     */
    async keepCopy(caller: Caller, id: string, stream: ReadableStream<Uint8Array>, declared: Declared) {
      requireRight(caller, 'message.moderate', null)
      const state = await loadSpoken(ledger, id)
      await requireApart(ledger, caller, state)
      if (!pendingTexts(state).some(({ event }) => event === 'attached'))
        throw refuse(
          'wrong_state',
          '这一件没有待审读的附件，不收副本。',
          'No document of this waits to be read, so that no copy of one is taken.',
        )
      return attachments.keepFor(id, stream, declared)
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
          const copy = input.copy === null ? null : await copyOf(id, text, input.copy)
          return decide([publishedOf(id, text, input.cuts, copy)], contextOf(ledger, call, lookup))
        },
      )
    },
  }
}
