import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { isActState, kindFace, tracedKinds } from '../../../worker/domain/kinds/registry.ts'
import { applyEntry } from '../../../worker/domain/kinds/replay.ts'
import { kindOf, listedKinds, openingOf } from '../../../worker/domain/kinds/table.ts'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { readRegister } from '../../../worker/intake/register/read.ts'
import type { Json } from '../../../worker/ledger/canonical.ts'
import type { Column, TableKind } from '../../../worker/services/export/column.ts'
import { TABLES } from '../../../worker/services/export/columns.ts'
import { tableLines } from '../../../worker/services/export/table.ts'
import type { Reading } from '../../../worker/services/read/reading.ts'
import type { Services } from '../../../worker/services/services.ts'
import { freshLedger } from '../../support/ledger/ledger.ts'
import { call, registerDepartments, type Tracked, track } from '../../support/ledger/tracked.ts'

type Cells = Record<string, string>

async function written(reading: Reading, kind: TableKind, size?: number): Promise<string> {
  const lines: string[] = []
  for await (const line of tableLines(reading, kind, {}, { lang: 'zh', today: '2026-03-02', size }))
    lines.push(line)
  return lines.join('')
}

/** As any reader of CSV has it; the apostrophe before a formula is taken away, as an import does. */
function rowsOf(text: string): Cells[] {
  return parse(text, { bom: true, columns: true, cast: (cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '') })
}

function cellValue({ type }: Column, cell: string): Json {
  if (cell === '') return null
  if (type === 'integer' || type === 'number') return Number(cell)
  if (type === 'boolean') return cell === 'true'
  return type === 'object' || type === 'array' ? JSON.parse(cell) : cell
}

/** The fields that a new record would be given, read back from one row. */
function fieldsOf(kind: TableKind, cells: Cells): Record<string, Json> {
  const fields: Record<string, Json> = {}
  const source: Record<string, Json> = {}
  for (const column of TABLES[kind]) {
    if (column.role !== 'field') continue
    const value = cellValue(column, cells[column.name] ?? '')
    if (value === null) continue
    const part = /^source\.(.+)$/.exec(column.name)?.[1]
    if (part === undefined) fields[column.name] = value
    else source[part] = value
  }
  return Object.keys(source).length === 0 ? fields : { ...fields, source }
}

const ENVELOPE = {
  v: 1,
  seq: 1,
  department: 'dep-water',
  actor: { account: 'acc-1', role: 'registrar', department: null },
  occurred: '2026-01-05',
  recorded: '2026-01-05T00:00:00.000Z',
  visibility: 'sealed',
  ground: 'privacy',
  body: '',
} as const

let services: Services
let made: Tracked

beforeAll(async () => {
  services = (await freshLedger()).services
  await registerDepartments(services)
  made = await track(services)
})

