import type { DecisionState } from '../../kinds/decision/state.ts'
import type { MilestoneState } from '../../kinds/milestone/state.ts'
import { law } from '../../law/laws.ts'
import type { Change, Recorded } from '../../record/event.ts'
import { objectOf, own, textOrNull } from '../../record/json.ts'
import { isBefore, type Zoned } from '../measure/dates.ts'
import { eventOf, hiddenIndices } from '../measure/inputs.ts'
import { isOverwritten, overwrittenFields, passagesOf, rewrittenAtSource } from '../measure/overwriting.ts'
import { found, lacking, notFound, recordRule, type Subject } from '../rule.ts'

const KEY = {
  decision: new Set(['amounts', 'class', 'decisionOrgan', 'decisionRule']),
  milestone: new Set(['amounts', 'baselineDue', 'currentDue', 'metAt', 'acceptanceCriteria']),
}

/** Key fields of a step: when it was, who was there, what they said and how it ended. */
const KEY_OF_STEP = new Set([
  'heldAt',
  'concludedAt',
  'outcome',
  'chair',
  'attendance',
  'present',
  'opinions',
  'ballots',
  'counts',
])
const KEY_OF_RULING = new Set(['outcome', 'decidedAt', 'officer', 'rule', 'conformsToMajority'])

/** Events from which on the record is final, until it is opened again. */
const FINAL = new Set(['decided', 'completed', 'stopped', 'claimed', 'verified', 'cancelled'])

const EDITS = new Set([
  'updated',
  'corrected',
  'amended',
  'rescheduled',
  'claimed',
  'step_started',
  'step_concluded',
  'step_corrected',
  'opinion_recorded',
  'decided',
  'source_changed',
])

/** A formal change names who approved it, or by which document. */
function isApproved(entry: Recorded): boolean {
  const body = objectOf(entry.body ?? undefined)
  return eventOf(entry) === 'amended' && ['approver', 'docNumber'].some((one) => textOrNull(own(body, one)))
}

/** The entries that came when the record was final. */
function entriesAfterEnd(history: readonly Recorded[]): Set<Recorded> {
  let final = false
  return new Set(
    history.filter((entry) => {
      const after = final
      const event = eventOf(entry)
      if (event === 'reopened') final = false
      else if (FINAL.has(event)) final = true
      return after && EDITS.has(event) && !isApproved(entry)
    }),
  )
}

/** A later ruling on the same matter is another one; one of the same day or before it rewrites the first. */
function isRewritten(calendar: Zoned, { from, to }: Change): boolean {
  const [was, is] = [from, to].map((one) => textOrNull(own(objectOf(one ?? undefined), 'decidedAt')))
  return typeof was !== 'string' || typeof is !== 'string' || isBefore(calendar, was, is) !== true
}

function keysOverwritten(calendar: Zoned, kind: keyof typeof KEY, change: Change): string[] {
  const { field, from, to } = change
  if (KEY[kind].has(field)) return isOverwritten(from, to) ? [field] : []
  if (field === 'ruling' && isRewritten(calendar, change))
    return overwrittenFields(change).flatMap((one) => (KEY_OF_RULING.has(one) ? [`ruling/${one}`] : []))
  if (field.startsWith('steps/'))
    return overwrittenFields(change).flatMap((one) => (KEY_OF_STEP.has(one) ? [`${field}/${one}`] : []))
  return []
}

function isKeyAtSource(kind: keyof typeof KEY, field: string): boolean {
  const [root = '', part, leaf] = field.split('/')
  if (root === 'steps') return leaf === undefined || KEY_OF_STEP.has(leaf)
  if (root === 'ruling') return part === undefined || KEY_OF_RULING.has(part)
  return KEY[kind].has(root)
}

type Late = DecisionState | MilestoneState

export const lateEdit = recordRule(['decision', 'milestone'], {
  id: 'R01',
  name: { zh: '事后改动关键字段', en: 'Late edit of key fields' },
  definition: {
    zh: '决定作出、节点申报完成以后，日期、金额、参与者、结果等已记的内容又被改写',
    en: 'Dates, amounts, participants or outcome were overwritten after the decision was taken or the milestone claimed done',
  },
  basis: [law('archives', '21', '48')],
  why: {
    zh: '账可以更正，但事后改动关键内容总要有人看一眼。',
    en: 'Books may be corrected, but a key entry that changes afterwards deserves a look.',
  },
  severity: 'high',
  audience: 'public',
  condition: {
    zh: '已作出决定的决策、已申报完成或取消的节点',
    en: 'Decisions that were taken, milestones that were claimed done or cancelled',
  },
  value: { zh: '被改写的字段', en: 'Fields that were overwritten' },
  falsePositives: [
    { zh: '有理由的如实更正', en: 'A genuine correction with its reason' },
    { zh: '来源换了写法而意思未变', en: 'The source writes the same in another way' },
  ],
  applies: ({ history }: Subject<Late>) => history.some((entry) => FINAL.has(eventOf(entry))),
  assess(subject, { calendar }) {
    const { kind } = subject.state
    const late = entriesAfterEnd(subject.history)
    const ends = subject.history.filter((entry) => FINAL.has(eventOf(entry))).map(({ index }) => index)
    if (late.size === 0) return notFound({ inputs: ends })
    const edits = passagesOf(subject.history)
      .filter(({ entry }) => late.has(entry))
      .map(({ entry, changes }) => ({
        index: entry.index,
        fields: [
          ...changes.flatMap((change) => keysOverwritten(calendar, kind, change)),
          ...rewrittenAtSource(entry).filter((field) => isKeyAtSource(kind, field)),
        ],
      }))
      .filter(({ fields }) => fields.length > 0)
    if (edits.length > 0)
      return found({
        value: [...new Set(edits.flatMap(({ fields }) => fields))].join(', '),
        inputs: [...ends, ...edits.map(({ index }) => index)],
      })
    if ([...late].some(({ body }) => body === null))
      return lacking('content_withheld', null, hiddenIndices(subject))
    return notFound({ inputs: [...ends, ...[...late].map(({ index }) => index)] })
  },
})
