/**
 * 正式行为: acts that bind the organ, and that a recorder alone does not record. They are drafted by one and
 * approved by another (四眼原则), or come from a system in which they were approved.
 */

import { isEntering } from '../record/entered/annulment.ts'
import type { Words } from '../record/problem.ts'
import { eventName, kindOf, recordKinds } from './table.ts'

const ENTERING: Words = {
  zh: '作废和恢复改变哪些记录算数，须经第二人审核',
  en: 'what is annulled or restored changes which records count, and takes a second person',
}

/** By their whole names: those of a kind need not begin with its own. */
const FORMAL: ReadonlyMap<string, Words> = new Map(
  recordKinds.flatMap((kind) =>
    Object.entries(kindOf(kind).formal).map(([name, why]) => [eventName(kind, name), why] as const),
  ),
)

/** Reason for which an event, as `decision.decided`, needs a second person; null when it does not. */
export function whyFormal(event: string): Words | null {
  return isEntering(event.split('.')[1] ?? '') ? ENTERING : (FORMAL.get(event) ?? null)
}
