import { describe, expect, it } from 'vitest'
import type { Audit, DocumentStanding } from '../../../worker/domain/rules/audit.ts'
import { lateEdit } from '../../../worker/domain/rules/record/r01-late-edit.ts'
import { documentMismatch } from '../../../worker/domain/rules/record/r03-document-mismatch.ts'
import { disguisedAmendment } from '../../../worker/domain/rules/record/r05-disguised-amendment.ts'
import { reviewLapsed } from '../../../worker/domain/rules/record/r06-review-lapsed.ts'
import { archiveGap } from '../../../worker/domain/rules/record/r07-archive-gap.ts'
import { chainBreak } from '../../../worker/domain/rules/record/r09-chain-break.ts'
import { RuleWorld } from '../../support/rules/rule-world.ts'

const AMOUNTS = [{ kind: 'budget', currency: 'CNY', current: 100 }]

function cityWith(fields: object = {}) {
  const world = new RuleWorld()
  const department = world.department('water')
  const decision = world.decision(department, { amounts: AMOUNTS, ...fields })
  return { world, department, decision }
}

function milestoneOf(world: RuleWorld, department: string): string {
  const id = world.open('milestone', department, { title: '管网', baselineDue: '2026-06-30' })
  world.act(id, 'claim', { metAt: '2026-06-20', evidence: [{ title: '验收单' }] })
  return id
}

describe('R01 late edit of key fields', () => {
  const correct = (amounts: object[]) => ({ set: { amounts }, correction: 'typo', reason: '录入错误' })

  it('finds an amount that was overwritten after the decision', () => {
    const { world, decision } = cityWith()
    world.act(decision, 'decide', { outcome: 'adopted' })
    world.act(decision, 'correct', correct([{ kind: 'budget', currency: 'CNY', current: 900 }]))
    expect(world.assess(lateEdit, decision)).toMatchObject({
      result: 'found',
      severity: 'high',
      value: 'amounts',
      inputs: [2, 3],
    })
  })

  it('does not mind what was added, what came before, and what the organ approved', () => {
    const { world, decision } = cityWith()
    world.act(decision, 'correct', correct([{ kind: 'budget', currency: 'CNY', current: 101 }]))
    world.act(decision, 'decide', { outcome: 'adopted' })
    world.act(decision, 'update', {
      set: { amounts: [{ kind: 'budget', currency: 'CNY', current: 101, actual: 99 }], remark: '改' },
    })
    world.act(decision, 'amend', { set: { amounts: [] }, approver: '市政府常务会议' })
    expect(world.assess(lateEdit, decision)).toMatchObject({ result: 'not_found', severity: null })
  })

  it('finds a step, a ruling of the same day and a source that were rewritten', () => {
    const { world, decision } = cityWith()
    world.step(decision, {
      type: 'deliberation',
      heldAt: '2026-05-08',
      attendance: [{ member: '副市长甲', presence: 'absent' }],
    })
    const ruling = { outcome: 'adopted', decidedAt: '2026-05-08', officer: '市长' }
    world.act(decision, 'decide', ruling, { occurred: '2026-05-08' })
    world.act(decision, 'correct-step', {
      step: { id: 's1', attendance: [{ member: '副市长甲', presence: 'present' }] },
      correction: 'data_entry',
      reason: '漏记',
    })
    world.act(decision, 'decide', { ...ruling, officer: '常务副市长' }, { occurred: '2026-05-08' })
    world.act(decision, 'note-source-change', {
      changes: [{ change: 'changed', field: 'steps/s1/outcome', from: 'passed', to: 'returned' }],
    })
    const found = world.assess(lateEdit, decision)
    expect(found?.value).toBe('steps/s1/attendance, ruling/officer, steps/s1/outcome')
    expect(found?.inputs).toEqual([3, 4, 5, 6])
  })

  it('takes a ruling of a later day for another ruling, and an opinion that was added for none', () => {
    const { world, decision } = cityWith()
    world.step(decision, { type: 'deliberation', heldAt: '2026-05-08' })
    world.act(decision, 'decide', { outcome: 'adopted', decidedAt: '2026-05-08', officer: '市长' })
    world.act(decision, 'decide', { outcome: 'adopted', decidedAt: '2026-07-01', officer: '代市长' })
    world.act(decision, 'record-opinion', { step: 's1', opinion: { member: '副市长甲', stance: 'agree' } })
    expect(world.assess(lateEdit, decision)?.result).toBe('not_found')
  })

  it('looks at milestones from the claim until they are opened again', () => {
    const { world, department } = cityWith()
    const open = milestoneOf(world, department)
    world.act(open, 'reopen', { reason: '渗漏' })
    world.act(open, 'reschedule', { to: '2026-12-31' })
    expect(world.assess(lateEdit, open)?.result).toBe('not_found')
    const done = milestoneOf(world, department)
    world.act(done, 'reschedule', { to: '2026-12-31' })
    expect(world.assess(lateEdit, done)).toMatchObject({ result: 'found', value: 'currentDue' })
  })

  it('cannot tell what a withheld correction changed', () => {
    const { world, decision } = cityWith()
    world.act(decision, 'decide', { outcome: 'adopted' })
    world.act(decision, 'correct', correct([]), { sealed: true })
    expect(world.assess(lateEdit, decision)).toMatchObject({
      result: 'not_assessable',
      missing: [{ reason: 'content_withheld', what: null }],
    })
  })

  it('does not apply before the end', () => {
    const { world, decision } = cityWith()
    expect(world.assess(lateEdit, decision)).toBeNull()
  })
})

