import { describe, expect, it } from 'vitest'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { runRegister } from '../../../worker/intake/run/register.ts'
import { runImport } from '../../../worker/intake/run/responsibilities.ts'
import type { Target } from '../../../worker/intake/run/target.ts'
import { book, currentOf, mapping, read } from '../../support/intake/book.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const refuse = async (): Promise<never> => {
  throw new Error('nothing is written here')
}

/** A ledger with two departments and what stands of the first, which nothing is written to. */
function ledger(current: Awaited<ReturnType<Target['current']>> = []): Target {
  const department = (id: string, name: string) => ({ id, name, formerNames: [], inForce: true, keys: [] })
  return {
    place: 'x',
    departments: async () => [
      department('dep-water', '明川市水务局'),
      department('dep-parks', '明川市园林局'),
    ],
    current: async () => current,
    register: async () => [],
    all: async () => [],
    listDepartment: refuse,
    deliver: refuse,
    record: refuse,
    close: async () => undefined,
  }
}

const watch = { at: () => undefined }

describe('a list that is compared', () => {
  const HEADER = ['序号', '事项名称', '权力类型', '部门']
  const rowsOf = (...rows: string[][]): Uint8Array => book({ 清单: [HEADER, ...rows] })
  const both = rowsOf(
    ['1', '甲许可', '行政许可', '明川市水务局'],
    ['2', '乙许可', '行政许可', '明川市水务局'],
  )
  const current = read(both).rows.map((row, i) => currentOf(row, i))
  const one = rowsOf(['2', '乙许可', '行政许可', '明川市水务局'])
  const options = {
    mapping,
    department: undefined,
    asOf: '2026',
    closeMissing: false,
    skipRejected: true,
    dryRun: true,
  }

  it('says what is gone, unless it is only a part', async () => {
    const files = [{ path: '清单.xlsx', bytes: one }]
    const whole = await runImport(ledger(current), files, options, watch)
    expect([whole.unchanged, whole.missing]).toEqual([1, 1])
    const part = await runImport(ledger(current), files, { ...options, partial: true }, watch)
    expect([part.unchanged, part.missing, part.rows.map(({ outcome }) => outcome)]).toEqual([
      1,
      0,
      ['unchanged'],
    ])
  })

  it('names its departments, and which of them are new', async () => {
    const bytes = rowsOf(['1', '甲', '行政许可', '明川市水务局'], ['2', '乙', '行政许可', '明川市港务局'])
    const { departments } = await runImport(ledger(), [{ path: '清单.xlsx', bytes }], options, watch)
    expect(departments.map(({ name, isNew }) => [name, isNew])).toEqual([
      ['明川市水务局', false],
      ['明川市港务局', true],
    ])
  })
})

describe('a register that is compared', () => {
  const works = parseRegister({
    mapping: 1,
    name: 'works',
    title: { zh: '工程', en: 'Works' },
    target: 'register',
    delivery: 'each-file',
    asOf: [{ file: '(\\d{4})' }],
    input: { format: 'table' },
    records: [
      {
        kind: 'decision',
        key: { from: ['Work'] },
        department: 'Office',
        fields: {
          title: 'Work',
          class: { const: 'project' },
          noResponsibility: { const: 'none' },
          supporting: { from: 'With', as: 'department', split: ';' },
        },
      },
    ],
  })
  const file = (year: number, ...rows: string[]) => ({
    path: `works-${year}.csv`,
    bytes: new TextEncoder().encode(['Work,Office,With', ...rows].join('\n')),
  })
  const options = {
    mapping: works,
    asOf: null,
    today: '2026-11-24',
    partial: false,
    skipRejected: true,
    dryRun: true,
  }
  const rows = ['甲,明川市水务局,明川市园林局', '乙,明川市水务局,明川市港务局', '丙,明川市园林局,']

  it('takes for a department only its own records, with departments that are registered', async () => {
    const summary = await runRegister(
      ledger(),
      [file(2025, ...rows)],
      { ...options, only: 'dep-water' },
      watch,
    )
    expect(summary.rows.map(({ title }) => title)).toEqual(['甲'])
    expect(summary.rejections.map(({ row, value, reason }) => [row, value, reason.zh])).toEqual([
      [3, '明川市港务局', '其中的部门尚未登记'],
      [4, '明川市园林局', '属于其他部门'],
    ])
  })

  it('leaves out what is formal where nobody else approves it, and says so at its row', async () => {
    const [record] = JSON.parse(JSON.stringify(works.records))
    const decided = parseRegister({
      ...JSON.parse(JSON.stringify(works)),
      records: [{ ...record, ruling: { outcome: { const: 'adopted' } } }],
    })
    const given = { ...options, mapping: decided, only: 'dep-water' }
    const free = await runRegister(ledger(), [file(2025, ...rows.slice(0, 1))], given, watch)
    expect(free.rows.map(({ what }) => what)).toEqual([['opened', 'decided']])
    const bound = await runRegister(
      ledger(),
      [file(2025, ...rows.slice(0, 1))],
      { ...given, addOnly: true },
      watch,
    )
    expect([bound.added, bound.rows, bound.rejected]).toEqual([0, [], 1])
    expect(bound.rejections[0]).toMatchObject({
      row: 2,
      value: '甲',
      reason: { zh: '其中有正式行为，须经审核' },
    })
  })

  it('opens what is named before what names it, and says all of it first', async () => {
    const [record] = JSON.parse(JSON.stringify(works.records))
    const looked = parseRegister({
      ...JSON.parse(JSON.stringify(works)),
      records: [
        {
          kind: 'evaluation',
          key: { from: ['Work'] },
          department: 'Office',
          fields: { decision: { from: 'Work', as: 'record', kind: 'decision' }, title: 'Work' },
        },
        { ...record, ruling: { outcome: { const: 'adopted' } } },
      ],
    })
    const { services } = await freshLedger()
    const call = { actor: OPERATOR, approver: SECOND, source: { mapping: 'works', digest: '' } }
    for (const [code, name] of [
      ['water', '明川市水务局'],
      ['parks', '明川市园林局'],
    ])
      await services.acts.open(call, 'department', null, { code, name })
    const written: string[] = []
    const target: Target = {
      ...ledger(),
      async record(operations, occurred) {
        const { records } = await services.registers.deliver({ ...call, occurred }, operations)
        written.push(...operations.map(({ id }) => id.slice(0, 3)))
        return { entries: records.length, repeated: false }
      },
    }
    const given = { ...options, mapping: looked, dryRun: false, skipRejected: false }
    const delivered = file(2025, '甲,明川市水务局,', '乙,明川市园林局,')
    const summary = await runRegister(target, [delivered], given, watch)
    expect([summary.added, summary.rejected]).toEqual([4, 0])
    expect(written).toEqual(['dec', 'dec', 'dec', 'dec', 'eva', 'eva'])
  })

  it('says which deliveries are left, and which departments are new', async () => {
    const files = [file(2026, ...rows), file(2025, ...rows)]
    const { left, deliveries, departments } = await runRegister(ledger(), files, options, watch)
    expect([deliveries.map(({ asOf }) => asOf), left]).toEqual([['2025'], 1])
    expect(departments.map(({ name, isNew }) => [name, isNew])).toEqual([
      ['明川市水务局', false],
      ['明川市园林局', false],
      ['明川市港务局', true],
    ])
  })
})
