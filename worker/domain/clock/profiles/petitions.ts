/** 信访工作条例 (in force since 2022-05-01): its days are calendar days unless it says working days. */
import { law } from '../../law/laws.ts'
import { of } from '../../record/problem.ts'
import { type ClockProfile, clockProfile } from '../profile.ts'

const IN_FORCE = { from: '2022-05-01', origin: 'statute', unit: 'calendar' } as const

const replied = of('收到书面答复', 'Receipt of the written answer')

export const petitionClocks: readonly ClockProfile[] = [
  clockProfile({
    ...IN_FORCE,
    id: 'xf.transfer',
    names: of('信访部门登记、转送、交办', 'The petition office registers and passes on'),
    starts: of('收到信访事项', 'Receipt of the petition'),
    limit: 15,
    basis: law('petitions', '22'),
    note: of(
      '重大、紧急的应当及时报告（第 25 条）。',
      'What is grave or urgent is reported at once (Art. 25).',
    ),
  }),
  clockProfile({
    ...IN_FORCE,
    id: 'xf.notice',
    names: of('书面告知信访人', 'Written notice to the petitioner'),
    starts: of('收到信访事项', 'Receipt of the petition'),
    limit: 15,
    basis: law('petitions', '23¶2', '23¶3'),
    note: of('姓名（名称）、住址不清的除外。', 'Unless name or address is unclear.'),
  }),
  clockProfile({
    ...IN_FORCE,
    id: 'xf.objection',
    names: of('对转送、交办提出异议', 'Objection to a transfer'),
    starts: of('收到转送、交办的信访事项', 'Receipt of the transfer'),
    unit: 'working',
    limit: 5,
    basis: law('petitions', '23¶3'),
    note: of('应当详细说明理由。', 'With detailed reasons.'),
  }),
  clockProfile({
    ...IN_FORCE,
    id: 'xf.settle',
    names: of('信访事项办结', 'A petition is settled'),
    starts: of('受理', 'Acceptance'),
    limit: 60,
    basis: law('petitions', '34'),
    extension: {
      most: 30,
      times: 1,
      words: of('经负责人批准延长，并告知理由', 'Extended with approval, and the reason was told'),
      basis: law('petitions', '34'),
    },
    note: of('适用于第 31 条第 6 项的事项。', 'For matters of Art. 31 item 6.'),
  }),
  clockProfile({
    ...IN_FORCE,
    id: 'xf.review.apply',
    names: of('请求复查', 'Asking for a review'),
    starts: replied,
    limit: 30,
    basis: law('petitions', '35'),
  }),
  clockProfile({
    ...IN_FORCE,
    id: 'xf.review',
    names: of('提出复查意见', 'Opinion of the review'),
    starts: of('收到复查请求', 'Receipt of the request for review'),
    limit: 30,
    basis: law('petitions', '35'),
  }),
  clockProfile({
    ...IN_FORCE,
    id: 'xf.rereview.apply',
    names: of('请求复核', 'Asking for a second review'),
    starts: replied,
    limit: 30,
    basis: law('petitions', '36¶1'),
  }),
  clockProfile({
    ...IN_FORCE,
    id: 'xf.rereview',
    names: of('提出复核意见', 'Opinion of the second review'),
    starts: of('收到复核请求', 'Receipt of the request for a second review'),
    limit: 30,
    basis: law('petitions', '36¶1'),
    pauses: [
      {
        code: 'hearing',
        words: of('听证所需时间不计', 'Time for a hearing is not counted'),
        basis: law('petitions', '36¶2'),
      },
    ],
  }),
]
