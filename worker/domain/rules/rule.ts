/**
 * 预警规则: what a red-flag rule is. A rule says whether it applies to a subject at all, and then whether
 * what it looks for is found, not found, or cannot be assessed. A finding is a reason to look, not a verdict.
 * Rules are pure: all that they know is the subject and the context.
 */

import type { WorkingDays } from '../calendar/working-days.ts'
import type { Severity } from '../kinds/flag/severity.ts'
import type { State, States } from '../kinds/kinds.ts'
import type { Settings } from '../kinds/rulebook/rulebook.ts'
import type { Citation } from '../law/laws.ts'
import type { Procedures } from '../procedure/procedures.ts'
import type { Moment, Recorded, RecordKind } from '../record/event.ts'
import type { Link } from '../record/facts.ts'
import type { Words } from '../record/problem.ts'
import type { Parts } from '../text/parts.ts'
import type { Audit } from './audit.ts'
import type { Missing, MissingReason } from './missing.ts'

/** P procedure, C competence, T time, M execution, R record, O people, F money, Q answers, I inspectors. */
export const ruleGroups = ['P', 'C', 'T', 'M', 'R', 'O', 'F', 'Q', 'I'] as const
export type RuleGroup = (typeof ruleGroups)[number]
/** `inspectors`: never shown to the public, because it concerns persons or rests on statistics alone. */
export type Audience = 'public' | 'inspectors'

/** A threshold that may be set otherwise. Those that law fixes say so in their words. */
export interface Parameter {
  readonly default: number
  readonly least: number
  readonly most: number
  readonly unit: Words
  readonly words: Words
}

export type Parameters = { readonly [name: string]: Parameter }
export type ValuesOf<P extends Parameters> = { readonly [name in keyof P]: number }

/** The description of a rule. */
export interface RuleFacts {
  /** `P01`: the group and a number; never used again for another rule. */
  readonly id: string
  readonly group: RuleGroup
  /** Raised when the rule begins to find something else. */
  readonly version: number
  readonly name: Words
  readonly definition: Words
  readonly basis: readonly Citation[]
  /** Reason for which it was built: what goes wrong where nobody looks. */
  readonly why: Words
  /** Severity of a finding, unless the finding has another. */
  readonly severity: Severity
  readonly audience: Audience
  /** Subjects that it can be assessed on, in words. */
  readonly condition: Words
  /** A name for the value of an assessment, with its unit; null when there is none. */
  readonly value: Words | null
  /** Unit of the value and of what it is held against, where they are plain numbers; null where the name says it. */
  readonly unit: Words | null
  readonly parameters: Parameters
  /** A figure of its populations in the unit of its value, as where it compares logarithms. */
  natural(measure: number): number
  /** Below so many cases a comparison is not made; null for a rule that compares nothing. */
  readonly minimumSample: number | null
  readonly falsePositives: readonly Words[]
}

/** One record, with all that was recorded of it. */
export interface Subject<S extends State = State> {
  readonly state: S
  /** Its entries, oldest first. */
  readonly history: readonly Recorded[]
  /** Its entries with what each changed. */
  moments(): readonly Moment[]
}

/** Tukey's fences over the values of one peer group. */
export interface Population {
  n: number
  q1: number
  median: number
  q3: number
  /** Q1 − 1.5 · IQR */
  low: number
  /** Q3 + 1.5 · IQR */
  high: number
}

/** Populations against which single records are held. */
export interface Peers {
  /** Null when nothing was measured for this rule and group. */
  of(rule: string, group: string): Population | null
}

