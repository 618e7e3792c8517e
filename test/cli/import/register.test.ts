import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openLocal } from '../../../worker/cli/import/local.ts'
import { declaredOtherwise } from '../../../worker/domain/kinds/decision/declared.ts'
import type { DecisionState } from '../../../worker/domain/kinds/decision/state.ts'
import { dateOfStep } from '../../../worker/domain/kinds/decision/step.ts'
import type { State } from '../../../worker/domain/kinds/kinds.ts'
import { derive } from '../../../worker/domain/kinds/milestone/derived.ts'
import type { MilestoneState } from '../../../worker/domain/kinds/milestone/state.ts'
import { isDissent } from '../../../worker/domain/kinds/person/votes.ts'
import { procedureOf } from '../../../worker/domain/procedure/expected.ts'
import { builtIn } from '../../../worker/domain/procedure/procedures.ts'
import type { GivenFile } from '../../../worker/intake/files/sheet.ts'
import { builtinMapping } from '../../../worker/intake/profiles.ts'
import type { RegisterMapping } from '../../../worker/intake/register/mapping.schema.ts'
import { planRegister } from '../../../worker/intake/register/plan.ts'
import { readRegister } from '../../../worker/intake/register/read.ts'
import type { Target } from '../../../worker/intake/run/target.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { votesOf } from '../../../worker/services/read/votes.ts'
import { comesHome } from '../../support/registers/home.ts'
import { filesOf, importedRegister, type RegisterName } from '../../support/registers/registers.ts'
import { sharedFolder } from '../../support/shared.ts'

const shared = sharedFolder()
if (shared === null) console.warn('the shared data is not here: real registers are not read')
const TODAY = '2026-11-23'

function register(name: string): RegisterMapping {
  const mapping = builtinMapping(name)
  if (mapping.target !== 'register') throw new Error(`${name} is no register`)
  return mapping
}

function filesIn(folder: string): GivenFile[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((path) => ({ path, bytes: new Uint8Array(readFileSync(path)) }))
}