const audited = (standing: DocumentStanding | null, size = 100, broken: number[] = []): Audit => ({
  size,
  broken,
  document: () => standing,
})

describe('R03 document does not match', () => {
  const documents = [{ title: '方案', sha256: 'a'.repeat(64) }]

  it.each([
    ['damaged', 'found'],
    ['lost', 'found'],
    ['intact', 'not_found'],
    ['not_held', 'not_assessable'],
    [null, 'not_assessable'],
  ] as const)('a document that is %s is %s', (standing, result) => {
    const { world, decision } = cityWith({ documents })
    expect(world.assess(documentMismatch, decision, { audit: audited(standing) })?.result).toBe(result)
  })

  it('knows nothing without a check of the ledger, and looks at evidence too', () => {
    const { world, department, decision } = cityWith({ documents })
    expect(world.assess(documentMismatch, decision)).toMatchObject({
      result: 'not_assessable',
      missing: [{ reason: 'not_recorded', what: 'audit' }],
    })
    expect(world.assess(documentMismatch, decision, { audit: audited(null) })).toMatchObject({
      missing: [{ reason: 'not_recorded', what: 'audit' }],
    })
    expect(world.assess(documentMismatch, decision, { audit: audited('not_held') })).toMatchObject({
      missing: [{ reason: 'not_recorded', what: 'documents' }],
    })
    const milestone = world.open('milestone', department, { title: '管网' })
    world.act(milestone, 'claim', { evidence: documents })
    expect(world.assess(documentMismatch, milestone, { audit: audited('lost') })).toMatchObject({
      result: 'found',
      value: 1,
      severity: 'critical',
    })
  })

  it('does not apply where no digest is declared', () => {
    const { world, decision } = cityWith({ documents: [{ title: '方案', url: 'https://example.org/' }] })
    expect(world.assess(documentMismatch, decision)).toBeNull()
  })
})

describe('R05 amendment disguised as correction', () => {
  it('finds a due date that a correction moved', () => {
    const { world, department } = cityWith()
    const id = world.open('milestone', department, { title: '管网', baselineDue: '2026-06-30' })
    world.act(id, 'correct', { set: { baselineDue: '2026-12-31' }, correction: 'typo', reason: '笔误' })
    expect(world.assess(disguisedAmendment, id)).toMatchObject({
      result: 'found',
      value: 'baselineDue',
      inputs: [3],
    })
  })

  it('does not mind a title, or an amount that was missing', () => {
    const { world, decision } = cityWith({ amounts: [] })
    world.act(decision, 'correct', {
      set: { title: '自来水价格', amounts: AMOUNTS },
      correction: 'late_evidence',
      reason: '补录',
    })
    expect(world.assess(disguisedAmendment, decision)?.result).toBe('not_found')
  })

  it('cannot tell what a withheld correction changed, and does not apply without any', () => {
    const { world, decision } = cityWith()
    expect(world.assess(disguisedAmendment, decision)).toBeNull()
    world.act(
      decision,
      'correct',
      { set: { amounts: [] }, correction: 'typo', reason: '误' },
      { sealed: true },
    )
    expect(world.assess(disguisedAmendment, decision)?.result).toBe('not_assessable')
  })
})

