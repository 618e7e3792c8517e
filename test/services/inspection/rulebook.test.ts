import { beforeAll, describe, expect, it } from 'vitest'
import { RULEBOOK } from '../../../worker/domain/kinds/rulebook/rulebook.ts'
import { ruleOf, rules } from '../../../worker/domain/rules/rules.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { createRulebook } from '../../../worker/services/inspection/rulebook.ts'
import { FOUND } from '../../../worker/services/records/acts.ts'
import type { Caller } from '../../../worker/services/roles.ts'
import type { Services } from '../../../worker/services/services.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { freshLedger, SECOND } from '../../support/ledger/ledger.ts'

const inspector: Caller = { account: 'acc-0000000001', role: 'inspector', department: null }
const recorder: Caller = { account: 'acc-0000000002', role: 'recorder', department: 'dep-mc-water' }
const call = { actor: inspector, approver: SECOND }

describe('the rulebook of a ledger', () => {
  let services: Services
  beforeAll(async () => {
    services = (await openMachine({ dataDir: await demoFolder() })).services
  })

  const sizeOf = async (): Promise<number> => (await services.log.snapshot()).size

  it('leaves an empty ledger empty, and adopts the rules once in any other', async () => {
    const empty = await freshLedger()
    expect(await empty.services.rulebook.adopt()).toBeNull()
    expect((await empty.services.log.snapshot()).size).toBe(0)
    const before = await sizeOf()
    const [first, second] = await Promise.all([services.rulebook.adopt(), services.rulebook.adopt()])
    expect([first, second].filter((one) => one !== null)).toHaveLength(1)
    expect(await services.rulebook.adopt()).toBeNull()
    expect(await sizeOf()).toBe(before + 1)
    const raised = rules.map((rule) => (rule.id === 'M02' ? { ...rule, version: 2 } : rule))
    const later = createRulebook(services.ledger, raised)
    expect((await later.adopt())?.records).toMatchObject([{ id: RULEBOOK, seq: 2 }])
    expect((await services.rulebook.changes('M02')).map(({ adopted }) => adopted?.version)).toEqual([2, 1])
    expect((await services.rulebook.at(before + 1))?.rules.M02?.version).toBe(1)
    expect(await services.rulebook.at(before)).toBeNull()
    // The software of this test is the older one: it adopts its own version again.
    await services.rulebook.adopt()
  })

  it('is changed by inspectors, with a reason; the rules look at everything again', async () => {
    const { rulebook, standing } = services
    await standing.settle()
    const slipped = async (): Promise<number> => (await standing.findings({ rule: 'M02' })).length
    const before = await slipped()
    expect(before).toBeGreaterThan(0)
    const size = await sizeOf()
    const refused = async (id: string, given: unknown, code: string, caller = inspector) =>
      expect(rulebook.set({ actor: caller }, id, given)).rejects.toMatchObject({ code })
    await refused('M02', { values: { times: 50 }, reason: '试' }, 'not_allowed', recorder)
    await refused('X99', { values: { times: 50 }, reason: '试' }, 'not_found')
    await refused('M02', { values: { times: 50 } }, 'invalid')
    await refused('M02', { values: {}, reason: '试' }, 'invalid')
    await refused('M02', { values: { none: 9 }, reason: '试' }, 'invalid')
    await refused('M02', { values: { times: 'many' }, reason: '试' }, 'invalid')
    await refused('M02', { values: { times: null }, reason: '试' }, 'unchanged')
    // What a rule finds, and no longer finds, is no matter of one person.
    await refused('M02', { values: { times: 50 }, reason: '试' }, 'needs_approval')
    expect(await sizeOf()).toBe(size)
    const { receipts } = await rulebook.set(call, 'M02', {
      values: { times: 50, days: 3650 },
      reason: '两次太少。',
    })
    expect(receipts[0]?.index).toBe(size)
    await standing.settle()
    expect(await slipped()).toBe(0)
    expect((await rulebook.changes('M02'))[0]).toMatchObject({
      index: size,
      values: [
        { parameter: 'times', from: null, to: 50 },
        { parameter: 'days', from: null, to: 3650 },
      ],
      reason: '两次太少。',
      adopted: null,
      actor: { role: 'inspector' },
    })
    await rulebook.set(call, 'M02', { values: { times: null, days: null }, reason: '改回。' })
    await standing.settle()
    expect(await slipped()).toBe(before)
    expect(await rulebook.settings()).toEqual({})
  })

  it('of a flag it can be told by which limits it was raised, and asked again by them', async () => {
    const { rulebook, standing, flags, recheck, acts } = services
    await rulebook.set(call, 'M01', { values: { long: 5 }, reason: '逾期五日即为严重。' })
    await standing.settle()
    const [finding] = await standing.findings({ rule: 'M01' })
    if (finding === undefined) throw new Error('the demo city gives nothing overdue')
    const { records } = await flags.raise(call, { rule: 'M01', subject: finding.subject })
    const id = records[0]?.id ?? ''
    expect((await services.reading.record(id))?.state).toMatchObject({
      parameters: [{ name: 'long', value: 5 }],
    })
    await rulebook.set(call, 'M01', { values: { long: null }, reason: '改回。' })
    const due = { to: '2028-01-01', reasonCode: 'scope', reason: '延期。', approver: '局长办公会' }
    await acts.act(
      { actor: { account: 'local', role: 'operator', department: null }, approver: 'test-second' },
      'milestone',
      'rescheduled',
      finding.subject,
      due,
    )
    expect(await recheck(id)).toMatchObject({
      agrees: true,
      rule: 'M01',
      version: { raised: ruleOf('M01')?.version, now: ruleOf('M01')?.version },
      told: { value: String(finding.value) },
      again: { result: 'found', severity: finding.severity, value: finding.value },
    })
    await expect(recheck('fla-0000000000')).rejects.toMatchObject({ code: 'not_found' })
    await expect(recheck(finding.subject)).rejects.toMatchObject({ code: 'not_found' })
    const { records: own } = await acts.open(call, 'flag', null, {
      title: '看看这一条',
      subject: finding.subject,
      severity: 'low',
      finding: '进度与报道不一致。',
    })
    await expect(recheck(own[0]?.id ?? '')).rejects.toMatchObject({ code: 'wrong_state' })
    // A flag that says another figure than the rule gave is found out.
    const { records: wrong } = await acts.open(
      call,
      'flag',
      null,
      {
        title: '误写',
        subject: finding.subject,
        rule: 'M01',
        ruleVersion: 1,
        severity: 'low',
        value: '999999',
        finding: '误写的数字。',
      },
      FOUND,
    )
    expect((await recheck(wrong[0]?.id ?? '')).agrees).toBe(false)
  })

  it('tries other limits on what was recorded, and writes nothing', async () => {
    const { trial, standing, flags, acts, log } = services
    await standing.settle()
    const now = await standing.findings({ rule: 'M02' })
    const [finding] = now
    if (finding === undefined) throw new Error('the demo city gives no repeated slip')
    const { records } = await flags.raise(call, { rule: 'M02', subject: finding.subject })
    await acts.act(call, 'flag', 'escalated', records[0]?.id ?? '', { reason: '情况属实。' })
    const { size } = await log.snapshot()
    const tried = await trial.try(inspector, 'M02', { times: 50, days: 3650 })
    expect(tried).toMatchObject({
      rule: 'M02',
      now: { found: now.length },
      tried: { found: 0 },
      gained: { total: 0, items: [] },
      lost: { total: now.length },
      flags: { confirmed: 1, other: 0, confirmedStill: 0, otherStill: 0, precisionNow: null },
    })
    expect(tried.values).toContainEqual({ parameter: 'times', now: 2, tried: 50 })
    expect((await trial.try(inspector, 'M02', { times: null })).flags).toMatchObject({
      confirmed: 1,
      confirmedStill: 1,
    })
    expect((await trial.try(inspector, 'M02', { times: 50 }, { asOf: '2020-01-01' })).asOf).toBe('2020-01-01')
    await expect(trial.try(recorder, 'M02', { times: 3 })).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(trial.try(inspector, 'M99', { times: 3 })).rejects.toMatchObject({ code: 'not_found' })
    await expect(trial.try(inspector, 'M02', { times: 0 })).rejects.toMatchObject({ code: 'invalid' })
    expect((await log.snapshot()).size).toBe(size)
    expect(await standing.findings({ rule: 'M02' })).toEqual(now)
  })
})
