/** Views of what stands around a flag: plain data, the same for the API and the desk. */
import type { Severity } from '../../domain/kinds/flag/severity.ts'

import type { FlagStatus } from '../../domain/kinds/flag/vocabulary.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import type { Words } from '../../domain/record/problem.ts'
import type { Ranked } from '../../domain/rules/measure/compare.ts'
import type { Population } from '../../domain/rules/rule.ts'

export interface Peers {
  rule: string
  /** The day for which they were asked. */
  asOf: string
  /** `rule`: those with which the rule itself compares. `alike`: of the same kind, class and department. */
  by: 'rule' | 'alike'
  /** Id of the department or code of the class that they have in common. */
  group: string
  /** Number of those that have a value, with the one about which it is asked. */
  n: number
  /** The value of the subject today; null where the rule has no number for it. */
  own: number | null
  /** Quartiles and Tukey's fences in the unit of the value, where the rule compares with them. */
  population: Population | null
  rows: (Ranked & { title: string })[]
  /**
   * Number of those alike without a number; beside it those not assessable, and those beyond what was looked
   * at.
   */
  without: number
  notAssessable: number
  notLooked: number
}

/** Reason for which there are none to show. */
export type NoPeers = 'no_rule' | 'no_number'

export interface FlagLimit {
  name: string
  words: Words
  unit: Words
  /** As it was when the flag was raised; null where the flag does not say. */
  raised: number | null
  now: number
}

export interface RelatedRecord {
  rel: string
  /** `to`: the subject points at it. `from`: it points at the subject. */
  points: 'to' | 'from'
  id: string
  kind: RecordKind
  title: string
  titleEn: string | null
  status: string
  /** True for one that was annulled; absent otherwise. */
  annulled?: true
  /** True for one whose first entry was lawfully erased; absent otherwise. */
  openingErased?: true
  departmentName: string | null
  departmentNameEn: string | null
}

export interface FlagAround {
  flag: string
  seq: number
  /** Verbs that are possible as it stands. */
  acts: string[]
  /** Assignee, and the key by which the queue knows it; null for one that is closed, and waits no more. */
  queued: { key: string; assignee: { account: string; post: string } | null } | null
  /** The rule that raised it; null for a flag that a person raised. */
  rule: {
    id: string
    version: { raised: number | null; now: number }
    name: Words
    definition: Words
    value: Words | null
    falsePositives: readonly Words[]
    limits: FlagLimit[]
  } | null
  /** Entries on which it rests: the first ones, and how many there are. */
  inputs: {
    total: number
    items: { index: number; kind: string; record: string; title: string; occurred: string }[]
  }
  related: { total: number; items: RelatedRecord[] }
  /** Other flags about the same: the first ones, and how many there are. */
  flags: {
    total: number
    items: {
      id: string
      title: string
      status: FlagStatus
      annulled?: true
      openingErased?: true
      severity: Severity
      rule: string | null
    }[]
  }
  peers: Peers | null
  noPeers: NoPeers | null
}
