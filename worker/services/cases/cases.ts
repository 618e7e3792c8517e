/**
 * 核查: the verbs of confidential files. Who has no part in a case reads nothing of it; every look is a line of the
 * file itself. Whoever lacks the right learns nothing, not even whether there is a case: rights come first, and
 * what they are refused with never depends on what is kept.
 */
import { actOfVerb, eventOfVerb, isCaseVerb, openShape } from '../../domain/case/acts.ts'
import { guardCase } from '../../domain/case/case.ts'
import { type CaseDue, dueOf } from '../../domain/case/due.ts'
import { requireNoConflict } from '../../domain/case/guards.ts'
import type { CaseState } from '../../domain/case/state.ts'
import type { CaseStatus } from '../../domain/case/words.ts'
import { parseShape } from '../../domain/input/shape.schema.ts'
import { refuse } from '../../domain/record/guard.ts'
import { newCaseId } from '../../domain/record/ids.ts'
import { Problem } from '../../domain/record/problem.ts'
import type { Json } from '../../ledger/canonical.ts'
import { readRecords } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import type { Acts } from '../records/acts.ts'
import { type Caller, LOCAL_OPERATOR, requireRight } from '../roles.ts'
import { type Call, todayOf } from '../submit/call.ts'
import { type CaseCheck, checkFile } from './check.ts'
import { createEntering } from './entering.ts'
import { type CaseFile, createCaseFiles } from './file.ts'
import { type Lead, leadAct } from './lead.ts'
import { createMembers, isOpenTo, requireMember } from './members.ts'
import { repeated, requireRecords } from './sent.ts'

/** Number of times that an act is decided again when somebody else writes into the same file. */
const ATTEMPTS = 10

/** Case as every inspector sees it: that it is there, and with whom. The rest is for its members. */
export interface CaseListed {
  id: string
  opened: string
  status: CaseStatus
  members: { account: string; part: string }[]
  /** Null for whoever has no part in it. */
  own: { seq: number; title: string; due: CaseDue[] } | null
}

export interface CaseView {
  state: CaseState
  due: CaseDue[]
  acts: { seq: number; event: string; at: string; account: string; body: Json }[]
}

/**
 * Verbs of the cases of one ledger, each of which looks at the rights and the membership of its caller first.
 */