describe('R06 withheld past its review', () => {
  const sealed = (review: string) => ({ sealed: true, review, recorded: '2026-01-05' })

  it('finds a day of review that has passed, even of a record withheld as a whole', () => {
    const { world, department, decision } = cityWith()
    world.act(decision, 'update', { set: { remark: '内部意见' } }, sealed('2026-06-01'))
    expect(world.assess(reviewLapsed, decision)).toMatchObject({
      result: 'found',
      value: '2026-06-01',
      inputs: [2],
    })
    const whole = world.decision(department, {}, sealed('2026-07-01'))
    expect(world.assess(reviewLapsed, whole)?.result).toBe('found')
  })

  it('does not when the day is to come, or it was disclosed or withheld anew since', () => {
    const { world, decision } = cityWith()
    world.act(decision, 'update', { set: { remark: '内部意见' } }, sealed('2027-06-01'))
    expect(world.assess(reviewLapsed, decision)?.result).toBe('not_found')
    const [shown, again] = [cityWith(), cityWith()]
    for (const city of [shown, again])
      city.world.act(city.decision, 'update', { set: { remark: '意见' } }, sealed('2026-06-01'))
    shown.world.act(shown.decision, 'correct', {
      set: { remark: '意见' },
      correction: 'legal',
      reason: '复核后公开',
    })
    again.world.act(again.decision, 'update', { set: { remark: '意见' } }, { sealed: true })
    expect(shown.world.assess(reviewLapsed, shown.decision)?.result).toBe('not_found')
    expect(again.world.assess(reviewLapsed, again.decision)?.result).toBe('not_found')
  })

  it('does not apply to what is public; what is withheld always says until when', () => {
    const { world, decision } = cityWith()
    expect(world.assess(reviewLapsed, decision)).toBeNull()
  })
})

describe('R07 archive gap', () => {
  function completed(on: string) {
    const city = cityWith()
    city.world.step(city.decision, { type: 'legality_review', concludedAt: '2025-01-10', outcome: 'passed' })
    city.world.act(city.decision, 'complete', {}, { occurred: on })
    return city
  }

  it('finds a decision that was completed long ago and not archived', () => {
    const { world, decision } = completed('2026-03-01')
    expect(world.assess(archiveGap, decision)).toMatchObject({ result: 'found', value: 'archive' })
  })

  it('finds an archive without a list, and not one that has it', () => {
    const { world, decision } = completed('2026-03-01')
    world.step(decision, { type: 'archive', concludedAt: '2026-04-01' })
    expect(world.assess(archiveGap, decision)).toMatchObject({ result: 'found', value: 'archive/inventory' })
    world.step(decision, { id: 's2', type: 'archive', concludedAt: '2026-04-01', inventory: '共 12 件' })
    expect(world.assess(archiveGap, decision)?.result).toBe('not_found')
  })

  it('cannot be told when the archive may be withheld, nothing of the procedure is logged, or its day is not known', () => {
    const hidden = completed('2026-03-01')
    hidden.world.step(hidden.decision, { type: 'archive', concludedAt: '2026-04-01' }, { sealed: true })
    expect(hidden.world.assess(archiveGap, hidden.decision)?.missing[0]?.reason).toBe('content_withheld')
    const { world, decision } = cityWith()
    world.act(decision, 'complete', {}, { occurred: '2026-03-01' })
    expect(world.assess(archiveGap, decision)?.missing[0]?.reason).toBe('not_recorded')
    const vague = completed('2026')
    expect(vague.world.assess(archiveGap, vague.decision)?.missing[0]?.reason).toBe('date_imprecise')
  })

  it('does not apply within sixty days, and the day after them it does', () => {
    const { world, decision } = completed('2026-03-01')
    expect(world.assess(archiveGap, decision, { today: '2026-04-30' })).toBeNull()
    expect(world.assess(archiveGap, decision, { today: '2026-05-01' })?.result).toBe('found')
  })
})

describe('R09 chain break', () => {
  it('is not found where the check walked the whole ledger, and not known without one', () => {
    const { world, decision } = cityWith()
    expect(world.assess(chainBreak, decision, { audit: audited(null) })?.result).toBe('not_found')
    expect(world.assess(chainBreak, decision)?.result).toBe('not_assessable')
    expect(world.assess(chainBreak, decision, { audit: audited(null, 1) })?.result).toBe('not_assessable')
  })

  it('finds an entry that is not in the tree', () => {
    const { world, decision } = cityWith()
    expect(world.assess(chainBreak, decision, { audit: audited(null, 9, [1]) })).toMatchObject({
      result: 'found',
      value: 'tree',
      inputs: [1],
    })
  })

  it('finds a gap in the numbers and a clock that runs back, withheld or not', () => {
    const { world, decision } = cityWith()
    world.act(decision, 'update', { set: { remark: '一' } }, { recorded: '2026-11-20', sealed: true })
    expect(world.assess(chainBreak, decision, { audit: audited(null) })).toMatchObject({
      result: 'found',
      value: 'recorded',
      inputs: [1, 2],
    })
    world.entries.splice(1, 1)
    expect(world.assess(chainBreak, decision, { audit: audited(null) })).toMatchObject({
      result: 'found',
      value: 'seq',
    })
  })
})
