/** 政府信息公开条例 (State Council Order 711, in force since 2019-05-15): the clocks of open government information. */
import { law } from '../../law/laws.ts'
import { of } from '../../record/problem.ts'
import { type ClockProfile, clockProfile } from '../profile.ts'

const IN_FORCE = { from: '2019-05-15', origin: 'statute', unit: 'working' } as const

export const informationClocks: readonly ClockProfile[] = [
  clockProfile({
    ...IN_FORCE,
    id: 'ogi',
    names: of('政府信息公开申请的答复', 'Answer to a request for government information'),
    starts: of(
      '收到申请：当面提交为当日，邮寄为签收之日，平常信函、网络或传真为双方确认之日',
      'Receipt: the day of handing it in, of signing for it by post, or for plain letters, online and fax the day that both sides confirm',
    ),
    limit: 20,
    basis: law('ogi', '33¶2', '31'),
    pauses: [
      {
        code: 'third_party',
        words: of(
          '征求第三方意见的时间不计，至多 15 个工作日',
          'Time for the opinion of a third party is not counted, 15 working days at the most',
        ),
        basis: law('ogi', '33¶3', '32'),
        most: 15,
      },
      {
        code: 'co_agency',
        words: of(
          '征求其他机关意见的时间不计，至多 15 个工作日',
          'Time for the opinion of other organs is not counted, 15 working days at the most',
        ),
        basis: law('ogi', '33¶3', '34'),
        most: 15,
      },
      {
        code: 'completion',
        words: of(
          '等待申请人补正，收到后重新起算',
          'Waits for what is missing, and begins again when it arrives',
        ),
        basis: law('ogi', '30'),
      },
    ],
    restart: {
      words: of('收到补正的申请，重新起算', 'The completed request arrived: the count begins again'),
      basis: law('ogi', '30'),
    },
    extension: {
      most: 20,
      times: 1,
      words: of('经负责人同意延长，并告知申请人', 'Extended with approval, and the applicant was told'),
      basis: law('ogi', '33¶2'),
    },
    note: of(
      '申请的数量、频次明显超过合理范围的，行政机关可以另定合理期限并告知（第 35 条）。',
      'Where requests are unreasonably many, the organ may set another reasonable time and say so (Art. 35).',
    ),
  }),
  clockProfile({
    ...IN_FORCE,
    id: 'ogi.completion',
    names: of('一次性告知补正', 'One request for what is missing'),
    starts: of('收到申请', 'Receipt of the request'),
    limit: 7,
    basis: law('ogi', '30'),
  }),
  clockProfile({
    ...IN_FORCE,
    id: 'ogi.third_party',
    names: of('第三方提出意见', 'Opinion of a third party'),
    starts: of('第三方收到征求意见书', 'The third party receives the letter'),
    limit: 15,
    basis: law('ogi', '32'),
    note: of('逾期未提出的，由行政机关决定是否公开。', 'Where it stays silent, the organ decides.'),
  }),
  clockProfile({
    ...IN_FORCE,
    id: 'ogi.co_agency',
    names: of('相关行政机关提出意见', 'Opinion of organs that made the information together'),
    starts: of('被征求意见机关收到征求意见书', 'The organ receives the letter'),
    limit: 15,
    basis: law('ogi', '34'),
    note: of('逾期未提出的，视为同意公开。', 'Silence counts as consent.'),
  }),
  clockProfile({
    ...IN_FORCE,
    id: 'ogi.proactive',
    names: of('主动公开', 'Publication without being asked'),
    starts: of('信息形成或者变更', 'The information was made or changed'),
    limit: 20,
    basis: law('ogi', '26'),
    note: of('法律、法规另有规定的，从其规定。', 'Other laws and regulations may set another time.'),
  }),
]