describe.skipIf(shared === null)('real registers', () => {
  const targets: Target[] = []
  afterAll(async () => {
    for (const target of targets) await target.close()
  })

  /** What its import told, and a ledger that holds the register. */
  async function imported(name: RegisterName) {
    const { folder, summary } = await importedRegister(name)
    const target = openLocal(folder, await openMachine({ dataDir: folder }))
    targets.push(target)
    async function states<K extends State['kind']>(kind: K): Promise<Extract<State, { kind: K }>[]> {
      const isOf = (state: State): state is Extract<State, { kind: K }> => state.kind === kind
      return (await target.register(name)).map(({ state }) => state).filter(isOf)
    }
    return { folder, summary, target, states }
  }

  it('NYC 2022: every introduction, event and vote, in order, once', async () => {
    const { summary, states } = await imported('nyc-council')
    expect(summary.rejected).toBe(0)
    expect([summary.byKind.decision, summary.byKind.responsibility]).toEqual([872, 5])
    expect([summary.tally.read, summary.tally.recorded]).toEqual([928, 928])
    expect(summary.deliveries[0]?.events.step_concluded).toBe(5313)
    const decisions: DecisionState[] = await states('decision')
    const steps = decisions.flatMap((one) => one.steps)
    const votes = steps.flatMap(({ ballots = [] }) => ballots)
    expect([decisions.length, steps.length, votes.length]).toEqual([872, 5313, 12_930])
    const count = (as: string): number => votes.filter((vote) => vote.as === as).length
    expect([count('Affirmative'), count('Absent'), count('Negative')]).toEqual([11_705, 603, 390])
    // Each names the power under which the Council takes it.
    const [power] = (await states('responsibility')).filter(({ name }) => name === 'Adopt local laws')
    expect(decisions.every(({ responsibility }) => responsibility === power?.id)).toBe(true)
    const outcomes = decisions.map(({ ruling }) => ruling?.outcome)
    const outcome = (wanted: string): number => outcomes.filter((one) => one === wanted).length
    expect([outcome('adopted'), outcome('lapsed'), outcome('withdrawn')]).toEqual([211, 654, 7])
    // The year 0001 means nothing and becomes no date.
    expect(JSON.stringify(decisions)).not.toContain('0001-01-01')
    const longest = decisions.find(({ number }) => number === 'Int 0179-2022')
    const dates = (longest?.steps ?? []).map((step) => dateOfStep(step) ?? '')
    expect(dates).toHaveLength(24)
    expect(dates).toEqual([...dates].sort())
    const vetoed = decisions.filter((one) => one.steps.some(({ type }) => type === 'veto'))
    expect(vetoed.map(({ number }) => number).sort()).toEqual([
      'Int 0229-2022',
      'Int 0549-2022',
      'Int 0586-2022',
    ])
    expect(vetoed.every((one) => one.steps.some(({ type }) => type === 'override'))).toBe(true)
    // They end as laws, on the day and with the number that the source gives, and as it says of them.
    expect(vetoed.map(({ status, ruling }) => [status, ruling?.decidedAt, ruling?.docNumber]).sort()).toEqual(
      [
        ['promulgated', '2023-07-13', '2023/099'],
        ['promulgated', '2024-01-30', '2024/042'],
        ['promulgated', '2024-01-30', '2024/043'],
      ],
    )
    expect(decisions.filter(declaredOtherwise)).toEqual([])
    expect(decisions.every((one) => procedureOf(one, builtIn)[0]?.step === 'introduction')).toBe(true)
    const late = steps.filter((step) => {
      const [on, modified] = [dateOfStep(step), step.modifiedAt]
      return on !== null && modified !== undefined && Date.parse(modified) - Date.parse(on) > 30 * 86_400_000
    })
    // Counted from midnight of the day: SOURCE.md counts 160 from the hour of the event.
    expect(late.length).toBeGreaterThanOrEqual(160)
    expect(late.length).toBeLessThan(165)
  })

  it('NYC 2022: who decided is the Council as it is registered, on whose list all of it stands', async () => {
    const { folder } = await imported('nyc-council')
    const { services, close } = await openMachine({ dataDir: folder })
    const council = (await services.reading.departments()).find(
      ({ record }) => record.title === 'City Council',
    )
    const organ = council?.record.id ?? ''
    const { total, items } = await services.reading.records({ kind: 'decision', organ })
    expect(total).toBe(872)
    const named = new Set(items.flatMap((one) => one.named.map(({ id }) => id)))
    // Beside the organ, those who proposed it.
    expect([...named].filter((id) => !id.startsWith('per-'))).toEqual([organ])
    expect(named.size).toBeGreaterThan(1)

    // The override of 2024-01-30, to which he said no, stands first among his votes.
    const found = await services.reading.search({ q: 'Borelli', kind: 'person' })
    const borelli = found.items[0]?.record.id ?? ''
    const votes = (await votesOf(services.reading, borelli))?.items ?? []
    const against = votes
      .filter(isDissent)
      .map(({ decision, step }) => `${decision.title.slice(0, 13)} ${step}`)
    expect(against).toContain('Int 0549-2022 Overridden by Council')
    expect(votes.length).toBeGreaterThan(200)
    // Every vote of the register is that of somebody who has a page.
    const people = await services.reading.records({ kind: 'person', limit: 500 })
    const cast = await Promise.all(people.items.map(({ id }) => votesOf(services.reading, id)))
    expect(cast.reduce((sum, one) => sum + (one?.items.length ?? 0), 0)).toBe(12_930)
    await close()
  })

  it('HHS: of 713 finished milestones 181 were late, 447 on time, 85 early', async () => {
    const { folder, summary, states } = await imported('hhs-it')
    expect(summary.rejected).toBe(0)
    const milestones: MilestoneState[] = await states('milestone')
    const derived = milestones.map((one) => derive(one, TODAY).status)
    const count = (wanted: string): number => derived.filter((one) => one === wanted).length
    expect(milestones).toHaveLength(1102)
    expect([count('done_late'), count('done_on_time'), count('done_early')]).toEqual([181, 447, 85])
    const delays = milestones.flatMap((one) => derive(one, TODAY).delay ?? []).sort((a, b) => a - b)
    const late = delays.filter((delay) => delay > 0)
    expect([late[Math.floor((late.length - 1) / 2)], late.at(-1), delays[0]]).toEqual([29, 312, -366])
    const machine = await openMachine({ dataDir: folder })
    const { counts } = await machine.services.reading.boardCounts({})
    await machine.close()
    expect(counts).toMatchObject({ all: 1102, done: 713, done_late: 181, done_on_time: 447, done_early: 85 })
  })

  it('GMPP: nine deliveries; slips of each pair of years as its source counts them', async () => {
    const mapping = register('uk-gmpp')
    const { summary } = await imported('uk-gmpp')
    expect(summary.rejected).toBe(0)
    expect(summary.deliveries.map(({ asOf, rows }) => `${asOf} ${rows}`)).toEqual([
      '2014 199',
      '2015 188',
      '2016 143',
      '2017 143',
      '2018 133',
      '2019 133',
      '2020 125',
      '2021 184',
      '2022 235',
    ])
    const files = filesIn(filesOf('uk-gmpp'))
    const deliveries = readRegister(files, { mapping, asOf: null, today: TODAY, departmentOf: () => null })
    const pairs = deliveries.slice(1).map((delivery, i) => {
      const before = new Map(
        (deliveries[i]?.records ?? [])
          .filter(({ kind }) => kind === 'milestone')
          .map((one) => [one.key, one.fields.currentDue]),
      )
      const moves = delivery.records.flatMap(({ kind, key, fields }) => {
        const [from, to] = [before.get(key), fields.currentDue]
        return kind !== 'milestone' || typeof from !== 'string' || typeof to !== 'string'
          ? []
          : [from === to ? 0 : to > from ? 1 : -1]
      })
      const count = (move: number): number => moves.filter((one) => one === move).length
      return `${deliveries[i]?.asOf}→${delivery.asOf} ${moves.length}: ${count(1)}/${count(0)}/${count(-1)}`
    })
    expect(pairs).toMatchInlineSnapshot(`
      [
        "2014→2015 123: 38/81/4",
        "2015→2016 66: 13/43/10",
        "2016→2017 103: 29/61/13",
        "2017→2018 90: 21/66/3",
        "2018→2019 92: 18/67/7",
        "2019→2020 97: 25/66/6",
        "2020→2021 76: 23/49/4",
        "2021→2022 131: 38/86/7",
      ]
    `)
  })

  it('Buenos Aires and Canada: whole editions, unstable ids and renamed departments', async () => {
    const works = (await imported('ba-works')).summary
    expect(works.rejected).toBe(0)
    expect(works.deliveries.map(({ rows }) => rows)).toEqual([991, 1308])
    const { summary: mandates, states } = await imported('ca-mandates')
    expect(mandates.rejected).toBe(0)
    expect(mandates.deliveries.map(({ read }) => read)).toEqual([760, 348, 352])
    const items = await states('responsibility')
    expect(items.some(({ supporting }) => supporting.length > 5)).toBe(true)
    expect(JSON.stringify(items)).not.toContain('\\\\u2019')
  })

  it('a delivery in which one past event vanished and two dates were rewritten gives exactly those three', async () => {
    const mapping = register('nyc-council')
    const { target } = await imported('nyc-council')
    const path = join(filesOf('nyc-council'), 'introduction', '2022', '0179.json')
    const edited: unknown = JSON.parse(readFileSync(path, 'utf8'), (key, value: unknown) => {
      if (key !== 'History' || !Array.isArray(value)) return value
      return value.flatMap((event, i) =>
        i === 5
          ? []
          : i === 3 || i === 8
            ? [{ ...event, Date: String(event.Date).replace(/^[\d-]+/, '2022-05-01') }]
            : [event],
      )
    })
    const known = new Map((await target.departments()).map(({ id, name }) => [name, id]))
    const bytes = new TextEncoder().encode(JSON.stringify(edited))
    const [delivery] = readRegister([{ path, bytes }], {
      mapping,
      asOf: null,
      today: TODAY,
      departmentOf: (name) => known.get(name) ?? null,
    })
    const standing = new Map((await target.register(mapping.name)).map((one) => [one.id, one]))
    if (delivery === undefined) throw new Error('nothing was read')
    const plans = planRegister(delivery, standing, { complete: false, today: TODAY })
    const operations = plans.flatMap((plan) => plan.operations)
    expect(operations.map((one) => ('event' in one ? one.event : 'opened'))).toEqual(['source_changed'])
    const found = JSON.stringify(operations)
    expect(found.match(/"change":"vanished"/g)).toHaveLength(1)
    expect(found.match(/"change":"changed"/g)).toHaveLength(2)
  })

  // One register of each kind of record. `REGISTERS=all` takes home the others as well.
  const more: [RegisterName, number][] = [
    ['hhs-it', 1300],
    ['ba-works', 2500],
    ['responsibility-list', 2600],
  ]
  it.each<[RegisterName, number]>([
    ['nyc-council', 872],
    ['uk-gmpp', 1300],
    ['ca-mandates', 700],
    ['ca-requests', 840],
    ['jp-bills', 150],
    ...(process.env.REGISTERS === 'all' ? more : []),
  ])(
    '%s: what was exported, imported into an empty ledger, is the same records, field by field',
    async (name, least) => {
      const { folder: dir } = await importedRegister(name)
      expect(await comesHome(dir)).toBeGreaterThanOrEqual(least)
    },
  )
})
