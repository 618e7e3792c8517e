import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseShape } from '../../../worker/domain/input/shape.schema.ts'
import { compareStates, timeline } from '../../../worker/domain/kinds/compare.ts'
import type { State } from '../../../worker/domain/kinds/kinds.ts'
import { events, fieldLabel, label, statusLabel, typeLabel } from '../../../worker/domain/kinds/labels.ts'
import { derive, rollUp } from '../../../worker/domain/kinds/milestone/derived.ts'
import type { MilestoneState } from '../../../worker/domain/kinds/milestone/state.ts'
import { type ActKind, actKinds, kindFace } from '../../../worker/domain/kinds/registry.ts'
import {
  applyEntry,
  datesOf,
  linksOf,
  searchFields,
  stateOf,
  summarise,
} from '../../../worker/domain/kinds/replay.ts'
import { kindOf } from '../../../worker/domain/kinds/table.ts'
import { procedureOf } from '../../../worker/domain/procedure/expected.ts'
import { builtIn } from '../../../worker/domain/procedure/procedures.ts'
import type { Recorded } from '../../../worker/domain/record/event.ts'
import { Problem } from '../../../worker/domain/record/problem.ts'
import { compact, maybe, type Spec, sparse, text } from '../../../worker/domain/record/shape.ts'
import { canonicalJson, type Json } from '../../../worker/ledger/canonical.ts'

/** Histories of each kind: `HISTORIES=150` tries more of them than the suite does, and twice as many bodies. */
const RUNS = Number(process.env.HISTORIES ?? 60)

const IDS = {
  ...Object.fromEntries(actKinds.map((kind) => [kind, `${kindOf(kind).prefix}0123456789`])),
  department: 'dep-x2',
  responsibility: 'res-0123456780',
} as { readonly [kind in ActKind | 'department']: string }

describe('an act', () => {
  it('has a verb of its own, and never that of a new record', () => {
    for (const kind of actKinds) {
      const verbs = kindFace(kind).acts.map(({ verb }) => verb)
      expect(verbs, kind).not.toContain('open')
      expect(new Set(verbs).size, kind).toBe(verbs.length)
    }
  })
})

function entry(record: string, kind: string, seq: number, body: Json, occurred = '2026-01-01'): Recorded {
  return {
    index: seq,
    body,
    envelope: {
      v: 1,
      kind,
      record,
      seq,
      department: 'dep-x1',
      actor: { account: 'a', role: 'recorder', department: 'dep-x1' },
      occurred,
      recorded: '2026-01-02T00:00:00.000Z',
      visibility: body === null ? 'sealed' : 'public',
      body: '',
    },
  }
}

/** Whatever a body may be once it got into a ledger: any JSON that has a canonical form. */
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map((value): Json => JSON.parse(JSON.stringify(value ?? null)))
  .filter((value) => {
    try {
      canonicalJson(value)
      return true
    } catch {
      return false
    }
  })

/** Bodies that look almost right: known fields with values that fit, and now and then with any value at all. */
function near(spec: Spec): fc.Arbitrary<Json> {
  return fc.oneof({ weight: 6, arbitrary: fitting(spec) }, { weight: 1, arbitrary: json })
}

function fitting(spec: Spec): fc.Arbitrary<Json> {
  switch (spec.is) {
    case 'text':
      return fc.constantFrom('甲', 'text', ' padded ', '')
    case 'flag':
      return fc.boolean()
    case 'number':
      return fc.integer({ min: 0, max: 100 })
    case 'date':
      return fc.constantFrom('2026', '2026-03', '2026-03-05', '2026-03-05T08:00:00Z', 'no date')
    case 'code':
      return fc.constantFrom(...spec.codes)
    case 'id':
      return fc.constantFrom('dep-x1', 'res-0123456789', ...Object.values(IDS))
    case 'list':
      return fc.array(near(spec.of), { maxLength: 3 })
    case 'object':
    case 'set':
      return fc
        .record(Object.fromEntries(Object.entries(spec.fields).map(([name, one]) => [name, near(one)])), {
          requiredKeys: [],
        })
        .map((value): Json => JSON.parse(JSON.stringify(value)))
    case 'json':
      return json
  }
}

describe.each(actKinds)('%s', (kind) => {
  const { acts, fields } = kindFace(kind)
  const anyAct = fc.oneof(
    fc.tuple(fc.constant(`${kind}.unheard_of`), json),
    ...acts.map(({ event, shape }) => fc.tuple(fc.constant(`${kind}.${event}`), near(shape.spec))),
  )

  it('has words for each of its events, in both languages', () => {
    for (const { event } of acts) expect(Object.keys(events)).toContain(`${kind}.${event}`)
    expect(new Set(acts.map(({ verb }) => verb)).size).toBe(acts.length)
  })

  it('reads bodies of any shape: a ledger that was once accepted can be replayed for ever', () => {
    fc.assert(
      fc.property(near(fields.spec), fc.array(anyAct, { maxLength: 12 }), (first, rest) => {
        const history = [
          entry(IDS[kind], `${kind}.x`, 1, first),
          ...rest.map(([event, body], i) => entry(IDS[kind], event, i + 2, body)),
        ]
        const state = history.reduce<State | null>((standing, one) => applyEntry(standing, one), null)
        if (state === null) throw new Error('no state')
        expect(state.seq).toBe(history.length)
        const text = canonicalJson(state)
        expect(canonicalJson(stateOf(text))).toBe(text)
        summarise(state)
        searchFields(state)
        linksOf(state)
        datesOf(state)
        timeline(history)
        if (state.kind === 'decision') procedureOf(state, builtIn)
        if (state.kind === 'milestone') derive(state, '2026-11-23')
      }),
      { numRuns: RUNS },
    )
  })

  it('what the check lets through is what the reducer reads: nothing is lost or added', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...acts).chain(({ shape }) => fc.tuple(fc.constant(shape), fitting(shape.spec))),
        ([shape, given]) => {
          let parsed: Json
          try {
            parsed = parseShape(shape, given)
          } catch (error) {
            if (error instanceof Problem) return
            throw error
          }
          expect(canonicalJson(shape.read(compact(parsed, shape.spec)))).toBe(
            canonicalJson(shape.read(parsed)),
          )
        },
      ),
      { numRuns: 2 * RUNS },
    )
  })
})

