/** Four eyes: what is formal, changes what binds, or withholds, needs a second person, whoever the first one is. */
import {
  type BindingChange,
  bindingChanges,
  type SaidOfRegister,
  saidOfRegisters,
  whyBinding,
} from '../../domain/kinds/binding.ts'
import { whyFormal } from '../../domain/kinds/formal.ts'
import { followedAs } from '../../domain/record/entered/followed.ts'
import { objectOf } from '../../domain/record/json.ts'
import { Problem, type Words } from '../../domain/record/problem.ts'
import { canonicalCopy } from '../../ledger/canonical-copy.ts'
import { loggedByOthers } from '../../store/log/entries.ts'
import { movesOthers } from '../../store/records/judged.ts'
import type { Ledger } from '../open.ts'
import { isOnMachine, LOCAL_OPERATOR } from '../roles.ts'
import type { Call, Decision, Followed } from './call.ts'

/**
 * Second person in the envelopes of a call: an account, or the delivery that is followed; undefined for none.
 */
export function approverOf({ actor, approver, source }: Call): string | undefined {
  if (approver !== undefined) return approver
  return source !== undefined && isOnMachine(actor) ? followedAs(source.digest) : undefined
}

/**
 * The one check in the frame of every submission: whatever verb, correction, delivery or draft it is, and whatever
 * the role, what differs afterwards decides. A published register that is followed on the machine is the second
 * itself, for records that came from it and that nobody else has logged on.
 *
 * @throws Problem `needs_approval` that names the first thing which one person alone would change
 */
export async function requireSecond(ledger: Ledger, call: Call, decision: Decision): Promise<void> {
  if (call.approver !== undefined) return
  const changes = [...formalActs(decision), ...bindingChanges(decision.drafts, decision.before)]
  const own = changes.length === 0 ? null : await ownChange(ledger, call, changes, decision)
  if (own !== null) throw needsApproval('why' in own ? own.why : whyBinding(own))
  const moved = await movedRegister(ledger, call, decision)
  if (moved !== null) throw needsApproval(whyRegister(moved))
}

/**
 * A register of which somebody of one department says that it is known until a later day, while other departments have
 * records of it, which are judged by that day; null for none. Whoever is of no department delivers whole registers.
 */
async function movedRegister(
  { database }: Ledger,
  { actor }: Call,
  { drafts, before }: Decision,
): Promise<string | null> {
  if (actor.department === null) return null
  const furthest = new Map<string, SaidOfRegister>()
  for (const said of saidOfRegisters(drafts, before))
    if ((furthest.get(said.register)?.delivered ?? -Infinity) < said.delivered)
      furthest.set(said.register, said)
  for (const said of furthest.values()) if (await movesOthers(database, said)) return said.register
  return null
}

const whyRegister = (register: string): Words => ({
  zh: `这会把登记簿 ${register} 说成已知到更晚的一天，其他部门来自它的记录都按那一天判断，须经第二人审核`,
  en: `this says that the register ${register} is known until a later day, by which the records of other departments are judged, and takes a second person`,
})

type FormalAct = { record: string; why: Words }
type Change = BindingChange | FormalAct

/** Formal acts, apart from what a hand-over moves once the receiver has accepted it. */
function formalActs({ drafts }: Decision): FormalAct[] {
  const isAccepted = drafts.some(({ kind }) => kind === 'handover.effected')
  return drafts.flatMap(({ kind, record }) => {
    const why = whyFormal(kind)
    const isMoved = isAccepted && kind.endsWith('.transferred')
    return why === null || isMoved ? [] : [{ record, why }]
  })
}

/** The first change that no delivery stands behind; null when one stands behind all of them. */
async function ownChange(
  { database }: Ledger,
  { actor, source }: Call,
  changes: readonly Change[],
  decision: Decision,
): Promise<Change | null> {
  const [first = null] = changes
  if (source === undefined || !isOnMachine(actor)) return first
  const strange = changes.find(
    (change) =>
      ('field' in change && change.field === 'visibility') || !isFrom(change.record, decision, source),
  )
  if (strange !== undefined) return strange
  const records = [...new Set(changes.map(({ record }) => record))]
  const others = new Set(await loggedByOthers(database, LOCAL_OPERATOR.account, records))
  return changes.find(({ record }) => others.has(record)) ?? null
}

/** True for a record that came through the mapping that is followed, or comes through it just now. */
function isFrom(record: string, { drafts, before }: Decision, { mapping }: Followed): boolean {
  if (mapping === null) return true
  const stood = before.get(record) ?? drafts.find((draft) => draft.record === record)?.body ?? null
  const { source = null } = objectOf(canonicalCopy(stood))
  return objectOf(source).mapping === mapping
}

function needsApproval(why: Words): Problem {
  return new Problem('needs_approval', {
    words: {
      zh: `${why.zh}：请作为草稿提交，由另一人审核（POST /api/v1/drafts）。`,
      en: `Here ${why.en}: hand it in as a draft, for somebody else to approve (POST /api/v1/drafts).`,
    },
  })
}
