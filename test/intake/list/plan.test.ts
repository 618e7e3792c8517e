import { describe, expect, it } from 'vitest'
import type { DeliveredRow } from '../../../worker/intake/list/delivery.ts'
import { planDelivery } from '../../../worker/intake/list/plan.ts'
import { book, type Cell, currentOf, mapping, read } from '../../support/intake/book.ts'

const HEADER = [
  '序号',
  '事项名称',
  '子项名称',
  '权力类型',
  '实施依据',
  '行使主体',
  '实施层级及权限',
  '',
  '责任事项内容',
]
const item = (n: number, name: string): Cell[] => [
  String(n),
  name,
  '',
  '行政许可',
  `【法律】《水法》\n第${'一二三四五六七八九'[n - 1]}条：……`,
  '市水务局',
  '市级',
  `负责${name}`,
  '直接实施责任：\n1.受理\n2.审查',
]
const rowsOf = (...rows: Cell[][]): DeliveredRow[] => read(book({ 表: [HEADER, ...rows] })).rows
const list = (): Cell[][] => [
  item(1, '取水许可'),
  item(2, '排污许可'),
  item(3, '采砂许可'),
  item(4, '设障许可'),
]

function plan(rows: DeliveredRow[], current: ReturnType<typeof currentOf>[]) {
  const { added, changed, unchanged, missing } = planDelivery(rows, current, mapping)
  return {
    added: added.map(({ fields }) => fields.name),
    changed: changed.map(({ id, set }) => [id.slice(-1), set]),
    unchanged: unchanged.length,
    missing: missing.map(({ state }) => state.name),
  }
}

describe('comparing a delivery with the records', () => {
  const current = rowsOf(...list()).map((row, i) => currentOf(row, i))

  it('the same list again changes nothing, wherever its rows stand now', () => {
    const moved = rowsOf(...list().toReversed())
    expect(plan(moved, current)).toEqual({ added: [], changed: [], unchanged: 4, missing: [] })
  })

  it.each([
    ['a name', 1, '取水许可（新）', { name: '取水许可（新）' }],
    ['a name, with its scope', 1, '取用地表水许可', { name: '取用地表水许可', scope: '负责取用地表水许可' }],
    ['a sub-item', 2, '一、新办', { subItem: '一、新办' }],
    ['a type', 3, '行政确认', { type: 'confirmation', typeAsPrinted: '行政确认' }],
    ['a level', 6, '县级', { level: 'county', levelAsPrinted: '县级' }],
    ['an implementer', 5, '县水务局', { implementer: '县水务局' }],
    ['the duties', 8, '直接实施责任：\n1.受理', { duties: [{ step: '直接实施责任', text: '受理' }] }],
    ['a cell emptied', 7, '', { scope: null }],
  ])('%s changed by hand is one change, of exactly that', (_, column, value, set) => {
    const changed = list()
    const [first] = changed
    if (first === undefined) throw new Error('an empty list')
    first[column] = value
    if (Object.hasOwn(set, 'scope') && value !== '') first[7] = `负责${value}`
    expect(plan(rowsOf(...changed), current)).toEqual({
      added: [],
      changed: [['0', set]],
      unchanged: 3,
      missing: [],
    })
  })

  it('a new row is added, a lost one is missing, and they are not taken for one another', () => {
    const rows = rowsOf(...list().slice(1), item(5, '引水许可'))
    expect(plan(rows, current)).toEqual({
      added: ['引水许可'],
      changed: [],
      unchanged: 3,
      missing: ['取水许可'],
    })
  })

  it('a list without a column says nothing about its field', () => {
    const [row] = rowsOf(item(1, '取水许可'))
    if (row === undefined) throw new Error('an empty list')
    const more = currentOf(row, 0, { fees: '免费', itemCode: 'A1', lead: 'dep-abc' })
    expect(plan([row], [more])).toMatchObject({ changed: [], unchanged: 1 })
  })

  it('a record logged by hand, or renamed since, is found by what it says', () => {
    const [row] = rowsOf(item(1, '取水许可'))
    if (row === undefined || row.fields.source === null) throw new Error('an empty list')
    expect(plan([row], [currentOf(row, 0, { source: null })])).toMatchObject({ added: [], unchanged: 1 })
    const renamed = { source: { ...row.fields.source, key: '旧名|' } }
    expect(plan([row], [currentOf(row, 0, renamed)])).toMatchObject({ added: [], unchanged: 1 })
  })

  it('what was logged by hand and stands in no list is not missing; what has ended is not matched', () => {
    const [row] = rowsOf(item(1, '取水许可'))
    if (row === undefined) throw new Error('an empty list')
    expect(plan([], [currentOf(row, 0, { source: null })])).toMatchObject({ missing: [] })
    expect(plan([row], [currentOf(row, 0, { status: 'abolished' })])).toMatchObject({ added: ['取水许可'] })
    expect(plan([row], [currentOf(row, 0, { status: 'suspended' })])).toMatchObject({ unchanged: 1 })
  })

  it('items of one name are matched one to one, by what is the same in them', () => {
    const twins = list().map((row) => [row[0] ?? '', '同名许可', ...row.slice(2)])
    const rows = rowsOf(...twins)
    const records = rows.map((row, i) => currentOf(row, i))
    expect(plan(rowsOf(...twins.toReversed()), records)).toMatchObject({ changed: [], unchanged: 4 })
    expect(plan(rowsOf(...twins.slice(1)), records)).toMatchObject({ unchanged: 3, missing: ['同名许可'] })
  })
})
