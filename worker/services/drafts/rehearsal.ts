/** The way of a draft into the ledger: what it would record, who takes over what it moves, and its entry. */
import { receiversOf } from '../../domain/kinds/binding.ts'
import { UNSEALED, unsealedBy } from '../../domain/kinds/unsealing/unsealing.ts'
import { refuse } from '../../domain/record/guard.ts'
import { Problem } from '../../domain/record/problem.ts'
import type { Prepared } from '../../ledger/prepared.ts'
import * as stored from '../../store/drafts.ts'
import { listRecords, readRecords } from '../../store/records/records.ts'
import type { Access } from '../accounts/access-log.ts'
import { holdsToday } from '../accounts/in-force.ts'
import type { Ledger } from '../open.ts'
import type { Dispatch } from '../records/dispatch.ts'
import { type Caller, isOnMachine } from '../roles.ts'
import type { Call, Outcome } from '../submit/call.ts'
import { newTicket } from '../submit/prepare.ts'

/** Stands in a rehearsal for whoever will approve. */
const SOMEBODY_ELSE = 'acc-00000000000000000000'

/** True for the refusal of what waits for somebody else. */
export const needsSecond = (error: unknown): boolean =>
  error instanceof Problem && error.code === 'needs_approval'

/** Entering of drafts into one ledger, and its rehearsal. */
export function createRehearsal(ledger: Ledger, access: Access, dispatch: Dispatch) {
  const { database } = ledger

  /** The entry, and in its transaction the draft: as long as it is the version that was read, and once. */
  async function enter(
    row: stored.StoredDraft,
    { actor, approver, signing }: Pick<Call, 'actor' | 'approver' | 'signing'>,
  ): Promise<Outcome> {
    const moved = { reviewer: approver ?? null, updated: ledger.now().toISOString() }
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
      { kind: row.kind, verb: row.verb, record: row.record },
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

  return { enter, rehearse, shown, receiverIn, requireReceiver }
}
