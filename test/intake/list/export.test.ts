import { beforeAll, describe, expect, it } from 'vitest'
import type { Lang } from '../../../worker/domain/record/problem.ts'
import { csvCell } from '../../../worker/domain/text/csv.ts'
import { type CurrentItem, planDelivery } from '../../../worker/intake/list/plan.ts'
import { csvLines } from '../../../worker/services/export/published-list.ts'
import type { Reading } from '../../../worker/services/read/reading.ts'
import { book, csv, mapping, read } from '../../support/intake/book.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const HEADER = [
  '序号',
  '事项名称',
  '子项名称',
  '权力类型',
  '实施依据',
  '行使主体',
  '承办机构',
  '实施层级及权限',
  '',
  '部门职责',
  '责任事项内容',
  '责任事项依据',
  '追责对象范围',
  '追责情形',
  '法定时限',
  '服务对象',
  '办理条件',
  '申请材料',
  '办理流程',
  '表格下载',
  '办理地点',
  '办理时间',
  '咨询电话',
  '备注',
]
const ROWS = [
  [
    '1',
    '取水许可',
    '1.新办',
    '行政许可',
    '【法律】《水法》（2016年修正）\n第七条：……\n第四十八条：……\n【规章】《取水办法》',
    '市水务局',
    '水资源科（节水办、移民办）、审批科',
    '市级',
    '负责全市',
    '-1 起算',
    '直接实施责任：\n1.受理：\n（1）甲\n（2）乙\n2.审查。\n指导监督责任：\n1.指导。',
    '【法律】《处罚法》\n第五章。',
    '1.承办人；\n2.分管领导。',
    '有下列情形的：\n1.不受理的；\n2.超期的。',
    '20个工作日',
    '取水的单位和个人。',
    '1.有取水需要；\n2.符合规划。',
    '1.申请书；\n2.论证报告。',
    '1.受理；\n2.审查；\n3.决定。',
    '申请书',
    '政务大厅 3 号窗口',
    '工作日 9:00—17:00',
    '000-1234567',
    '=1+1',
  ],
  [
    '2',
    '对违法取水的处罚',
    '',
    '',
    '《水法》第六十九条',
    '市水务局',
    '支队',
    '',
    '',
    '',
    '1.受理责任：公示。\n2.审查责任：审查。',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
  ],
  ['3', '旧许可', '', '行政许可', '', '市水务局', ...Array<string>(18).fill('')],
]

async function exported(reading: Reading, lang: Lang): Promise<string> {
  const lines: string[] = []
  for await (const line of csvLines(reading, { kind: 'responsibility' }, lang)) lines.push(line)
  return lines.join('')
}

describe('what was exported', () => {
  let reading: Reading
  let current: CurrentItem[]
  const call = { actor: OPERATOR, approver: SECOND, occurred: '2024' }

  beforeAll(async () => {
    const { services } = await freshLedger()
    reading = services.reading
    await services.acts.open(call, 'department', null, { code: 'swj', name: '市水务局' })
    const added = read(book({ 表: [HEADER, ...ROWS] })).rows.map(({ fields }) => fields)
    const { records } = await services.deliveries.deliver(call, 'dep-swj', { added })
    // What has ended stays in the export, with its status, and is no item of a list any more.
    const [ended] = records.slice(-1)
    if (ended !== undefined)
      await services.acts.act(call, 'responsibility', 'abolished', ended.id, {
        trigger: 'reform',
        reason: null,
      })
    const page = await reading.records({ kind: 'responsibility', limit: 100 })
    current = page.items.flatMap(({ id, seq, state }) =>
      state.kind === 'responsibility' ? [{ id, seq, state }] : [],
    )
  })

  it.each(['zh', 'en'] as const)('is read again without a change (%s)', async (lang) => {
    const { rows, rejected, others } = csv(await exported(reading, lang))
    expect(rejected).toEqual([])
    expect(others.map(({ reason }) => reason.en)).toEqual(['the list calls it no longer in force'])
    expect(rows.map(({ department }) => department)).toEqual(['市水务局', '市水务局'])
    const plan = planDelivery(rows, current, mapping)
    expect(plan.changed.map(({ set }) => set)).toEqual([])
    expect([plan.added.length, plan.unchanged.length, plan.missing.length]).toEqual([0, 2, 0])
  })

  it('holds the guide of an item, as far as the list has one', () => {
    const [item] = current.map(({ state }) => state).filter(({ name }) => name === '取水许可')
    expect(item).toMatchObject({
      applicants: '取水的单位和个人。',
      conditions: ['有取水需要', '符合规划。'],
      materials: ['申请书', '论证报告。'],
      handling: ['受理', '审查', '决定。'],
      forms: ['申请书'],
      place: '政务大厅 3 号窗口',
      hours: '工作日 9:00—17:00',
      phone: '000-1234567',
    })
  })

  it('cells that a spreadsheet would run come back as they were', () => {
    expect(csvCell('=1+1')).toBe("'=1+1")
    expect(csv(`事项名称,权力类型,备注\n取水,行政许可,${csvCell('=1+1')}\n`).rows[0]?.fields.remark).toBe(
      '=1+1',
    )
  })
})
