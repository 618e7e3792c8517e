/**
 * 巡检复核: holds all that is kept of the rules against the records, without writing anything. Each record is assessed
 * again with the figures of the others as they are kept, and these are counted again from what each gave: where all of
 * it agrees, it is what a run over everything gives.
 */

import type { State } from '../../../domain/kinds/kinds.ts'
import type { Settings } from '../../../domain/kinds/rulebook/rulebook.ts'
import type { Procedures } from '../../../domain/procedure/procedures.ts'
import { addAll } from '../../../domain/record/list/long.ts'
import { populationOf } from '../../../domain/rules/measure/stats.ts'
import { departmentOfGroup, type Population, type Rule } from '../../../domain/rules/rule.ts'
import { rules as all, isGroupRule } from '../../../domain/rules/rules.ts'
import type { Database } from '../../../store/database.ts'
import { readHead } from '../../../store/log/head.ts'
import { listRecords, readRecords, type StoredRecord } from '../../../store/records/records.ts'
import * as storedFindings from '../../../store/standing/findings.ts'
import * as storedRounds from '../../../store/standing/rounds.ts'
import * as storedSubjects from '../../../store/standing/subjects.ts'
import type { LedgerCalendar } from '../../open.ts'
import { viewNow } from '../as-of.ts'
import { loadSubjects } from '../subjects.ts'
import { findingsOf, subjectOf } from './changes.ts'
import { Recount } from './counts.ts'
import { type Fixed, type Made, makeGroup, makeRecord, ownerOf, ruleAndGroup } from './made.ts'
import { stampOf } from './rounds.ts'

/** Records of one page, and groups and populations of one question. */
const RECORDS = 200
const GROUPS = 50

/** Reason for which nothing could be compared: no round yet, one that goes on, other rules or another calendar. */
export type NotCompared = 'never' | 'going_on' | 'otherwise'

export interface Rechecked {
  /** Null where it was compared. */
  reason: NotCompared | null
  /** Records that were assessed again, of how many. */
  assessed: number
  of: number
  /** Records and groups of which something else is kept than the rules make of them; populations, registers, counts. */
  wrong: { subjects: string[]; bases: string[]; counts: string[] }
}

export interface RecheckOptions {
  calendar: LedgerCalendar
  procedures: Procedures
  settings: Settings
  rules?: readonly Rule[]
  /** True for a record that is assessed again, by its first entry; all are where left out. */
  chosen?: (n: number) => boolean
}

/** Compares what is kept of the rules with the records. Memory: one page of records, and the counts of all rules. */
export async function recheckStanding(
  database: Database,
  { calendar, procedures, settings, rules = all, chosen = () => true }: RecheckOptions,
): Promise<Rechecked> {
  const wrong: Rechecked['wrong'] = { subjects: [], bases: [], counts: [] }
  const result: Rechecked = { reason: null, assessed: 0, of: 0, wrong }
  const round = await storedRounds.readRound(database)
  if (round === null) return { ...result, reason: 'never' }
  if (round.stamp !== stampOf(rules, settings, calendar, procedures))
    return { ...result, reason: 'otherwise' }
  const [{ size }, due] = await Promise.all([readHead(database), storedRounds.countDue(database)])
  if (round.size !== size || due > 0) return { ...result, reason: 'going_on' }
  const [populations, registers] = await Promise.all([
    storedSubjects.readBasis(database, 'population'),
    storedSubjects.readBasis(database, 'register'),
  ])
  const peers = new Map([...populations].map(([key, value]) => [key, populationIn(value)]))
  const fixed: Fixed = {
    ...{ today: round.day, present: round.day, calendar: calendar.days, procedures, settings, audit: null },
    peers: { of: (rule, group) => peers.get(ownerOf(rule, group)) ?? null },
    deliveredUntil: (register) => registers.get(register) ?? null,
  }
  for (let after = -1; ; ) {
    const page = await listRecords(database, { annulled: 'any' }, after, RECORDS)
    const last = page.at(-1)
    if (last === undefined) break
    after = last.n
    result.of += page.length
    const asked = page.filter(({ n }) => chosen(n))
    result.assessed += asked.length
    addAll(wrong.subjects, await differing(database, await madeOf(database, asked, rules, fixed)))
  }
  const groups = await storedSubjects.listGroups(database)
  for (let at = 0; at < groups.length; at += GROUPS) {
    const made = await groupsOf(database, groups.slice(at, at + GROUPS), rules, fixed)
    addAll(wrong.subjects, await differing(database, made))
  }
  addAll(wrong.subjects, await storedSubjects.strayOwners(database))
  addAll(wrong.bases, await basesOf(database, peers, registers))
  const recount = new Recount()
  for await (const { department, made } of storedSubjects.eachSubject(database)) recount.add(department, made)
  addAll(wrong.counts, recount.differing(await storedFindings.listTallies(database)))
  return result
}