export function createCases(ledger: Ledger, { acts }: { acts: Acts }) {
  const files = createCaseFiles(ledger)
  const { requirePart, requireAssignable } = createMembers(ledger)
  const entering = createEntering(files, acts)
  const dues = (state: CaseState): CaseDue[] =>
    dueOf(state, todayOf(ledger.now(), ledger.calendar.days.zone), ledger.calendar.days, ledger.clocks)
  async function requireFile(id: string): Promise<CaseFile> {
    const file = (await files.all()).files.get(id)
    if (file !== undefined) return file
    throw refuse('not_found', `没有核查 ${id}。`, `There is no case ${id}.`)
  }

  return {
    closeDays: files.digests.closeDays,
    reseal: files.reseal,

    /** All cases; of those that are not one's own, only that they are there. @throws Problem `not_allowed` */
    async list(caller: Caller): Promise<{ items: CaseListed[]; unopened: number }> {
      requireRight(caller, 'case.write', null)
      const { files: all, unopened } = await files.all()
      const items = [...all.values()].map((file): CaseListed => {
        const { id, opened, status, members, seq, title } = file.state
        return {
          id,
          opened,
          status,
          members: members.map(({ account, part }) => ({ account, part })),
          own: isOpenTo(file, caller) ? { seq, title, due: dues(file.state) } : null,
        }
      })
      return { items, unopened }
    },

    /** Opens a file. Whoever opens it is its first handler. */
    async open(call: Call, given: unknown): Promise<{ id: string; seq: number }> {
      requireRight(call.actor, 'case.write', null)
      const body = parseShape(openShape, given)
      const { files: all } = await files.all()
      const before = repeated(all.values(), call, 'opened', body)
      if (before !== null) return before
      requireNoConflict(openShape.read(body))
      await requireRecords(ledger.database, openShape, body)
      const id = newCaseId(ledger.random)
      const { account } = call.actor
      await files.append({ case: id, seq: 1, event: 'opened', account, body }, call.idempotencyKey ?? null)
      return { id, seq: 1 }
    },

    /**
     * Takes in what somebody reports without an account. Nobody is its handler until an inspector is assigned; there is
     * no entry of it, no code, and nothing of whoever sent it.
     *
     * @throws Problem `unavailable` where no key for cases is set
     */
    async receive(given: Lead): Promise<void> {
      await files.append(leadAct(ledger, given), null)
    },

    /** The whole file, for its members. That it was read is written into it first. */
    async read(caller: Caller, id: string): Promise<CaseView> {
      requireRight(caller, 'case.write', null)
      requireMember(await requireFile(id), caller)
      await files.append({ case: id, seq: 0, event: 'read', account: caller.account, body: {} }, null)
      const { state, lines } = await requireFile(id)
      return {
        state,
        due: dues(state),
        acts: lines.map(({ act: { seq, event, at, account, body } }) => ({ seq, event, at, account, body })),
      }
    },

    /**
     * Writes an act into a file.
     *
     * @throws Problem `conflict` when the file has moved on since the version that was seen
     */
    async act(call: Call, id: string, verb: string, given: unknown): Promise<{ id: string; seq: number }> {
      requireRight(call.actor, 'case.write', null)
      if (!isCaseVerb(verb)) throw refuse('not_found', `没有这种行为：${verb}。`, `There is no act ${verb}.`)
      const { shape } = actOfVerb(verb)
      const body = parseShape(shape, given)
      const event = eventOfVerb[verb]
      const { account } = call.actor
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const file = await requireFile(id)
        await requirePart(file, verb, call.actor)
        const before = repeated([file], call, event, body)
        if (before !== null) return before
        const { state } = file
        if (call.expectedSeq !== undefined && call.expectedSeq !== state.seq) break
        guardCase(state, verb, body, account)
        if (verb === 'assign') await requireAssignable(body)
        await requireRecords(ledger.database, shape, body)
        const seq = state.seq + 1
        const line = { case: id, seq, event, account }
        const done = await entering(call, file, verb, line, body).catch((error: unknown) => {
          // Somebody wrote into the file, or to the flag, first: it is decided again.
          if (error instanceof Problem && error.code === 'conflict') return false
          throw error
        })
        if (done) return { id, seq }
      }
      throw refuse(
        'conflict',
        '这一档案刚有另一条记录：请重新读取后再试。',
        'Somebody else wrote into this file first: read it again and decide anew.',
      )
    },

    /**
     * Confirms, as the operator on the machine, all ways there are now into an account, for every file of which it is a
     * member. Of how many there are, nothing is told.
     *
     * @throws Problem `not_found` for an account that there is not
     */
    async confirmOnMachine(account: string): Promise<void> {
      const [record] = await readRecords(ledger.database, [account])
      if (record?.state.kind !== 'account')
        throw refuse('not_found', `没有账户 ${account}。`, `There is no account ${account}.`, 'account')
      const by = LOCAL_OPERATOR.account
      for (const { state } of (await files.all()).files.values()) {
        if (!state.members.some((one) => one.account === account)) continue
        const line = { case: state.id, event: 'access_confirmed', account: by, body: { account } } as const
        for (let attempt = 1; ; attempt++) {
          const { seq } = (await requireFile(state.id)).state
          if (await files.append({ ...line, seq: seq + 1 }, null)) break
          if (attempt === ATTEMPTS)
            throw refuse('conflict', '档案正忙：请再试。', 'A file is busy: try again.', 'account')
        }
      }
    },

    /** Comparison of a file with the daily digests in the ledger. The look is noted as well. */
    async check(caller: Caller, id: string): Promise<CaseCheck> {
      requireRight(caller, 'case.write', null)
      const file = await requireFile(id)
      requireMember(file, caller)
      const checked = await checkFile(files, file)
      await files.append({ case: id, seq: 0, event: 'read', account: caller.account, body: {} }, null)
      return checked
    },
  }
}

export type Cases = ReturnType<typeof createCases>
