/**
 * 正式行为: acts that bind the organ, and that a recorder alone does not record. They are drafted by one and
 * approved by another (四眼原则), or come from a system in which they were approved.
 */
import { of, type Words } from './problem.ts'

const list = of(
  '权责清单的变动须经审核后公布',
  'changes of the list of powers are approved before they are published',
)
const amendment = of(
  '正式调整须经原决定机关批准（《重大行政决策程序暂行条例》第三十七条）',
  'an amendment is approved by the organ that decided (Order 713 Art. 37)',
)
const promise = of('期限调整须经批准', 'a new date is approved')

/** Each formal event, with why it takes two. */
const FORMAL: { readonly [event: string]: Words } = {
  'responsibility.amended': list,
  'responsibility.transferred': list,
  'responsibility.merged': list,
  'responsibility.split': list,
  'responsibility.suspended': list,
  'responsibility.resumed': list,
  'responsibility.abolished': list,
  'decision.decided': of('决定由决策机关负责人作出', 'a decision is taken by the head of the organ'),
  'decision.adjusted': amendment,
  'decision.suspended': amendment,
  'decision.stopped': amendment,
  'decision.amended': amendment,
  'milestone.rescheduled': promise,
  'milestone.cancelled': promise,
  'milestone.amended': amendment,
  'evaluation.amended': amendment,
  'handover.amended': amendment,
  'membership.amended': amendment,
}

/** Why an event needs a second person; null when it does not. */
export function whyFormal(event: string): Words | null {
  return Object.hasOwn(FORMAL, event) ? (FORMAL[event] ?? null) : null
}
