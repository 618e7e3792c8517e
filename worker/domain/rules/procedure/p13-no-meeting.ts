import { law } from '../../law/laws.ts'
import { indicesOf, indicesOfFields, indicesOfSteps } from '../measure/inputs.ts'
import { isTaken, meetingsOf, STEP_EVENTS, UNDER_PROCEDURE, whyUnknown } from '../measure/procedure-steps.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

const COLLECTIVE = new Set(['executive', 'plenary'])

export const noMeeting = recordRule('decision', {
  id: 'P13',
  name: { zh: '以会签代替集体讨论', en: 'Circulation instead of a meeting' },
  definition: {
    zh: '没有集体讨论，或只有会签、传阅',
    en: 'No deliberation, or papers circulated in place of a meeting',
  },
  basis: [law('d713', '30')],
  why: {
    zh: '集体讨论是两个刚性步骤之一，会签听不到不同意见。',
    en: 'It is one of the two steps that are never optional; papers that go round hear no dissent.',
  },
  severity: 'critical',
  audience: 'public',
  condition: UNDER_PROCEDURE,
  value: { zh: '会议类型', en: 'Type of meeting' },
  falsePositives: [
    { zh: '决策类别填错', en: 'The class of the decision is wrong' },
    { zh: '会议已开，尚未入账', en: 'The meeting took place and is not logged yet' },
  ],
  applies: ({ state }) => isTaken(state),
  assess(subject) {
    const meetings = meetingsOf(subject.state)
    const inputs = [
      ...indicesOfFields(subject, 'class'),
      ...indicesOfSteps(
        subject,
        meetings.map(({ id }) => id),
      ),
      ...indicesOf(subject, 'decided'),
    ]
    const types = meetings.flatMap(({ meetingType }) => meetingType ?? [])
    const collective = types.find((type) => COLLECTIVE.has(type))
    if (collective !== undefined) return notFound({ value: collective, inputs })
    if (types.length < meetings.length) return lacking('not_recorded', 'deliberation/meetingType', inputs)
    const value = types[0] ?? null
    if (types.some((type) => type !== 'circulation')) return notFound({ value, inputs })
    return (
      whyUnknown(subject, 'deliberation') ??
      found({ value, inputs: [...inputs, ...indicesOf(subject, ...STEP_EVENTS)] })
    )
  },
})
