import { beforeAll, describe, expect, it } from 'vitest'
import { ruleOf } from '../../../worker/domain/rules/rules.ts'
import { firesTooOften } from '../../../worker/domain/rules/tally.ts'
import { type Machine, openMachine } from '../../../worker/machine/machine.ts'
import type { Finding, Inspection } from '../../../worker/services/inspection/inspection.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { freshLedger, OPERATOR, SECOND, type TestLedger } from '../../support/ledger/ledger.ts'

const ASKED = { actor: OPERATOR, approver: SECOND }
const TODAY = '2026-11-24'

/** `rule title value` of each finding, in the order of rules. */
const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ rule, title, value }) => `${rule} ${title} ${value}`).sort()

const coverageOf = ({ rules }: Inspection, id: string) => rules.find(({ rule }) => rule === id)

describe('the fictional city', () => {
  let city: Machine
  let inspection: Inspection
  let findings: Finding[] = []

  async function run(asOf: string): Promise<[Inspection, Finding[]]> {
    const found: Finding[] = []
    const made = await city.services.inspection.inspect({ asOf, onFinding: (one) => found.push(one) })
    return [made, found]
  }

  beforeAll(async () => {
    city = await openMachine({ dataDir: await demoFolder(), now: () => new Date(`${TODAY}T02:00:00Z`) })
    ;[inspection, findings] = await run(TODAY)
    return () => city.close()
  })

  // Each line was worked out by hand from the matters of the city (worker/cli/demo/matters/).
  it('is found at fault where its story says so, and nowhere else', () => {
    expect(told(findings)).toEqual(
      [
        // The legality review of 20 June came three days after the meeting of 17 June, to which it was sent on the 16th.
        'P02 老旧小区加装电梯补贴办法 3',
        'P03 老旧小区加装电梯补贴办法 1',
        'P21 老旧小区加装电梯补贴办法 legality_review',
        // Opinions were received, and nothing says what became of them.
        'P07 城区公交线网优化方案 615',
        'P07 第二水源应急供水工程 446',
        'P21 城区公交线网优化方案 participation, expert_review',
        'P21 第二水源应急供水工程 participation',
        // The amount was "corrected" nine months after the decision.
        'R01 老旧小区加装电梯补贴办法 amounts',
        'R05 老旧小区加装电梯补贴办法 amounts',
        // Due on 13 October and on 30 September, and open on 24 November.
        'M01 首批 40 部竣工验收 42',
        'M01 第三季度开工率达到 95% 55',
        // Moved twice, three days before the date and two days after it.
        'M02 首批 40 部竣工验收 2',
        'M03 首批 40 部竣工验收 2',
        // The evidence is a number on file: 验〔2026〕.
        'M04 第一批 20 条线路调整 0',
        'M04 第二批 18 条线路调整 0',
        'M04 初步设计批复 0',
        'M04 取水口工程完工 0',
        'M04 首年补贴资金下达 0',
        'M04 第一季度开工率达到 40% 0',
        'M04 上半年完成投资 45% 0',
        // 15 January for 31 December, 21 July 2026 for 31 December 2025, 12 March for 28 February, 8 April for 31 March.
        'M16 第二批 18 条线路调整 15',
        'M16 取水口工程完工 202',
        'M16 首年补贴资金下达 12',
        'M16 第一季度开工率达到 40% 8',
        // A bureau of the city uses an item that the list gives to the counties.
        'C01 2025—2026 年秋冬季应急减排清单 prefectural',
        // The government is about to make rules by a licence of its education bureau.
        'C01 民办义务教育学校布局调整办法 明川市人民政府',
        'C10 民办义务教育学校布局调整办法 licence',
      ].sort(),
    )
  })

  it('rests each finding on entries of that very record', async () => {
    for (const { subject, inputs, ruleVersion, asOf, rule } of findings) {
      expect([ruleVersion, asOf]).toEqual([ruleOf(rule)?.version, TODAY])
      expect(inputs.length).toBeGreaterThan(0)
      for (const index of inputs)
        expect((await city.services.reading.entry(index))?.envelope.record).toBe(subject)
    }
  })

  it('says of each rule how much it could assess, in all and for each department', () => {
    for (const {
      rule,
      applicable,
      assessed,
      found,
      departments,
      severities,
      notAssessable,
    } of inspection.rules) {
      expect([rule, found <= assessed && assessed <= applicable]).toEqual([rule, true])
      expect(Object.keys(notAssessable).length > 0).toBe(assessed < applicable)
      const sum = (of: 'applicable' | 'assessed' | 'found'): number =>
        departments.reduce((total, { tally }) => total + tally[of], 0)
      expect([sum('applicable'), sum('assessed'), sum('found')]).toEqual([applicable, assessed, found])
      expect(Object.values(severities).reduce((total, n) => total + n, 0)).toBe(found)
      expect(findings.filter((one) => one.rule === rule).length).toBe(found)
    }
    expect(coverageOf(inspection, 'M01')).toMatchObject({ applicable: 6, assessed: 6, found: 2 })
    // Two milestones slipped by more than 30 days, and nobody wrote down when they were to begin.
    expect(coverageOf(inspection, 'M02')).toMatchObject({
      applicable: 13,
      assessed: 11,
      found: 1,
      notAssessable: { date_missing: 2 },
    })
    expect(coverageOf(inspection, 'R09')).toMatchObject({ assessed: 0, notAssessable: { not_recorded: 371 } })
  })

  it('warns of itself where a rule fires on more than a fifth', () => {
    const loud = inspection.rules.filter(({ tooOften }) => tooOften).map(({ rule }) => rule)
    expect(loud).toEqual(['P02', 'P03', 'P07', 'P21', 'C01', 'C10', 'M01', 'M03', 'M04', 'M16', 'R05'])
    // 1 of 5, of those that could be assessed, is a fifth and not more.
    const fifth = { applicable: 9, assessed: 5, found: 1, notAssessable: {} }
    expect([firesTooOften(fifth), firesTooOften({ ...fifth, found: 2 })]).toEqual([false, true])
    // What the organ itself decides is asked by C01; here another bureau handles it.
    expect(coverageOf(inspection, 'C07')).toMatchObject({ assessed: 3, found: 0, tooOften: false })
  })

  it('counts time limits to the day that is asked for', async () => {
    const [, early] = await run('2026-10-01')
    expect(told(early).filter((one) => one.startsWith('M01'))).toEqual(['M01 第三季度开工率达到 95% 1'])
    expect(early.find(({ rule }) => rule === 'M01')?.severity).toBe('medium')
    const [, before] = await run('2024-06-20')
    expect(told(before).filter((one) => /^(P07|M01)/.test(one))).toEqual([])
  })

  it('assesses one record alone as in the whole run, and knows none that is not there', async () => {
    const { inspection: service } = city.services
    const basis = await service.basisOf({ asOf: TODAY })
    const one = findings.find(({ rule }) => rule === 'P02')?.subject ?? ''
    const alone = await service.record(one, basis, { asOf: TODAY })
    expect(alone?.filter(({ result }) => result === 'found')).toEqual(
      findings.filter(({ subject }) => subject === one),
    )
    expect(alone?.some(({ result }) => result === 'not_found')).toBe(true)
    expect(await service.record('dec-zzzzzzzzzz', basis)).toBeNull()
  })
})

