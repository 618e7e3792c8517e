/** Four eyes: what is formal, or changes what binds, needs somebody else's approval. */
import { bindingChanges } from '../../domain/kinds/binding.ts'
import { whyFormal } from '../../domain/kinds/formal.ts'
import { fieldLabel } from '../../domain/kinds/labels.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import { Problem, type Words } from '../../domain/record/problem.ts'
import { hasRight } from '../roles.ts'
import type { Call, Decision } from './call.ts'

/** Whether a caller is one person alone: nobody approved, and the role does not come from where it was approved. */
function isAlone({ actor, approver }: Call): boolean {
  return approver === undefined && !hasRight(actor, 'record.formal')
}

/** @throws Problem `needs_approval` when the event is formal, and nobody approved it */
export function requireApproved(call: Call, event: string): void {
  const why = whyFormal(event)
  if (why !== null && isAlone(call)) throw needsApproval(why)
}

/**
 * The one check in the frame of every submission: whatever verb, correction, delivery or draft it is, what differs
 * afterwards decides.
 *
 * @throws Problem `needs_approval` that names the first binding fact which one person alone would change
 */
export function requireSecond(call: Call, { drafts, before }: Decision): void {
  if (!isAlone(call)) return
  const [change] = bindingChanges(drafts, before)
  if (change === undefined) return
  const { record, field } = change
  if (field === 'visibility')
    throw needsApproval({
      zh: '不予公开须经第二人审核',
      en: 'withholding takes a second person',
    })
  const kind = kindOfRecord(record)
  const name = (lang: keyof Words) => (kind === null ? field : fieldLabel(lang, kind, field))
  throw needsApproval({
    zh: `这会改变 ${record} 的“${name('zh')}”，属于有约束力的内容，须经第二人审核`,
    en: `this changes the ${name('en').toLowerCase()} of ${record}, which binds, and takes a second person`,
  })
}

function needsApproval(why: Words): Problem {
  return new Problem('needs_approval', {
    words: {
      zh: `${why.zh}：请作为草稿提交，由本部门另一人审核（POST /api/v1/drafts）。`,
      en: `Here ${why.en}: hand it in as a draft, for somebody else of the department to approve (POST /api/v1/drafts).`,
    },
  })
}
