/**
 * 巡检 in rounds: after each, what the rules make of the ledger is kept for all that was looked at so far, and
 * what is still due is written down. A round is written whole or not at all, so a process may stop at any point,
 * and several may work at once. When nothing is due, what is kept is what a run over everything gives.
 */
import type { State } from '../../../domain/kinds/kinds.ts'
import type { Settings } from '../../../domain/kinds/rulebook/rulebook.ts'
import type { Procedures } from '../../../domain/procedure/procedures.ts'
import { populationOf } from '../../../domain/rules/measure/stats.ts'
import { readKey } from '../../../domain/rules/reads.ts'
import { departmentOfGroup, type GroupRule, type Population, type Rule } from '../../../domain/rules/rule.ts'
import { rules as all, isGroupRule } from '../../../domain/rules/rules.ts'
import type { Database, Statement } from '../../../store/database.ts'
import { readHead } from '../../../store/log/head.ts'
import { eachInTurn } from '../../../store/pause.ts'
import { readRecords } from '../../../store/records/records.ts'
import * as storedRounds from '../../../store/standing/rounds.ts'
import * as storedSubjects from '../../../store/standing/subjects.ts'
import type { Ledger, LedgerCalendar } from '../../open.ts'
import { todayOf } from '../../submit/call.ts'
import { viewNow } from '../as-of.ts'
import { loadSubjects } from '../subjects.ts'
import { changesOf } from './changes.ts'
import { type Fixed, type Made, makeGroup, makeRecord, ownerOf, ruleAndGroup } from './made.ts'

/** Entries that one round looks through for what they touch. */
const ENTRIES = 1000
/** Populations and registers of one round. */
const AT_ONCE = 50
/** Groups of one round: all that was taken for each of them is in memory at once. */
const GROUPS = 10
/** Number of times that somebody else may be first before a look is given up. */
const TRIES = 100

export interface RoundsOptions {
  rules?: readonly Rule[] | undefined
  /** Parameters that are set otherwise than by default, as of now. */
  settings?: (() => Promise<Settings>) | undefined
}

interface Basis {
  n: number
  populations: Map<string, Population>
  registers: Map<string, string>
}

/** Writing that a round has to do. */
interface Change {
  due: readonly storedRounds.Due[]
  statements: Statement[]
}

/** Text by which a round says with what it was made: rules and their versions, limits, calendar and procedures. */
export function stampOf(
  rules: readonly Rule[],
  settings: Settings,
  calendar: Pick<LedgerCalendar, 'stamp'>,
  procedures: Pick<Procedures, 'stamp'>,
): string {
  return JSON.stringify([
    rules.map(({ id, version }) => `${id}.${version}`).join(' '),
    settings,
    ...[calendar.stamp, procedures.stamp].filter((one) => one !== null),
  ])
}

export class Rounds {
  readonly #database: Database
  readonly #now: () => Date
  readonly #rules: readonly Rule[]
  readonly #settings: () => Promise<Settings>
  readonly #calendar: LedgerCalendar
  readonly #procedures: Procedures
  /** Basis with which subjects are compared, as after round `n`. */
  #basis: Basis | null = null

  constructor(
    { database, now, calendar, procedures }: Pick<Ledger, 'database' | 'now' | 'calendar' | 'procedures'>,
    { rules, settings }: RoundsOptions = {},
  ) {
    this.#database = database
    this.#now = now
    this.#calendar = calendar
    this.#procedures = procedures
    this.#rules = rules ?? all
    this.#settings = settings ?? (async () => ({}))
  }

  /**
   * One round, of at most so many records.
   *
   * @returns how much it did: the records, groups and populations that it looked at, and at least 1; 0 when there was
   *   nothing to do
   */
  async step(most: number): Promise<number> {
    const { before, round, settings } = await this.#begin()
    const fixed = await this.#fixed(before, round, settings)
    const change = await this.#next(before, round, fixed, most)
    if (change === null) return 0
    await this.#write(round, change)
    return Math.max(1, change.due.length)
  }

