/** Own work: nobody verifies what they claimed, or what their own department did, whatever way the entry takes. */
import { refuse } from '../../domain/record/guard.ts'
import { readHistory, recordedOf } from '../../store/log/entries.ts'
import { isSamePerson } from '../accounts/persons.ts'
import type { Ledger } from '../open.ts'
import { isOnMachine } from '../roles.ts'
import type { Call, Decision } from './call.ts'

const CLAIMED = 'milestone.claimed'
const VERIFIED = 'milestone.verified'

/**
 * The one check in the frame of every submission. What a published register says of itself, followed on the machine,
 * is written down as the register has it: its entries name the delivery.
 *
 * @throws Problem `not_allowed` for a verification of one's own work
 */
export async function requireOthersWork(
  ledger: Ledger,
  { actor, source }: Call,
  { drafts }: Decision,
): Promise<void> {
  if (source !== undefined && isOnMachine(actor)) return
  for (const { record, department } of drafts.filter(({ kind }) => kind === VERIFIED)) {
    const claimed = drafts.some((draft) => draft.record === record && draft.kind === CLAIMED)
    if (claimed || (await isOwnWork(ledger, actor, { id: record, department }))) throw refuseOwnWork()
  }
}

/** Whether the work on a milestone was that of the caller: claimed by the same person, or by its department. */
export async function isOwnWork(
  ledger: Ledger,
  actor: Call['actor'],
  { id, department }: { id: string; department: string | null },
): Promise<boolean> {
  if (actor.department !== null && actor.department === department) return true
  const history = (await readHistory(ledger.database, id)).map(recordedOf)
  const claims = history.filter(({ envelope }) => envelope.kind === CLAIMED)
  const claimant = claims.at(-1)?.envelope.actor.account ?? null
  return claimant !== null && (await isSamePerson(ledger, claimant, actor.account))
}

/** The refusal, in the same words wherever it is met. */
export function refuseOwnWork() {
  return refuse(
    'not_allowed',
    '不得核验自己或本部门的工作：请由其他部门的核验员核验。',
    'Nobody verifies their own work or that of their department: a verifier of another one does.',
  )
}
