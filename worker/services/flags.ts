/**
 * From what the rules find to flags. An inspector looks at the findings, and raises those that are worth a
 * question; what is found of the past stays reproducible, as a flag names rule, version and entries.
 */
import { type FlagState, isOpenFlag } from '../domain/flag/flag.ts'
import { refuse } from '../domain/guard.ts'
import { kindOfRecord } from '../domain/ids.ts'
import { viewOf } from '../domain/rules/catalogue.ts'
import type { Rule, Severity } from '../domain/rules/rule.ts'
import { ruleOf, rules } from '../domain/rules/rules.ts'
import type { Acts } from './acts.ts'
import type { Finding, InspectionOptions, InspectionService } from './inspection.ts'
import type { createLog } from './log.ts'
import type { Ledger } from './open.ts'
import { type Call, type Outcome, todayOf } from './perform.ts'
import type { Reading } from './reading.ts'
import { type Caller, requireRight } from './roles.ts'

/** A finding, and the flag that was raised for it, if one was. */
export interface FindingView extends Finding {
  name: { zh: string; en: string }
  audience: 'public' | 'inspectors'
  flag: { id: string; status: string } | null
}

const ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info']

/** Entries that are looked through before the rules run again. */
const MOST_FLAGS = 200

/** Rules about flags look at nothing else in the ledger that a flag could change (a test holds them to that). */
const aboutFlags = rules.filter(({ kinds }) => kinds.includes('flag'))

/** Values of a finding longer than this are cut in a flag. */
const LONGEST = 500

