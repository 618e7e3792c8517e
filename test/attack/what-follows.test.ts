/**
 * C2: nothing from which a deadline, a duty, a procedure or the day of judgement follows is changed by one person, whatever
 * field it is: each field of each kind is set anew by a correction, and what one person may do has to leave these alone.
 */
import { describe, expect, it } from 'vitest'
import { chinaWorkingDays as calendar } from '../../worker/domain/calendar/china.ts'
import { builtIn as clocks } from '../../worker/domain/clock/clocks.ts'
import { parseShape } from '../../worker/domain/input/shape.schema.ts'
import { bindingChanges } from '../../worker/domain/kinds/binding.ts'
import type { State } from '../../worker/domain/kinds/kinds.ts'
import { derive } from '../../worker/domain/kinds/milestone/derived.ts'
import { type ActKind, actKinds, kindFace } from '../../worker/domain/kinds/registry.ts'
import { stateAfter } from '../../worker/domain/kinds/state-after.ts'
import { eventName, kindOf } from '../../worker/domain/kinds/table.ts'
import { procedureOf } from '../../worker/domain/procedure/expected.ts'
import { builtIn as procedures } from '../../worker/domain/procedure/procedures.ts'
import { judgedOn } from '../../worker/domain/record/entered/judged.ts'
import type { Draft } from '../../worker/domain/record/event.ts'
import type { Spec } from '../../worker/domain/record/shape.ts'
import { obligationsOf } from '../../worker/domain/response/obligations.ts'
import type { Json } from '../../worker/ledger/canonical.ts'

const TODAY = '2026-09-01'
const evidence = [{ title: '照片', url: 'https://example.org/a' }]

/** A record of each kind whose fields can be corrected, rich enough for something to follow from it, and late. */
const OPENED: { [kind in ActKind]?: { [field: string]: Json } } = {
  milestone: { title: '主体完工', currentDue: '2026-03-01', reportEvery: 30, startedAt: '2026-01-10' },
  decision: {
    ...{ title: '排水办法', class: 'major_admin', noResponsibility: '无', proposedAt: '2026-01-05' },
    applicability: { technical: true, stabilityOrSafetyRisk: true, affectsVitalInterests: true },
  },
  consultation: { title: '征求意见', openAt: '2026-03-02', closeAt: '2026-04-10' },
  membership: { member: '甲', role: '局长', membershipKind: 'office', from: '2024-01-01', to: '2027-01-01' },
  evaluation: { decision: 'dec-0000000001', title: '后评估', publishedAt: '2026-02-01' },
  responsibility: { name: '取水许可', type: 'licence', inForceFrom: '2024-01-01' },
  annotation: {
    title: '批注',
    otherLedger: 'a/log',
    leafHash: `${'A'.repeat(43)}=`,
    text: '批注',
    annotationKind: 'context',
  },
  person: { name: '张三', source: { mapping: 'people', key: '1' } },
  department: { code: 'water', name: '水务局', inForceFrom: '2024-01-01' },
}

/** Kinds that are corrected, of which nothing follows by a day: what was found, or what repeats another record. */
const NOTHING_FOLLOWS = ['flag', 'translation']

const corrected = actKinds.filter((kind) => kindFace(kind).acts.some(({ event }) => event === 'corrected'))

/** Some values that a field may take; none for what cannot be thought up here. */
function valuesOf(spec: Spec): Json[] {
  switch (spec.is) {
    case 'date':
      return ['2020-01-01', '2031-01-01', null]
    case 'text':
      return ['别的', null]
    case 'code':
      return [...spec.codes]
    case 'number':
      return [1, 3000, null]
    case 'flag':
      return [true, false]
    case 'id':
      return [`${kindOf(spec.kinds[0] ?? 'decision').prefix}0000000009`, null]
    case 'list':
      return [[], ...valuesOf(spec.of).map((one) => [one])]
    case 'object': {
      const filled = [0, 1, 2].map((at) =>
        Object.fromEntries(
          Object.entries(spec.fields).flatMap(([name, of]) => {
            const [value] = valuesOf(of).slice(at)
            return value === undefined || value === null ? [] : [[name, value]]
          }),
        ),
      )
      return [...filled, {}, null]
    }
    default:
      return []
  }
}

/** All that follows from a state on a day. */
function follows(state: State): Json {
  const told = {
    owed: obligationsOf(state, { calendar, clocks }),
    judged: judgedOn(state, TODAY, () => null),
    derived: state.kind === 'milestone' ? derive(state, TODAY) : null,
    procedure:
      state.kind === 'decision'
        ? procedureOf(state, procedures).map(({ type, need, standing }) => [type, need, standing])
        : null,
  }
  return JSON.parse(JSON.stringify(told))
}

describe.each(corrected.filter((kind) => !NOTHING_FOLLOWS.includes(kind)))('%s', (kind) => {
  it('is left as late, and as owed, as it was by whatever one person may correct', () => {
    const { firstEvent, fields } = kindFace(kind)
    const of = {
      record: `${kindOf(kind).prefix}0000000001`,
      department: 'dep-water',
      occurred: '2026-01-05',
    }
    const draft = (seq: number, event: string, body: Json): Draft => ({
      ...{ ...of, seq, kind: eventName(kind, event), visibility: 'public', body },
    })
    const given = OPENED[kind]
    if (given === undefined) throw new Error(`say in OPENED what a ${kind} is, from which something follows`)
    const stood = stateAfter(null, draft(1, firstEvent, parseShape(fields, given)))
    if (stood === null || fields.spec.is !== 'object') throw new Error(`no ${kind}`)
    const before = follows(stood)
    const moved: string[] = []
    let [alone, together] = [0, 0]
    for (const [field, spec] of Object.entries(fields.spec.fields))
      for (const value of valuesOf(spec)) {
        const body = { set: { [field]: value }, correction: 'data_entry', reason: '补记' }
        const change = draft(2, 'corrected', body)
        if (bindingChanges([change], new Map([[of.record, stood]])).length > 0) {
          together += 1
          continue
        }
        alone += 1
        const after = stateAfter(stood, change)
        if (after === null || JSON.stringify(follows(after)) !== JSON.stringify(before))
          moved.push(`${field} ${JSON.stringify(value)}`)
      }
    expect(moved).toEqual([])
    expect([alone > 0, together > 0]).toEqual([true, true])
  })
})

describe('a report', () => {
  it('on a day to come has not been heard yet', () => {
    const state = {
      ...{ baselineDue: '2027-01-01', currentDue: '2027-01-01', metAt: null, status: 'in_progress' as const },
      ...{ startedAt: '2026-01-01', baselineStart: null, reportEvery: 30, listed: '2026-01-01' },
      ...{ progress: 10, sourceChanges: [], reports: [{ asOf: '2031-01-01', evidence }] },
    }
    expect(derive(state, TODAY)).toMatchObject({ stalled: true, reportsMissed: 8 })
  })
})
