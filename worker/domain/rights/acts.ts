/** Rights that an act takes: the one table, for the server that decides and for the workbench that offers. */

import { actorOf, type Actor as QuestionActor } from '../kinds/question/who.ts'
import type { ActKind } from '../kinds/registry.ts'
import type { Right } from './rights.ts'

/** The rights of which one lets somebody log an event of a kind; null for the first of a record. */
export function rightsFor(kind: ActKind, event: string | null): readonly [Right, ...Right[]] {
  if (kind === 'milestone' && event === 'verified') return ['milestone.verify', 'remedy.verify']
  // The department answers; everything else about a flag is the inspectors'.
  if (kind === 'flag' && event !== 'responded') return ['flag.write']
  if (kind === 'question' || kind === 'comment') return [rightOnQuestion(event)]
  if (kind === 'account') return ['account.write']
  if (kind === 'responsibility') return ['responsibility.write']
  if (kind === 'department') return [event?.startsWith('key_') ? 'key.write' : 'department.write']
  return ['record.write']
}

/** The right by which somebody acts on a question as each of those who do. */
export const ON_QUESTIONS = {
  moderator: 'message.moderate',
  desk: 'question.receive',
  department: 'record.write',
  above: 'record.write',
} as const satisfies { readonly [actor in QuestionActor]: Right }

/** The right by which somebody logs an event of a question or comment; for the first, that of taking it in. */
export const rightOnQuestion = (event: string | null): Right => ON_QUESTIONS[actorOf(event ?? 'received')]
