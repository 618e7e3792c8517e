/** Actors on a question, by events: one table for the guards, and for the acts that a workbench offers. */

export type Actor = 'moderator' | 'desk' | 'department' | 'above'

const OTHERS: { readonly [event: string]: Actor } = {
  received: 'desk',
  assigned: 'desk',
  fact_checked: 'desk',
  annulled: 'desk',
  reinstated: 'desk',
  put_back: 'desk',
  published: 'moderator',
  withheld: 'moderator',
  text_named: 'moderator',
  decided_competence: 'above',
  reviewed: 'above',
}

/** The actor of an event, without its kind: `moderator` of `published`. What is named nowhere is the department's. */
export function actorOf(event: string): Actor {
  return Object.hasOwn(OTHERS, event) ? (OTHERS[event] ?? 'department') : 'department'
}