export interface Context {
  /**
   * The day for which the subject is judged, `YYYY-MM-DD`: the present; or, of a record from a register, the day of
   * its last delivery. Of a group the present.
   */
  readonly today: string
  /**
   * True when a day, `YYYY-MM-DD`, is before `today`. What is over stays so: a rule that asks by this is not asked
   * again each day. Left out where reads are not noted; {@link isOver} asks it.
   */
  passed?(day: string): boolean
  /** The day that it is: for what is not the subject's but the ledger's own, as the review of what is withheld. */
  readonly present: string
  readonly calendar: WorkingDays
  /** Every procedure that a decision may be under. */
  readonly procedures: Procedures
  readonly peers: Peers
  /** Parameters that are set otherwise than by default. */
  readonly settings: Settings
  /** The last check of the ledger and its documents; null when there was none. */
  readonly audit: Audit | null
  /** Another record that the subject points at or that points at the subject; null when there is none. */
  record(id: string): State | null
  /** Day of the last delivery of a register, `YYYY-MM-DD`, as far as its records tell; null when none is known. */
  deliveredUntil(register: string): string | null
  /**
   * Records that point at `id` in this relation, in the order in which they were first logged. `id` is the
   * subject; or, for a flag, what it is about, at which other flags point (`subject`).
   */
  pointing(id: string, rel: Link['rel']): readonly State[]
}

/** True when a day, `YYYY-MM-DD`, is over as of the day for which the subject is judged. */
export function isOver(context: Pick<Context, 'today' | 'passed'>, day: string): boolean {
  return context.passed === undefined ? context.today > day : context.passed(day)
}

export interface Assessment {
  result: 'found' | 'not_found' | 'not_assessable'
  /** The value that was measured or met, and the one it is held against; null where there is no figure. */
  value: number | string | null
  threshold: number | string | null
  /** Ledger indices of the entries on which it rests, in order. */
  inputs: number[]
  /** The missing inputs; only and always when it is not assessable. */
  missing: Missing[]
  /** Severity of this finding; null unless found. */
  severity: Severity | null
}

/** A figure of one record for the peer group to which it belongs. */
export interface Measure {
  group: string
  value: number
}

/** A result of a rule before its severity is put to it. */
export type Outcome = Omit<Assessment, 'severity'> & { severity?: Severity }

/** A rule about one record. */
export interface RecordRule<S extends State = State, P extends Parameters = Parameters> extends RuleFacts {
  readonly about: 'record'
  readonly kinds: readonly S['kind'][]
  readonly parameters: P
  /** True for rules about withholding itself; others are not assessable on a record that is withheld. */
  readonly seesWithheld: boolean
  applies(subject: Subject<S>, context: Context, values: ValuesOf<P>): boolean
  assess(subject: Subject<S>, context: Context, values: ValuesOf<P>): Outcome
  /** Figures of the record for its peer groups, gathered from all records before any is assessed. */
  measure(subject: Subject<S>, context: Context, values: ValuesOf<P>): Measure[]
}

/** The observation of one record by a rule about groups: plain JSON, as it is kept between two looks. */
export interface Observed<O> {
  group: string
  observation: O
}

/** 组: the records of one department, unit or organ, as far as a rule wants them. */
export interface Group<O = unknown> {
  readonly id: string
  readonly observations: readonly O[]
}

/** A group of a department: `dep-x`, or `dep-x|2024` for a part of what it did. */
export function departmentOfGroup(group: string): string | null {
  const [department = ''] = group.split('|')
  return department.startsWith('dep-') ? department : null
}

/** A rule about a department, a unit, an organ or another population of records. */
export interface GroupRule<S extends State = State, O = unknown, P extends Parameters = Parameters>
  extends RuleFacts {
  readonly about: 'group'
  /** A name for the groups. */
  readonly by: 'department' | 'organ' | 'unit' | 'item' | 'officer' | 'pair' | 'rule' | 'ledger'
  /** Kinds of the records that it looks at. */
  readonly kinds: readonly S['kind'][]
  readonly parameters: P
  /** True for rules about withholding itself; others take nothing from a record that is withheld. */
  readonly seesWithheld: boolean
  observe(subject: Subject<S>, context: Context, values: ValuesOf<P>): Observed<O>[]
  applies(group: Group<O>, context: Context, values: ValuesOf<P>): boolean
  /** The outcome; in parts where the rule compares every observation with others. */
  assess(group: Group<O>, context: Context, values: ValuesOf<P>): Outcome | Parts<Outcome>
  /** Figures of the group for comparison with other groups. */
  measure(group: Group<O>, context: Context, values: ValuesOf<P>): Measure[]
}

