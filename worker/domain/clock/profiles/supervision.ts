/** 政府督查工作条例 (since 2021-02-01), 监察法 (since 2018-03-20, its articles renumbered on 2025-06-01), and cases. */
import { law, practice } from '../../law/laws.ts'
import { of } from '../../record/problem.ts'
import { type ClockProfile, clockProfile } from '../profile.ts'

const INSPECTION = { from: '2021-02-01', origin: 'statute', unit: 'calendar', limit: 30 } as const

/** One clock of the Supervision Law, by the article of 2018 and by that since the amendment of 2024. */
function supervision(given: Pick<ClockProfile, 'id' | 'names' | 'starts' | 'limit'>): ClockProfile[] {
  const both = { ...given, unit: 'month', origin: 'statute' } as const
  return [
    clockProfile({ ...both, from: '2018-03-20', to: '2025-05-31', basis: law('supervision', '49') }),
    clockProfile({ ...both, from: '2025-06-01', basis: law('supervision', '56') }),
  ]
}

export const supervisionClocks: readonly ClockProfile[] = [
  clockProfile({
    ...INSPECTION,
    id: 'supervise.review.apply',
    names: of('对督查结论申请复核', 'Asking for a review of a supervision conclusion'),
    starts: of('收到督查结论', 'Receipt of the conclusion'),
    basis: law('inspection', '17'),
  }),
  clockProfile({
    ...INSPECTION,
    id: 'supervise.review',
    names: of('对督查结论作出复核决定', 'Decision on the review of a supervision conclusion'),
    starts: of('收到申请', 'Receipt of the application'),
    basis: law('inspection', '17'),
  }),
  ...supervision({
    id: 'case.review',
    names: of('作出复审决定', 'Decide on the review'),
    starts: of('收到复审申请', 'Receipt of the application for review'),
    limit: 1,
  }),
  ...supervision({
    id: 'case.rereview',
    names: of('作出复核决定', 'Decide on the re-review'),
    starts: of('收到复核申请', 'Receipt of the application for re-review'),
    limit: 2,
  }),
  clockProfile({
    id: 'case.disposition',
    names: of('提出处置意见并获批', 'A disposition, proposed and approved'),
    starts: of('收到线索', 'Receipt of the lead'),
    unit: 'month',
    limit: 1,
    origin: 'statute',
    basis: practice(
      '纪律检查机关监督执纪工作规则：收到线索之日起一个月内',
      'Rules on the work of discipline inspection organs: within one month of the lead',
    ),
  }),
  clockProfile({
    id: 'case.remedy',
    names: of('整改', 'Remedy'),
    starts: of('责令整改', 'The remedy was ordered'),
    unit: 'calendar',
    limit: null,
    origin: 'named',
    basis: practice('责令整改时所定的日子', 'The day named in the order'),
  }),
  clockProfile({
    id: 'flag.answer',
    names: of('答复预警', 'Answer to a flag'),
    starts: of('发函询问', 'The explanation was asked for'),
    unit: 'working',
    limit: null,
    origin: 'named',
    basis: practice('发函时所定的日子', 'The day named when the explanation was asked for'),
  }),
]