describe('a part that may be left out', () => {
  it('of which nothing is said is none, given empty or left out', () => {
    const part = maybe(sparse({ title: text(20) }))
    expect([part.read({}), part.read(undefined), part.read({ title: '甲' })]).toEqual([
      null,
      null,
      { title: '甲' },
    ])
  })
})

describe('labels of the newer kinds', () => {
  it('name kinds, statuses and types by their own words', () => {
    expect(label('zh', 'record', 'milestone')).toBe('节点')
    expect(statusLabel('zh', 'milestone', 'met')).toBe('核验完成')
    expect(typeLabel('en', 'decision', 'major_admin')).toBe('Major administrative decision')
    expect(fieldLabel('zh', 'decision', 'title')).toBe('标题')
    expect(fieldLabel('zh', 'responsibility', 'title')).toBe('文件名称')
  })
})

function milestone(fields: Partial<MilestoneState>): MilestoneState {
  const state = applyEntry(null, entry(IDS.milestone, 'milestone.planned', 1, { title: '节点' }))
  if (state?.kind !== 'milestone') throw new Error('no milestone')
  return { ...state, ...fields }
}

describe('what follows from the dates of a milestone', () => {
  const on = (today: string, fields: Partial<MilestoneState>) => derive(milestone(fields), today)

  it('is overdue from the day after the last day that the date may mean', () => {
    expect(on('2026-11-23', { baselineDue: '2026-11-23', currentDue: '2026-11-23' }).status).toBe('due_soon')
    expect(on('2026-11-24', { baselineDue: '2026-11-23', currentDue: '2026-11-23' })).toMatchObject({
      status: 'overdue',
      overdueBy: 1,
    })
    expect(on('2026-11-30', { currentDue: '2026-11' }).overdueBy).toBeNull()
    expect(on('2026-12-01', { currentDue: '2026-11' }).overdueBy).toBe(1)
    expect(on('2026-12-31', { currentDue: '2026' }).status).toBe('due_soon')
    expect(on('2027-06-01', { currentDue: '2026' }).status).toBe('long_overdue')
  })

  it('a milestone that was moved is measured against its first promise', () => {
    const moved = { baselineDue: '2026-05-30', currentDue: '2026-10-13' }
    expect(on('2026-11-23', moved)).toMatchObject({ slip: 136, overdueBy: 41 })
    expect(on('2026-11-23', { ...moved, metAt: '2026-10-13', status: 'met' })).toMatchObject({
      status: 'done_late',
      delay: 136,
      overdueBy: null,
    })
    expect(
      on('2026-11-23', { baselineDue: '2026-05', currentDue: '2026-05', metAt: '2026-05-09', status: 'met' }),
    ).toMatchObject({ status: 'done_on_time', delay: 0 })
    expect(
      on('2026-11-23', { baselineDue: '2026-05', currentDue: '2026-05', metAt: '2026-04-30', status: 'met' }),
    ).toMatchObject({ status: 'done_early', delay: -1 })
  })

  it('says when it is silent, when reports are missing, and when declared and computed disagree', () => {
    expect(on('2026-11-23', { startedAt: '2026-01-01', reportEvery: 90 })).toMatchObject({
      stalled: true,
      reportsMissed: 3,
      silentFor: 326,
    })
    expect(on('2026-11-23', { progress: 100 }).disagrees).toBe(true)
    expect(on('2026-11-23', { status: 'cancelled', currentDue: '2020-01-01' })).toMatchObject({
      status: 'ended',
      overdueBy: null,
    })
    expect(on('2026-11-23', { status: 'claimed_done', currentDue: '2020-01-01' })).toMatchObject({
      status: 'done_undated',
      overdueBy: null,
    })
  })

  it('rolls up by count and by weight, and by weight only where every part has one', () => {
    const parts = [
      milestone({ metAt: '2026-01-01', status: 'met', weight: 3 }),
      milestone({ progress: 50, weight: 1 }),
      milestone({ status: 'cancelled' }),
    ]
    expect(rollUp(parts)).toEqual({ count: 2, done: 1, byCount: 75, byWeight: 87.5 })
    expect(rollUp([...parts, milestone({})]).byWeight).toBeNull()
    expect(rollUp([])).toEqual({ count: 0, done: 0, byCount: null, byWeight: null })
  })
})

describe('comparing two states', () => {
  it('names what differs, and of a list of parts each part', () => {
    const first = applyEntry(
      null,
      entry(IDS.decision, 'decision.opened', 1, { title: '甲', class: 'ordinary' }),
    )
    const second = applyEntry(
      first,
      entry(IDS.decision, 'decision.step_concluded', 2, {
        step: { id: 's1', type: 'drafting', concludedAt: '2026-01-01' },
      }),
    )
    const third = applyEntry(
      second,
      entry(IDS.decision, 'decision.corrected', 3, { set: { title: '乙' }, correction: 'typo', reason: 'x' }),
    )
    expect(compareStates(first, third).map(({ field }) => field)).toEqual(['title', 'status', 'steps/s1'])
    expect(compareStates(third, third)).toEqual([])
  })
})
