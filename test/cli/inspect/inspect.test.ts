import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, describe, expect, it } from 'vitest'
import { openMachine } from '../../../worker/machine/machine.ts'
import type { Finding, Inspection } from '../../../worker/services/inspection/inspection.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { runCli } from '../../support/cli.ts'
import { copyOf, newFolder } from '../../support/folders.ts'
import { SECOND } from '../../support/ledger/ledger.ts'

type Result = Inspection & {
  audit: { whole: boolean; size: number; broken: number[] } | null
  findings?: Finding[]
}

let city: string
beforeAll(async () => {
  city = await demoFolder()
})

async function inspect(folder: string, ...more: string[]): Promise<Result> {
  const ran = await runCli(['inspect', '--data', folder, '--json', ...more])
  expect([ran.code, ran.err]).toEqual([0, ''])
  return ran.json() as Result
}

const counts = ({ rules }: Inspection, id: string) => {
  const one = rules.find(({ rule }) => rule === id)
  return [one?.applicable, one?.assessed, one?.found]
}

/** A file in a folder of its own. */
async function fileOf(text: string): Promise<string> {
  const path = join(await newFolder(), 'calendar.json')
  await writeFile(path, text)
  return path
}

describe('inspect', () => {
  it('prints what each rule could assess and found, and what a finding is', async () => {
    const { code, out, err } = await runCli(['inspect', '--data', city])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      /^截至 as of 2026-11-23 · 记录 records \d+ · 已核验账目 entries checked \d+，不符 broken 0\n/,
    )
    expect(out).toMatch(/^M01 ! +逾期 +6 +6 +2$/m)
    expect(out).toMatch(/^M02 +反复延期 +13 +11 +1 +2 缺少日期$/m)
    expect(out).toMatch(/apply to nothing here: .*\bF01\b/)
    expect(out).toMatch(/^! More than a fifth .*: P02, P03, P07, P21, C01, C10, M01, M03, M04, M16, R05$/m)
    expect(out).toContain('预警是需要核查的线索，不是结论。\nA finding is a reason to look, not a verdict.\n')
  })

  it('lists findings one by one, with value, threshold and entries', async () => {
    const { out } = await runCli(['inspect', '--data', city, '--rule', 'p02,M03', '--findings'])
    expect(out.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^P02 {2}严重 {2}dec-\w{10} {2}老旧小区加装电梯补贴办法 {2}3 \/ 0 {2}#\d+,\d+$/),
      expect.stringMatching(/^M03 {2}高 {2}mil-\w{10} {2}首批 40 部竣工验收 {2}2 \/ 0 {2}#\d+,\d+,\d+$/),
    ])
    const { findings = [], rules } = await inspect(city, 'P02', 'M03', '--findings')
    expect(rules.map(({ rule }) => rule)).toEqual(['P02', 'M03'])
    expect(findings.map(({ rule, result, value }) => [rule, result, value])).toEqual([
      ['P02', 'found', 3],
      ['M03', 'found', 2],
    ])
    expect((await inspect(city, 'P02')).findings).toBeUndefined()
  })

  it('takes whole groups, another day and other parameters', async () => {
    const past = await inspect(city, '--rule', 'm', '--as-of', '2026-10-01', '--findings')
    expect(past.asOf).toBe('2026-10-01')
    expect(past.rules.every(({ rule }) => rule.startsWith('M'))).toBe(true)
    expect(past.audit).toBeNull()
    expect(counts(past, 'M01')).toEqual([6, 6, 1])
    const late = await inspect(city, '--rule', 'M16', '--set', 'M16.days=12')
    expect(counts(late, 'M16')).toEqual([7, 7, 2])
  })

  it('counts working days by a calendar that is declared, and by none beyond it', async () => {
    const short = JSON.stringify({ name: '两年', from: '2024-01-01', to: '2025-01-02' })
    const inspected = await inspect(city, '--rule', 'P03', '--calendar', await fileOf(short))
    expect(counts(inspected, 'P03')).toEqual([3, 1, 0])
    expect(inspected.rules[0]?.notAssessable).toEqual({ beyond_calendar: 2 })
  })

  it('finds an entry that was changed behind the back of the ledger', async () => {
    const folder = await copyOf(city)
    const database = new DatabaseSync(join(folder, 'mingzhang.db'))
    for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all())
      database.exec(`DROP TRIGGER "${String(name)}"`)
    database.exec(`UPDATE body SET content = '{}' WHERE "index" = 300`)
    database.close()
    const inspected = await inspect(folder, 'R09', '--findings')
    expect(inspected.audit).toMatchObject({ whole: true, broken: [300] })
    expect(inspected.findings).toMatchObject([
      { rule: 'R09', value: 'tree', inputs: [300], severity: 'critical' },
    ])
  })

  it('holds kept documents against their digests', async () => {
    const folder = await newFolder()
    const kept = '11'.repeat(32)
    const machine = await openMachine({ dataDir: folder })
    const call = { actor: LOCAL_OPERATOR, approver: SECOND }
    await machine.services.acts.open(call, 'department', null, { code: 'aa', name: '水务局' })
    for (const sha256 of [kept, '22'.repeat(32)]) {
      await machine.services.acts.open(call, 'milestone', 'dep-aa', { title: sha256.slice(0, 2) })
      const { items } = await machine.services.reading.records({ kind: 'milestone', limit: 9 })
      await machine.services.acts.act(call, 'milestone', 'claimed', items.at(-1)?.id ?? '', {
        evidence: [{ title: '验收单', sha256 }],
      })
    }
    await machine.close()
    await mkdir(join(folder, 'documents', '11'), { recursive: true })
    await writeFile(join(folder, 'documents', '11', kept), 'other bytes')
    const inspected = await inspect(folder, 'R03', '--findings')
    // The other document was never kept here: of its bytes nothing can be said.
    expect(counts(inspected, 'R03')).toEqual([2, 1, 1])
    expect(inspected.findings).toMatchObject([{ title: '11', value: 1, severity: 'critical' }])
  })

  it('assesses nothing in a ledger without records', async () => {
    const folder = await newFolder()
    await (await openMachine({ dataDir: folder })).close()
    const { code, out } = await runCli(['inspect', '--data', folder])
    expect(code).toBe(0)
    expect(out).toMatch(/记录 records 0 · 已核验账目 entries checked 0，不符 broken 0\n\n不适用于任何记录/)
  })
})