describe('the columns of a list', () => {
  it.each(listedKinds)('of %s are declared once, in the order of the header', async (kind) => {
    const names = TABLES[kind].map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect((await written(services.reading, kind)).split('\r\n')[0]).toBe(`\ufeff${names.join(',')}`)
    expect(names).toEqual(expect.arrayContaining(['id', 'key', 'status', 'seq', 'firstIndex']))
  })

  it.each(tracedKinds)('of %s hold every field that a record may be given', (kind) => {
    const { spec } = kindFace(kind).fields
    const fields = spec.is === 'object' ? Object.keys(spec.fields) : []
    const names = TABLES[kind].map(({ name }) => name.split('.')[0])
    expect(fields.filter((field) => !names.includes(field))).toEqual([])
  })

  it.each(tracedKinds)('hold everything that the state of a %s holds', async (kind) => {
    const { items } = await services.reading.records({ kind })
    const names = TABLES[kind].map(({ name }) => name.split('.')[0])
    const kept = Object.keys(items[0]?.state ?? {}).filter((name) => name !== 'kind')
    expect(kept.filter((name) => !names.includes(name))).toEqual([])
  })

  it.each(tracedKinds)('of fields say nothing in place of what is withheld of a %s', async (kind) => {
    const id = `${kindOf(kind).prefix}0000000001`
    const envelope = { ...ENVELOPE, kind: openingOf(kind), record: id }
    const state = applyEntry(null, { index: 0, envelope, body: null })
    const { items } = await services.reading.records({ kind: 'decision' })
    const [other] = items
    if (state === null || other === undefined) throw new Error('no record')
    const view = { ...other, id, kind, state, status: 'withheld', title: '' }
    const fields = TABLES[kind].filter(({ role }) => role === 'field')
    const said = fields.flatMap(({ name, read }) => {
      const value = read(view, { lang: 'zh', today: '2026-03-02' }) ?? ''
      return value === '' || (Array.isArray(value) && value.length === 0) ? [] : [name]
    })
    expect([fields.length > 0, said]).toEqual([true, []])
  })

  it('begin as an import wants them', () => {
    expect(TABLES.decision.map(({ name }) => name).slice(0, 7)).toEqual([
      'id',
      'key',
      'department',
      'departmentName',
      'title',
      'number',
      'class',
    ])
    expect(TABLES.decision.map(({ name }) => name)).toContain('source.key')
  })
})

describe('a row', () => {
  it('carries numbers as numbers, parts as JSON, and text that no spreadsheet runs', async () => {
    const text = await written(services.reading, 'decision')
    expect(text).toContain(`"'=HYPERLINK(""http://x""`)
    const [row = {}] = rowsOf(text)
    expect(row).toMatchObject({
      id: made.decision,
      key: 'Int 0179-2022',
      'source.key': 'Int 0179-2022',
      department: 'dep-water',
      departmentName: '水务局',
      class: 'major_admin',
      status: 'adopted',
      statusLabel: '已决定',
      seq: '5',
      firstIndex: '2',
      backloaded: 'false',
    })
    expect(JSON.parse(row.executingUnits ?? '')).toEqual(['水资源科', '=1+1'])
    expect(JSON.parse(row.amounts ?? '')).toEqual([{ currency: 'CNY', baseline: -12.5, text: '-12.5 万' }])
    expect(JSON.parse(row.steps ?? '')).toHaveLength(2)
  })

  it('says of a milestone what follows from its dates, and for which day', async () => {
    const text = await written(services.reading, 'milestone')
    const rows = new Map(rowsOf(text).map((row) => [row.id, row]))
    expect(rows.get(made.soon)).toMatchObject({
      'derived.status': 'due_soon',
      'derived.slip': '20',
      'derived.dueIn': '18',
      'derived.overdueBy': '',
      derivedAsOf: '2026-03-02',
    })
    expect(rows.get(made.overdue)).toMatchObject({ 'derived.status': 'overdue', 'derived.overdueBy': '30' })
    expect(rows.get(made.done)).toMatchObject({ 'derived.status': 'done_early', 'derived.delay': '-10' })
    expect(text).toContain(',-10,')
    expect(text).toContain(`,'-5 度以下停工方案,`)
    const derived = TABLES.milestone.filter(({ role }) => role === 'derived').map(({ name }) => name)
    expect(derived.every((name) => name.startsWith('derived'))).toBe(true)
  })

  it('has the status of a term as of the day for which it is judged, also at an earlier size', async () => {
    const { acts, log, reading } = (await freshLedger()).services
    await acts.open(call, 'department', null, { code: 'water', name: '水务局' })
    const { records } = await acts.open(call, 'membership', 'dep-water', {
      ...{ member: '岗位乙', role: '副局长', membershipKind: 'office' },
      ...{ from: '2024-01-01', to: '2026-01-01' },
    })
    const id = records[0]?.id ?? ''
    const { size } = await log.snapshot()
    await acts.act(call, 'membership', 'corrected', id, { set: { role: '局长' }, reason: '笔误' })
    const status = async (at?: number) =>
      rowsOf(await written(reading, 'membership', at)).find((row) => row.id === id)?.status
    expect(await status()).toBe((await reading.record(id))?.status)
    expect(await status(size)).toBe(await status())
  })

  it('stands as it stood at an earlier size of the ledger', async () => {
    const { size } = await services.log.snapshot()
    const history = await services.reading.timeline(made.soon)
    const [first, second] = history.map(({ entry }) => entry.index)
    const before = rowsOf(await written(services.reading, 'milestone', second))
    expect(before.map(({ id }) => id)).toEqual([made.soon])
    expect(before[0]).toMatchObject({ currentDue: '2026-02-28', seq: '1', lastIndex: String(first) })
    expect(rowsOf(await written(services.reading, 'milestone', size))).toHaveLength(3)
    expect(rowsOf(await written(services.reading, 'milestone', first))).toEqual([])
  })
})

