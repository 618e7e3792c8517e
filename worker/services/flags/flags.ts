/**
 * Flags raised from findings. An inspector looks at the findings, and raises those that are worth a question;
 * a finding of the past stays reproducible, as a flag names rule, version and entries.
 */
import type { FlagState } from '../../domain/kinds/flag/flag.ts'
import { isOpenFlag } from '../../domain/kinds/flag/states.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import { refuse } from '../../domain/record/guard.ts'
import { Problem } from '../../domain/record/problem.ts'
import { valuesOf } from '../../domain/rules/assess.ts'
import { viewOf } from '../../domain/rules/catalogue.ts'
import type { Rule } from '../../domain/rules/rule.ts'
import { ruleOf } from '../../domain/rules/rules.ts'
import { toldOf } from '../../domain/rules/told.ts'
import { readHistory, recordedOf } from '../../store/log/entries.ts'
import { linksTo, readRecords } from '../../store/records/records.ts'
import { allFlags } from '../inspection/all-flags.ts'
import type { Finding } from '../inspection/inspection.ts'
import type { Rulebook } from '../inspection/rulebook.ts'
import { PATIENCE, type StandingService } from '../inspection/standing/standing.ts'
import type { Ledger } from '../open.ts'
import type { Reading } from '../read/reading.ts'
import { type Acts, FOUND } from '../records/acts.ts'
import { requireRight } from '../roles.ts'
import type { Call, Outcome } from '../submit/call.ts'
import { requireRaisable } from './raisable.ts'

/** Acts that put right what was recorded before. */
const CORRECTIONS = /[._](corrected|source_changed)$/

/** Flags of one ledger: raised from findings, or by hand, and worked on. */
export function createFlags(
  ledger: Ledger,
  {
    acts,
    standing,
    reading,
    rulebook,
  }: { acts: Acts; standing: StandingService; reading: Reading; rulebook: Pick<Rulebook, 'settings'> },
) {
  /** Finding of a rule on a record now, whatever else waits to be looked at; null when it finds nothing. */
  async function foundOf(rule: string, subject: string): Promise<Finding | null> {
    await standing.settle(PATIENCE)
    const { isCurrent } = await standing.standing()
    if (!isCurrent && kindOfRecord(subject) !== null) await standing.look(subject)
    return (await standing.findings({ rule, subject }))[0] ?? null
  }

  /** True if a rule finds nothing of a record any more, and nothing is hidden that might be the cause. */
  async function isGone(rule: string, subject: string): Promise<boolean> {
    const result = await standing.resultOf(rule, subject)
    if (result !== null) return result === 'not_found'
    const { state } = (await reading.record(subject)) ?? {}
    return state === undefined || !('sealed' in state) || state.sealed.length === 0
  }

  /** The open flag of a rule on a record. */
  async function openFlagOf(rule: string, subject: string): Promise<FlagState | null> {
    const about = await linksTo(ledger.database, [subject], ['subject'])
    const flags = await readRecords(
      ledger.database,
      about.map(({ source }) => source),
    )
    for (const { state } of flags)
      if (state.kind === 'flag' && state.rule === rule && isOpenFlag(state)) return state
    return null
  }

  /** @returns false when somebody closed the flag in the same moment */
  async function lapseOne(call: Call, id: string, rule: string): Promise<boolean> {
    try {
      await acts.act(call, 'flag', 'lapsed', id, {
        reason: `规则 ${rule} 已不再发现这一情形。The rule ${rule} does not find it any more.`,
      })
      return true
    } catch (error) {
      if (error instanceof Problem && (error.code === 'wrong_state' || error.code === 'conflict'))
        return false
      throw error
    }
  }

  /** True if an entry corrected a record, or its register reported it anew, after a flag was raised. */
  async function wasCorrected(subject: string, flag: string): Promise<boolean> {
    const [raised] = await readHistory(ledger.database, flag)
    if (raised === undefined) return false
    return (await readHistory(ledger.database, subject)).some(
      (entry) => entry.index > raised.index && CORRECTIONS.test(recordedOf(entry).envelope.kind),
    )
  }

  return {
    /**
     * Raises a flag for what a rule finds of a record today.
     *
     * @param note the inspector's own words, beside those of the rule
     * @throws Problem `not_found` when the rule finds nothing, `conflict` when a flag stands for it already,
     *   `not_allowed` for what no public flag is raised for
     */
    async raise(
      call: Call,
      { rule: id, subject, note }: { rule: string; subject: string; note?: string | undefined },
    ): Promise<Outcome> {
      requireRight(call.actor, 'flag.write', null)
      const rule = ruleOf(id)
      const finding = await foundOf(id, subject)
      if (rule === null || finding === null || finding.about !== 'record')
        throw refuse(
          'not_found',
          `规则 ${id} 今天在 ${subject} 上没有发现。`,
          `The rule ${id} finds nothing of ${subject} today.`,
          'rule',
        )
      requireRaisable(rule, finding)
      const standing = await openFlagOf(id, subject)
      if (standing !== null)
        throw refuse(
          'conflict',
          `这一发现已有预警 ${standing.id}。`,
          `The flag ${standing.id} stands for it already.`,
          'subject',
        )
      const { severity, asOf, ruleVersion } = finding
      const { value, threshold, inputs } = toldOf(finding)
      const values = valuesOf(rule, { settings: await rulebook.settings() })
      const noted = note === undefined || note.trim() === '' ? [] : [note.trim()]
      const saidIn = (lang: 'zh' | 'en'): string => [rule.definition[lang], ...noted].join('\n')
      const fields = {
        title: rule.name.zh,
        titleEn: rule.name.en,
        subject,
        rule: id,
        ruleVersion,
        parameters: Object.entries(values).map(([name, number]) => ({ name, value: number })),
        severity: severity ?? rule.severity,
        ...(value === null ? {} : { value }),
        ...(threshold === null ? {} : { threshold }),
        inputs,
        asOf,
        finding: saidIn('zh'),
        findingEn: saidIn('en'),
        legalBases: citedBy(rule),
      }
      return acts.open(call, 'flag', null, fields, FOUND)
    },

    /**
     * Lets flags lapse whose rule finds nothing of their subject any more. What the department or the inspectors
     * have said stays in their line. A flag whose rule cannot tell any more stays: a gap never looks clean.
     *
     * Waits for the rules to be up to the ledger.
     *
     * @param only `corrected`: those whose subject was corrected since they were raised, and no others
     * @returns ids of the flags
     */
    async lapse(call: Call, only: 'corrected' | 'all' = 'all'): Promise<string[]> {
      requireRight(call.actor, 'flag.write', null)
      await standing.settle()
      const lapsed: string[] = []
      for (const { id, rule, subject } of (await allFlags(reading)).filter(isOpenFlag)) {
        if (rule === null || ruleOf(rule) === null) continue
        if (only === 'corrected' && !(await wasCorrected(subject, id))) continue
        if (!(await isGone(rule, subject))) continue
        if (await lapseOne(call, id, rule)) lapsed.push(id)
      }
      return lapsed
    },
  }
}

/** Legal basis of a rule, as a flag cites it: 重大行政决策程序暂行条例第 25 条. */
function citedBy(rule: Rule): string[] {
  return viewOf(rule).basis.map(({ words, articles }) =>
    articles.length === 0 ? words.zh : `《${words.zh}》第 ${articles.join('、')} 条`,
  )
}

export type Flags = ReturnType<typeof createFlags>
