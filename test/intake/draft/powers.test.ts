/** Lists of powers with headers that the built-in mapping has not seen: what the draft makes of them. */
import { describe, expect, it } from 'vitest'
import type { GivenFile } from '../../../worker/intake/files/sheet.ts'
import { readDelivery } from '../../../worker/intake/list/delivery.ts'
import { draftList } from '../../../worker/intake/list/draft/draft.ts'
import { parseMapping } from '../../../worker/intake/list/mapping.schema.ts'
import { responsibilityListMapping } from '../../../worker/intake/profiles.ts'
import { book } from '../../support/intake/book.ts'
import { text } from '../../support/intake/trial.ts'

/** Layouts that are invented, each with other words for the same columns. */
const LAYOUTS: readonly [string, GivenFile][] = [
  [
    '项目, 职权编码, 法定期限',
    {
      path: '职权.xlsx',
      bytes: book({
        清单: [
          ['南岭市交通局行政职权目录', '', '', '', '', ''],
          ['顺序', '项目', '职权编码', '职权种类', '法律法规依据', '法定期限'],
          [1, '公路占用许可', 'XZ-001', '行政许可', '《中华人民共和国公路法》第四十四条', '20个工作日'],
          [2, '擅自占用公路的处罚', 'XZ-003', '行政处罚', '《中华人民共和国公路法》第七十六条', '90日'],
        ],
      }),
    },
  ],
  [
    '目录名称, 事项代码, 办结时限 in text, types under a header of their own',
    text(
      '北岸区住建局权责.csv',
      '序,目录名称,事项代码,分类,行使单位,法条,办结时限\n1,公路占用许可,XZ-001,行政许可,北岸区住建局,《中华人民共和国公路法》第四十四条,20个工作日\n2,擅自占用公路的处罚,XZ-003,行政处罚,北岸区住建局,《中华人民共和国公路法》第七十六条,90日\n',
    ),
  ],
]

describe('a list of powers of a layout that was never seen', () => {
  it.each(LAYOUTS)('%s', (_, file) => {
    expect(readDelivery(file, responsibilityListMapping()).rows).toEqual([])
    const draft = draftList([file], 'drafted')
    const { rows, rejected } = readDelivery(file, parseMapping(draft?.mapping))
    expect(rejected).toEqual([])
    expect(
      rows.map(({ fields: { name, type, itemCode, statutoryTimeLimit, legalBases } }) => [
        ...[name, type, itemCode, statutoryTimeLimit?.days ?? null],
        legalBases.map(({ title }) => title),
      ]),
    ).toEqual([
      ['公路占用许可', 'licence', 'XZ-001', 20, ['中华人民共和国公路法']],
      ['擅自占用公路的处罚', 'penalty', 'XZ-003', 90, ['中华人民共和国公路法']],
    ])
    const said = draft?.remarks.map(({ zh }) => zh).join('\n')
    expect(said).toContain('表头是：')
    expect(said).toContain('当作“事项名称”')
  })

  it('takes the type of all of it from the title of the list, and whose each item is from its column', () => {
    const file = text(
      '东山县行政许可事项清单（2026年版）.csv',
      '序号,县级主管部门,许可事项名称,实施机关,设定和实施依据\n1,县教育局,民办学校设立审批,县教育局,《中华人民共和国民办教育促进法》第十二条\n2,县公安局,特种行业许可,县公安局,《旅馆业治安管理办法》第四条\n',
    )
    const draft = draftList([file], 'drafted')
    const { rows, rejected } = readDelivery(file, parseMapping(draft?.mapping))
    expect(rejected).toEqual([])
    expect(rows.map(({ department, fields: { type } }) => [department, type])).toEqual([
      ['县教育局', 'licence'],
      ['县公安局', 'licence'],
    ])
  })

  it('of which nothing names the type says so, and takes the one that is declared for all', () => {
    const file = text(
      '北岸区住建局权责.csv',
      '事项编码,项目,实施主体,法律依据\nA1,排水,北岸区住建局,《城镇排水与污水处理条例》第二十一条\n',
    )
    const draft = draftList([file], 'drafted')
    expect(draft?.remarks.map(({ en }) => en).join('\n')).toContain('No column names the type of power')
    expect(readDelivery(file, parseMapping(draft?.mapping)).rejected).toHaveLength(1)
    const types = { from: ['column'], default: 'licence' }
    const { rows } = readDelivery(file, parseMapping({ ...draft?.mapping, types }))
    expect(rows.map(({ fields: { type } }) => type)).toEqual(['licence'])
  })

  it('a table of works is none', () => {
    const file = text('works.csv', '序号,项目名称,责任单位,完成时限\n1,东岸道路改造,市交通局,2025-09-30\n')
    expect(draftList([file], 'drafted')).toBeNull()
  })
})
