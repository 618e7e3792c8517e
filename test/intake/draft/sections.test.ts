/** Rows that name a department or a section once, above the rows that belong to it. */
import { describe, expect, it } from 'vitest'
import { drafted } from '../../support/intake/drafted.ts'

const tasks = (headings: readonly string[], per = 3): string =>
  headings
    .flatMap((heading, h) => [
      `${heading},,`,
      ...Array.from(
        { length: per },
        (_, i) => `${h * per + i + 1},修建第${h * per + i + 1}条路,2026-0${i + 1}-15`,
      ),
    ])
    .join('\n')

describe('headings in rows of their own', () => {
  it('of organs are the department of the rows below, with words and count', () => {
    const found = drafted(
      '任务.csv',
      `序号,任务,完成时限\n${tasks(['一、市交通运输局（3项）', '二、市水务局：', '（三）市教育局'])}\n`,
    )
    expect(found.departments.sort()).toEqual(['市交通运输局', '市教育局', '市水务局'])
    expect(found.tally).toMatchObject({ read: 12, recorded: 9, rejected: 0 })
    expect(found.tally.passed.map(({ count, reason }) => [count, reason.en])).toEqual([
      [3, 'it is a heading of the rows below it'],
    ])
    expect(found.said).toContain('3 rows hold nothing but an organ')
    expect(found.said).toContain('department of the 9 rows below')
  })

  it.each(['Roads Office,,,\n', '"Roads Office","Roads Office","Roads Office","Roads Office"\n'])(
    'in other words, or written out by an export: %s',
    (heading) => {
      const rows = (of: string): string =>
        [1, 2, 3].map((i) => `${of}-${i},Bridge ${of} ${i},2026-0${i}-30,100`).join('\n')
      const found = drafted(
        'works.csv',
        `Ref,Project,Due,Cost (EUR)\n${heading}${rows('R')}\n${heading.replaceAll('Roads', 'Water')}${rows('W')}\nTotal,,,600\n`,
      )
      expect(found.departments.sort()).toEqual(['Roads Office', 'Water Office'])
      expect(found.tally).toMatchObject({ read: 9, recorded: 6 })
    },
  )

  it('are so beside a column of persons in charge', () => {
    const rows = tasks(['市水务局', '市教育局']).replaceAll(/(\d)$/gm, '$1,甲').replaceAll(/,,$/gm, ',,,')
    const found = drafted('任务.csv', `序号,任务,完成时限,责任人\n${rows}\n`)
    expect(found.departments.sort()).toEqual(['市教育局', '市水务局'])
  })

  it('that name no organ are a column, and it is asked what they are', () => {
    const found = drafted('任务.csv', `序号,任务,完成时限\n${tasks(['一、基础设施', '二、公共服务'])}\n`)
    expect(found.departments).toEqual(['Department not stated'])
    expect(found.said).toContain('Does it name the department?')
    expect(found.mapping.input.sections).toBe('小标题')
    expect(found.tally).toMatchObject({ read: 8, recorded: 6 })
  })

  it('beside a column of departments name none', () => {
    const rows = [1, 2, 3, 4].map((i) => `${i},修路${i},市水务局,2026-0${i}-15`)
    const found = drafted(
      '任务.csv',
      `序号,任务,责任单位,完成时限\n市交通运输局,,,\n${rows.slice(0, 2).join('\n')}\n市教育局,,,\n${rows.slice(2).join('\n')}\n`,
    )
    expect(found.departments).toEqual(['市水务局'])
  })

  it.each([
    ['one alone', '一、市水务局,,\n1,修路甲,2026-01-15\n2,修路乙,2026-02-15\n3,修路丙,2026-03-15\n'],
    [
      'below the first rows',
      '1,修路甲,2026-01-15\n市水务局,,\n2,修路乙,2026-02-15\n市教育局,,\n3,修路丙,2026-03-15\n',
    ],
    ['one above another', '第一部分,,\n市水务局,,\n1,修路甲,2026-01-15\n市教育局,,\n2,修路乙,2026-02-15\n'],
  ])('%s are asked about, and not taken for any', (_, rows) => {
    const found = drafted('任务.csv', `序号,任务,完成时限\n${rows}`)
    expect(found.mapping.input.sections).toBeUndefined()
    expect(found.said).toContain('are they headings of the rows below, or records?')
  })

  it('notes at the end, sums and remarks are none', () => {
    const found = drafted(
      '任务.csv',
      `序号,任务,完成时限\n${tasks(['市水务局', '市教育局'])}\n合计,,\n填表人：甲,,\n`,
    )
    expect(found.departments.sort()).toEqual(['市教育局', '市水务局'])
    expect(found.tally).toMatchObject({ read: 10, recorded: 6 })
  })
})
