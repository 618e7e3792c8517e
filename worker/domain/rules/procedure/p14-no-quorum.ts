import type { Step } from '../../kinds/decision/step.ts'
import { law, practice } from '../../law/laws.ts'
import { indicesOfSteps, mayBeHidden } from '../measure/inputs.ts'
import { stepsOf } from '../measure/procedure-steps.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/** The number of members who were there: as counted, else from the list of who attended. */
function presentOf({ present, attendance }: Step): number | null {
  if (present !== undefined) return present
  if (attendance === undefined) return null
  const members = attendance.filter(({ role }) => role !== 'attending' && role !== 'clerk')
  if (members.some(({ presence }) => presence === undefined)) return null
  return members.filter(({ presence }) => presence === 'present').length
}

export const noQuorum = recordRule('decision', {
  id: 'P14',
  name: { zh: '未达法定人数', en: 'No quorum' },
  definition: {
    zh: '出席的组成人员少于记录的法定人数',
    en: 'Fewer members were present than the quorum that is recorded with the meeting',
  },
  basis: [
    law('d713', '30'),
    practice(
      '各议事机构的工作规则（如常务会议须半数以上、干部任免须三分之二以上到会）',
      'Rules of the bodies, as one half for executive meetings and two thirds for appointments',
    ),
  ],
  why: {
    zh: '人不到齐的会议不能代表集体。',
    en: 'A meeting without enough members does not speak for the body.',
  },
  severity: 'critical',
  audience: 'inspectors',
  condition: { zh: '已记录集体讨论的决策', en: 'Decisions with a deliberation recorded' },
  value: { zh: '出席人数', en: 'Members present' },
  falsePositives: [
    { zh: '回避人员的计算方法不同', en: 'Recused members are counted in another way' },
    { zh: '出席名单不全', en: 'The list of those present is not complete' },
  ],
  applies: ({ state }) =>
    stepsOf(state, 'deliberation').some(({ meetingType }) => meetingType !== 'circulation'),
  assess(subject) {
    const meetings = stepsOf(subject.state, 'deliberation').filter(
      ({ meetingType }) => meetingType !== 'circulation',
    )
    const inputs = indicesOfSteps(
      subject,
      meetings.map(({ id }) => id),
    )
    const short = meetings.find((one) => {
      const present = presentOf(one)
      return present !== null && one.quorumRequired !== undefined && present < one.quorumRequired
    })
    if (short !== undefined)
      return found({ value: presentOf(short), threshold: short.quorumRequired ?? null, inputs })
    if (mayBeHidden(subject.state, 'step_corrected'))
      return lacking('content_withheld', 'deliberation', inputs)
    if (meetings.some(({ quorumRequired }) => quorumRequired === undefined))
      return lacking('not_recorded', 'deliberation/quorumRequired', inputs)
    if (meetings.some((one) => presentOf(one) === null))
      return lacking('not_recorded', 'deliberation/attendance', inputs)
    return notFound({ inputs })
  },
})
