/** 重大行政决策程序暂行条例 (State Council Order 713, since 2019-09-01), and what this platform promises where it is silent. */
import { law, practice } from '../../law/laws.ts'
import { of } from '../../record/problem.ts'
import { type ClockProfile, clockProfile } from '../profile.ts'

const IN_FORCE = { from: '2019-09-01', origin: 'statute', unit: 'calendar' } as const

export const decisionClocks: readonly ClockProfile[] = [
  clockProfile({
    ...IN_FORCE,
    id: 'consult.open',
    names: of('公开征求意见的最短期限', 'A consultation stays open for this long at least'),
    starts: of('开始征求意见', 'The consultation opens'),
    limit: 30,
    bound: 'earliest',
    basis: law('d713', '15¶1'),
    note: of(
      '因情况紧急等原因可以缩短，公开征求意见时应当说明。',
      'It may be shorter for urgency and the like, with the reason given when it opens.',
    ),
  }),
  clockProfile({
    ...IN_FORCE,
    id: 'hearing.papers',
    names: of('听证会材料送达', 'Papers of a hearing are delivered'),
    starts: of('召开听证会之日，向前数', 'The day of the hearing, counted back'),
    limit: 7,
    counts: 'before',
    basis: law('d713', '16¶3'),
  }),
  clockProfile({
    id: 'adoption.report',
    names: of('公布意见采纳情况', 'Report on what became of the opinions'),
    starts: of('征求意见截止', 'The consultation closes'),
    unit: 'working',
    limit: 20,
    origin: 'promise',
    basis: practice(
      '本平台的承诺；《重大行政决策程序暂行条例》第 18 条要求归纳整理、研究论证，没有规定日数',
      'A promise of this platform; Order 713 Art. 18 asks to sort and study all opinions and names no day',
    ),
  }),
  clockProfile({
    id: 'd713.opinion',
    names: of('提问和意见建议的答复', 'Answer to a question or an opinion'),
    starts: of('收到意见建议', 'Receipt of the opinion'),
    unit: 'working',
    limit: 15,
    origin: 'promise',
    basis: practice(
      '本平台的承诺；《重大行政决策程序暂行条例》第 35 条第 2 款没有规定日数',
      'A promise of this platform; Order 713 Art. 35 para. 2 names no day',
    ),
  }),
  clockProfile({
    id: 'moderation',
    names: of('公开前的文字审核', 'Check of a text before it is published'),
    starts: of('收到', 'Receipt'),
    unit: 'working',
    limit: 2,
    origin: 'promise',
    basis: practice('本平台的承诺', 'A promise of this platform'),
  }),
  clockProfile({
    id: 'milestone.due',
    names: of('节点到期', 'A milestone is due'),
    starts: of('立下节点', 'The milestone was promised'),
    unit: 'calendar',
    limit: null,
    origin: 'named',
    basis: practice('部门自己定的日子', 'The day that the department named itself'),
  }),
]
