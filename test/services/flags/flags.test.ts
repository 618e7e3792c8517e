import { beforeAll, describe, expect, it } from 'vitest'
import { advisedFlag, openFlag } from '../../../worker/cli/demo/flag.ts'
import { ledgerDay } from '../../../worker/domain/record/date.ts'
import { rules } from '../../../worker/domain/rules/rules.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import type { QueueItem } from '../../../worker/services/flags/queue.ts'
import { isRaisable } from '../../../worker/services/flags/raisable.ts'
import type { Finding } from '../../../worker/services/inspection/inspection.ts'
import { readOutcomes } from '../../../worker/services/inspection/rule-outcomes.ts'
import { FOUND } from '../../../worker/services/records/acts.ts'
import type { Caller } from '../../../worker/services/roles.ts'
import type { Services } from '../../../worker/services/services.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'

const inspector: Caller = { account: 'acc-0000000001', role: 'inspector', department: null }
const call = { actor: inspector }

/** A finding of a rule, as it stands in the queue. */
type Waiting = QueueItem & { rule: string }

describe('flags', () => {
  let services: Services
  let findings: Waiting[]

  beforeAll(async () => {
    services = (await openMachine({ dataDir: await demoFolder() })).services
    findings = await found()
  })

  async function found(): Promise<Waiting[]> {
    await services.standing.settle()
    const { items, next } = await services.queue.list(inspector, { place: 'all', limit: 500 })
    expect(next).toBeNull()
    return items.filter((one): one is Waiting => one.rule !== null)
  }

  const publicOne = (): Waiting => {
    const found = findings.find(
      ({ audience, about, department, flag }) =>
        audience === 'public' && about === 'record' && department !== null && flag === null,
    )
    if (found === undefined) throw new Error('the demo city gives no public finding')
    return found
  }
  const stateOf = async (id: string) => {
    const state = (await services.reading.record(id))?.state
    if (state?.kind !== 'flag') throw new Error(`${id} is no flag`)
    return state
  }
  const raised = async (finding = publicOne()): Promise<{ id: string; finding: Waiting }> => {
    const { records } = await services.flags.raise(call, finding)
    findings = await found()
    return { id: records[0]?.id ?? '', finding }
  }

  it('are raised by inspectors for what a rule finds, with the rule, the figures and the entries', async () => {
    const size = (await services.log.snapshot()).size
    await expect(
      services.queue.list({ account: 'acc-0000000002', role: 'recorder', department: 'dep-mc-water' }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    const hidden = findings.find(({ audience }) => audience === 'inspectors')
    if (hidden !== undefined)
      await expect(services.flags.raise(call, hidden)).rejects.toMatchObject({
        code: expect.stringMatching(/not_/),
      })
    await expect(
      services.flags.raise(call, { rule: 'P01', subject: 'dec-0000000000' }),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await services.log.snapshot()).size).toBe(size)
    const { id, finding } = await raised()
    expect(await stateOf(id)).toMatchObject({
      status: 'raised',
      rule: finding.rule,
      ruleVersion: rules.find(({ id: rule }) => rule === finding.rule)?.version,
      subject: finding.subject,
      department: finding.department,
      severity: finding.severity,
      inputs: finding.inputs,
      asOf: finding.asOf,
    })
    // Each language for itself, title and finding.
    const said = await stateOf(id)
    const rule = rules.find((one) => one.id === finding.rule)
    expect([said.title, said.titleEn]).toEqual([rule?.name.zh, rule?.name.en])
    expect([said.finding, said.findingEn]).toEqual([rule?.definition.zh, rule?.definition.en])
    expect(
      findings.find((one) => one.rule === finding.rule && one.subject === finding.subject)?.flag,
    ).toMatchObject({
      id,
      status: 'raised',
    })
    await expect(services.flags.raise(call, finding)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('are looked at by rules whose findings are never raised', () => {
    const about = rules.filter(({ kinds }) => kinds.includes('flag'))
    expect(about.map(({ id }) => id)).toEqual(['R06', 'R09', 'R11', 'I01', 'I02', 'I05'])
    for (const rule of about)
      for (const subject of ['fla-0000000001', 'tra-0000000001'])
        expect(isRaisable(rule, { about: 'record', subject })).toBe(false)
    const [lapsed] = about
    expect(lapsed && isRaisable(lapsed, { about: 'record', subject: 'dep-water' })).toBe(true)
    expect(lapsed && isRaisable(lapsed, { about: 'group', subject: 'dep-water' })).toBe(false)
  })

  it('change what the rules about them find at once, and nothing else', async () => {
    const { acts, inspection } = services
    const { rule, subject } = publicOne()
    const daysAgo = (days: number) => ({
      ...call,
      occurred: ledgerDay(new Date(Date.now() - days * 86_400_000).toISOString()),
    })
    const open = async (days: number): Promise<string> => {
      const fields = { title: '再次提出', subject, rule, severity: 'low', finding: '同前。' }
      const { records } = await acts.open(daysAgo(days), 'flag', null, fields, FOUND)
      return records[0]?.id ?? ''
    }
    const places = (all: readonly Finding[]): string[] =>
      all.map((one) => `${one.rule} ${one.subject} ${one.value}`).sort()
    /** What is kept, which must be what a run over all records gives. */
    const of = async (flag: string): Promise<string[]> => {
      await services.standing.settle()
      standing = await services.standing.findings()
      const all: Finding[] = []
      await inspection.inspect({ onFinding: (one) => all.push(one) })
      expect(places(standing)).toEqual(places(all))
      return standing.filter((one) => one.subject === flag).map((one) => one.rule)
    }
    let standing = await services.standing.findings()
    const others = standing.filter((one) => !one.rule.startsWith('I'))
    const first = await open(60)
    expect(await of(first)).toEqual(['I01'])
    await acts.act(daysAgo(50), 'flag', 'advised', first, { reason: '成立。', advice: '今后先审。' })
    expect(await of(first)).toEqual([])
    const again = await open(10)
    expect(await of(first)).toEqual(['I02'])
    expect(standing.find((one) => one.rule === 'I02')?.value).toBe(again)
    expect(places(standing.filter((one) => !one.rule.startsWith('I')))).toEqual(places(others))
    await expect(services.flags.raise(call, { rule: 'I02', subject: first })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await acts.act(call, 'flag', 'data_error', again, { reason: '重复。' })
    expect(await of(first)).toEqual([])
  })

  it('are answered by their department alone, and end with a reason', async () => {
    const { id, finding } = await raised()
    const { acts } = services
    const own: Caller = { account: 'acc-0000000003', role: 'recorder', department: finding.department }
    const other: Caller = { account: 'acc-0000000004', role: 'recorder', department: 'dep-other' }
    const answer = { response: 'reject', text: '材料当日已送达，系统中补录较晚。' }
    await expect(acts.act({ actor: own }, 'flag', 'acknowledged', id, {})).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await acts.act(call, 'flag', 'acknowledged', id, {})
    await acts.act(call, 'flag', 'explanation_requested', id, {
      question: '请说明送审日期。',
      answerDue: '2026-12-15',
      clock: 'rule',
    })
    for (const actor of [other, inspector])
      await expect(acts.act({ actor }, 'flag', 'responded', id, answer)).rejects.toMatchObject({
        code: 'not_allowed',
      })
    await acts.act({ actor: own }, 'flag', 'responded', id, answer)
    await expect(acts.act(call, 'flag', 'cleared', id, {})).rejects.toMatchObject({ code: 'invalid' })
    await acts.act(call, 'flag', 'advised', id, {
      reason: '解释成立。',
      advice: '今后当日入账。',
      commitment: null,
    })
    expect(await stateOf(id)).toMatchObject({
      status: 'advised',
      outcome: '解释成立。',
      advice: '今后当日入账。',
      question: '请说明送审日期。',
      answers: [answer],
    })
    await expect(acts.act(call, 'flag', 'parked', id, { reason: '…' })).rejects.toMatchObject({
      code: 'wrong_state',
    })
    await acts.act(call, 'flag', 'reopened', id, { reason: '有新材料。' })
    expect((await stateOf(id)).status).toBe('acknowledged')
  })

  it('with advice and a day leave a milestone of the department, which an inspector verifies', async () => {
    const held = new Set((await services.reading.departments()).map(({ record }) => record.id))
    const wanted = findings.find(
      ({ audience, about, department, flag }) =>
        audience === 'public' && about === 'record' && held.has(department ?? '') && flag === null,
    )
    if (wanted === undefined) throw new Error('no public finding at a department that is registered')
    const { id, finding } = await raised(wanted)
    const { acts, reading, log } = services
    const { size } = await log.snapshot()
    const advice = { reason: '成立。', advice: '补做合法性审查。' }
    const refused: [given: object, code: string, field?: string][] = [
      [{ ...advice, due: '明年' }, 'invalid', 'due'],
      [{ ...advice, title: '补审' }, 'invalid', 'due'],
      [{ ...advice, commitment: 'mil-0000000000' }, 'not_found', 'commitment'],
      [{ ...advice, due: '2099-06-30', commitment: 'mil-0000000000' }, 'invalid', 'commitment'],
      [{ due: '2099-06-30' }, 'invalid'],
    ]
    for (const [given, code, field] of refused)
      await expect(acts.act(call, 'flag', 'advised', id, given)).rejects.toMatchObject({
        code,
        ...(field === undefined ? {} : { field }),
      })
    expect((await log.snapshot()).size).toBe(size)
    const { records, receipts } = await acts.act(call, 'flag', 'advised', id, {
      ...advice,
      due: '2099-06-30',
    })
    const [remedy] = records
    expect(receipts).toHaveLength(2)
    expect((await stateOf(id)).commitment).toBe(remedy?.id)
    const remedyState = async () => (await reading.record(remedy?.id ?? ''))?.state
    const subject = (await reading.record(finding.subject))?.state
    expect(await remedyState()).toMatchObject({
      kind: 'milestone',
      type: 'rectification',
      status: 'scheduled',
      department: finding.department,
      flag: id,
      baselineDue: '2099-06-30',
      currentDue: '2099-06-30',
      description: '补做合法性审查。',
      ...(subject?.kind === 'decision' ? { decision: subject.id } : {}),
    })
    const own: Caller = { account: 'acc-0000000003', role: 'recorder', department: finding.department }
    const remedyId = remedy?.id ?? ''
    const evidence = [{ title: '审查意见', docType: 'report' }]
    await acts.act({ actor: own }, 'milestone', 'claimed', remedyId, { by: '法规科', evidence })
    await expect(
      acts.act({ actor: own }, 'milestone', 'verified', remedyId, { outcome: 'met', by: '法规科二组' }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    await acts.act(call, 'milestone', 'verified', remedyId, { outcome: 'not_met', by: '纪检监察组' })
    expect(await remedyState()).toMatchObject({ status: 'not_met', metAt: null, verifiedBy: '纪检监察组' })
    await acts.act(call, 'flag', 'reopened', id, { reason: '整改未完成。' })
    await acts.act(call, 'flag', 'advised', id, { ...advice, commitment: remedyId })
    expect((await stateOf(id)).commitment).toBe(remedyId)
  })

  it('the demo shows one that was answered, and one with a remedy', async () => {
    const demo = (await openMachine({ dataDir: await demoFolder() })).services
    const id = await openFlag(demo, 'acc-0000000009')
    expect((await demo.reading.record(id ?? ''))?.state).toMatchObject({
      rule: 'P02',
      status: 'responded',
      severity: 'critical',
      answers: [{ response: 'partly' }],
    })
    const advised = (await demo.reading.record((await advisedFlag(demo, 'acc-0000000009')) ?? ''))?.state
    expect(advised).toMatchObject({ rule: 'M02', status: 'advised', answers: [{ response: 'accept' }] })
    const remedy = advised?.kind === 'flag' ? await demo.reading.record(advised.commitment ?? '') : null
    expect(remedy?.state).toMatchObject({ type: 'rectification', status: 'scheduled', flag: advised?.id })
    expect(await readOutcomes(demo.reading, 'P02')).toMatchObject({ raised: 1, open: 1, answered: { n: 1 } })
    expect((await readOutcomes(demo.reading, 'P01')).raised).toBe(0)
    await expect(openFlag(demo, 'acc-0000000009')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('lapse when their rule finds nothing any more, and keep their history', async () => {
    const { records } = await services.acts.open(
      call,
      'flag',
      null,
      {
        title: '已不存在的情形',
        subject: findings[0]?.subject,
        rule: 'P01',
        ruleVersion: 1,
        severity: 'high',
        finding: '当时没有合法性审查。',
      },
      FOUND,
    )
    const id = records[0]?.id ?? ''
    const stands = findings.some((one) => one.rule === 'P01' && one.subject === findings[0]?.subject)
    const lapsed = await services.flags.lapse(call)
    expect(lapsed.includes(id)).toBe(!stands)
    if (!stands) expect((await stateOf(id)).status).toBe('lapsed')
    expect((await services.reading.timeline(id)).length).toBe(stands ? 1 : 2)
    expect(await services.flags.lapse(call)).toEqual([])
  })
})
