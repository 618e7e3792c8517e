import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read as readWorkbook, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { combine, readDelivery } from '../../../worker/intake/list/delivery.ts'
import { planDelivery } from '../../../worker/intake/list/plan.ts'
import { currentOf, mapping } from '../../support/intake/book.ts'
import { sharedFolder } from '../../support/shared.ts'

const shared = sharedFolder()
const folder = shared === null ? null : join(shared, 'data', 'cn-karamay-power-list', 'raw')
if (folder === null) console.warn('the shared data is not here: real lists are not read')

describe.skipIf(folder === null)('fifteen real workbooks', () => {
  const files = folder === null ? [] : readdirSync(folder)
  const delivery = combine(
    files.map((file) =>
      readDelivery({ path: file, bytes: new Uint8Array(readFileSync(join(folder ?? '', file))) }, mapping),
    ),
  )

  it('every item arrives: the named rows, the sub-items under a merged name, and the levels of one item', () => {
    expect(delivery.rejected).toEqual([])
    // 2,629 rows with a name of their own, 8 sub-items under a merged name, 1 further level of an item.
    expect(delivery.rows).toHaveLength(2629 + 8 + 1)
    const types = new Map<string, number>()
    for (const { fields } of delivery.rows) types.set(fields.type, (types.get(fields.type) ?? 0) + 1)
    // Four rows have no type of their own and take it from the name of their sheet; one inherits it.
    expect(Object.fromEntries(types)).toEqual({
      penalty: 2004 + 2,
      inspection: 182 + 1,
      licence: 156 + 1,
      compulsion: 111,
      other: 88,
      confirmation: 37,
      reward: 33,
      levy: 8 + 1,
      adjudication: 8,
      payment: 6,
    })
  })

  it('names a department for every item, and an article for nearly every basis', () => {
    expect(delivery.rows.filter(({ department }) => department === null)).toEqual([])
    const bases = delivery.rows.flatMap(({ fields }) => fields.legalBases)
    expect(bases.filter(({ title }) => title !== null).length / bases.length).toBeGreaterThan(0.99)
    expect(bases.filter(({ article }) => article !== null).length / bases.length).toBeGreaterThan(0.95)
  })

  it('the same list again changes nothing; three changed cells are three changes, a lost row is missing', () => {
    const rows = delivery.rows.filter(({ department }) => department === '克拉玛依市生态环境局')
    const current = rows.map((row, i) => currentOf(row, i))
    const same = planDelivery(rows, current, mapping)
    expect([same.added.length, same.changed.length, same.unchanged.length, same.missing.length]).toEqual([
      0,
      0,
      rows.length,
      0,
    ])
    const changed = rows.slice(1).map((row, i) => {
      if (i === 10) return { ...row, fields: { ...row.fields, scope: '改过的权限' } }
      if (i === 20) return { ...row, fields: { ...row.fields, undertakingUnits: ['新科室'] } }
      if (i === 30) return { ...row, fields: { ...row.fields, description: '改过的职责' } }
      return row
    })
    const plan = planDelivery(changed, current, mapping)
    expect(plan.added).toEqual([])
    expect(plan.changed.map(({ set }) => set)).toEqual([
      { scope: '改过的权限' },
      { undertakingUnits: ['新科室'] },
      { description: '改过的职责' },
    ])
    expect(plan.missing.map(({ id }) => id)).toEqual([current[0]?.id])
  })

  it('one department for each list, the implementers as printed', () => {
    const departments = new Map<string, Set<string | null>>()
    for (const { where, department } of delivery.rows)
      departments.set(where.file, (departments.get(where.file) ?? new Set()).add(department))
    const several = [...departments].filter(([, names]) => names.size > 1)
    // One workbook holds the lists of two levels, a sheet each.
    expect(several.map(([file, names]) => [file.includes('林业和草原系统'), names.size])).toEqual([[true, 2]])
  })

  it('three cells changed by hand in a workbook are three changes, of exactly those fields', () => {
    const edits: [file: RegExp, cell: string, field: string][] = [
      [/生态环境局/, 'B12', 'name'],
      [/生态环境局/, 'E40', 'legalBases'],
      [/生态环境局/, 'I100', 'scope'],
    ]
    const file = files.find((name) => edits[0]?.[0].test(name)) ?? ''
    const workbook = readWorkbook(readFileSync(join(folder ?? '', file)))
    const sheet = workbook.Sheets[workbook.SheetNames[0] ?? '']
    for (const [, cell] of edits) {
      const text = `${sheet?.[cell]?.v}（修改）`
      if (sheet !== undefined) sheet[cell] = { t: 's', v: text }
    }
    const copy = new Uint8Array(write(workbook, { type: 'array', bookType: 'xlsx' }))
    const before = delivery.rows.filter(({ where }) => where.file === file)
    const after = readDelivery({ path: '副本.xlsx', bytes: copy }, mapping)
    const plan = planDelivery(
      after.rows,
      before.map((row, i) => currentOf(row, i)),
      mapping,
    )
    expect([plan.added.length, plan.missing.length, plan.unchanged.length]).toEqual([0, 0, before.length - 3])
    expect(plan.changed.map(({ set }) => Object.keys(set))).toEqual([['name'], ['legalBases'], ['scope']])
  })

  it('text that lies hidden under merged cells is told, and not taken', () => {
    const hidden = delivery.notes.filter(({ words }) => words.zh.includes('不可见'))
    expect(hidden).toHaveLength(34)
  })

  it('tells items of one name apart by level, and matches them one to one', () => {
    const twins = delivery.rows.filter(({ fields }) => fields.name === '对渔业资源增殖保护费的征收')
    expect(twins.map(({ fields }) => fields.level)).toEqual(['provincial', 'county', 'prefectural'])
    const current = twins.map((row, i) => currentOf(row, i))
    const plan = planDelivery(twins.toReversed().slice(1), current, mapping)
    expect(plan.unchanged).toHaveLength(2)
    expect(plan.missing.map(({ state }) => state.level)).toEqual(['prefectural'])
  })
})
