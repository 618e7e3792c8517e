/** Own work: nobody verifies what they claimed, or what their own department did, whatever way the entry takes. */
import { acceptancesIn } from '../../domain/kinds/binding.ts'
import { refuse } from '../../domain/record/guard.ts'
import { rereading } from '../../domain/record/spoken/fields.ts'
import type { SpokenText } from '../../domain/record/spoken/text.ts'
import { readHistory, recordedOf } from '../../store/log/entries.ts'
import { readRecord } from '../../store/records/records.ts'
import { isSamePerson } from '../accounts/persons.ts'
import type { Ledger } from '../open.ts'
import { isOnMachine } from '../roles.ts'
import type { Call, Decision } from './call.ts'

/** Decisions of a moderator on a text. */
const READ = /^(question|comment)\.(published|withheld)$/

const CLAIMED = 'milestone.claimed'
const VERIFIED = 'milestone.verified'

/**
 * The one check in the frame of every submission, whatever way it comes. A verification that took place elsewhere and is
 * only written down, from a published register too, is another event, and counts as none.
 *
 * @throws Problem `not_allowed` for a verification of one's own work
 */
export async function requireOthersWork(
  ledger: Ledger,
  { actor, approver }: Call,
  { drafts, before }: Decision,
): Promise<void> {
  for (const { record, kind, body } of drafts) {
    const state = READ.test(kind) ? before.get(record) : undefined
    if (state?.kind !== 'question' && state?.kind !== 'comment') continue
    const text = state.texts.find(({ of }) => of === rereading.read(body).of)
    if (text !== undefined && (await isFirstReader(ledger, actor.account, text))) throw refuseFirstReader()
  }
  for (const { record, department } of drafts.filter(({ kind }) => kind === VERIFIED)) {
    const claimed = drafts.some((draft) => draft.record === record && draft.kind === CLAIMED)
    if (claimed || (await isOwnWork(ledger, actor, { id: record, department }))) throw refuseOwnWork()
    if (approver === undefined) continue
    const second = { account: approver, department: await departmentOf(ledger, approver) }
    if (await isOwnWork(ledger, second, { id: record, department })) throw refuseOwnWork()
  }
}

/** True for the person who read a text first, where its writer asked for another one. */
export async function isFirstReader(
  ledger: Ledger,
  account: string,
  { second, reader }: Pick<SpokenText, 'second' | 'reader'>,
): Promise<boolean> {
  return second === 'asked' && reader !== null && (await isSamePerson(ledger, reader, account))
}

/** The department of an account; null of one that has none, or that is not in the ledger. */
async function departmentOf({ database }: Ledger, account: string): Promise<string | null> {
  const state = (await readRecord(database, account))?.state
  return state?.kind === 'account' ? state.department : null
}

/**
 * True for a milestone whose work was that of somebody: it is with their department, was when it was claimed,
 * was claimed by their department, or they are the person who claimed it or approved the claim.
 */
export async function isOwnWork(
  ledger: Ledger,
  one: { account: string; department: string | null },
  { id, department }: { id: string; department: string | null },
): Promise<boolean> {
  const history = (await readHistory(ledger.database, id)).map(recordedOf)
  const claim = history.findLast(({ envelope }) => envelope.kind === CLAIMED)?.envelope
  const organs = [department, claim?.department, claim?.actor.department]
  if (one.department !== null && organs.includes(one.department)) return true
  for (const person of [claim?.actor.account, claim?.approver])
    if (person !== undefined && (await isSamePerson(ledger, person, one.account))) return true
  return false
}

/**
 * Guard of accepting a hand-over, whatever way it comes: the department that receives does so itself, and nobody for
 * it. Of a published register that is followed the publisher says what was accepted.
 *
 * @throws Problem `not_allowed`
 */
export function requireReceiver({ actor, source }: Call, { drafts, before }: Decision): void {
  if (source !== undefined && isOnMachine(actor)) return
  const strange = acceptancesIn(drafts, before).find(({ to }) => to !== actor.department)
  if (strange === undefined) return
  throw refuse(
    'not_allowed',
    `交接须由接收部门 ${strange.to} 自己接收。`,
    `A hand-over is accepted by ${strange.to} itself.`,
    'department',
  )
}

function refuseFirstReader() {
  return refuse(
    'not_allowed',
    '提问人请另一位审读人再读：第一次审读的人不能再决定。',
    'The writer has asked for another moderator: whoever read the text first does not decide again.',
  )
}

/** The refusal, in the same words wherever it is met. */
export function refuseOwnWork() {
  return refuse(
    'not_allowed',
    '不得核验自己或本部门的工作：请由其他部门的核验员核验。',
    'Nobody verifies their own work or that of their department: a verifier of another one does.',
  )
}
