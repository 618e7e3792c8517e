/** Words around the rules: their groups, how serious a finding is, who sees it, and what a finding is not. */
import type { Words } from '../record/problem.ts'
import type { Audience, RuleGroup } from './rule.ts'
export const ruleGroupWords: { readonly [group in RuleGroup]: Words } = {
  P: { zh: '决策程序', en: 'Procedure of decisions' },
  C: { zh: '权限', en: 'Competence' },
  T: { zh: '时间', en: 'Time' },
  M: { zh: '执行', en: 'Execution' },
  R: { zh: '记录', en: 'The record itself' },
  O: { zh: '人员与利益', en: 'People and interests' },
  F: { zh: '金额', en: 'Money' },
  Q: { zh: '答复公众', en: 'Answers to the public' },
  I: { zh: '监督者自身', en: 'Oversight of the overseers' },
}

export const audiences: { readonly [audience in Audience]: Words } = {
  public: { zh: '人人可见', en: 'shown to everyone' },
  inspectors: { zh: '只给核查人员看', en: 'for inspectors alone' },
}

/** Stands wherever rules or what they found are shown. */
export const NO_VERDICT: Words = {
  zh: '预警是需要核查的线索，不是结论。',
  en: 'A finding is a reason to look, not a verdict.',
}
