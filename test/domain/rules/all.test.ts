/** What holds for every rule, whatever stands in the ledger. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import type { State } from '../../../worker/domain/kinds/kinds.ts'
import { linksOf, replay } from '../../../worker/domain/kinds/replay.ts'
import { laws } from '../../../worker/domain/law/laws.ts'
import { builtIn } from '../../../worker/domain/procedure/procedures.ts'
import type { Recorded } from '../../../worker/domain/record/event.ts'
import type { Words } from '../../../worker/domain/record/problem.ts'
import { assess, assessGroup, measure, observe } from '../../../worker/domain/rules/assess.ts'
import { missingReasons } from '../../../worker/domain/rules/missing.ts'
import { gatherPeers } from '../../../worker/domain/rules/peers.ts'
import type { Assessment, Context } from '../../../worker/domain/rules/rule.ts'
import { isGroupRule, isRecordRule, rules } from '../../../worker/domain/rules/rules.ts'
import { subjectOf } from '../../../worker/domain/rules/subject.ts'
import { entriesFrom, IDS, lives } from '../../support/ledger/any-history.ts'

/** What is written of a rule: no blank, no half-width punctuation in Chinese, no Chinese in English. */
function requireWords({ zh, en }: Words): void {
  expect(zh).toMatch(/\p{Script=Han}/u)
  expect(zh).not.toMatch(/[,;:?!]|\s$|^\s/)
  expect(en).not.toMatch(/\p{Script=Han}|\s$|^\s|^$/u)
}

describe('the list of rules', () => {
  it('has at least sixty, each once, by its group', () => {
    const ids = rules.map(({ id }) => id)
    expect(ids.length).toBeGreaterThanOrEqual(60)
    expect(new Set(ids).size).toBe(ids.length)
    for (const rule of rules) expect(rule.id).toMatch(new RegExp(`^${rule.group}\\d\\d$`))
  })

  it('has the first release, as far as there are records of it', () => {
    const first =
      'P01 P02 P04 P13 P14 P16 P19 C01 T01 T05 T07 M01 M02 M03 M04 M05 M10 M12 R01 R03 R05 R06 R09 O01 O02 O05 F05 I02'
    const ids = new Set(rules.map(({ id }) => id))
    expect(first.split(' ').filter((id) => !ids.has(id))).toEqual([])
  })
})

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('says what it is, on what it rests and when it is wrong', () => {
    for (const words of [rule.name, rule.definition, rule.why, rule.condition, ...rule.falsePositives])
      requireWords(words)
    if (rule.value !== null) requireWords(rule.value)
    expect(rule.basis.length).toBeGreaterThan(0)
    for (const citation of rule.basis) {
      if ('source' in citation) requireWords(citation.source)
      else {
        expect(Object.keys(laws)).toContain(citation.law)
        expect(citation.articles.length).toBeGreaterThan(0)
        for (const article of citation.articles) expect(article).toMatch(/^\d+(\(\d+\))?$/)
      }
    }
    expect(rule.kinds.length).toBeGreaterThan(0)
  })

  it('has parameters that lie within their range', () => {
    for (const { default: usual, least, most, unit, words } of Object.values(rule.parameters)) {
      expect(least).toBeLessThanOrEqual(usual)
      expect(usual).toBeLessThanOrEqual(most)
      requireWords(words)
      expect([unit.zh, unit.en].every((text) => text.trim() === text && text !== '')).toBe(true)
    }
  })
})

function contextOf(entries: readonly Recorded[]): Context {
  const states = IDS.flatMap((id) => replay(id, entries) ?? [])
  const byId = new Map<string, State>(states.map((state) => [state.id, state]))
  return {
    today: '2026-11-24',
    present: '2026-11-24',
    calendar: chinaWorkingDays,
    procedures: builtIn,
    peers: gatherPeers(),
    settings: { F01: { limit: 50 }, F02: { limit: 50 }, F05: { limit: 50 } },
    audit: null,
    deliveredUntil: () => null,
    record: (id) => byId.get(id) ?? null,
    pointing: (id, rel) =>
      states.filter((state) => linksOf(state).some((link) => link.rel === rel && link.target === id)),
  }
}

function requireSound(found: Assessment | null, known: ReadonlySet<number>): void {
  if (found === null) return
  expect(found.missing.length > 0).toBe(found.result === 'not_assessable')
  expect(found.severity !== null).toBe(found.result === 'found')
  for (const { reason } of found.missing) expect(Object.keys(missingReasons)).toContain(reason)
  for (const index of found.inputs) expect(known).toContain(index)
  expect(found.inputs).toEqual([...new Set(found.inputs)].sort((a, b) => a - b))
  if (typeof found.value === 'number') expect(Number.isFinite(found.value)).toBe(true)
  if (typeof found.threshold === 'number') expect(Number.isFinite(found.threshold)).toBe(true)
}

describe('every rule', () => {
  it('gives a sound answer to any ledger', () => {
    fc.assert(
      fc.property(lives, (all) => {
        const entries = entriesFrom(all)
        const context = contextOf(entries)
        const known = new Set(entries.map(({ index }) => index))
        const subjects = IDS.flatMap(
          (id) => subjectOf(entries.filter(({ envelope }) => envelope.record === id)) ?? [],
        )
        for (const rule of rules.filter(isRecordRule)) {
          for (const subject of subjects) {
            requireSound(assess(rule, subject, context), known)
            for (const { value } of measure(rule, subject, context)) expect(Number.isNaN(value)).toBe(false)
          }
        }
        for (const rule of rules.filter(isGroupRule)) {
          const groups = new Map<string, unknown[]>()
          for (const subject of subjects)
            for (const { group, observation } of observe(rule, subject, context))
              groups.set(group, [...(groups.get(group) ?? []), observation])
          for (const [id, observations] of groups)
            requireSound(assessGroup(rule, { id, observations }, context), known)
        }
      }),
      { numRuns: 150 },
    )
  })
})
