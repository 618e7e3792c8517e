import type { WorkingDays } from '../../calendar/working-days.ts'
import { practice } from '../../law/laws.ts'
import { type DateText, precisionOf } from '../../record/date.ts'
import { hourIn } from '../../record/zone.ts'
import { abovePeers, FLOOR, percentOf } from '../measure/above-peers.ts'
import { dayOf } from '../measure/dates.ts'
import { indicesOfSteps } from '../measure/inputs.ts'
import { heldOf, stepsOf } from '../measure/procedure-steps.ts'
import { PER_CENT } from '../measure/units.ts'
import { type Group, groupRule } from '../rule.ts'

interface Meeting {
  outside: boolean
  input: number
}

/** Local hour and day of something, by its date or by the time of day printed beside it; null without a time of day. */
export function timeAt(
  calendar: WorkingDays,
  at: DateText | null,
  printed = '',
): { day: string; hour: number } | null {
  const day = at === null ? null : dayOf(calendar, at)
  if (at === null || day === null) return null
  const hour = /^(\d{1,2}):\d{2}/.exec(printed)?.[1]
  if (hour !== undefined) return { day, hour: Number(hour) }
  return precisionOf(at) === 'instant' ? { day, hour: hourIn(calendar.zone, at) } : null
}

/** True when an hour of a working day is out of hours. */
export function isOutside(hour: number): boolean {
  return hour < 8 || hour >= 18
}

const shareOf = ({ observations }: Group<Meeting>): number =>
  percentOf(observations.filter(({ outside }) => outside).length, observations.length)

export const outOfHours = groupRule('decision', {
  id: 'T03',
  version: 2,
  name: { zh: '非工作时间聚集', en: 'Out-of-hours cluster' },
  definition: {
    zh: '在工作日 8 时至 18 时以外开的会所占比例，明显高于其他部门，且超过 5 %',
    en: 'The share of meetings outside of 8 to 18 on working days is far above that of other departments, and above 5 %',
  },
  basis: [practice('Tukey 箱线图上界', 'Upper Tukey fence')],
  why: { zh: '夜里和节假日开的会，少有人看见。', en: 'Few see a meeting at night or on a holiday.' },
  severity: 'low',
  audience: 'inspectors',
  condition: {
    zh: '至少 30 次会议记录了钟点的部门',
    en: 'Departments with the time of day of at least 30 meetings',
  },
  value: { zh: '非工作时间会议的百分比', en: 'Per cent of meetings out of hours' },
  unit: PER_CENT,
  parameters: {
    meetings: {
      default: 30,
      least: 5,
      most: 1000,
      unit: { zh: '次', en: 'meetings' },
      words: { zh: '至少多少次才比较（默认值）', en: 'Fewest meetings (a default)' },
    },
    peers: {
      default: 5,
      least: 3,
      most: 100,
      unit: { zh: '个部门', en: 'departments' },
      words: { zh: '至少与多少个部门比较（默认值）', en: 'Fewest departments to compare with (a default)' },
    },
    floor: FLOOR,
  },
  minimumSample: 30,
  falsePositives: [
    { zh: '应急事项', en: 'Emergencies' },
    { zh: '轮班单位', en: 'Offices that work in shifts' },
    {
      zh: '按别处的工作日历判断：当地的工作日被当成节假日',
      en: 'Judged by the calendar of another place, whose holidays are working days here',
    },
  ],
  by: 'department',
  observe(subject, { calendar }) {
    return stepsOf(subject.state, 'deliberation').flatMap((step) => {
      const time = timeAt(calendar, heldOf(step), step.localTime)
      const works = time === null ? null : calendar.isWorkingDay(time.day)
      if (time === null || works === null) return []
      const observation: Meeting = {
        outside: !works || isOutside(time.hour),
        input: indicesOfSteps(subject, [step.id])[0] ?? 0,
      }
      return [{ group: subject.state.department, observation }]
    })
  },
  applies: ({ observations }, _, { meetings }) => observations.length >= meetings,
  measure: (group) => [{ group: 'all', value: shareOf(group) }],
  assess: (group, context, { peers, floor }) =>
    abovePeers(
      {
        rule: 'T03',
        group: 'all',
        percent: shareOf(group),
        least: peers,
        floor,
        inputs: group.observations.filter(({ outside }) => outside).map(({ input }) => input),
      },
      context,
    ),
})
