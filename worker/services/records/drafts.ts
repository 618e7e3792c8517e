/**
 * Drafts: what is being written, and what waits for a second person. Nothing of them is in the ledger until it is
 * entered; then the entry names who drafted it and who approved it.
 */

import { receiversOf } from '../../domain/kinds/binding.ts'
import { whyFormal } from '../../domain/kinds/formal.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import { UNSEALED, unsealedBy } from '../../domain/kinds/unsealing/unsealing.ts'
import { refuse } from '../../domain/record/guard.ts'
import { Problem, type Words } from '../../domain/record/problem.ts'
import { canonicalJson, type Json } from '../../ledger/canonical.ts'
import type { Prepared } from '../../ledger/prepared.ts'
import * as stored from '../../store/drafts.ts'
import { listRecords, readRecords } from '../../store/records/records.ts'
import type { Access } from '../accounts/access-log.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { callerOf, holdsToday, isInForce } from '../accounts/in-force.ts'
import { requireAnotherPerson } from '../accounts/persons.ts'
import { newRowId } from '../accounts/secrets.ts'
import type { Ledger } from '../open.ts'
import { type Caller, hasRight, isOnMachine, LOCAL_OPERATOR, requireAny, requireRight } from '../roles.ts'
import type { Call, Outcome } from '../submit/call.ts'
import { newTicket } from '../submit/prepare.ts'
import {
  AMONG_INSPECTORS,
  type Dispatch,
  eventOf,
  isDraftable,
  rightsToDraft,
  type Target,
} from './dispatch.ts'

/** Longest input of a draft in characters of JSON. */
const LONGEST = 500_000

/** Most that one account may have in hand: so many drafts, and so many characters of JSON in all of them. */
export const MOST_DRAFTS = 200
export const MOST_CHARACTERS = 10_000_000

/** Stands in a rehearsal for whoever will approve. */
const SOMEBODY_ELSE = 'acc-00000000000000000000'

export type DraftStatus =
  /** Being written. */
  | 'open'
  /** Handed in, and not yet looked at. */
  | 'waiting'
  /** Given back with a note. */
  | 'returned'
  /** In the ledger. */
  | 'entered'

export interface DraftView extends Target {
  id: string
  account: string
  department: string | null
  title: string
  input: Json
  /** Version of the record that the author saw. */
  seq: number | null
  /** Moves with every change of the draft. */
  version: number
  status: DraftStatus
  /** Note of the reviewer who gave it back. */
  note: string | null
  reviewer: string | null
  /** Index of its entry. */
  entry: number | null
  created: string
  updated: string
  /** Reason for which it needs a second person; null when it does not. */
  formal: Words | null
}

export interface DraftInput extends Target {
  department?: string | null | undefined
  title: string
  input: Json
  seq?: number | null | undefined
}

function viewOf({ characters: _, ...row }: stored.StoredDraft): DraftView {
  const target = { kind: row.kind, verb: row.verb, record: row.record }
  const event = eventOf(target)
  return {
    ...row,
    ...target,
    input: JSON.parse(row.input),
    status: row.status as DraftStatus,
    formal: event === null ? null : whyFormal(event),
  }
}

const needsSecond = (error: unknown): boolean => error instanceof Problem && error.code === 'needs_approval'

