/**
 * 正式行为: acts that bind the organ, and that a recorder alone does not record. They are drafted by one and
 * approved by another (四眼原则), or come from a system in which they were approved.
 */

import { isEntering } from '../record/entered/annulment.ts'
import type { Words } from '../record/problem.ts'
import { isKind, kindOf } from './table.ts'

const ENTERING: Words = {
  zh: '作废和恢复改变哪些记录算数，须经第二人审核',
  en: 'what is annulled or restored changes which records count, and takes a second person',
}

/** Reason for which an event, as `decision.decided`, needs a second person; null when it does not. */
export function whyFormal(event: string): Words | null {
  const [kind = '', name = ''] = event.split('.')
  if (!isKind(kind)) return null
  if (isEntering(name)) return ENTERING
  const { formal } = kindOf(kind)
  return Object.hasOwn(formal, name) ? (formal[name] ?? null) : null
}