export type Rule = RecordRule | GroupRule

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>
type Common =
  | 'value'
  | 'unit'
  | 'natural'
  | 'parameters'
  | 'measure'
  | 'minimumSample'
  | 'version'
  | 'seesWithheld'
type Kinds<K extends RecordKind> = K | readonly K[]

const listOf = <K extends RecordKind>(kinds: Kinds<K>): readonly K[] =>
  typeof kinds === 'string' ? [kinds] : kinds

/** Reads the group off an id, `P` of `P01`. */
function groupOf(id: string): RuleGroup {
  const group = ruleGroups.find((one) => id.startsWith(one))
  if (group === undefined) throw new Error(`${id} is of no group`)
  return group
}

/** The parts of a rule that are functions. */
const UNSAID = {
  version: 1,
  value: null,
  unit: null,
  minimumSample: null,
  seesWithheld: false,
  measure: (): Measure[] => [],
  natural: (measure: number): number => measure,
} as const

/** A rule about records of one kind or of several. */
export function recordRule<K extends RecordKind, const P extends Parameters>(
  kinds: Kinds<K>,
  given: Optional<Omit<RecordRule<States[K], P>, 'about' | 'kinds' | 'group'>, Common>,
): RecordRule<States[K], P> {
  return {
    ...UNSAID,
    ...given,
    parameters: given.parameters ?? ({} as P),
    about: 'record',
    group: groupOf(given.id),
    kinds: listOf(kinds),
  }
}

/** A rule about groups of records of one kind or of several. */
export function groupRule<K extends RecordKind, O, const P extends Parameters>(
  kinds: Kinds<K>,
  given: Optional<Omit<GroupRule<States[K], O, P>, 'about' | 'kinds' | 'group'>, Common>,
): GroupRule<States[K], O, P> {
  return {
    ...UNSAID,
    ...given,
    parameters: given.parameters ?? ({} as P),
    about: 'group',
    group: groupOf(given.id),
    kinds: listOf(kinds),
  }
}

interface Weighed {
  value?: number | string | null
  threshold?: number | string | null
  inputs: Iterable<number>
}

const inOrder = (inputs: Iterable<number>): number[] => [...new Set(inputs)].sort((a, b) => a - b)

/**
 * Outcome of a rule that found what it looks for.
 *
 * @param severity where it is another than that of the rule
 */
export function found({ value = null, threshold = null, inputs }: Weighed, severity?: Severity): Outcome {
  return {
    result: 'found',
    value,
    threshold,
    inputs: inOrder(inputs),
    missing: [],
    ...(severity === undefined ? {} : { severity }),
  }
}

/** Outcome of a rule that looked and found nothing. */
export function notFound({ value = null, threshold = null, inputs }: Weighed): Outcome {
  return { result: 'not_found', value, threshold, inputs: inOrder(inputs), missing: [] }
}

/** `lacking('date_missing', 'ruling/decidedAt')` */
export function lacking(
  reason: MissingReason,
  what: string | null = null,
  inputs: Iterable<number> = [],
): Outcome {
  return {
    result: 'not_assessable',
    value: null,
    threshold: null,
    inputs: inOrder(inputs),
    missing: [{ reason, what }],
  }
}

/** Not assessable for several reasons at once. */
export function lackingAll(missing: readonly Missing[], inputs: Iterable<number> = []): Outcome {
  return { ...lacking('not_recorded', null, inputs), missing: [...missing] }
}
