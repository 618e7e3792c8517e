/**
 * Peers of what a flag is about, by the value of the same rule. Where the rule compares with a population, that is
 * it, as the rules last kept it; elsewhere records of the same kind, class and department are asked anew, by this
 * rule alone.
 */

import type { FlagState } from '../../domain/kinds/flag/flag.ts'
import type { Settings } from '../../domain/kinds/rulebook/rulebook.ts'
import { unnamed } from '../../domain/kinds/title.ts'
import { type Ranked, spreadByRank, type Valued } from '../../domain/rules/measure/compare.ts'
import { populationOf } from '../../domain/rules/measure/stats.ts'
import type { Context, RecordRule } from '../../domain/rules/rule.ts'
import { isRecordRule, ruleOf } from '../../domain/rules/rules.ts'
import { countRecords } from '../../store/lists/choices.ts'
import * as records from '../../store/records/records.ts'
import * as storedSubjects from '../../store/standing/subjects.ts'
import { viewNow } from '../inspection/as-of.ts'
import { assess, measure } from '../inspection/asking.ts'
import { PATIENCE, type StandingService } from '../inspection/standing/standing.ts'
import { type LoadedSubject, loadSubjects } from '../inspection/subjects.ts'
import type { Ledger } from '../open.ts'
import { todayOf } from '../submit/call.ts'
import type { NoPeers, Peers } from './views.ts'

/** Records that are asked anew, where the rule keeps no population. */
const ASKED = 1000
const PAGE = 250
/** Peers that are shown. */
const SHOWN = 30

const rounded = (value: number): number => Math.round(10 * value) / 10

/** Peers of flags in one ledger, by the value of the same rule. */
export function createFlagPeers(
  { database, now, calendar, procedures }: Pick<Ledger, 'database' | 'now' | 'calendar' | 'procedures'>,
  { standing, settings }: { standing: Pick<StandingService, 'settle'>; settings: () => Promise<Settings> },
) {
  /** Lookups of a rule beside the subject; notes with which groups it would compare. */
  async function fixedOf(asked: Set<string>): Promise<Omit<Context, 'record' | 'pointing'>> {
    const [registers, populations] = await Promise.all([
      storedSubjects.readBasis(database, 'register'),
      storedSubjects.readBasis(database, 'population'),
    ])
    const today = todayOf(now(), calendar.days.zone)
    return {
      today,
      present: today,
      calendar: calendar.days,
      procedures,
      settings: await settings(),
      audit: null,
      peers: {
        of(rule, group) {
          asked.add(group)
          const kept = populations.get(`${rule} ${group}`)
          return kept === undefined ? null : JSON.parse(kept)
        },
      },
      deliveredUntil: (register) => registers.get(register) ?? null,
    }
  }

  async function titled(rows: readonly Ranked[]): Promise<Peers['rows']> {
    const titles = await records.namesOf(
      database,
      rows.map(({ subject }) => subject),
    )
    return rows.map((row) => ({
      ...row,
      value: rounded(row.value),
      ...(titles.get(row.subject) ?? unnamed(row.subject)),
    }))
  }

  async function byRule(rule: RecordRule, group: string) {
    const measures = await storedSubjects.readMeasures(database, rule.id, group)
    const kept = populationOf(measures.map(({ value }) => value))
    const values = measures.map(({ subject, value }) => ({ subject, value: rule.natural(value) }))
    const natural = (figure: number): number => rounded(rule.natural(figure))
    const population = kept && {
      n: kept.n,
      q1: natural(kept.q1),
      median: natural(kept.median),
      q3: natural(kept.q3),
      low: natural(kept.low),
      high: natural(kept.high),
    }
    return { values, population, without: 0, notAssessable: 0, notLooked: 0 }
  }

  async function alike(
    rule: RecordRule,
    { subject: { state }, department }: LoadedSubject,
    fixed: Omit<Context, 'record' | 'pointing'>,
  ) {
    const filter = {
      kind: state.kind,
      department: department ?? undefined,
      ...(state.kind === 'decision' ? { type: state.class } : {}),
    }
    const values: Valued[] = []
    const gone = { without: 0, notAssessable: 0, notLooked: 0 }
    let looked = 0
    for (let after = -1; looked < ASKED; ) {
      const page = await records.listRecords(database, filter, after, PAGE)
      for (const { subject, around } of await loadSubjects(viewNow(database), page)) {
        const made = await assess(rule, subject, { ...fixed, ...around })
        if (made?.result === 'not_assessable') gone.notAssessable += 1
        else if (typeof made?.value !== 'number') gone.without += 1
        else values.push({ subject: subject.state.id, value: made.value })
      }
      looked += page.length
      const last = page.at(-1)
      if (last === undefined || page.length < PAGE) break
      after = last.n
    }
    gone.notLooked = Math.max(0, (await countRecords(database, filter)) - looked)
    return { values, population: null, ...gone }
  }

  return {
    async peersOf({ rule: id, subject }: FlagState): Promise<Peers | NoPeers> {
      const rule = id === null ? null : ruleOf(id)
      if (rule === null || !isRecordRule(rule)) return 'no_rule'
      await standing.settle(PATIENCE)
      const stored = await records.readRecord(database, subject)
      const [loaded] = stored === null ? [] : await loadSubjects(viewNow(database), [stored])
      if (loaded === undefined || !rule.kinds.includes(loaded.subject.state.kind)) return 'no_rule'
      const asked = new Set<string>()
      const fixed = await fixedOf(asked)
      const context: Context = { ...fixed, ...loaded.around }
      const made = await assess(rule, loaded.subject, context)
      const [measured] = await measure(rule, loaded.subject, context)
      const [group = measured?.group] = asked
      const own = typeof made?.value === 'number' ? { subject, value: made.value } : null
      if (group === undefined && own === null) return 'no_number'
      const found = group === undefined ? await alike(rule, loaded, fixed) : await byRule(rule, group)
      const { values, ...rest } = found
      // It may be beyond what was looked at, or not be one of those that the others are held against.
      if (own !== null && !values.some((one) => one.subject === subject)) values.push(own)
      const { state } = loaded.subject
      const shared = state.kind === 'decision' ? state.class : (loaded.department ?? state.kind)
      return {
        rule: rule.id,
        asOf: fixed.today,
        by: group === undefined ? 'alike' : 'rule',
        group: group ?? shared,
        n: values.length,
        own: values.find((one) => one.subject === subject)?.value ?? null,
        rows: await titled(spreadByRank(values, subject, SHOWN)),
        ...rest,
      }
    },
  }
}