describe('what was exported', () => {
  it('opens the same records again in another ledger', async () => {
    const other = (await freshLedger(undefined, 2)).services
    await registerDepartments(other)
    const renamed = new Map<string, string>()
    const moved = (text: string): string =>
      text.replace(/(dec|mil)-[0-9a-z]{10}/g, (id) => renamed.get(id) ?? id)
    for (const kind of tracedKinds) {
      const fields = kindFace(kind).fields
      for (const cells of rowsOf(await written(services.reading, kind))) {
        const given: Record<string, Json> = JSON.parse(moved(JSON.stringify(fieldsOf(kind, cells))))
        // The day on which it was done comes with the claim.
        const { metAt: _, ...fresh } = given
        const { records } = await other.acts.open(call, kind, cells.department ?? '', fresh)
        const id = records[0]?.id ?? ''
        renamed.set(cells.id ?? '', id)
        const [then, now] = [await services.reading.record(cells.id ?? ''), await other.reading.record(id)]
        if (then === null || now === null || !isActState(then.state)) throw new Error('not there')
        const read = (state: unknown): unknown => fields.read(JSON.parse(moved(JSON.stringify(state))))
        expect(read(now.state)).toEqual(read({ ...then.state, metAt: null }))
      }
    }
    expect(renamed.size).toBe(7)
  })

  it('is read by a mapping of a register under the same names', async () => {
    const columns = TABLES.milestone.filter(
      ({ name, role, type, to }) =>
        role === 'field' &&
        !name.startsWith('source.') &&
        type !== 'array' &&
        type !== 'object' &&
        to === undefined,
    )
    const as = (type: Column['type']): object =>
      type === 'date' ? { as: 'date' } : type === 'number' || type === 'integer' ? { as: 'number' } : {}
    const mapping = parseRegister({
      mapping: 1,
      name: 'exported',
      title: { zh: '导出', en: 'Exported' },
      target: 'register',
      input: { format: 'table' },
      records: [
        {
          kind: 'milestone',
          key: { from: ['key'] },
          department: 'departmentName',
          fields: Object.fromEntries(columns.map(({ name, type }) => [name, { from: name, ...as(type) }])),
        },
      ],
    })
    const text = await written(services.reading, 'milestone')
    const [delivery] = readRegister([{ path: 'milestones.csv', bytes: new TextEncoder().encode(text) }], {
      mapping,
      asOf: null,
      today: '2026-03-02',
      departmentOf: (name) => (name === '水务局' ? 'dep-water' : null),
    })
    expect(delivery?.rejected).toEqual([])
    expect(delivery?.records.map(({ key, department }) => [key, department])).toEqual(
      [made.soon, made.overdue, made.done].map((id) => [id, 'dep-water']),
    )
    expect(delivery?.records[1]?.fields).toMatchObject({
      title: '-5 度以下停工方案',
      currentDue: '2026-01',
      baselineDue: '2026-01',
      weight: 2,
    })
  })
})
