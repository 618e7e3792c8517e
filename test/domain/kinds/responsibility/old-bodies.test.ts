import { describe, expect, it } from 'vitest'
import { replay } from '../../../../worker/domain/kinds/replay.ts'
import type { Recorded } from '../../../../worker/domain/record/event.ts'
import type { Json } from '../../../../worker/ledger/canonical.ts'

const ID = 'res-0000000001'

function entries(...bodies: [event: string, body: Json][]): Recorded[] {
  return bodies.map(([event, body], i) => ({
    index: i,
    body,
    envelope: {
      v: 1,
      kind: `responsibility.${event}`,
      record: ID,
      seq: i + 1,
      department: 'dep-a',
      actor: { account: 'acc-0000000001', role: 'recorder', department: 'dep-a' },
      occurred: '2026-01-01',
      recorded: '2026-01-01T00:00:00.000Z',
      visibility: 'public',
      body: '',
    },
  }))
}

/** A body as ledgers held it before empty fields were left out of it. */
const listed = {
  itemCode: null,
  name: '取水许可',
  subItem: null,
  parent: null,
  type: 'licence',
  typeAsPrinted: '行政许可',
  implementer: '市水务局',
  undertakingUnits: ['水资源科'],
  level: 'prefectural',
  levelAsPrinted: null,
  scope: null,
  description: null,
  legalBases: [{ level: null, title: '水法', docNumber: null, article: null, text: '《水法》第七条' }],
  duties: [{ step: null, text: '受理' }],
  dutyBases: [],
  accountableRoles: [],
  accountabilityCases: [],
  exemptionCases: [],
  supervision: null,
  statutoryTimeLimit: { days: 20, unit: 'working_day', text: null },
  promisedTimeLimit: null,
  fees: null,
  riskPoints: [{ step: null, level: 'high', control: null }],
  lead: 'dep-a',
  supporting: ['dep-b'],
  inForceFrom: '2024-01',
  inForceTo: null,
  remark: null,
  source: { file: '清单.xlsx', sheet: null, row: 3, number: null, key: 'k' },
}

const spare: Json = {
  name: '取水许可',
  type: 'licence',
  typeAsPrinted: '行政许可',
  implementer: '市水务局',
  undertakingUnits: ['水资源科'],
  level: 'prefectural',
  legalBases: [{ title: '水法', text: '《水法》第七条' }],
  duties: [{ text: '受理' }],
  statutoryTimeLimit: { days: 20, unit: 'working_day' },
  riskPoints: [{ level: 'high' }],
  lead: 'dep-a',
  supporting: ['dep-b'],
  inForceFrom: '2024-01',
  source: { file: '清单.xlsx', row: 3, key: 'k' },
}

const later: [string, Json][] = [
  ['amended', { set: { scope: '全市', lead: null }, trigger: 'reform', reason: null }],
  ['corrected', { set: { lead: 'dep-a', remark: null }, correction: 'typo', reason: '笔误' }],
  ['transferred', { to: 'dep-c', trigger: 'reform', reason: null }],
  ['suspended', { trigger: 'reform', reason: null }],
  ['resumed', { trigger: 'reform', reason: null }],
  ['split', { into: ['res-0000000002', 'res-0000000003'], trigger: 'reform', reason: null }],
]

describe('an item whose entries are older than its declaration', () => {
  it('replays to every field that it had, null where nothing was said', () => {
    expect(replay(ID, entries(['listed', listed], ...later))).toMatchObject({
      ...listed,
      scope: '全市',
      lead: 'dep-c',
      kind: 'responsibility',
      id: ID,
      seq: 7,
      department: 'dep-c',
      status: 'split',
      into: ['res-0000000002', 'res-0000000003'],
      transferred: ['dep-c'],
      listed: '2026-01-01',
      changed: '2026-01-01',
      corrections: 1,
    })
  })

  it('is the same as one of which nothing empty was written', () => {
    const old = replay(ID, entries(['listed', listed], ...later))
    expect(replay(ID, entries(['listed', spare], ...later))).toEqual(old)
  })

  it('keeps a limit and a source only where they say something', () => {
    const odd = { ...listed, statutoryTimeLimit: { days: 'x', unit: 'day', text: null }, source: 'x' }
    expect(replay(ID, entries(['listed', odd]))).toMatchObject({ statutoryTimeLimit: null, source: null })
    const mapped = { ...listed, source: { mapping: 'nyc', file: null } }
    expect(replay(ID, entries(['listed', mapped]))).toMatchObject({
      source: { mapping: 'nyc', file: null, sheet: null, row: null, number: null, key: null },
    })
  })
})
