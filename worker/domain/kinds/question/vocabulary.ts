/** The closed vocabularies of questions, with their words. */
import { of, type Words } from '../../record/problem.ts'
import { codesOf } from '../../record/vocabulary.ts'

/** 提问状态, as entries leave it; what follows from the clock is computed for a day. */
export const questionStatuses = {
  received: of('已收到', 'Received'),
  awaiting_completion: of('待补正', 'Waiting for more from the asker'),
  transferred: of('已转办', 'Transferred'),
  accepted: of('办理中', 'Being dealt with'),
  answered: of('已答复', 'Answered'),
  closed: of('已办结', 'Closed'),
  declined: of('不予受理', 'Declined'),
  abandoned: of('视为放弃', 'Given up'),
  withdrawn: of('提问人撤回', 'Withdrawn by the asker'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>

export type QuestionStatus = keyof typeof questionStatuses

/** The five kinds of the 12345 lines without 举报, which is no question, and requests for information. */
export const questionTypes = {
  consult: of('咨询', 'Question of fact'),
  help: of('求助', 'Call for help'),
  complaint: of('投诉', 'Complaint'),
  suggest: of('建议', 'Suggestion'),
  information: of('依申请公开', 'Request for information'),
  not_stated: of('未分类', 'Not classified'),
} as const satisfies Record<string, Words>

/** Types that only a published list leaves open: whoever asks here says which it is. */
export const askedTypes = codesOf(questionTypes).filter((type) => type !== 'not_stated')

/** Numbers of people whom it concerns. */
export const affectedNumbers = {
  one: of('一人', 'One person'),
  few: of('数人', 'A few people'),
  many: of('多人', 'Many people'),
  mass: of('大量群众', 'A great many people'),
} as const satisfies Record<string, Words>

/** Facts that raise the priority of a question; each counts half until somebody has checked it. */
export const questionFacts = {
  danger: of('危及生命安全', 'Danger to life'),
  ongoing: of('危害正在发生', 'Harm is going on'),
  utilitiesOut: of('水电气暖中断', 'Water, power, gas or heating is out'),
  deadlineOn: of('有期限', 'There is a deadline'),
  affected: of('涉及人数', 'Number of people'),
  livelihood: of('事关基本生活', 'Livelihood'),
  vulnerable: of('涉及老幼病残孕', 'Children, the old, the sick or the disabled'),
} as const satisfies Record<string, Words>

export type QuestionFact = keyof typeof questionFacts

/** Persons who may have stated the facts. */
export const claimants = {
  submitter: of('提问人', 'The asker'),
  desk: of('受理岗', 'The desk that took it in'),
} as const satisfies Record<string, Words>

/** Reasons for which an organ declines, 信访工作条例 Art. 31 and 政府信息公开条例 Art. 36, 39. */
export const declineReasons = {
  not_ours: of('不属本机关职权', 'Not within the powers of this organ'),
  court: of('应通过诉讼、仲裁、复议解决', 'A matter for a court, arbitration or review'),
  repeat: of('同一事项已答复', 'The same matter was answered'),
  not_a_request: of('不是本程序处理的事项', 'Not a matter for this procedure'),
  published: of('已主动公开', 'Published already'),
} as const satisfies Record<string, Words>

/** Reasons for which a clock stands still. Being busy is no such reason. */
export const pauseReasons = {
  third_party: of(
    '征求第三方意见（政府信息公开条例第三十二条、第三十三条）',
    'A third party is asked (OGI Art. 32, 33)',
  ),
  co_agency: of('征求其他机关意见（政府信息公开条例第三十四条）', 'Another organ is asked (OGI Art. 34)'),
  hearing: of('举行听证（信访工作条例第三十六条）', 'A hearing is held (Petition Regulation Art. 36)'),
} as const satisfies Record<string, Words>

/** 答复: whether the organ does as it is asked. */
export const answerKinds = {
  accept: of('采纳', 'Accepts'),
  partly: of('部分采纳', 'Accepts in part'),
  reject: of('不采纳', 'Does not accept'),
  explain: of('说明情况', 'Explains'),
} as const satisfies Record<string, Words>

/** 办理结果, in the organ's word; 政府信息公开条例 Art. 36 and 37 for requests for information. */
export const answerOutcomes = {
  solved: of('已解决', 'Solved'),
  planned: of('列入计划', 'Planned'),
  explained: of('已解释', 'Explained'),
  not_possible: of('无法办理', 'Not possible'),
  disclosed: of('予以公开', 'Disclosed'),
  disclosed_partly: of('部分公开', 'Disclosed in part'),
  published_already: of('已主动公开', 'Published already'),
  refused: of('不予公开', 'Not disclosed'),
  not_held: of('本机关没有', 'Not held'),
  not_ours: of('不属本机关', 'Held by another organ'),
  repeated: of('重复申请', 'Asked before'),
  other_procedure: of('按其他规定办理', 'Under other rules'),
  discontinued: of('终止办理', 'Discontinued'),
  not_stated: of('未说明或未归类', 'Not stated, or not classified'),
} as const satisfies Record<string, Words>

/** Outcomes that only a published list gives: an organ that answers here says more. */
export const listedOutcomes: readonly (keyof typeof answerOutcomes)[] = ['discontinued', 'not_stated']

/** 是否解决, in the asker's word. */
export const solvedAnswers = {
  yes: of('已解决', 'Solved'),
  partly: of('部分解决', 'Solved in part'),
  no: of('未解决', 'Not solved'),
} as const satisfies Record<string, Words>

/** 是否解决, as a published list states what the asker said. */
export const statedSolutions = {
  ...solvedAnswers,
  not_stated: of('未说明或未归类', 'Not stated, or not classified'),
} as const satisfies Record<string, Words>

/** 满意度, in the three words of the lists of hotlines; no stars are made of them. */
export const statedSatisfactions = {
  satisfied: of('满意', 'Satisfied'),
  mostly: of('基本满意', 'Mostly satisfied'),
  dissatisfied: of('不满意', 'Not satisfied'),
  not_stated: of('未说明或未归类', 'Not stated, or not classified'),
} as const satisfies Record<string, Words>

/** Outcome of a review. */
export const reviewOutcomes = {
  upheld: of('维持原答复', 'The answer stands'),
  changed: of('变更原答复', 'The answer is changed'),
  again: of('责令重新答复', 'To be answered again'),
} as const satisfies Record<string, Words>
