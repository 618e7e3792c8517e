import { describe, expect, it } from 'vitest'
import { Problem } from '../../worker/domain/problem.ts'
import { mappingJsonSchema, parseMapping } from '../../worker/intake/mapping.schema.ts'
import profile from '../../worker/intake/profiles/responsibility-list.json' with { type: 'json' }
import { builtinMappings } from '../../worker/intake/profiles.ts'
import { basesOf, dateOf, dutiesOf, lineOf, pointsOf, timeLimitOf } from '../../worker/intake/text.ts'

function refusal(input: unknown): Problem {
  try {
    parseMapping(input)
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('the mapping was accepted')
}

describe('mapping', () => {
  it('the built-in ones are sound, and the format has a schema', () => {
    expect([...builtinMappings.keys()]).toEqual(['responsibility-list'])
    expect(Object.keys(mappingJsonSchema())).toContain('properties')
  })

  it.each([
    [{ ...profile, colums: {} }, '/', '"columns"'],
    [{ ...profile, columns: { ...profile.columns, nmae: { headers: ['x'] } } }, '/columns', '"name"'],
    [{ ...profile, columns: { name: { header: ['x'] } } }, '/columns/name', '"headers"'],
    [{ ...profile, identity: { field: ['name'] } }, '/identity', '"fields"'],
    [{ ...profile, ignore: ['('] }, '/ignore/0', 'regular expression'],
    [{ ...profile, mapping: 2 }, '/mapping', '1'],
    [null, '/', 'object'],
  ])('says where a mapping is wrong and what was meant: %#', (input, place, hint) => {
    const problem = refusal(input)
    expect(problem.field).toContain(place)
    expect(problem.words.en).toContain(hint)
  })
})

describe('text', () => {
  it('joins lines of short cells without inventing spaces', () => {
    expect(lineOf(' 对拒绝\n配合统\n计调查 的处罚 ')).toBe('对拒绝配合统计调查的处罚')
    expect(lineOf('Water  permit\nlevel 2')).toBe('Water permit level 2')
  })

  it('splits numbered points in every usual style, and keeps decimals whole', () => {
    expect(pointsOf('1.甲；2.乙。\n3、丙')).toEqual(['甲', '乙。', '丙'])
    expect(pointsOf('（一）甲\n（二）乙')).toEqual(['甲', '乙'])
    expect(pointsOf('①甲②乙')).toEqual(['甲②乙'])
    expect(pointsOf('费率为1.5倍')).toEqual(['费率为1.5倍'])
    expect(pointsOf('一段\n没有编号的文字')).toEqual(['一段没有编号的文字'])
  })

  it('puts duties under their headings', () => {
    expect(
      dutiesOf('直接实施责任：\n1.甲\n2.乙\n指导监督责任：丙', ['^([\\p{Script=Han}]{2,10}责任)\\s*[:：]']),
    ).toEqual([
      { step: '直接实施责任', text: '甲' },
      { step: '直接实施责任', text: '乙' },
      { step: '指导监督责任', text: '丙' },
    ])
  })

  it('splits legal bases at their markers', () => {
    const rules = [{ marker: '^法律$', level: 'law' as const }]
    const found = basesOf(
      '【法律】《中华人民共和国水法》（2016年7月2日主席令第48号修正）\n第七条第一款：……\n【规章】《取水办法》',
      rules,
    )
    expect(found.map(({ level, title, docNumber, article }) => [level, title, docNumber, article])).toEqual([
      ['law', '中华人民共和国水法', '主席令第48号', '第七条第一款'],
      [null, '取水办法', null, null],
    ])
  })

  it('reads time limits and dates in usual forms, and nothing else', () => {
    expect(timeLimitOf('20个工作日')).toEqual({ days: 20, unit: 'working_day', text: '20个工作日' })
    expect(timeLimitOf('自受理之日起15日')).toMatchObject({ days: 15, unit: 'day' })
    expect(timeLimitOf('按规定办理')).toBeNull()
    expect(['2024年3月5日', '2024-03-05', '2024/3/5', '20240305', '2024年', '2024.3'].map(dateOf)).toEqual([
      '2024-03-05',
      '2024-03-05',
      '2024-03-05',
      '2024-03-05',
      '2024',
      '2024-03',
    ])
    expect(['2024-02-30', 'TBC', '5/3/2024', ''].map(dateOf)).toEqual([null, null, null, null])
  })
})