async function madeOf(
  database: Database,
  stored: readonly StoredRecord[],
  rules: readonly Rule[],
  fixed: Fixed,
): Promise<Made[]> {
  const made: Made[] = []
  for (const one of await loadSubjects(viewNow(database), stored))
    made.push(await makeRecord(rules, one, stored[made.length]?.n ?? 0, fixed))
  return made
}

/** Groups assessed again from what was taken for them. */
async function groupsOf(
  database: Database,
  owners: readonly string[],
  rules: readonly Rule[],
  fixed: Fixed,
): Promise<Made[]> {
  const groups = owners.map((owner) => {
    const [rule, group] = ruleAndGroup(owner)
    return { rule, group }
  })
  const figures = await storedSubjects.readGroups(database, 'observation', groups)
  const ids = new Set(groups.map(({ group }) => departmentOfGroup(group) ?? ''))
  const departments = new Map<string, State>(
    (await readRecords(database, [...ids])).map(({ id, state }) => [id, state]),
  )
  const made: Made[] = []
  for (const [i, { rule: id, group }] of groups.entries()) {
    const rule = rules.find((one) => one.id === id)
    if (rule === undefined || !isGroupRule(rule)) continue
    const observations = (figures[i] ?? []).map((figure): unknown => JSON.parse(figure))
    made.push(await makeGroup(rule, { id: group, observations }, (of) => departments.get(of), fixed))
  }
  return made
}

/** Owners of which other rows are kept. */
async function differing(database: Database, made: readonly Made[]): Promise<string[]> {
  const owners = made.map(({ owner }) => owner)
  const [subjects, reads, figures, findings] = await Promise.all([
    storedSubjects.readSubjects(database, owners),
    storedSubjects.readReads(database, owners),
    storedSubjects.readFigures(database, owners),
    storedFindings.readFindings(database, owners),
  ])
  return made.flatMap((one) => {
    const { owner } = one
    const agrees =
      same(subjects.get(owner), subjectOf(one)) &&
      same(reads.get(owner), one.reads) &&
      same(figures.get(owner), one.figures) &&
      same(findings.get(owner) ?? [], byRule(findingsOf(one)))
    return agrees ? [] : [owner]
  })
}

const byRule = (rows: readonly storedFindings.StandingFinding[]): storedFindings.StandingFinding[] =>
  [...rows].sort((a, b) => (a.rule < b.rule ? -1 : 1))

/** Populations and registers of which something else is kept than their figures and records give. */
async function basesOf(
  database: Database,
  peers: ReadonlyMap<string, Population | null>,
  registers: ReadonlyMap<string, string>,
): Promise<string[]> {
  const wrong: string[] = []
  const keys = [...new Set([...(await storedSubjects.listPopulations(database)), ...peers.keys()])]
  for (let at = 0; at < keys.length; at += GROUPS) {
    const some = keys.slice(at, at + GROUPS)
    const places = some.map((key) => {
      const [rule, group] = ruleAndGroup(key)
      return { rule, group }
    })
    const figures = await storedSubjects.readGroups(database, 'measure', places)
    for (const [i, key] of some.entries())
      if (!same(populationOf((figures[i] ?? []).map(Number)), peers.get(key) ?? null)) wrong.push(key)
  }
  const names = [...new Set([...(await storedSubjects.listRegisters(database)), ...registers.keys()])]
  const delivered = await storedSubjects.readDelivered(database, names)
  for (const [i, name] of names.entries())
    if ((delivered[i] ?? null) !== (registers.get(name) ?? null)) wrong.push(name)
  return wrong
}

/** Null for a text that is none, as somebody may have put it there. */
function populationIn(text: string): Population | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
