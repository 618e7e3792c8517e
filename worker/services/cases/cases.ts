/**
 * 核查: the verbs of confidential files. Who has no part in a case reads nothing of it; every look is a line of the
 * file itself. Whoever lacks the right learns nothing, not even whether there is a case: rights come first, and
 * what they are refused with never depends on what is kept.
 */
import {
  actOfVerb,
  assignShape,
  type CaseAct,
  type CaseVerb,
  eventOfVerb,
  isCaseVerb,
  openShape,
} from '../../domain/case/acts.ts'
import { guardCase } from '../../domain/case/case.ts'
import { type CaseDue, dueOf } from '../../domain/case/due.ts'
import { requireNoConflict } from '../../domain/case/guards.ts'
import type { CaseState } from '../../domain/case/state.ts'
import type { CaseStatus } from '../../domain/case/words.ts'
import { parseShape } from '../../domain/input/shape.schema.ts'
import { isActKind } from '../../domain/kinds/registry.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import { refuse } from '../../domain/record/guard.ts'
import { newCaseId } from '../../domain/record/ids.ts'
import { objectOf } from '../../domain/record/json.ts'
import { Problem } from '../../domain/record/problem.ts'
import type { Shape, Spec } from '../../domain/record/shape.ts'
import { PUBLIC } from '../../domain/record/spoken/public.ts'
import { canonicalJson, type Json } from '../../ledger/canonical.ts'
import { readRecords } from '../../store/records/records.ts'
import { holdsToday } from '../accounts/in-force.ts'
import type { Ledger } from '../open.ts'
import { type Acts, ORDERED } from '../records/acts.ts'
import { type Caller, LOCAL_OPERATOR, requireRight } from '../roles.ts'
import { type Call, todayOf } from '../submit/call.ts'
import { type CaseCheck, checkFile } from './check.ts'
import { type CaseFile, createCaseFiles } from './file.ts'

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
  const dues = (state: CaseState): CaseDue[] =>
    dueOf(state, todayOf(ledger.now(), ledger.calendar.days.zone), ledger.calendar.days, ledger.clocks)
  const isMember = ({ state }: CaseFile, { account }: Caller): boolean =>
    state.members.some((one) => one.account === account)

  /** True for a member who came in by a way that is as old as their part, or was confirmed since. */
  const isOpenTo = ({ state }: CaseFile, { account, since = '' }: Caller): boolean =>
    state.members.some((one) => one.account === account && since <= (one.confirmed ?? one.since))

  async function requireFile(id: string): Promise<CaseFile> {
    const file = (await files.all()).files.get(id)
    if (file !== undefined) return file
    throw refuse('not_found', `没有核查 ${id}。`, `There is no case ${id}.`)
  }

  function requireMember(file: CaseFile, caller: Caller): void {
    if (isOpenTo(file, caller)) return
    if (isMember(file, caller))
      throw refuse(
        'not_allowed',
        '您这次登录用的是参与核查之后新增的登录方式：须由另一名参与者（confirm-access）或本机运维人员（mingzhang cases confirm）确认后才能打开档案。',
        'You came in by a way that was added after you took part: it opens the file once another member (confirm-access) or the operator on the machine (mingzhang cases confirm) has confirmed it.',
      )
    throw refuse(
      'not_allowed',
      '这一核查没有分派给您：请由参与者指派。',
      'This case is not assigned to you: one of its members has to assign you.',
    )
  }

  async function isInspector(account: string): Promise<boolean> {
    const [record] = await readRecords(ledger.database, [account])
    return holdsToday(ledger, record?.state, 'case.write')
  }

  /** A file must not be lost with its last member: then any inspector may take it over, by being assigned. */
  async function requirePart(file: CaseFile, verb: CaseVerb, caller: Caller): Promise<void> {
    if (isMember(file, caller)) return requireMember(file, caller)
    const inspecting = await Promise.all(file.state.members.map(({ account }) => isInspector(account)))
    if (verb === 'assign' && !inspecting.includes(true)) return
    requireMember(file, caller)
  }

  /** Every record that a body names in a field of its shape must be there. */
  async function requireRecords({ spec }: Shape<unknown>, body: Json): Promise<void> {
    if (spec.is !== 'object') return
    const fields = objectOf(body)
    const named = Object.entries(spec.fields).flatMap(([field, of]) =>
      holdsIds(of) ? textsIn(fields[field]).map((id) => ({ field, id })) : [],
    )
    const ids = [...new Set(named.map(({ id }) => id))]
    const found = new Set((await readRecords(ledger.database, ids)).map(({ id }) => id))
    const absent = named.find(({ id }) => !found.has(id))
    if (absent === undefined) return
    const { field, id } = absent
    throw refuse('not_found', `没有记录 ${id}。`, `There is no record ${id}.`, field)
  }

  /** Guard of an assignment: whoever is assigned is an inspector. @throws Problem */
  async function requireAssignable(body: Json): Promise<void> {
    const { account } = assignShape.read(body)
    if (await isInspector(account)) return
    throw refuse(
      'not_found',
      `${account} 不是有效的纪检监察员账户。`,
      `${account} is no account of an inspector in force.`,
      'account',
    )
  }

  /**
   * Answer to what was sent before under the same key; null when nothing was. @throws Problem
   * `idempotency_key_reused`
   */
  function repeated(file: Iterable<CaseFile>, call: Call, event: string, body: Json) {
    if (call.idempotencyKey === undefined) return null
    for (const { state, lines } of file) {
      const line = lines.find(
        (one) => one.key === call.idempotencyKey && one.act.account === call.actor.account,
      )
      if (line === undefined) continue
      if (line.act.event === event && canonicalJson(sentOf(line.act.body)) === canonicalJson(sentOf(body)))
        return { id: state.id, seq: line.act.seq }
      throw refuse(
        'idempotency_key_reused',
        '这一幂等键已用于另一个请求：请换一个新的键。',
        'This idempotency key was used for another request: take a new one.',
      )
    }
    return null
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
      await requireRecords(openShape, body)
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
    async receive(given: { title: string; lead: string }): Promise<void> {
      const body = parseShape(openShape, { ...given, source: 'report', declaration: '-', conflict: false })
      const id = newCaseId(ledger.random)
      await files.append({ case: id, seq: 1, event: 'opened', account: PUBLIC.account, body }, null)
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
        await requireRecords(shape, body)
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

  /**
   * Writes a line; with the entry that it brings about in public, if it declares one, in the same transaction. The
   * same act of the same file opens a record once, however often it is sent.
   *
   * @returns false when somebody else wrote into the file first
   */
  async function entering(
    call: Call,
    { state, lines }: CaseFile,
    verb: CaseVerb,
    line: Omit<CaseAct, 'at' | 'body'>,
    body: Json,
  ): Promise<boolean> {
    const key = call.idempotencyKey ?? null
    const { actor } = call
    const along = (whole: Json) => files.along({ ...line, body: whole }, key)
    const [wish, ...more] = actOfVerb(verb).also(state, body, body, { account: actor.account })
    if (more.length > 0) throw new Error('one act of a file records one thing in public')
    if (wish === undefined) return files.append({ ...line, body }, key)
    if (!('opens' in wish)) {
      const kind = kindOfRecord(wish.on)
      if (!isActKind(kind))
        throw refuse('not_found', `没有记录 ${wish.on}。`, `There is no record ${wish.on}.`)
      await acts.act({ actor, along: () => along(body) }, kind, wish.event, wish.on, wish.body)
      return true
    }
    const { opens, department, fields } = wish
    if (!isActKind(opens)) throw new Error(`no request opens a ${opens}`)
    const same = lines.find(
      ({ act }) => act.event === line.event && canonicalJson(sentOf(act.body)) === canonicalJson(body),
    )
    const made = same === undefined ? undefined : objectOf(same.act.body)[opens]
    if (made !== undefined) return files.append({ ...line, body: { ...objectOf(body), [opens]: made } }, key)
    const whole = (id: string | null): Json => ({ ...objectOf(body), [opens]: id })
    await acts.open(
      { actor, along: ([draft]) => along(whole(draft?.record ?? null)) },
      opens,
      department,
      fields,
      ORDERED,
    )
    return true
  }
}

const holdsIds = (spec: Spec): boolean => spec.is === 'id' || (spec.is === 'list' && holdsIds(spec.of))

const textsIn = (value: Json | undefined): string[] => [value].flat().filter((one) => typeof one === 'string')

/** A body as it was sent: without the number of a milestone that was opened for it. */
function sentOf(body: Json): Json {
  const { milestone, ...sent } = objectOf(body)
  return typeof sent.publicTitle === 'string' ? sent : body
}

export type Cases = ReturnType<typeof createCases>
