/** Records that a milestone names, and fields that an update may not move. */
import { refuse } from '../../record/guard.ts'
import { type Context, requireRecord } from '../../record/lookup.ts'
import type { MilestoneFields } from './fields.ts'

/** @throws Problem for a record that is not there, and for a milestone above itself */
export function sound(
  fields: Partial<MilestoneFields>,
  own: string | null,
  context: Context,
  under: string,
): void {
  requireRecord(context, 'decision', fields.decision, `${under}decision`)
  requireRecord(context, 'responsibility', fields.responsibility, `${under}responsibility`)
  requireRecord(context, 'milestone', fields.parent, `${under}parent`)
  requireRecord(context, 'flag', fields.flag, `${under}flag`)
  if (own !== null && fields.parent === own)
    throw refuse(
      'invalid',
      '节点不能是自己的上级。',
      'A milestone cannot stand above itself.',
      `${under}parent`,
    )
  for (const [i, one] of (fields.supporting ?? []).entries())
    requireRecord(context, 'department', one, `${under}supporting/${i}`)
}

/** Ids of the records that fields name. */
export const mentions = ({
  decision,
  responsibility,
  parent,
  flag: flagged,
  supporting,
}: Partial<MilestoneFields>): (string | null | undefined)[] => [
  decision,
  responsibility,
  parent,
  flagged,
  ...(supporting ?? []),
]

const USE_RESCHEDULE = {
  zh: '期限只能通过“调整期限”（reschedule）变动，并写明原因。',
  en: 'The due date moves by a reschedule alone, with its reason.',
}
const USE_CORRECT = {
  zh: '最初承诺的日期不能变动，只能更正（correct）。',
  en: 'The date promised first does not change; it can only be corrected.',
}
export const USE_CLAIM = {
  zh: '完成日期由“申报完成”（claim）记入，或更正（correct）。',
  en: 'The date of completion is recorded by a claim, or corrected.',
}

/** Fields that an update may not move, with what moves each instead. */
export const heldOfMilestone = { currentDue: USE_RESCHEDULE, baselineDue: USE_CORRECT, metAt: USE_CLAIM }
