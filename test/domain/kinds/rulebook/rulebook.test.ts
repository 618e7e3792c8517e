import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replay } from '../../../../worker/domain/kinds/replay.ts'
import {
  decideAdopted,
  decideSet,
  otherVersions,
  RULEBOOK,
  type RulebookState,
  settingsOf,
} from '../../../../worker/domain/kinds/rulebook/rulebook.ts'
import type { Draft, Recorded } from '../../../../worker/domain/record/event.ts'
import { valuesOf } from '../../../../worker/domain/rules/assess.ts'
import { rules } from '../../../../worker/domain/rules/rules.ts'
import { requireValues } from '../../../../worker/domain/rules/settings.ts'
import type { Json } from '../../../../worker/ledger/canonical.ts'

const deciding = { occurred: '2026-03-01', today: '2026-03-01' }

function entryOf(draft: Pick<Draft, 'kind' | 'seq'> & { body: Json | null }, index: number): Recorded {
  const actor = { account: 'acc-0000000001', role: 'inspector', department: null }
  const { kind, seq, body } = draft
  return {
    index,
    body,
    envelope: {
      v: 1,
      kind,
      record: RULEBOOK,
      seq,
      department: null,
      actor,
      occurred: '2026-03-01',
      recorded: '2026-03-01T00:00:00.000Z',
      visibility: 'public',
      body: '',
    },
  }
}

function stateOf(entries: readonly Recorded[]): RulebookState | null {
  const state = replay(RULEBOOK, entries)
  return state?.kind === 'rulebook' ? state : null
}

const adopted = (): { entry: Recorded; state: RulebookState } => {
  const draft = decideAdopted(null, rules, deciding)
  if (draft === null) throw new Error('nothing was adopted')
  const entry = entryOf(draft, 0)
  const state = stateOf([entry])
  if (state === null) throw new Error('no rulebook')
  return { entry, state }
}

/** The version of a rule that is run now, and of one that may come. */
const NOW = rules.find(({ id }) => id === 'M01')?.version ?? 0
const NEXT = NOW + 1

describe('the rulebook', () => {
  it('says of each rule which version is run, what it looks for, and its limits; once', () => {
    const { state } = adopted()
    expect(Object.keys(state.rules).sort()).toEqual(rules.map(({ id }) => id).sort())
    expect(state.rules.M01).toMatchObject({ version: NOW, parameters: { long: 30 } })
    expect(decideAdopted(state, rules, deciding)).toBeNull()
    expect(state.settings).toEqual({})
  })

  it('takes up what is new, and drops what is run no more', () => {
    const { entry, state } = adopted()
    const others = rules
      .filter(({ id }) => id !== 'P01')
      .map((rule) => (rule.id === 'M01' ? { ...rule, version: NEXT } : rule))
    const draft = decideAdopted(state, others, deciding)
    expect(draft?.body).toMatchObject({ adopted: [{ rule: 'M01', version: NEXT }], dropped: ['P01'] })
    const next = stateOf([entry, ...(draft === null ? [] : [entryOf(draft, 1)])])
    expect([next?.rules.M01?.version, next?.rules.P01]).toEqual([NEXT, undefined])
    expect(otherVersions(next, rules)).toEqual([{ rule: 'M01', recorded: NEXT, now: NOW }])
    expect(otherVersions(state, rules)).toEqual([])
  })

  it('keeps the last number set for each limit, whatever is set and set back', () => {
    const limits = rules.flatMap((rule) =>
      Object.entries(rule.parameters).map(([name, one]) => ({ rule, name, ...one })),
    )
    const one = fc.constantFrom(...limits).chain(({ rule, name, least, most }) =>
      fc.record({
        rule: fc.constant(rule),
        name: fc.constant(name),
        to: fc.option(fc.double({ min: least, max: most, noNaN: true }), { nil: null }),
      }),
    )
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), (moves) => {
        const { entry } = adopted()
        const entries = [entry]
        const wanted = new Map<string, number | null>()
        for (const { rule, name, to } of moves) {
          requireValues(rule, { [name]: to })
          const before = stateOf(entries)
          const usual = rule.parameters[name]?.default
          const same = valuesOf(rule, { settings: settingsOf(before) })[name] === (to ?? usual)
          const set = () => decideSet(before, rule, { values: { [name]: to }, reason: '试' }, deciding)
          if (same) expect(set).toThrow(expect.objectContaining({ code: 'unchanged' }))
          else entries.push(entryOf(set(), entries.length))
          wanted.set(`${rule.id}.${name}`, to)
        }
        const settings = settingsOf(stateOf(entries))
        for (const { rule, name, default: usual } of limits)
          expect(valuesOf(rule, { settings })[name]).toBe(wanted.get(`${rule.id}.${name}`) ?? usual)
      }),
      { numRuns: 50 },
    )
  })

  it('says of a limit that is none, or of a number out of range, what would be right', () => {
    const [rule] = rules.filter(({ id }) => id === 'M01')
    if (rule === undefined) throw new Error('no rule')
    expect(() => requireValues(rule, { far: 3 })).toThrow(
      expect.objectContaining({
        code: 'invalid',
        field: 'values/far',
        words: expect.objectContaining({ en: 'Rule M01 has no parameter far; it has long.' }),
      }),
    )
    expect(() => requireValues(rule, { long: 0 })).toThrow(
      expect.objectContaining({
        field: 'values/long',
        words: expect.objectContaining({ en: 'M01.long must be a number from 1 to 3650 (days), not 0.' }),
      }),
    )
    expect(() => requireValues(rule, { constructor: null })).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    )
  })

  it('is replayed from bodies of any shape', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 6 }), (bodies) => {
        const kinds = ['rulebook.adopted', 'rulebook.set', 'rulebook.later']
        const entries = bodies.map((body, i) =>
          entryOf({ kind: kinds[i % 3] ?? '', seq: i + 1, body: JSON.parse(JSON.stringify(body)) }, i),
        )
        expect(stateOf(entries)?.seq ?? 0).toBe(bodies.length)
      }),
    )
  })
})
