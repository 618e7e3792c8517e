/**
 * 试算: where other limits of a rule would have led, on what was recorded so far, before anybody sets them. It
 * writes nothing. The records of today are held against both; and each flag of the rule that was decided is asked
 * again as of the day on which it was raised, with its record as it then stood, beside the peers of today.
 */
import type { FlagState } from '../../domain/kinds/flag/flag.ts'
import { isOpenFlag } from '../../domain/kinds/flag/states.ts'
import type { Settings } from '../../domain/kinds/rulebook/rulebook.ts'
import { refuse } from '../../domain/record/guard.ts'
import { valuesOf } from '../../domain/rules/assess.ts'
import { isConfirmed, type Share, shareOf } from '../../domain/rules/outcomes.ts'
import type { Rule } from '../../domain/rules/rule.ts'
import { isRecordRule, rules } from '../../domain/rules/rules.ts'
import { requireValues } from '../../domain/rules/settings.ts'
import type { Tally } from '../../domain/rules/tally.ts'
import { countRecords } from '../../store/lists/choices.ts'
import { readHistory } from '../../store/log/entries.ts'
import type { Ledger } from '../open.ts'
import type { Reading } from '../read/reading.ts'
import { type Caller, requireRight } from '../roles.ts'
import { allFlags } from './all-flags.ts'
import { nearViewAt } from './as-of.ts'
import type { Basis, Finding, InspectionService } from './inspection.ts'
import { type Rulebook, requireRule } from './rulebook.ts'

/** Number of coming and going findings that are named. */
const NAMED = 100
/** Decided flags that are asked again, the newest ones. */
const FLAGS = 500
/** Records for which somebody waits; for a longer ledger there is the CLI, which shows how far it is. */
const WAITED_FOR = 10_000

export interface TriedValue {
  parameter: string
  now: number
  tried: number
}

/** Results that the rule would have had with its own decided flags. */
export interface Hindsight {
  /** Flags decided: those confirmed, and those that ended otherwise. */
  confirmed: number
  other: number
  /** Number of these that are still found with what was tried. */
  confirmedStill: number
  otherStill: number
  /** Share confirmed of those found, as it is and as it would be; null with too few. */
  precisionNow: Share | null
  precisionTried: Share | null
}

export interface Trial {
  rule: string
  version: number
  asOf: string
  records: number
  values: TriedValue[]
  now: Tally
  tried: Tally
  /** Findings that would be new, and those that would be gone: their number, and the first ones. */
  gained: { total: number; items: Finding[] }
  lost: { total: number; items: Finding[] }
  flags: Hindsight
}

export interface TrialOptions {
  asOf?: string | undefined
  onProgress?: ((done: number, of: number) => void) | undefined
  /** True for a run that nobody waits for in front of a page: any number of records. */
  patient?: boolean | undefined
}

