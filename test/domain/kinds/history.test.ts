/** Random lives of records, made by the deciders alone: what they let through must hold for ever. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeline } from '../../../worker/domain/kinds/compare.ts'
import type { State } from '../../../worker/domain/kinds/kinds.ts'
import { applyEntry, linksOf, replay, summarise } from '../../../worker/domain/kinds/replay.ts'
import type { Draft, Recorded } from '../../../worker/domain/record/event.ts'
import { leadsToRecord } from '../../../worker/domain/record/facts.ts'
import { Problem } from '../../../worker/domain/record/problem.ts'
import { canonicalJson, type Json } from '../../../worker/ledger/canonical.ts'
import * as dep from '../../support/kinds/departments.ts'
import { parseDepartment, parseDepartmentSet } from '../../support/kinds/departments.ts'
import * as res from '../../support/kinds/items.ts'
import { parseListed, parseSet } from '../../support/kinds/items.ts'

const codes = ['a', 'b', 'c'].map((code) => `${code}${code}`)
const numbers = [1, 2, 3, 4, 5, 6, 7, 8]
const departmentOf = (code: string) => `dep-${code}`
const itemOf = (n: number) => `res-${String(n).padStart(10, '0')}`

const word = fc.constantFrom('取水', '许可', 'é', ' 全市 ', '一\r\n二')
const aDepartment = fc.constantFrom(...codes).map(departmentOf)
const anItem = fc.constantFrom(...numbers).map(itemOf)
const aDate = fc.constantFrom('2023', '2024-02', '2024-02-29', null)
const set = fc.record(
  {
    name: word,
    scope: fc.option(word),
    parent: fc.option(anItem),
    lead: fc.option(aDepartment),
    supporting: fc.array(aDepartment, { maxLength: 2 }),
    undertakingUnits: fc.array(word, { maxLength: 2 }),
    legalBases: fc.array(fc.record({ text: word, title: fc.option(word) }), { maxLength: 2 }),
    inForceFrom: aDate,
    inForceTo: aDate,
  },
  { requiredKeys: [] },
)
const departmentSet = fc.record(
  { nameEn: fc.option(word), parent: fc.option(aDepartment), inForceFrom: aDate, inForceTo: aDate },
  { requiredKeys: [] },
)
const oneOf = <T extends string>(...verbs: T[]) => fc.constantFrom(...verbs)
const departmentVerb = {
  id: aDepartment,
  into: aDepartment,
  name: word,
  set: departmentSet,
}
const command = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ verb: oneOf('register'), code: fc.constantFrom(...codes), set: departmentSet }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      verb: oneOf('rename', 'amendDepartment', 'correctDepartment'),
      ...departmentVerb,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ verb: oneOf('mergeDepartment', 'abolishDepartment'), ...departmentVerb }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ verb: oneOf('list'), id: anItem, department: aDepartment, set }),
  },
  {
    weight: 20,
    arbitrary: fc.record({
      verb: oneOf('amend', 'correct', 'transfer', 'merge', 'split', 'suspend', 'resume', 'abolish'),
      id: anItem,
      to: aDepartment,
      into: anItem,
      parts: fc.uniqueArray(anItem, { minLength: 2, maxLength: 2 }),
      set,
    }),
  },
)
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never

/** A ledger in memory: the entries, and the state of each record. */
class World {
  readonly entries: Recorded[] = []
  readonly states = new Map<string, State>()

  /** Decides and records; false when it was refused. */
  run(given: Command, sealed: boolean): boolean {
    let drafts: Draft[]
    try {
      drafts = this.#decide(given, sealed)
    } catch (error) {
      if (error instanceof Problem) return false
      throw error
    }
    for (const draft of drafts) this.#record(draft)
    return true
  }

  department(id: string) {
    const state = this.states.get(id)
    return state?.kind === 'department' ? state : undefined
  }

  responsibility(id: string) {
    const state = this.states.get(id)
    return state?.kind === 'responsibility' ? state : undefined
  }

