/** Acts that most matters have, each on its day. */
import type { Done } from './matter.ts'

type Body = Done[2]

/** A step of its procedure. */
export const step = (day: string, body: Body): Done => [day, 'step_concluded', { step: body }]

/** A due day moved by the executive meeting. */
export const moved = (day: string, to: string, reasonCode: string, reason: string): Done => [
  day,
  'rescheduled',
  { to, reasonCode, reason, approver: '市政府常务会议' },
]

/** A report of progress, in percent. */
export const report = (day: string, progress: number, note: string): Done => [
  day,
  'reported',
  { asOf: day, progress, note },
]

/** Done, as its department says, with the record of acceptance. */
export const claim = (day: string, by: string): Done => [
  day,
  'claimed',
  {
    metAt: day,
    by,
    evidence: [{ title: '验收记录', docType: 'evidence', docNumber: `验〔${day.slice(0, 4)}〕` }],
  },
]

/** Confirmed by another organ. */
export const verified = (day: string, by: string): Done => [day, 'verified', { outcome: 'met', by }]

const COUNCIL = [
  '市长',
  '常务副市长',
  '分管副市长',
  '市政府秘书长',
  '市发展改革委主任',
  '市财政局局长',
  '市司法局局长',
  '市住房城乡建设局局长',
  '市水务局局长',
  '市交通运输局局长',
  '市生态环境局局长',
]

/** Members of the executive at its meeting; `away` names those excused by their place in the list. */
export const present = (away: readonly number[] = []) =>
  COUNCIL.map((member, i) => ({
    member,
    role: i === 0 ? 'chair' : 'member',
    presence: away.includes(i) ? 'excused' : 'present',
  }))
