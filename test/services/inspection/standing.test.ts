import { beforeAll, describe, expect, it } from 'vitest'
import { china } from '../../../worker/domain/calendar/china.ts'
import type { Rule } from '../../../worker/domain/rules/rule.ts'
import { rules } from '../../../worker/domain/rules/rules.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { startWatch } from '../../../worker/services/flags/watch.ts'
import type { Finding } from '../../../worker/services/inspection/inspection.ts'
import { createStanding } from '../../../worker/services/inspection/standing/standing.ts'
import { type Caller, LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import type { Services } from '../../../worker/services/services.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { SECOND } from '../../support/ledger/ledger.ts'

const inspector: Caller = { account: 'acc-0000000001', role: 'inspector', department: null }

const places = (findings: readonly Finding[]): string[] =>
  findings.map((one) => `${one.rule} ${one.subject} ${one.value} ${one.inputs}`).sort()

async function whole({ inspection }: Services, of?: readonly Rule[]): Promise<string[]> {
  const findings: Finding[] = []
  await inspection.inspect({ rules: of, onFinding: (one) => findings.push(one) })
  return places(findings)
}

describe('what the rules find, as it stands', () => {
  let dataDir: string
  let services: Services

  beforeAll(async () => {
    dataDir = await demoFolder()
    services = (await openMachine({ dataDir })).services
  })

  it('says how far it is, and goes on where it was stopped', async () => {
    const { standing, log } = services
    expect(await standing.standing()).toEqual({
      size: null,
      day: null,
      waiting: 0,
      isCurrent: false,
      calendar: china.name,
    })
    await standing.step(10)
    await standing.step(10)
    const half = await standing.standing()
    expect(half).toMatchObject({ size: (await log.snapshot()).size, isCurrent: false })
    expect(half.waiting).toBeGreaterThan(0)
    // Another process, which knows nothing of this one.
    const other = (await openMachine({ dataDir })).services
    await other.standing.settle()
    expect(await standing.standing()).toMatchObject({ waiting: 0, isCurrent: true })
    expect(places(await standing.findings())).toEqual(await whole(services))
    expect(await standing.settle()).toBe(0)
  })

  it('is right when two processes work on it at once', async () => {
    const other = (await openMachine({ dataDir })).services
    const { acts, standing } = services
    for (let n = 0; n < 5; n++)
      await acts.open({ actor: LOCAL_OPERATOR }, 'milestone', 'dep-mc-water', {
        title: `抢修第 ${n} 段`,
        currentDue: '2026-01-05',
      })
    await Promise.all([standing.settle(), other.standing.settle()])
    await standing.settle()
    expect(places(await standing.findings())).toEqual(await whole(services))
  })

  it('looks at everything again when rules or their settings change', async () => {
    const few = rules.filter(({ id }) => id === 'M01' || id === 'O03')
    const limited = createStanding(services.ledger, { rules: few })
    await limited.settle()
    expect(places(await limited.findings())).toEqual(await whole(services, few))
    expect((await limited.coverage()).map(({ rule }) => rule)).toEqual(['M01', 'O03'])
    const strict = createStanding(services.ledger, { settings: async () => ({ P04: { days: 90 } }) })
    await strict.settle()
    const findings: Finding[] = []
    const made = await services.inspection.inspect({
      settings: { P04: { days: 90 } },
      onFinding: (one) => findings.push(one),
    })
    expect(places(await strict.findings())).toEqual(places(findings))
    const counted = (all: typeof made.rules): unknown =>
      all.map(({ rule, applicable, found, notAssessable }) => [rule, applicable, found, notAssessable])
    expect(counted(await strict.coverage())).toEqual(counted(made.rules))
    await services.standing.settle()
    expect(places(await services.standing.findings())).toEqual(await whole(services))
  })

  it('takes into account that a body was erased', async () => {
    const { standing, erasures } = services
    const before = places(await standing.findings())
    const [finding] = (await standing.findings({ rule: 'P02' })).filter(({ inputs }) => inputs.length > 0)
    const index = finding?.inputs.at(-1) ?? -1
    await erasures.erase({ actor: LOCAL_OPERATOR, approver: SECOND }, index, {
      ground: 'personal_data',
      reason: '含个人信息，依法删除。',
      authority: '某市网信办',
    })
    await standing.settle()
    const after = places(await standing.findings())
    expect(after).toEqual(await whole(services))
    expect(after).not.toEqual(before)
  })

  it('lets a flag lapse whose subject was corrected, and no other', async () => {
    const { acts, flags, reading } = services
    const call = { actor: inspector }
    const department = { actor: LOCAL_OPERATOR, approver: SECOND }
    const opened: string[] = []
    for (const title of ['写错日期的节点', '办得太晚的节点', '撤下内容的节点']) {
      const { records } = await acts.open(department, 'milestone', 'dep-mc-water', {
        title,
        currentDue: '2026-01-05',
      })
      opened.push(records[0]?.id ?? '')
    }
    const raised: string[] = []
    for (const subject of opened)
      raised.push((await flags.raise(call, { rule: 'M01', subject })).records[0]?.id ?? '')
    expect(await flags.lapse(call, 'corrected')).toEqual([])
    const [wrong = '', late = ''] = opened
    await acts.act(department, 'milestone', 'corrected', wrong, {
      set: { currentDue: '2099-01-05' },
      correction: 'typo',
      reason: '年份写错。',
    })
    await acts.act(department, 'milestone', 'cancelled', late, {
      reason: '并入另一节点。',
      approver: '局长办公会',
    })
    expect(await flags.lapse(call, 'corrected')).toEqual([raised[0]])
    const states = await Promise.all(raised.map(async (id) => (await reading.record(id))?.status))
    expect(states).toEqual(['lapsed', 'raised', 'raised'])
    expect((await reading.timeline(raised[0] ?? '')).length).toBe(2)
    // What cannot be told any more does not lapse when an inspector asks for it, either.
    const { firstIndex = -1 } = (await reading.record(opened[2] ?? '')) ?? {}
    const why = { ground: 'personal_data', authority: '某市网信办', reason: '含个人信息。' }
    await services.erasures.erase(department, firstIndex, why)
    expect(await flags.lapse(call)).toEqual([raised[1]])
    expect((await reading.record(raised[2] ?? ''))?.status).toBe('raised')
  })

  it('follows the ledger by itself, and takes its share while others write', async () => {
    const { acts, standing, flags, rulebook, log } = services
    let time = 0
    const pauses: number[] = []
    const current = async (): Promise<boolean> => (await standing.standing()).isCurrent
    const errors: unknown[] = []
    const watch = startWatch({
      standing,
      flags,
      rulebook,
      size: async () => (await log.snapshot()).size,
      share: 1 / 5,
      idle: 7777,
      // Every look at the clock is one unit later than the one before.
      clock: () => ++time,
      pause: async (milliseconds) => {
        pauses.push(milliseconds)
        await new Promise((resolve) => setTimeout(resolve, 1))
      },
      onError: (error) => errors.push(error),
    })
    for (let n = 0; n < 30; n++)
      await acts.open({ actor: LOCAL_OPERATOR }, 'milestone', 'dep-mc-water', { title: `巡查 ${n}` })
    await expect.poll(current).toBe(true)
    await expect.poll(() => pauses.includes(7777)).toBe(true)
    await watch.stop()
    expect(errors).toEqual([])
    // One unit of work, four of rest: a fifth.
    expect(pauses).toContain(4)
    expect(places(await standing.findings())).toEqual(await whole(services))
  })
})
