/** Records that stand inside of their organ: of each organ all of them are read, under its name. */
import { describe, expect, it } from 'vitest'
import { drafted } from '../../support/intake/drafted.ts'

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)
const tasks = (of: string, count = 5): object[] =>
  numbers(count).map((i) => ({ id: `${of}-${i}`, title: `Task ${of}.${i}`, due: `2027-0${i}-15` }))
const byOrgan = (path: string, content: unknown) => {
  const found = drafted(path, JSON.stringify(content))
  const decisions = found.records.filter(({ kind }) => kind === 'decision')
  return { ...found, decisions, organs: found.departments }
}

describe('records inside of their organs', () => {
  it.each([
    [
      'a list of departments',
      { departments: numbers(3).map((d) => ({ name: `Office ${d}`, tasks: tasks(`${d}`) })) },
    ],
    [
      'a file that is such a list',
      numbers(3).map((d) => ({ department: `Office ${d}`, head: 'X', projects: tasks(`${d}`) })),
    ],
    [
      'departments deeper down, by another word',
      {
        plan: {
          year: 2026,
          ministries: numbers(3).map((d) => ({ title: `Office ${d}`, steps: tasks(`${d}`) })),
        },
      },
    ],
    [
      'lists under the names of the departments',
      Object.fromEntries(numbers(3).map((d) => [`Office ${d}`, tasks(`${d}`)])),
    ],
  ])('%s', (_, content) => {
    const { decisions, organs, due } = byOrgan('plan.json', content)
    expect(organs).toEqual(['Office 1', 'Office 2', 'Office 3'])
    expect(decisions).toHaveLength(15)
    expect(due).toHaveLength(15)
  })

  it('in Chinese, by the names of the bureaus', () => {
    const list = (of: string): object[] =>
      numbers(4).map((i) => ({ 任务: `${of}任务${i}`, 完成时限: `2027-0${i}-15` }))
    const { decisions, organs } = byOrgan('任务.json', { 市水务局: list('水'), 市住建局: list('房') })
    expect([organs, decisions.length]).toEqual([['市水务局', '市住建局'], 8])
  })

  it('one department without any task is passed over, and told', () => {
    const departments = numbers(3).map((d) => ({ name: `Office ${d}`, tasks: d === 2 ? [] : tasks(`${d}`) }))
    const { decisions, said } = byOrgan('plan.json', { departments })
    expect(decisions).toHaveLength(10)
    expect(said).toContain('"tasks" holds nothing')
  })

  it('lists by year are all read, and no year is a department', () => {
    const years = { '2025': tasks('a'), '2026': tasks('b') }
    const { decisions, organs } = byOrgan('plan.json', years)
    expect([organs, decisions.length]).toEqual([['Department not stated'], 10])
  })

  it('measures with an organ and steps of their own stay measures', () => {
    const measures = numbers(6).map((i) => ({
      measure: `Measure ${i}`,
      department: `Office ${i % 2}`,
      steps: tasks(`${i}`, 2),
    }))
    const { decisions, due } = byOrgan('measures.json', { measures })
    expect([decisions.length, due.length]).toEqual([6, 12])
  })
})
