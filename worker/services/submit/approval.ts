/** Four eyes: what is formal needs the right to record it alone, or somebody else's approval. */
import { whyFormal } from '../../domain/kinds/formal.ts'
import { Problem } from '../../domain/record/problem.ts'
import { hasRight } from '../roles.ts'
import type { Call } from './call.ts'

/** @throws Problem `needs_approval` when the event is formal, and nobody approved it */
export function requireApproved({ actor, approver }: Call, event: string): void {
  const why = whyFormal(event)
  if (why === null || approver !== undefined || hasRight(actor, 'record.formal')) return
  throw new Problem('needs_approval', {
    words: {
      zh: `${why.zh}：请作为草稿提交，由本部门另一人审核（POST /api/v1/drafts）。`,
      en: `Here ${why.en}: hand it in as a draft, for somebody else of the department to approve (POST /api/v1/drafts).`,
    },
  })
}