  /** Looks at these records now, whatever else waits. */
  async look(ids: readonly string[]): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const { before, round, settings } = await this.#begin()
      if (before === null || before.stamp !== round.stamp || before.day !== round.day) {
        if ((await this.step(1)) === 0) return
        continue
      }
      const fixed = await this.#fixed(before, round, settings)
      if (await this.#write(round, await this.#records(ids, fixed))) return
    }
  }

  async #begin(): Promise<{
    before: storedRounds.StandingRound | null
    round: storedRounds.StandingRound
    settings: Settings
  }> {
    const [before, settings] = await Promise.all([storedRounds.readRound(this.#database), this.#settings()])
    const stamp = stampOf(this.#rules, settings, this.#calendar, this.#procedures)
    const day = todayOf(this.#now(), this.#calendar.days.zone)
    return { before, settings, round: { n: (before?.n ?? 0) + 1, size: before?.size ?? 0, day, stamp } }
  }

  /** The most urgent thing that is to do; sets how far the round takes the ledger into account. */
  async #next(
    before: storedRounds.StandingRound | null,
    round: storedRounds.StandingRound,
    fixed: Fixed,
    most: number,
  ): Promise<Change | null> {
    const { size } = await readHead(this.#database)
    if (before === null || before.stamp !== round.stamp) {
      if (size === 0) return null
      round.size = size
      return { due: [], statements: storedRounds.allDue() }
    }
    if (before.day !== round.day) return { due: [], statements: storedRounds.readersDue([readKey.today]) }
    if (before.size < size) {
      round.size = Math.min(size, before.size + ENTRIES)
      return { due: [], statements: await this.#touched(before.size, round.size) }
    }
    const records = await storedRounds.readDue(this.#database, 'record', most)
    if (records.length > 0) return this.#records(records, fixed)
    const groups = await storedRounds.readDue(this.#database, 'group', GROUPS)
    if (groups.length > 0) return this.#groups(groups, fixed)
    return this.#settle(before.n)
  }

  async #write(round: storedRounds.StandingRound, { due, statements }: Change): Promise<boolean> {
    const written = await storedRounds.writeRound(this.#database, round, [
      ...statements,
      ...storedRounds.noLongerDue(due),
    ])
    if (written && this.#basis?.n === round.n - 1) this.#basis.n = round.n
    return written
  }

  async #touched(from: number, to: number): Promise<Statement[]> {
    const { records, targets } = await storedRounds.recordsTouched(this.#database, from, to)
    return [
      ...storedRounds.nowDue(records.map((key) => ({ what: 'record', key }))),
      ...storedRounds.readersDue([...records.map(readKey.record), ...targets.map(readKey.pointing)]),
    ]
  }

  async #fixed(
    before: storedRounds.StandingRound | null,
    { day }: storedRounds.StandingRound,
    settings: Settings,
  ): Promise<Fixed> {
    const { populations, registers } = await this.#basisOf(before?.n ?? 0)
    return {
      today: day,
      present: day,
      calendar: this.#calendar.days,
      procedures: this.#procedures,
      settings,
      audit: null,
      peers: { of: (rule, group) => populations.get(ownerOf(rule, group)) ?? null },
      deliveredUntil: (register) => registers.get(register) ?? null,
    }
  }

  async #basisOf(n: number): Promise<Basis> {
    if (this.#basis?.n === n) return this.#basis
    const [populations, registers] = await Promise.all([
      storedSubjects.readBasis(this.#database, 'population'),
      storedSubjects.readBasis(this.#database, 'register'),
    ])
    this.#basis = {
      n,
      populations: new Map([...populations].map(([key, value]) => [key, JSON.parse(value)])),
      registers,
    }
    return this.#basis
  }

  async #records(ids: readonly string[], fixed: Fixed): Promise<Change> {
    const stored = await readRecords(this.#database, ids)
    const loaded = await loadSubjects(viewNow(this.#database), stored)
    const made: Made[] = []
    for (const one of loaded)
      made.push(await makeRecord(this.#rules, one, stored[made.length]?.n ?? 0, fixed))
    const due = ids.map((key) => ({ what: 'record', key }) as const)
    return { due, statements: await changesOf(this.#database, made, fixed.today) }
  }

  async #groups(owners: readonly string[], fixed: Fixed): Promise<Change> {
    const groups = owners.map((owner) => {
      const [id, group] = ruleAndGroup(owner)
      return { owner, rule: id, group, about: this.#groupRule(id) }
    })
    const [figures, departments] = await Promise.all([
      storedSubjects.readGroups(this.#database, 'observation', groups),
      this.#departments(groups.map(({ group }) => departmentOfGroup(group) ?? '')),
    ])
    const made: Made[] = []
    const gone: string[] = []
    for (const [i, { owner, group, about }] of groups.entries()) {
      const observations = await eachInTurn(figures[i] ?? [], (figure): unknown => JSON.parse(figure))
      if (about === null || observations.length === 0) gone.push(owner)
      else made.push(await makeGroup(about, { id: group, observations }, (id) => departments.get(id), fixed))
    }
    const due = owners.map((key) => ({ what: 'group', key }) as const)
    return { due, statements: await changesOf(this.#database, made, fixed.today, gone) }
  }

  #groupRule(id: string): GroupRule | null {
    const rule = this.#rules.find((one) => one.id === id)
    return rule !== undefined && isGroupRule(rule) ? rule : null
  }

  async #departments(ids: readonly string[]): Promise<Map<string, State>> {
    const stored = await readRecords(this.#database, [...new Set(ids)])
    return new Map(stored.map(({ id, state }) => [id, state]))
  }

  /** Basis of the others: where it is another than before, whoever looked it up is due. */
  async #settle(n: number): Promise<Change | null> {
    const [populations, registers] = await Promise.all([
      storedRounds.readDue(this.#database, 'population', AT_ONCE),
      storedRounds.readDue(this.#database, 'register', AT_ONCE),
    ])
    if (populations.length + registers.length === 0) return null
    const groups = populations.map((key) => {
      const [rule, group] = ruleAndGroup(key)
      return { rule, group }
    })
    const [figures, delivered, basis] = await Promise.all([
      storedSubjects.readGroups(this.#database, 'measure', groups),
      storedSubjects.readDelivered(this.#database, registers),
      this.#basisOf(n),
    ])
    const changed: { statement: Statement; key: string }[] = []
    for (const [i, { rule, group }] of groups.entries()) {
      const key = ownerOf(rule, group)
      const population = populationOf((figures[i] ?? []).map(Number))
      const value = JSON.stringify(population)
      if (JSON.stringify(basis.populations.get(key) ?? null) === value) continue
      const statement = storedSubjects.putBasis('population', key, population === null ? null : value)
      changed.push({ statement, key: readKey.peers(rule, group) })
    }
    for (const [i, register] of registers.entries()) {
      const value = delivered[i] ?? null
      if ((basis.registers.get(register) ?? null) === value) continue
      const statement = storedSubjects.putBasis('register', register, value)
      changed.push({ statement, key: readKey.register(register) })
    }
    this.#basis = null
    return {
      due: [
        ...populations.map((key) => ({ what: 'population', key }) as const),
        ...registers.map((key) => ({ what: 'register', key }) as const),
      ],
      statements: [
        ...changed.map(({ statement }) => statement),
        ...storedRounds.readersDue(changed.map(({ key }) => key)),
      ],
    }
  }
}