/** Drafts of one ledger: kept, handed in, given back, approved and discarded. */
export function createDrafts(
  ledger: Ledger,
  { accounts, access }: { accounts: Accounts; access: Access },
  dispatch: Dispatch,
) {
  const { database } = ledger
  const now = () => ledger.now().toISOString()

  /** @throws Problem `not_found` also for what is somebody else's business: that it exists is theirs too */
  async function requireDraft(caller: Caller, id: string): Promise<stored.StoredDraft> {
    const row = await stored.readDraft(ledger, id)
    if (row !== null && (row.account === caller.account || (await isOurs(caller, row)))) return row
    throw refuse('not_found', `没有草稿 ${id}。`, `There is no draft ${id}.`, 'id')
  }

  /**
   * True for a handed-in draft that is the caller's business: of its department; or, of an author who belongs
   * to none, of whoever approves for none.
   */
  async function isOurs(caller: Caller, row: stored.StoredDraft): Promise<boolean> {
    if (row.status === 'open') return false
    if (caller.department !== null)
      return row.department === caller.department && hasRight(caller, 'draft.write')
    if (!hasRight(caller, rightsToDraft(row).approve)) return false
    return (await writerOf(row)).department === null
  }

  function requireVersion(row: stored.StoredDraft, version: number): void {
    if (row.version === version) return
    throw refuse(
      'conflict',
      '这份草稿刚在别处改过：请先看过最新内容，再决定保留哪一份。',
      'This draft was changed elsewhere just now: look at it as it is, then decide which to keep.',
      'version',
    )
  }

  function requireOwn(caller: Caller, row: stored.StoredDraft): void {
    if (row.account !== caller.account)
      throw refuse('not_allowed', '只有起草人可以修改草稿。', 'Only its author changes a draft.')
  }

  function requireStatus(row: stored.StoredDraft, ...wanted: DraftStatus[]): void {
    if (wanted.some((one) => one === row.status)) return
    throw refuse(
      'wrong_state',
      '草稿当前的状态不允许这样做。',
      'The draft is not in a state for this.',
      'status',
    )
  }

  function requireSmall(input: Json): string {
    const text = canonicalJson(input)
    if (text.length > LONGEST) throw refuse('invalid', '草稿过长。', 'The draft is too long.', 'input')
    return text
  }

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

  const targetOf = ({ kind, verb, record }: stored.StoredDraft): Target => ({ kind, verb, record })

  /** The entry, and in its transaction the draft: as long as it is the version that was read, and once. */
  async function enter(
    row: stored.StoredDraft,
    { actor, approver, signing }: Pick<Call, 'actor' | 'approver' | 'signing'>,
  ): Promise<Outcome> {
    const moved = { reviewer: approver ?? null, updated: now() }
    const key = `draft-${row.id}`
    return dispatch(
      {
        actor,
        approver,
        signing,
        along: () => ({
          key,
          requires: [stored.unchanged(row.id, row.version)],
          beside: stored.enteredStatements(row, moved, `~${key}`),
        }),
        ...(row.seq === null ? {} : { expectedSeq: row.seq }),
      },
      targetOf(row),
      JSON.parse(row.input),
      row.department,
    )
  }

  /** Entries that it would record now; nothing is written. @throws Problem of the verb */
  async function rehearse(row: stored.StoredDraft, actor: Caller): Promise<Prepared> {
    const signing = { ticket: newTicket(ledger.random), signatures: null }
    const { prepared } = await enter(row, { actor, signing }).catch((error: unknown) => {
      if (!needsSecond(error)) throw error
      return enter(row, { actor, approver: SOMEBODY_ELSE, signing })
    })
    if (prepared === undefined) throw new Error('a rehearsal was entered')
    return prepared
  }

  /** The prepared entries, for whoever is shown them: a look at a text that is still withheld is logged as one. */
  async function shown(caller: Caller, prepared: Prepared): Promise<Prepared> {
    for (const { kind, record } of prepared.drafts)
      if (kind === UNSEALED)
        await access.note(caller.account, 'read_sealed', String(unsealedBy(record)), 'draft')
    return prepared
  }

  /** The department that a draft moves records to; null where it moves none. @throws Problem where it is several */
  async function receiverIn({ drafts }: Prepared): Promise<string | null> {
    const found = await readRecords(database, [...new Set(drafts.map(({ record }) => record))])
    const before = new Map(found.map(({ id, state }) => [id, state]))
    const plain = drafts.map(({ kind, record, seq, body }) => ({
      ...{ kind, record, seq, body, department: null, occurred: '' },
      visibility: 'public' as const,
    }))
    const [receiver = null, ...others] = receiversOf(plain, before)
    if (others.length === 0) return receiver
    throw refuse(
      'invalid',
      '一份草稿只能移交给一个部门：请分开提交。',
      'One draft moves records to one department: hand them in apart.',
      'input',
    )
  }

  /** True if somebody of a department could approve what waits there, today. */
  async function hasApprover(department: string): Promise<boolean> {
    const filter = { kind: 'account', department, status: 'in_force' } as const
    const accounts = await listRecords(database, filter, 0, 1000)
    return accounts.some(({ state }) => holdsToday(ledger, state, 'draft.approve'))
  }

  /**
   * Nobody takes over for another department. Of what an author without a department drafted, which is the operator's
   * business too, the operator on the machine does where the receiver has nobody who could.
   */
  async function requireReceiver(caller: Caller, row: stored.StoredDraft, actor: Caller): Promise<void> {
    const receiver = await receiverIn(await rehearse(row, actor))
    if (receiver === null || caller.department === receiver) return
    if (isOnMachine(caller) && !(await hasApprover(receiver))) return
    throw refuse(
      'not_allowed',
      `移交须由接收部门 ${receiver} 自己接收。`,
      `What is handed over is accepted by ${receiver} itself.`,
      'department',
    )
  }

  return {
    /** Begins a draft. @throws Problem `not_allowed`, `invalid` */
    async begin(
      caller: Caller,
      { kind, verb, record, department, title, input, seq }: DraftInput,
    ): Promise<DraftView> {
      const of = department ?? caller.department
      requireRight(caller, rightsToDraft({ kind, verb, record }).draft, of)
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

  /** Department of a draft that waits for nobody: that of its record, else of its author. */
  async function homeOf({ record, department, account }: stored.StoredDraft): Promise<string | null> {
    return record === null ? department : (await writerOf({ account })).department
  }

  async function current(id: string): Promise<DraftView> {
    const row = await stored.readDraft(ledger, id)
    if (row === null) throw new Error(`the draft ${id} is gone`)
    return viewOf(row)
  }

  /** Writer of a draft; whoever works on the machine has no account. */
  async function writerOf({
    account,
  }: Pick<stored.StoredDraft, 'account'>): Promise<{ department: string | null }> {
    return isOnMachine({ account }) ? LOCAL_OPERATOR : accounts.requireAccount(account)
  }

  async function authorOf(row: stored.StoredDraft): Promise<Caller> {
    if (isOnMachine(row)) return LOCAL_OPERATOR
    const author = await accounts.requireAccount(row.account)
    if (!isInForce(ledger, author))
      throw refuse(
        'wrong_state',
        '起草人的账户已撤销或到期。',
        'The account of the author was revoked or has run out.',
      )
    return callerOf(author)
  }

  async function requireReview(caller: Caller, id: string, version: number): Promise<stored.StoredDraft> {
    const row = await requireDraft(caller, id)
    requireRight(caller, rightsToDraft(row).approve, row.department)
    if (row.account === caller.account)
      throw refuse(
        'not_allowed',
        '不能审核自己的草稿：请由另一人审核。',
        'Nobody approves their own draft: somebody else does.',
      )
    await requireAnotherPerson(ledger, row.account, caller.account)
    requireStatus(row, 'waiting')
    requireVersion(row, version)
    return row
  }
}

export type Drafts = ReturnType<typeof createDrafts>