describe('a small ledger', () => {
  async function open(held: TestLedger, fields: object): Promise<string> {
    const { records } = await held.services.acts.open(ASKED, 'milestone', 'dep-aa', fields)
    return records[0]?.id ?? ''
  }

  it('gives the rules their settings, within the range of each parameter', async () => {
    const held = await freshLedger()
    await held.services.acts.open(ASKED, 'department', null, { code: 'aa', name: '水务局' })
    await open(held, { title: '管网', currentDue: '2026-03-31' })
    const severity = async (long: number) => {
      const severities: (string | null)[] = []
      await held.services.inspection.inspect({
        asOf: '2026-05-31',
        settings: { M01: { long } },
        onFinding: (one) => one.rule === 'M01' && severities.push(one.severity),
      })
      return severities
    }
    expect(await severity(30)).toEqual(['high'])
    expect(await severity(61)).toEqual(['medium'])
    expect(await severity(-5)).toEqual(['high'])
  })

  it('tells rules about groups what became of the department', async () => {
    const held = await freshLedger()
    await held.services.acts.open(ASKED, 'department', null, { code: 'aa', name: '水务局' })
    await open(held, { title: '管网', currentDue: '2026-12-31' })
    const omitted = async () => {
      const { rules } = await held.services.inspection.inspect()
      return coverageOf({ asOf: '', records: 0, rules }, 'O06')
    }
    expect(await omitted()).toMatchObject({ applicable: 0 })
    await held.services.acts.act(ASKED, 'department', 'abolished', 'dep-aa', { reason: '机构改革' })
    expect(await omitted()).toMatchObject({ applicable: 1, found: 1 })
  })

  it('finds nothing in an empty ledger, and says that it assessed nothing', async () => {
    const { services } = await freshLedger()
    const { records, rules } = await services.inspection.inspect()
    expect(records).toBe(0)
    expect(rules.every(({ applicable, tooOften }) => applicable === 0 && !tooOften)).toBe(true)
  })
})