export function createFlags(
  ledger: Ledger,
  {
    acts,
    inspection,
    reading,
    log,
  }: { acts: Acts; inspection: InspectionService; reading: Reading; log: ReturnType<typeof createLog> },
) {
  let last: { size: number; today: string; findings: Promise<Finding[]> } | null = null

  /** What all rules find in the ledger as it is today; computed once for what stands. */
  async function found(): Promise<Finding[]> {
    const { size } = await log.head()
    const today = todayOf(ledger.now())
    const before = last?.today === today ? last : null
    let current = before
    if (current?.size !== size) {
      const kept = before !== null && (await onlyFlags(before.size, size)) ? before : null
      current = { size, today, findings: kept === null ? run() : renewed(kept.findings) }
      last = current
    }
    try {
      return await current.findings
    } catch (error) {
      // A run that failed is no answer: the next question runs again.
      if (last === current) last = null
      throw error
    }
  }

  /** These findings, with those of the rules about flags as they are now. */
  async function renewed(before: Promise<Finding[]>): Promise<Finding[]> {
    const kept = (await before).filter(({ rule }) => aboutFlags.every(({ id }) => id !== rule))
    return [...kept, ...(await run({ rules: aboutFlags, kind: 'flag' }))]
  }

  /** Whether nothing but flags was recorded since: the findings of rules about anything else still stand. */
  async function onlyFlags(from: number, to: number): Promise<boolean> {
    if (to < from || to - from > MOST_FLAGS) return false
    const { items } = await reading.changes({ since: from, limit: to - from })
    return items.every(({ envelope }) => kindOfRecord(envelope.record) === 'flag')
  }

  async function run(options: InspectionOptions = {}): Promise<Finding[]> {
    const findings: Finding[] = []
    await inspection.inspect({ ...options, onFinding: (finding) => findings.push(finding) })
    return findings
  }

  async function flags(): Promise<FlagState[]> {
    const all: FlagState[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await reading.records({ kind: 'flag', limit: 500, cursor })
      all.push(...page.items.flatMap(({ state }) => (state.kind === 'flag' ? [state] : [])))
      if (page.next === null) return all
      cursor = page.next
    }
  }

  const placeOf = (rule: string | null, subject: string): string => `${rule} ${subject}`

  return {
    /** What the rules find today, the most severe first. For inspectors alone. @throws Problem `not_allowed` */
    async findings(
      caller: Caller,
      { rule, department }: { rule?: string | undefined; department?: string | undefined } = {},
    ): Promise<FindingView[]> {
      requireRight(caller, 'flag.write', null)
      const raised = new Map(
        (await flags()).filter(isOpenFlag).map((one) => [placeOf(one.rule, one.subject), one]),
      )
      return (await found())
        .filter(
          (one) =>
            (rule === undefined || one.rule === rule) &&
            (department === undefined || one.department === department),
        )
        .sort((a, b) => ORDER.indexOf(a.severity ?? 'info') - ORDER.indexOf(b.severity ?? 'info'))
        .map((one) => {
          const flag = raised.get(placeOf(one.rule, one.subject))
          const { name = { zh: one.rule, en: one.rule }, audience = 'inspectors' } = ruleOf(one.rule) ?? {}
          return {
            ...one,
            name,
            audience,
            flag: flag === undefined ? null : { id: flag.id, status: flag.status },
          }
        })
    },

    /**
     * Raises a flag for what a rule finds of a record today.
     *
     * @param note the inspector's own words, beside those of the rule
     * @throws Problem `not_found` when the rule finds nothing, `conflict` when a flag stands for it already,
     *   `not_allowed` for a rule whose findings are not for the public
     */
    async raise(
      call: Call,
      { rule: id, subject, note }: { rule: string; subject: string; note?: string | undefined },
    ): Promise<Outcome> {
      requireRight(call.actor, 'flag.write', null)
      const rule = ruleOf(id)
      const finding = (await found()).find((one) => one.rule === id && one.subject === subject)
      if (rule === null || finding === undefined || finding.about !== 'record')
        throw refuse(
          'not_found',
          `规则 ${id} 今天在 ${subject} 上没有发现。`,
          `The rule ${id} finds nothing of ${subject} today.`,
          'rule',
        )
      if (rule.audience !== 'public')
        throw refuse(
          'not_allowed',
          `规则 ${id} 的发现涉及个人或只是统计，不公开触发预警。`,
          `What the rule ${id} finds concerns persons or is statistics alone: no public flag is raised for it.`,
          'rule',
        )
      const standing = (await flags()).find(
        (one) => isOpenFlag(one) && one.rule === id && one.subject === subject,
      )
      if (standing !== undefined)
        throw refuse(
          'conflict',
          `这一发现已有预警 ${standing.id}。`,
          `The flag ${standing.id} stands for it already.`,
          'subject',
        )
      const { value, threshold, severity, inputs, asOf, ruleVersion } = finding
      const said = [
        rule.definition.zh,
        rule.definition.en,
        ...(note === undefined || note.trim() === '' ? [] : [note.trim()]),
      ]
      return acts.open(call, 'flag', null, {
        title: `${rule.name.zh} ${rule.name.en}`,
        subject,
        rule: id,
        ruleVersion,
        severity: severity ?? rule.severity,
        ...(value === null ? {} : { value: String(value).slice(0, LONGEST) }),
        ...(threshold === null ? {} : { threshold: String(threshold).slice(0, LONGEST) }),
        inputs: inputs.slice(0, 1000),
        asOf,
        finding: said.join('\n'),
        legalBases: citedBy(rule),
      })
    },

    /**
     * Lets flags lapse whose rule finds nothing of their subject any more, because what it rested on was
     * corrected. What the department or the inspectors have said stays in their line.
     *
     * @returns ids of the flags
     */
    async lapse(call: Call): Promise<string[]> {
      requireRight(call.actor, 'flag.write', null)
      const there = new Set((await found()).map((one) => placeOf(one.rule, one.subject)))
      const gone = (await flags()).filter(
        (one) => one.rule !== null && isOpenFlag(one) && !there.has(placeOf(one.rule, one.subject)),
      )
      for (const { id, rule } of gone)
        await acts.act(call, 'flag', 'lapsed', id, {
          reason: `规则 ${rule} 已不再发现这一情形。The rule ${rule} does not find it any more.`,
        })
      return gone.map(({ id }) => id)
    },
  }
}

/** What a rule rests on, as a flag cites it: 重大行政决策程序暂行条例第 25 条. */
function citedBy(rule: Rule): string[] {
  return viewOf(rule).basis.map(({ words, articles }) =>
    articles.length === 0 ? words.zh : `《${words.zh}》第 ${articles.join('、')} 条`,
  )
}

export type Flags = ReturnType<typeof createFlags>
