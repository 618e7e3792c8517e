/** The fields of a decision, and the parts that its acts carry. */
import * as parts from '../../record/parts.ts'
import {
  code,
  date,
  type FieldsOf,
  id,
  ids,
  list,
  maybe,
  moment,
  naming,
  people,
  type ReadOf,
  requiredCode,
  requiredText,
  sparse,
  text,
  texts,
  yesNo,
} from '../../record/shape.ts'
import {
  decisionClasses,
  decisionMatters,
  decisionRules,
  decisionStatuses,
  proposerKinds,
  rulingOutcomes,
} from './vocabulary.ts'

/** 适用情形: facts that decide which steps the law requires. Absent means not said. */
export const applicability = sparse({
  nonDisclosable: yesNo(),
  affectsVitalInterests: yesNo(),
  majorDisagreement: yesNo(),
  technical: yesNo(),
  stabilityOrSafetyRisk: yesNo(),
  riskAlreadyAssessed: yesNo(),
  affectsMarketOperators: yesNo(),
  exploratoryReform: yesNo(),
  needsPeoplesCongress: yesNo(),
  needsPartyReport: yesNo(),
})

/** 指标: what a decision is to be measured by. */
export const indicator = sparse({
  id: text(100),
  name: text(1000),
  unit: text(100),
  baseline: text(200),
  target: text(200),
  measurements: list(sparse({ date: date(), value: text(200), note: text(2000) }), { most: 500 }),
})

export const decisionFields = {
  title: requiredText(2000),
  /** Number or file name in the source: `Int 0179-2022`, 发文字号. */
  number: text(200),
  class: requiredCode(decisionClasses, 'ordinary'),
  matter: code(decisionMatters),
  summary: text(),
  /** 决策机关, as printed. */
  decisionOrgan: naming('organ', text(500)),
  executingUnits: naming('unit', texts()),
  lead: id('department'),
  supporting: ids('department'),
  responsibility: id('responsibility'),
  /** Reason for which no responsibility is named. */
  noResponsibility: text(2000),
  legalBases: texts(),
  /** 决策事项目录 */
  catalogueEntry: text(500),
  proposerKind: code(proposerKinds),
  proposers: naming('proposer', people()),
  applicability,
  decisionRule: code(decisionRules),
  /** Procedure that it names, as `nyc-charter`: of a class that a law governs, only one that adds to that. */
  procedure: text(60),
  amounts: list(parts.amount, { most: 50 }),
  contracts: list(parts.contract, { most: 500 }),
  indicators: list(indicator, { most: 200 }),
  beneficiaries: text(2000),
  area: text(200),
  places: parts.places,
  proposedAt: moment(),
  /** Status in the words of the source. */
  declaredStatus: text(200),
  /** Status that those words mean, as the mapping of the source has it. */
  declaredMeans: code(decisionStatuses),
  documents: list(parts.document, { most: 1000 }),
  /** True for a decision logged long after it happened, from records kept elsewhere. */
  backloaded: yesNo(),
  remark: text(),
  source: maybe(parts.source),
}

export type DecisionFields = FieldsOf<typeof decisionFields>

/** 决定: who decided, by which rule, and how that stands to the majority (D713 Art. 30). */
export const ruling = sparse({
  outcome: code(rulingOutcomes),
  decidedAt: moment(),
  rule: code(decisionRules),
  /** Post of the officer who decided. */
  officer: naming('officer', parts.member),
  conformsToMajority: yesNo(),
  divergenceReason: text(),
  /** 发文字号, number of the law. */
  docNumber: text(200),
  effectiveFrom: date(),
  note: text(),
})

export type Ruling = ReadOf<typeof ruling>
export type Report = ReadOf<typeof parts.report>