/** Trials of limits in one ledger. */
export function createTrial(
  ledger: Ledger,
  {
    inspection,
    rulebook,
    reading,
  }: {
    inspection: InspectionService
    rulebook: Pick<Rulebook, 'settings'>
    reading: Pick<Reading, 'records'>
  },
) {
  const { database } = ledger

  async function run(rule: Rule, settings: Settings, { asOf, onProgress }: TrialOptions, known?: Basis) {
    const found = new Map<string, Finding>()
    const options = { rules: [rule], settings, asOf, onProgress }
    const basis = known ?? (await inspection.basisOf(options))
    const inspected = await inspection.inspect({
      ...options,
      basis,
      onFinding: (finding) => found.set(finding.subject, finding),
    })
    return { inspected, basis, found, tally: tallyOf(inspected.rules[0]) }
  }

  /**
   * True if the rule, with these limits, finds what a flag was raised for, as the ledger stood when it was
   * raised.
   */
  async function wouldFind(rule: Rule, flag: FlagState, settings: Settings, basis: Basis): Promise<boolean> {
    const [raised] = await readHistory(database, flag.id)
    if (raised === undefined) return false
    const options = { rules: [rule], settings, asOf: flag.asOf ?? flag.listed }
    const then = { ...basis, view: nearViewAt(database, raised.index) }
    const made = await inspection.record(flag.subject, then, options)
    return made?.some(({ result }) => result === 'found') ?? false
  }

  async function hindsight(rule: Rule, settings: Settings, basis: Basis): Promise<Hindsight> {
    const decided = (await allFlags(reading, rule.id)).filter(
      (flag) => !isOpenFlag(flag) && flag.status !== 'lapsed' && flag.status !== 'withheld',
    )
    const seen = { confirmed: 0, other: 0, confirmedStill: 0, otherStill: 0 }
    for (const flag of decided.slice(0, FLAGS)) {
      const still = await wouldFind(rule, flag, settings, basis)
      const kind = isConfirmed(flag) ? 'confirmed' : 'other'
      seen[kind] += 1
      if (still) seen[`${kind}Still`] += 1
    }
    return {
      ...seen,
      precisionNow: shareOf(seen.confirmed, seen.confirmed + seen.other),
      precisionTried: shareOf(seen.confirmedStill, seen.confirmedStill + seen.otherStill),
    }
  }

  return {
    /**
     * @param values by parameter; null for the default
     * @throws Problem `not_allowed`, `not_found`, `invalid`; `wrong_state` where the ledger is too long to wait for
     */
    async try(
      caller: Caller,
      id: string,
      values: { readonly [parameter: string]: number | null },
      options: TrialOptions = {},
    ): Promise<Trial> {
      requireRight(caller, 'flag.write', null)
      const rule = requireRule(rules, id)
      requireValues(rule, values)
      const records = await countRecords(database, {})
      if (records > WAITED_FOR && options.patient !== true)
        throw refuse(
          'wrong_state',
          `这本账有 ${records} 条记录，试算需时较久：请用命令 mingzhang rules try ${id}.参数=数。`,
          `The ledger has ${records} records, which takes a while: use the command mingzhang rules try ${id}.PARAMETER=NUMBER.`,
        )
      const settings = await rulebook.settings()
      const tried = settingsWith(settings, rule, values)
      const { onProgress } = options
      const half = (from: number) => (done: number, of: number) => onProgress?.(from * of + done, 2 * of)
      const before = await run(rule, settings, { ...options, onProgress: half(0) })
      // What is gathered beforehand depends on the limits only where the rule compares, or is about groups.
      const same = isRecordRule(rule) && rule.minimumSample === null ? before.basis : undefined
      const after = await run(rule, tried, { ...options, onProgress: half(1) }, same)
      const [stands, would] = [valuesOf(rule, { settings }), valuesOf(rule, { settings: tried })]
      return {
        rule: rule.id,
        version: rule.version,
        asOf: before.inspected.asOf,
        records: before.inspected.records,
        values: Object.entries(would).map(([parameter, value]) => ({
          parameter,
          now: stands[parameter] ?? value,
          tried: value,
        })),
        now: before.tally,
        tried: after.tally,
        gained: onlyIn(after.found, before.found),
        lost: onlyIn(before.found, after.found),
        flags: await hindsight(rule, tried, after.basis),
      }
    },
  }
}

function tallyOf(coverage: Tally | undefined): Tally {
  const { applicable = 0, assessed = 0, found = 0, notAssessable = {} } = coverage ?? {}
  return { applicable, assessed, found, notAssessable }
}

function settingsWith(
  settings: Settings,
  rule: Rule,
  values: { readonly [parameter: string]: number | null },
): Settings {
  const given = Object.entries(values).map(([name, value]): [string, number] => [
    name,
    value ?? rule.parameters[name]?.default ?? 0,
  ])
  return { ...settings, [rule.id]: { ...settings[rule.id], ...Object.fromEntries(given) } }
}

function onlyIn(
  some: ReadonlyMap<string, Finding>,
  others: ReadonlyMap<string, Finding>,
): { total: number; items: Finding[] } {
  const items = [...some.values()].filter(({ subject }) => !others.has(subject))
  return { total: items.length, items: items.slice(0, NAMED) }
}