describe('a command line that is wrong', () => {
  it.each([
    [['--rule', 'P99'], 'There is no rule P99'],
    [['M1'], 'did you mean M01?'],
    [['--as-of', '2026-02-30'], '--as-of must be a day such as 2026-03-05, not 2026-02-30.'],
    [['--as-of', '2026-02'], '--as-of must be a day'],
    [['--set', 'M01=30'], '--set takes RULE.PARAMETER=NUMBER'],
    [['--set', 'M01.constructor=1'], 'Rule M01 has no parameter constructor; it has long.'],
    [['--set', 'M01.long=0'], 'M01.long must be a number from 1 to 3650 (days), not 0.'],
    [['--set', 'M01.long=soon'], 'not soon.'],
    [['--finding'], 'There is no option --finding; did you mean --findings?'],
  ])('%s is refused in words', async (args, words) => {
    const { code, out, err } = await runCli(['inspect', '--data', city, ...args])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(words)
  })

  it('says when there is no ledger, and when a calendar does not fit', async () => {
    const none = await runCli(['inspect', '--data', await newFolder()])
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('There is no ledger in')])
    const torn = await runCli(['inspect', '--data', city, '--calendar', await fileOf('{"name":')])
    expect([torn.code, torn.err]).toEqual([1, expect.stringContaining('cannot be read')])
    const turned = await fileOf('{"name": "x", "from": "2026-02-01", "to": "2026-01-01"}')
    const ran = await runCli(['inspect', '--data', city, '--calendar', turned, '--json'])
    expect([ran.code, ran.json()]).toEqual([
      1,
      { error: expect.objectContaining({ code: 'invalid', field: 'to' }) },
    ])
  })
})