  #decide(given: Command, sealed: boolean): Draft[] {
    const withholding = sealed
      ? ({ visibility: 'sealed', ground: 'trade_secret', review: '2027-01-01' } as const)
      : {}
    const around = {
      occurred: '2026-03-01',
      today: '2026-03-02',
      ...withholding,
      record: (id: string) => this.states.get(id),
      newId: () => '',
      count: () => 0,
    }
    const why = { trigger: 'reform', reason: null }
    if (given.verb === 'register') {
      return dep.decideDepartmentListed(
        parseDepartment({ code: given.code, name: '局', ...given.set }),
        around,
      )
    }
    if (given.verb === 'list') {
      if (this.states.has(given.id)) return []
      const fields = parseListed({ name: '事项', type: 'licence', ...given.set })
      return res.decideListed(fields, given.id, given.department, around)
    }
    if ('to' in given) {
      const state = this.responsibility(given.id)
      if (state === undefined) return []
      switch (given.verb) {
        case 'amend':
          return res.decideAmended(state, parseSet(given.set), why, around)
        case 'correct':
          return res.decideCorrected(state, parseSet(given.set), 'typo', '笔误', around)
        case 'transfer':
          return res.decideTransferred(state, given.to, why, around)
        case 'merge':
          return res.decideMerged(state, given.into, why, around)
        case 'split': {
          if (given.parts.some((id) => this.states.has(id))) return []
          const fields = parseListed({ name: '分项', type: 'licence' })
          return res.decideSplit(
            state,
            given.parts.map((id) => ({ id, fields })),
            why,
            around,
          )
        }
        case 'suspend':
          return res.decideSuspended(state, why, around)
        case 'resume':
          return res.decideResumed(state, why, around)
        default:
          return res.decideAbolished(state, why, around)
      }
    }
    const state = this.department(given.id)
    if (state === undefined) return []
    const held = [...this.states.values()].filter(
      (one) => one.kind === 'responsibility' && one.department === state.id && !OVER.includes(one.status),
    ).length
    switch (given.verb) {
      case 'rename':
        return dep.decideRenamed(state, { name: given.name, nameEn: null, reason: null }, around)
      case 'amendDepartment':
        return dep.decideDepartmentAmended(state, parseDepartmentSet(given.set), null, around)
      case 'correctDepartment':
        return dep.decideDepartmentCorrected(state, parseDepartmentSet(given.set), 'typo', '笔误', around)
      case 'mergeDepartment':
        return dep.decideDepartmentMerged(state, given.into, null, { ...around, count: () => held })
      default:
        return dep.decideDepartmentAbolished(state, null, { ...around, count: () => held })
    }
  }

  #record({ kind, record, seq, department, occurred, visibility, body }: Draft): void {
    const before = this.states.get(record) ?? null
    expect(seq).toBe((before?.seq ?? 0) + 1)
    const entry: Recorded = {
      index: this.entries.length,
      envelope: {
        v: 1,
        kind,
        record,
        seq,
        department,
        actor: { account: 'a', role: 'registrar', department: null },
        occurred,
        recorded: '2026-03-02T01:00:00.000Z',
        visibility,
        body: '',
      },
      body: visibility === 'public' ? JSON.parse(canonicalJson(body)) : null,
    }
    this.entries.push(entry)
    const state = applyEntry(before, entry)
    if (state !== null) this.states.set(record, state)
  }
}

const OVER = ['merged', 'split', 'abolished']
const aLife = fc.tuple(
  command,
  fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
)
const lives = fc.array(aLife, { minLength: 30, maxLength: 80 })

/** Runs a life on departments that exist already, so that little of it is refused for nothing. */
function live(given: readonly (readonly [Command, boolean])[]): World {
  const world = new World()
  for (const code of codes) world.run({ verb: 'register', code, set: {} }, false)
  for (const n of [1, 2, 3]) {
    world.run({ verb: 'list', id: itemOf(n), department: departmentOf('aa'), set: {} }, false)
  }
  for (const [one, sealed] of given) world.run(one, sealed)
  return world
}

