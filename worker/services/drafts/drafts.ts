/**
 * Drafts: what is being written, and what waits for a second person. Nothing of them is in the ledger until it is
 * entered; then the entry names who drafted it and who approved it.
 */
import { kindOfRecord } from '../../domain/kinds/table.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { Prepared } from '../../ledger/prepared.ts'
import * as stored from '../../store/drafts.ts'
import type { Access } from '../accounts/access-log.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { newRowId } from '../accounts/secrets.ts'
import type { Ledger } from '../open.ts'
import { AMONG_INSPECTORS, type Dispatch, isDraftable, rightsToDraft } from '../records/dispatch.ts'
import { type Caller, hasRight, requireAny, requireRight } from '../roles.ts'
import type { Call, Outcome } from '../submit/call.ts'
import { createBusiness } from './business.ts'
import {
  type DraftInput,
  type DraftView,
  requireOwn,
  requireSmall,
  requireStatus,
  requireVersion,
  viewOf,
} from './draft.ts'
import { createRehearsal, needsSecond } from './rehearsal.ts'

/** Most that one account may have in hand: so many drafts, and so many characters of JSON in all of them. */
export const MOST_DRAFTS = 200
export const MOST_CHARACTERS = 10_000_000

/** Drafts of one ledger: kept, handed in, given back, approved and discarded. */
export function createDrafts(
  ledger: Ledger,
  { accounts, access }: { accounts: Accounts; access: Access },
  dispatch: Dispatch,
) {
  const { database } = ledger
  const now = () => ledger.now().toISOString()
  const { requireDraft, requireReview, authorOf, homeOf } = createBusiness(ledger, accounts)
  const { enter, rehearse, shown, receiverIn, requireReceiver } = createRehearsal(ledger, access, dispatch)

  /** @throws Problem `quota_reached` */
  async function requireRoom(account: string, text: string, id = ''): Promise<void> {
    const { drafts, characters } = await stored.draftAmount(database, account, id)
    if (drafts < MOST_DRAFTS && characters + text.length <= MOST_CHARACTERS) return
    throw refuse(
      'quota_reached',
      `一个账户至多保存 ${MOST_DRAFTS} 份未入账的草稿，合计不超过 ${MOST_CHARACTERS / 1e6} 百万字符：请先提交或删去一些。`,
      `An account keeps at most ${MOST_DRAFTS} drafts, ${MOST_CHARACTERS / 1e6} million characters in all: hand some in, or throw some away.`,
    )
  }

  async function moved(row: stored.StoredDraft, set: Partial<stored.StoredDraft>): Promise<DraftView> {
    const changed = { ...set, updated: now() }
    if (!(await stored.changeDraft(ledger, row.id, row.version, changed)))
      requireVersion({ ...row, version: -1 }, row.version)
    return viewOf({ ...row, ...changed, version: row.version + 1 })
  }

  async function current(id: string): Promise<DraftView> {
    const row = await stored.readDraft(ledger, id)
    if (row === null) throw new Error(`the draft ${id} is gone`)
    return viewOf(row)
  }

  return {
    /** Begins a draft. @throws Problem `not_allowed`, `invalid` */
    async begin(
      caller: Caller,
      { kind, verb, record, department, title, input, seq }: DraftInput,
    ): Promise<DraftView> {
      const of = department ?? caller.department
      requireRight(caller, rightsToDraft({ kind, verb, record, department: of }).draft, of)
      if (!isDraftable({ kind, verb, record }))
        throw refuse('invalid', `没有 ${kind}/${verb} 这种账目。`, `There is no ${kind}/${verb}.`, 'verb')
      if (record !== null && kindOfRecord(record) !== kind)
        throw refuse('invalid', `${record} 不是 ${kind}。`, `${record} is no ${kind}.`, 'record')
      const at = now()
      const row: stored.StoredDraft = {
        id: newRowId('dra', ledger.random),
        account: caller.account,
        department: of,
        kind,
        verb,
        record,
        title: title.slice(0, 500),
        input: requireSmall(input),
        characters: null,
        seq: seq ?? null,
        version: 1,
        status: 'open',
        note: null,
        reviewer: null,
        entry: null,
        created: at,
        updated: at,
      }
      await requireRoom(caller.account, row.input)
      await stored.insertDraft(ledger, row)
      return viewOf(row)
    },

    /** Keeps what was written so far. @throws Problem `conflict` when it was changed elsewhere */
    async save(
      caller: Caller,
      id: string,
      version: number,
      { title, input, seq }: { title: string; input: Json; seq?: number | null | undefined },
    ): Promise<DraftView> {
      const row = await requireDraft(caller, id)
      requireOwn(caller, row)
      requireStatus(row, 'open', 'returned')
      requireVersion(row, version)
      const text = requireSmall(input)
      if (text.length > row.input.length) await requireRoom(caller.account, text, id)
      return moved(row, {
        title: title.slice(0, 500),
        input: text,
        ...(seq === undefined ? {} : { seq }),
      })
    },

    /** Entries that a draft would record as it is now. Nothing is written. @throws Problem of the verb */
    async check(caller: Caller, id: string, version: number): Promise<Prepared> {
      const row = await requireDraft(caller, id)
      requireStatus(row, 'open', 'returned', 'waiting')
      requireVersion(row, version)
      return shown(caller, await rehearse(row, await authorOf(row)))
    },

    async read(caller: Caller, id: string): Promise<DraftView> {
      return viewOf(await requireDraft(caller, id))
    },

    /** Drafts that the caller is writing or has handed in, and those that wait for the caller. */
    async list(caller: Caller): Promise<{ mine: DraftView[]; waiting: DraftView[] }> {
      requireAny(caller, 'draft.write', ...AMONG_INSPECTORS)
      const mine = await stored.draftsOf(ledger, caller.account)
      const all = await stored.waitingDrafts(ledger, caller.department, caller.account)
      const waiting =
        caller.department === null ? all.filter((row) => hasRight(caller, rightsToDraft(row).approve)) : all
      return { mine: mine.map(viewOf), waiting: waiting.map(viewOf) }
    },

    async discard(caller: Caller, id: string, version: number): Promise<void> {
      const row = await requireDraft(caller, id)
      requireOwn(caller, row)
      requireStatus(row, 'open', 'returned', 'waiting')
      requireVersion(row, version)
      if (!(await stored.deleteDraft(database, id, version))) requireVersion({ ...row, version: -1 }, version)
    },

    /**
     * Hands a draft in: what needs nobody else is entered at once, what is formal waits for an approver.
     *
     * @param signing the department's signature; or that the entry is only to be prepared for one
     * @returns the receipts, or what is to be signed; null when it waits
     * @throws Problem of the verb, when what was written cannot be entered
     */
    async submit(
      caller: Caller,
      id: string,
      version: number,
      signing?: Call['signing'],
    ): Promise<{ draft: DraftView; outcome: Outcome | null }> {
      const row = await requireDraft(caller, id)
      requireOwn(caller, row)
      requireRight(caller, rightsToDraft(row).draft, row.department)
      requireStatus(row, 'open', 'returned')
      requireVersion(row, version)
      const outcome = await enter(row, { actor: caller, signing }).catch((error: unknown) => {
        if (needsSecond(error)) return null
        throw error
      })
      if (outcome === null) {
        // Nobody is asked to approve what cannot be entered.
        const receiver = await receiverIn(await rehearse(row, caller))
        const waiting = { status: 'waiting', note: null, reviewer: null }
        return {
          // What goes to another department waits for that one to accept it.
          draft: await moved(row, receiver === null ? waiting : { ...waiting, department: receiver }),
          outcome,
        }
      }
      if (outcome.prepared !== undefined) {
        await shown(caller, outcome.prepared)
        return { draft: viewOf(row), outcome }
      }
      return { draft: await current(id), outcome }
    },

    /** Takes a draft back that nobody has looked at yet. */
    async withdraw(caller: Caller, id: string, version: number): Promise<DraftView> {
      const row = await requireDraft(caller, id)
      requireOwn(caller, row)
      requireStatus(row, 'waiting')
      requireVersion(row, version)
      return moved(row, { status: 'open', department: await homeOf(row) })
    },

    /**
     * Approves what somebody else drafted: of the department, or, of who belongs to none, somebody of a like role. The entry names both.
     *
     * @param signing the department's signature; or that the entry is only to be prepared for one
     * @throws Problem `not_allowed` for one's own draft; `conflict` when the record has moved on since
     */
    async approve(
      caller: Caller,
      id: string,
      version: number,
      signing?: Call['signing'],
    ): Promise<{ draft: DraftView; outcome: Outcome }> {
      const row = await requireReview(caller, id, version)
      const actor = await authorOf(row)
      await requireReceiver(caller, row, actor)
      const outcome = await enter(row, { actor, approver: caller.account, signing })
      if (outcome.prepared !== undefined) {
        await shown(caller, outcome.prepared)
        return { draft: viewOf(row), outcome }
      }
      const draft = await current(id)
      // Whoever approves in the same moment finds its entry, which names the other one.
      if (draft.reviewer !== caller.account)
        throw refuse(
          'conflict',
          '另一人刚刚审核了这份草稿：账目上写的是那一位。',
          'Somebody else approved this draft just now: the entry names them.',
        )
      return { draft, outcome }
    },

    /** Gives a draft back to its author. @throws Problem `invalid` without a note */
    async giveBack(caller: Caller, id: string, version: number, note: string): Promise<DraftView> {
      const row = await requireReview(caller, id, version)
      if (note.trim() === '')
        throw refuse('invalid', '请写明退回的理由。', 'Say why it is given back.', 'note')
      return moved(row, {
        status: 'returned',
        department: await homeOf(row),
        reviewer: caller.account,
        note: note.trim().slice(0, 2000),
      })
    },
  }
}

export type Drafts = ReturnType<typeof createDrafts>
