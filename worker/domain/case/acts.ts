/** The acts of a case, each with its shape, under the verb by which it stands in an address. */

import type { Json } from '../../ledger/canonical.ts'
import { tracedKinds } from '../kinds/registry.ts'
import {
  code,
  id,
  ids,
  list,
  type ObjectShape,
  object,
  requiredCode,
  requiredDate,
  requiredId,
  requiredText,
  type Shapes,
  text,
  yesNo,
} from '../record/shape.ts'
import * as of from './words.ts'

/** 回避: who takes part says what ties there are, and that none is in the way (监察法 67; 督查条例 17). */
const recusal = {
  /** Ties to the units and persons concerned, in words; "none" when there are none. */
  declaration: requiredText(2000),
  /** True when any of them is in the way. Must be said. */
  conflict: yesNo(),
}

export const openShape = object({
  title: requiredText(500),
  source: requiredCode(of.caseSources, 'other'),
  leadKind: text(200),
  /** The lead, as it came. */
  lead: requiredText(),
  /** Records of the ledger that it is about. */
  subjects: ids('responsibility', ...tracedKinds),
  departments: ids('department'),
  /** The public flag from which it comes, if it does. */
  flag: id('flag'),
  ...recusal,
})

const shapes = {
  assign: object({
    account: requiredId('account'),
    part: requiredCode(of.caseParts, 'handler'),
    ...recusal,
  }),
  withdraw: object({ account: requiredId('account'), reason: requiredText(2000) }),
  note: object({ text: requiredText() }),
  'add-evidence': object({
    title: requiredText(500),
    source: text(500),
    /** SHA-256 of the document, hexadecimal, wherever it is kept. */
    sha256: text(64),
    text: text(),
  }),
  'propose-disposition': object({
    disposition: requiredCode(of.dispositions, 'hold'),
    reason: requiredText(5000),
  }),
  'approve-disposition': object({ note: text(2000) }),
  'refuse-disposition': object({ reason: requiredText(2000) }),
  'record-finding': object({
    finding: requiredText(),
    outcome: requiredCode(of.caseOutcomes, 'unsubstantiated'),
    legalBases: list(requiredText(500), { most: 50 }),
    /** 监察建议 (监察法 52). */
    advice: text(),
  }),
  'order-remedy': object({
    department: requiredId('department'),
    text: requiredText(5000),
    due: requiredDate(),
    /** The department's own milestone by which it is put right, once there is one. */
    milestone: id('milestone'),
    /** With a title for the public a milestone of the department is opened; nothing else of the case goes into it. */
    publicTitle: text(500),
    publicText: text(5000),
  }),
  'move-remedy': object({
    /** As `r1`, in the order in which they were ordered. */
    remedy: requiredText(10),
    status: requiredCode(of.remedyStatuses, 'rectifying'),
    text: requiredText(5000),
    milestone: id('milestone'),
  }),
  refer: object({ to: requiredText(500), reason: requiredText(5000), on: requiredDate() }),
  'apply-review': object({
    kind: requiredCode(of.reviewKinds, 'review'),
    applied: requiredDate(),
    text: text(),
  }),
  'decide-review': object({
    kind: requiredCode(of.reviewKinds, 'review'),
    result: requiredCode(of.reviewResults, 'upheld'),
    text: requiredText(5000),
  }),
  summarise: object({ summary: requiredText(5000) }),
  close: object({ outcome: code(of.caseOutcomes), reason: requiredText(5000) }),
  reopen: object({ reason: requiredText(5000) }),
} as const satisfies { [verb: string]: ObjectShape<Shapes, unknown> }

export type CaseVerb = keyof typeof shapes
export const caseShapes: { readonly [verb in CaseVerb]: (typeof shapes)[verb] } = shapes
export const caseVerbs = Object.keys(shapes).filter((verb): verb is CaseVerb => isCaseVerb(verb))

export function isCaseVerb(verb: string): verb is CaseVerb {
  return Object.hasOwn(shapes, verb)
}

/** The event that a verb leaves in the file. */
export const eventOfVerb: { readonly [verb in CaseVerb]: of.CaseEvent } = {
  assign: 'assigned',
  withdraw: 'withdrawn',
  note: 'noted',
  'add-evidence': 'evidence_added',
  'propose-disposition': 'disposition_proposed',
  'approve-disposition': 'disposition_approved',
  'refuse-disposition': 'disposition_refused',
  'record-finding': 'finding_recorded',
  'order-remedy': 'remedy_ordered',
  'move-remedy': 'remedy_moved',
  refer: 'referred',
  'apply-review': 'review_applied',
  'decide-review': 'review_decided',
  summarise: 'summarised',
  close: 'closed',
  reopen: 'reopened',
}

/** One line of a file. */
export interface CaseAct {
  /** Id of the case, `cas-…`. */
  case: string
  /** 1, 2, 3 … within the case; 0 for a look at it, which changes nothing. */
  seq: number
  event: of.CaseEvent
  /** When it was written down, by the clock of the machine, UTC. */
  at: string
  account: string
  body: Json
}

/** Fields read from an act as its shape says. */
export const readAct = {
  opened: (body: Json) => openShape.read(body),
  of: <V extends CaseVerb>(verb: V, body: Json) =>
    caseShapes[verb].read(body) as ReturnType<(typeof shapes)[V]['read']>,
}
