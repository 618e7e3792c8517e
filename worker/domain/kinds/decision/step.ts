/** 程序步骤: one step of the procedure, with the fields that its type has (D713 Art. 10–33). */
import { refuse } from '../../record/guard.ts'
import { document, member } from '../../record/parts.ts'
import {
  code,
  date,
  list,
  moment,
  naming,
  type ReadOf,
  sparse,
  text,
  texts,
  whole,
  yesNo,
} from '../../record/shape.ts'
import {
  attendanceRoles,
  meetingTypes,
  participationModes,
  presences,
  type StepType,
  stances,
  stepOutcomes,
  stepTypes,
  votes,
} from './vocabulary.ts'

/** 出席: who of the body was there. */
export const attendance = sparse({
  member: naming('speaker', member),
  role: code(attendanceRoles),
  presence: code(presences),
  recused: yesNo(),
  recusalReason: text(2000),
})

/** 意见: in the order in which they were spoken (D713 Art. 30). */
export const opinion = sparse({
  id: text(100),
  member: naming('speaker', member),
  /** Place in the order of speaking, from 1. */
  order: whole(1, 1000),
  stance: code(stances),
  reasons: text(),
  /** True for the officer who decides, 行政首长. */
  chief: yesNo(),
})

/** 记名票: one line of a roll call; `as` is the word of the source. */
export const ballot = sparse({ member: naming('voter', member), vote: code(votes), as: text(100) })

const voteCount = sparse({ vote: code(votes), count: whole(0, 1e9), as: text(100) })

const agencyOpinion = sparse({ organ: naming('step', text(500)), opinion: text(), disputed: text() })

const common = {
  id: text(100),
  type: code(stepTypes),
  /** Title in the source. */
  title: text(1000),
  startedAt: moment(),
  concludedAt: moment(),
  /** Planned date of a step that lies ahead. */
  dueAt: moment(),
  /** Time of day on that date, in local time, as printed. */
  localTime: text(20),
  /** Instant at which the source last touched it. */
  modifiedAt: moment(),
  organ: naming('step', text(500)),
  outcome: code(stepOutcomes),
  note: text(),
  documents: list(document, { most: 200 }),
  /** 免除或不适用的理由 */
  waivedReason: text(2000),
}

const participation = {
  modes: list(code(participationModes), { most: 10 }),
  openAt: date(),
  closeAt: date(),
  /** D713 Art. 15: less than 30 days must be explained. */
  shorteningReason: text(2000),
  received: whole(),
  adopted: whole(),
  adoptionReport: text(),
}

const hearing = {
  heldAt: moment(),
  materialsDeliveredAt: date(),
  selectionRule: text(),
  participants: whole(),
  recordSigned: yesNo(),
}

const review = { sentAt: date(), returnedAt: date(), conclusion: text(), exceptions: text(), scope: text() }

const meeting = {
  heldAt: moment(),
  meetingType: code(meetingTypes),
  meeting: text(500),
  chair: naming('speaker', member),
  attendance: list(attendance, { most: 1000 }),
  opinions: list(opinion, { most: 1000 }),
  ballots: list(ballot, { most: 5000 }),
  counts: list(voteCount, { most: 50 }),
  quorumRequired: whole(),
  present: whole(),
  unanimous: yesNo(),
}

/** Every field that some step may have. */
export const step = sparse({
  ...common,
  ...participation,
  ...hearing,
  ...review,
  ...meeting,
  proposalStudy: text(),
  alternatives: whole(),
  costBenefit: text(),
  consulted: list(agencyOpinion, { most: 200 }),
  experts: whole(),
  opinionsSigned: yesNo(),
  independenceStated: yesNo(),
  dissentingExpert: yesNo(),
  riskPoints: texts(),
  controllable: yesNo(),
  measures: text(),
  docNumber: text(200),
  channels: texts(),
  interpretation: text(),
  effectiveFrom: date(),
  receivedAt: date(),
  inventory: text(),
})

export type Step = ReadOf<typeof step>
export type StepField = keyof Step

const fields = (part: object): StepField[] => Object.keys(part) as StepField[]
const COMMON = fields(common)

/** Fields that a step of each type has beside the common ones. */
export const STEP_FIELDS: { readonly [type in StepType]: readonly StepField[] } = {
  initiation: ['proposalStudy'],
  drafting: ['alternatives', 'costBenefit'],
  consult_agencies: ['consulted'],
  participation: fields(participation),
  hearing: fields(hearing),
  expert_review: ['experts', 'opinionsSigned', 'independenceStated', 'dissentingExpert', 'conclusion'],
  risk_assessment: ['riskPoints', 'controllable', 'measures', 'conclusion'],
  fair_competition: ['conclusion', 'exceptions'],
  legality_review: fields(review),
  deliberation: fields(meeting),
  party_report: ['docNumber'],
  promulgation: ['docNumber', 'channels', 'interpretation', 'effectiveFrom'],
  archive: ['inventory', 'receivedAt'],
  referral: ['meeting'],
  revision: fields(meeting),
  veto: ['docNumber'],
  override: fields(meeting),
  enactment: ['docNumber', 'effectiveFrom'],
  closing: ['meeting'],
  other: fields(meeting),
}

/** @throws Problem for a field that a step of this type does not have */
export function requireStepFields(given: Step, under = 'step'): void {
  const { type } = given
  if (type === undefined) {
    throw refuse(
      'invalid',
      '请写明步骤类型（type）。',
      'Say of which type the step is (type).',
      `${under}/type`,
    )
  }
  const known = new Set<string>([...COMMON, ...STEP_FIELDS[type]])
  const strange = Object.keys(given).find((field) => !known.has(field))
  if (strange === undefined) return
  const { zh, en } = stepTypes[type]
  throw refuse(
    'invalid',
    `“${zh}”步骤没有 ${strange} 这一项；它有：${[...STEP_FIELDS[type]].join('、')}。`,
    `A step of type "${en}" has no ${strange}; it has: ${[...STEP_FIELDS[type]].join(', ')}.`,
    `${under}/${strange}`,
  )
}

/** True for a step that was taken: begun, held or concluded, and neither waived nor beside the matter. */
export function isTaken({ outcome, waivedReason, dueAt: _, ...step }: Step): boolean {
  if (outcome === 'waived' || outcome === 'not_applicable' || waivedReason !== undefined) return false
  return dateOfStep(step) !== null || outcome !== undefined
}

/** The date on which a step stands in the line: when it was held or concluded, else when it began. */
export function dateOfStep(given: Step): string | null {
  const { concludedAt, heldAt, closeAt, startedAt, openAt, dueAt } = given
  return concludedAt ?? heldAt ?? closeAt ?? startedAt ?? openAt ?? dueAt ?? null
}
