/** 巡检现状: what the rules find in the ledger as it stands, kept as entries come and days pass. */
import type { Severity } from '../../../domain/kinds/flag/severity.ts'
import type { Assessment } from '../../../domain/rules/rule.ts'
import { rules as all } from '../../../domain/rules/rules.ts'
import { emptyTally, firesTooOften, type Tally } from '../../../domain/rules/tally.ts'
import { readHead } from '../../../store/log/head.ts'
import * as storedFindings from '../../../store/standing/findings.ts'
import * as storedRounds from '../../../store/standing/rounds.ts'
import * as storedSubjects from '../../../store/standing/subjects.ts'
import type { Ledger } from '../../open.ts'
import type { Finding, RuleCoverage } from '../views.ts'
import { parseCounts, resultIn } from './counts.ts'
import { Rounds, type RoundsOptions } from './rounds.ts'

/** Extent to which what is kept takes the ledger into account. */
export interface Standing {
  /** Entries before this index have been looked through; null before the first round. */
  size: number | null
  /** The day for which the rules were asked. */
  day: string | null
  /** Records, groups and populations that wait to be looked at again. */
  waiting: number
  /** Nothing waits, and every entry has been looked through. */
  isCurrent: boolean
  /** Name of the calendar by whose working days time limits are counted. */
  calendar: string
}

/**
 * Extent to which somebody waits for the rules, when they are not up to the ledger: so much time, and at most so many
 * looks at a record or group, so that no answer works for all that others have logged.
 */
export const PATIENCE = { budget: 10_000, looks: 500 } as const

/** Records of one round, which is one transaction. */
const RECORDS = 200
/** The same where somebody waits for an answer, beside others who wait for the database. */
const RECORDS_BESIDE = 50

export type StandingService = ReturnType<typeof createStanding>

/**
 * Standing findings of one ledger, kept up to date in rounds.
 *
 * @param options rules to run instead of all, and the budget of a round
 */
export function createStanding(ledger: Ledger, options: RoundsOptions = {}) {
  const { database } = ledger
  const rules = options.rules ?? all
  const rounds = new Rounds(ledger, options)

  async function standing(): Promise<Standing> {
    const [round, { size }, waiting] = await Promise.all([
      storedRounds.readRound(database),
      readHead(database),
      storedRounds.countDue(database),
    ])
    return {
      size: round?.size ?? null,
      day: round?.day ?? null,
      waiting,
      isCurrent: waiting === 0 && (round?.size ?? 0) === size,
      calendar: ledger.calendar.name,
    }
  }

  return {
    standing,

    /** One round. @returns false when there was nothing to do */
    step: async (most = RECORDS): Promise<boolean> => (await rounds.step(most)) > 0,

    /**
     * Goes on until nothing is due, or until the time or the looks are used up.
     *
     * @param budget milliseconds; without end by default
     * @param looks records, groups and populations that are looked at; without end by default
     * @param clock milliseconds, from any point on
     * @returns how many rounds it took; 0 when nothing was to do
     */
    async settle({
      budget = Number.POSITIVE_INFINITY,
      looks = Number.POSITIVE_INFINITY,
      clock = () => performance.now(),
    } = {}): Promise<number> {
      const from = clock()
      const most = looks === Number.POSITIVE_INFINITY ? RECORDS : RECORDS_BESIDE
      let [taken, looked] = [0, 0]
      while (clock() - from < budget && looked < looks) {
        const done = await rounds.step(Math.min(most, looks - looked))
        if (done === 0) break
        taken += 1
        looked += done
      }
      return taken
    },

    /** Looks at one record now, with what it is held against as last settled. */
    async look(id: string): Promise<void> {
      await rounds.look([id])
    },

    /** Findings by rule, in the order of the records. */
    async findings(filter: storedFindings.FindingFilter = {}): Promise<Finding[]> {
      const [round, rows] = await Promise.all([
        storedRounds.readRound(database),
        storedFindings.listFindings(database, filter),
      ])
      const asOf = round?.day ?? ''
      return rows.map(({ rule, subject, department, title, finding }) => {
        const made: Omit<Finding, 'rule' | 'subject' | 'department' | 'title' | 'asOf'> = JSON.parse(finding)
        return { rule, subject, department: department || null, title: title ?? subject, asOf, ...made }
      })
    },

    /** Result of a rule on a record; null where it does not apply to it. */
    async resultOf(rule: string, subject: string): Promise<Assessment['result'] | null> {
      const kept = (await storedSubjects.readSubjects(database, [subject])).get(subject)
      return kept === undefined ? null : resultIn(kept.made, rule)
    },

    /** The coverage of each rule, or of one, by department. */
    async coverage(rule?: string): Promise<RuleCoverage[]> {
      const rows = new Map<string, { department: string; tally: string }[]>()
      for (const row of await storedFindings.listTallies(database, rule)) {
        const list = rows.get(row.rule)
        if (list === undefined) rows.set(row.rule, [row])
        else list.push(row)
      }
      return rules
        .filter(({ id }) => rule === undefined || id === rule)
        .map(({ id }) => coverageOf(id, rows.get(id) ?? []))
    },
  }
}

/** The departments with the most findings first. */
function coverageOf(rule: string, rows: readonly { department: string; tally: string }[]): RuleCoverage {
  const whole = emptyTally()
  const severities: RuleCoverage['severities'] = {}
  const departments = rows.map(({ department, tally: text }) => {
    const { tally, severities: found } = parseCounts(text)
    sum(whole, tally)
    for (const [severity, times] of Object.entries(found) as [Severity, number][])
      severities[severity] = (severities[severity] ?? 0) + times
    return { department: department || null, tally }
  })
  departments.sort((a, b) => b.tally.found - a.tally.found || b.tally.applicable - a.tally.applicable)
  return { rule, ...whole, tooOften: firesTooOften(whole), severities, departments }
}

function sum(whole: Tally, { applicable, assessed, found, notAssessable }: Tally): void {
  whole.applicable += applicable
  whole.assessed += assessed
  whole.found += found
  for (const [reason, times] of Object.entries(notAssessable) as [keyof Tally['notAssessable'], number][])
    whole.notAssessable[reason] = (whole.notAssessable[reason] ?? 0) + times
}