function emptyToNull(value: Json | undefined): Json {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0) ? null : value
}

function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([, inner]) => inner !== null)
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]))
}

describe('any life that the guards allow', () => {
  it('replays from any prefix, and the same as step by step', () => {
    fc.assert(
      fc.property(lives, (given) => {
        const world = live(given)
        for (const [id, state] of world.states) {
          const own = world.entries.filter(({ envelope }) => envelope.record === id)
          for (let n = 1; n <= own.length; n++) expect(replay(id, own.slice(0, n))?.seq).toBe(n)
          expect(replay(id, world.entries)).toEqual(state)
          expect(timeline(own)).toHaveLength(own.length)
          expect(typeof summarise(state).title).toBe('string')
        }
      }),
      { numRuns: 60 },
    )
  })

  it('shows as changes exactly what an amendment or a correction set', () => {
    let compared = 0
    fc.assert(
      fc.property(lives, (given) => {
        const world = live(given)
        for (const id of world.states.keys()) {
          for (const { entry, changes } of timeline(
            world.entries.filter(({ envelope }) => envelope.record === id),
          )) {
            const { body, envelope } = entry
            if (!/\.(amended|corrected)$/.test(envelope.kind) || body === null) continue
            if (typeof body !== 'object' || Array.isArray(body)) throw new Error('no body')
            const { set: given } = body
            if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Error('no set')
            const shown = changes.filter(({ field }) => field !== 'status')
            expect(shown.map(({ field }) => field).sort()).toEqual(Object.keys(given).sort())
            // What says nothing is left out of a body, and null in a state.
            for (const { field, to } of shown)
              expect(withoutNulls(to)).toEqual(withoutNulls(emptyToNull(given[field])))
            compared += 1
          }
        }
      }),
      { numRuns: 60 },
    )
    expect(compared).toBeGreaterThan(50)
  })

  it('keeps the records sound', () => {
    const verbs = new Set<string>()
    fc.assert(
      fc.property(lives, (given) => {
        const world = live(given)
        for (const { envelope } of world.entries) verbs.add(envelope.kind)
        for (const state of world.states.values()) {
          const links = linksOf(state).map(({ rel, target }) => `${rel} ${target}`)
          expect(new Set(links).size).toBe(links.length)
          for (const { target } of linksOf(state).filter(leadsToRecord))
            expect(world.states.has(target)).toBe(true)
          if (state.kind !== 'responsibility') continue
          expect(state.supporting).not.toContain(state.lead ?? state.department)
          expect(state.into).not.toContain(state.id)
          expect(state.into.length).toBe({ merged: 1, split: 2 }[String(state.status)] ?? 0)
          if (!OVER.includes(state.status)) {
            expect(world.department(state.department)?.status).not.toMatch(/merged|abolished/)
          }
          const above = new Set<string>()
          for (
            let id: string | null = state.parent;
            id !== null;
            id = world.responsibility(id)?.parent ?? null
          ) {
            expect(above.has(id)).toBe(false)
            above.add(id)
          }
        }
      }),
      { numRuns: 100 },
    )
    expect([...verbs].sort()).toEqual(
      [
        'department.abolished',
        'department.amended',
        'department.corrected',
        'department.listed',
        'department.merged',
        'department.renamed',
        'responsibility.abolished',
        'responsibility.amended',
        'responsibility.corrected',
        'responsibility.listed',
        'responsibility.merged',
        'responsibility.resumed',
        'responsibility.split',
        'responsibility.suspended',
        'responsibility.transferred',
      ].sort(),
    )
  })

  it('lets nothing happen to what has ended but corrections', () => {
    fc.assert(
      fc.property(lives, (given) => {
        const world = live(given)
        for (const id of world.states.keys()) {
          let over = false
          for (const { envelope, body } of world.entries) {
            if (envelope.record !== id) continue
            if (over) expect(envelope.kind).toMatch(/\.corrected$/)
            over ||= body !== null && /\.(merged|split|abolished)$/.test(envelope.kind)
          }
        }
      }),
      { numRuns: 40 },
    )
  })
})
