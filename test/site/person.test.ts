/** Office-holders of a register that declares persons: their page, their votes, and who else a name does not mean. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type CaseCity, caseCity } from '../support/city/case-city.ts'
import { OPERATOR, SECOND } from '../support/ledger/ledger.ts'
import { call } from '../support/ledger/tracked.ts'

const ANN = 'per-0123456789'
const [VETOED, ROUTINE] = ['dec-0123456789', 'dec-0123456790']

let city: CaseCity
let byHand: string

const source = (key: string) => ({ mapping: 'assembly', file: 'all.json', row: 1, key })
const person = (id: string, name: string) => ({
  id,
  occurred: '2024-01-01',
  department: 'dep-water',
  fields: { name, otherNames: [`${name} Jr.`], source: source(id) },
})
const decision = (id: string, vote: string, member: string) => [
  {
    id,
    occurred: '2024-02-01',
    department: 'dep-water',
    fields: {
      title: `Bill ${id}`,
      class: 'legislation',
      noResponsibility: 'none',
      proposers: [member],
      source: source(id),
    },
  },
  {
    id,
    occurred: '2024-03-01',
    event: 'step_concluded',
    body: {
      step: {
        id: 's1',
        type: 'deliberation',
        title: 'Third reading',
        concludedAt: '2024-03-01',
        ballots: [
          { member, vote },
          { member: 'Somebody Else', vote: 'yes' },
        ],
      },
    },
  },
]
const deliver = (...operations: Parameters<CaseCity['services']['registers']['deliver']>[1][number][]) =>
  city.services.registers.deliver({ actor: OPERATOR, approver: SECOND }, operations)

const textOf = async (path: string): Promise<string> => {
  const response = await city.get(path)
  expect(response.status).toBe(200)
  return response.text()
}

beforeAll(async () => {
  city = await caseCity()
  await deliver(
    person(ANN, 'Ann Borg'),
    ...decision(VETOED, 'no', 'Ann Borg'),
    ...decision(ROUTINE, 'yes', 'ANN BORG Jr.'),
    {
      id: 'mem-0123456789',
      occurred: '2024-01-01',
      department: 'dep-water',
      fields: { member: 'Ann Borg', role: 'Member', from: '2024-01-01', source: source('m') },
    },
  )
  const opened = await city.services.acts.open(call, 'decision', 'dep-water', {
    title: '手工登记',
    class: 'ordinary',
    noResponsibility: '无',
    proposers: ['Ann Borg'],
  })
  byHand = opened.records[0]?.id ?? ''
})

describe('the page of an office-holder', () => {
  it('shows posts, votes with dissent first, and what was proposed', async () => {
    const page = await textOf(`/en/people/${ANN}`)
    const list = page.slice(page.indexOf('id="votes"'))
    expect(list.indexOf(VETOED)).toBeGreaterThan(0)
    expect(list.indexOf(VETOED)).toBeLessThan(list.indexOf(ROUTINE))
    for (const words of [
      'mem-0123456789',
      'since 2024-01-01',
      'Third reading',
      '2 recorded votes, 1 of them',
    ])
      expect(page.toLowerCase()).toContain(words.toLowerCase())
    const dissent = await textOf(`/zh/people/${ANN}?votes=dissent`)
    const votes = dissent.slice(dissent.indexOf('id="votes"'), dissent.indexOf('id="line"'))
    expect(votes).toContain(VETOED)
    expect(votes).not.toContain(ROUTINE)
  })

  it('is linked from the vote, and not from a record of no register', async () => {
    const link = new RegExp(`<a href="/zh/people/${ANN}"`)
    expect(await textOf(`/zh/decisions/${VETOED}`)).toMatch(link)
    const own = await textOf(`/zh/decisions/${byHand}`)
    expect(own).toContain('Ann Borg')
    expect(own).not.toMatch(link)
  })

  it('is linked from the rows of lists that print the name, where the name means one', async () => {
    const page = await textOf('/zh/decisions')
    const rows = page.split('<tr').slice(1)
    const rowOf = (id: string) => rows.find((row) => row.includes(`/${id}`)) ?? ''
    expect(rowOf(VETOED)).toContain(`<a href="/zh/people/${ANN}"`)
    expect(rowOf(ROUTINE)).toContain(`<a href="/zh/people/${ANN}"`)
    expect(rowOf(byHand)).toContain('Ann Borg')
    expect(rowOf(byHand)).not.toContain(`/people/${ANN}`)
  })

  it('gives the votes as JSON and CSV', async () => {
    const answer = JSON.parse(await textOf(`/api/v1/people/${ANN}/votes`))
    expect(answer.total).toBe(2)
    expect(
      answer.items.map((one: { decision: string; dissent: boolean }) => [one.decision, one.dissent]),
    ).toEqual(
      expect.arrayContaining([
        [VETOED, true],
        [ROUTINE, false],
      ]),
    )
    expect(await textOf(`/api/v1/people/${ANN}/votes.csv`)).toContain(`${VETOED},`)
    expect((await city.get('/api/v1/people/per-0000000000/votes')).status).toBe(404)
  })

  it('gives the votes as a list, narrowed by stance, time and decision: page, JSON and CSV alike', async () => {
    const told = async (query: string): Promise<[number, boolean[], boolean]> => {
      const page = await textOf(`/zh/people/${ANN}/votes${query}`)
      const { total } = JSON.parse(await textOf(`/api/v1/people/${ANN}/votes${query}`))
      const csv = await textOf(`/api/v1/people/${ANN}/votes.csv${query}`)
      return [total, [VETOED, ROUTINE].map((id) => page.includes(`/${id}`)), csv.includes(VETOED)]
    }
    expect(await told('')).toEqual([2, [true, true], true])
    expect(await told('?stance=no')).toEqual([1, [true, false], true])
    expect(await told('?stance=yes')).toEqual([1, [false, true], false])
    expect(await told('?stance=dissent&from=2024-03&to=2024-03-01')).toEqual([1, [true, false], true])
    expect(await told('?from=2024-04')).toEqual([0, [false, false], false])
    expect(await told('?had=deliberation&q=Bill')).toEqual([2, [true, true], true])
    expect(await told('?had=override')).toEqual([0, [false, false], false])
    for (const query of ['?stance=maybe', '?had=lunch', '?from=2024-13', '?from=2025&to=2024', '?start=1'])
      expect((await city.get(`/api/v1/people/${ANN}/votes${query}`)).status, query).toBe(400)
    expect(await textOf(`/zh/people/${ANN}/votes?stance=maybe&to=x`)).toContain('没有起作用')
    expect((await city.get('/zh/people/per-0000000000/votes')).status).toBe(404)
    expect(await textOf(`/zh/people/${ANN}`)).toContain(`/zh/people/${ANN}/votes`)
  })

  it('finds who held a post on a day: by first and last day, and not by what stands today', async () => {
    await deliver({
      id: 'mem-0123456790',
      occurred: '2018-01-01',
      department: 'dep-water',
      fields: {
        member: 'Bo Lind',
        role: 'Chair',
        from: '2018-03-01',
        to: '2019-06-30',
        source: source('m2'),
      },
    })
    const inOffice = async (on: string): Promise<boolean[]> => {
      const page = await textOf(`/zh/memberships?on=${on}`)
      const { items } = JSON.parse(await textOf(`/api/v1/memberships?on=${on}`))
      const ids = ['mem-0123456789', 'mem-0123456790']
      expect(ids.map((id) => page.includes(`/${id}`))).toEqual(
        ids.map((id) => items.some((one: { id: string }) => one.id === id)),
      )
      return ids.map((id) => page.includes(`/${id}`))
    }
    expect(await inOffice('2019')).toEqual([false, true])
    expect(await inOffice('2019-06-30')).toEqual([false, true])
    expect(await inOffice('2019-07')).toEqual([false, false])
    expect(await inOffice('2018-02')).toEqual([false, false])
    expect(await inOffice('2024')).toEqual([true, false])
    expect(await textOf('/en/memberships?on=2019')).toContain('in office in 2019')
    expect((await city.get('/api/v1/memberships?on=soon')).status).toBe(400)
    expect((await city.get('/api/v1/decisions?on=2019')).status).toBe(400)
  })

  it('is opened by no department: where books are kept by hand, posts remain posts', async () => {
    const answer = await city.post(
      '/api/v1/people',
      { name: 'Ann Borg', department: 'dep-water' },
      city.keys.department,
    )
    expect([404, 405]).toContain(answer.status)
    await expect(
      deliver({ ...person('per-0123456791', 'Nobody'), fields: { name: 'Nobody' } }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })

  it('is nobody in particular once another of the register has the same name', async () => {
    await deliver(person('per-0123456792', 'Ann Borg'))
    expect(JSON.parse(await textOf(`/api/v1/people/${ANN}/votes`)).total).toBe(0)
    expect(await textOf(`/zh/decisions/${VETOED}`)).not.toContain('/zh/people/')
  })
})
