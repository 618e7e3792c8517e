import { describe, expect, it } from 'vitest'
import { clock, clockProfiles } from '../../../worker/api/openapi/clocks.ts'
import { builtIn } from '../../../worker/domain/clock/clocks.ts'
import { type TestApi, testApi } from '../../support/api/api.ts'

const api: TestApi = await testApi()
const at = (profile: string, query: Record<string, string>) =>
  api.request(`/api/v1/clocks/${profile}?${new URLSearchParams(query)}`, {})

describe('clocks for anybody', () => {
  it('lists every version of every limit, without a key', async () => {
    const response = await api.request('/api/v1/clocks', {})
    expect(response.status).toBe(200)
    const { items, total } = clockProfiles.parse(await response.json())
    expect(items.map(({ id }) => id)).toEqual(builtIn.all.map(({ id }) => id))
    expect(total).toBe(items.length)
  })

  it.each([
    ['ogi', { start: '2026-02-10' }, '2026-03-16'],
    ['ogi', { start: '2026-02-10', extension: '20' }, '2026-04-14'],
    ['ogi', { start: '2026-02-10', pauses: 'third_party:2026-02-12/2026-03-04' }, '2026-03-30'],
    ['ogi', { start: '2026-01-20', restart: '2026-02-10' }, '2026-03-16'],
    ['xf.settle', { start: '2026-02-10' }, '2026-04-11'],
    ['xf.settle', { start: '2026-02-10', extension: '30', extendedOn: '2026-04-01' }, '2026-05-11'],
    ['flag.answer', { start: '2026-02-10', due: '2026-03-01' }, '2026-03-01'],
    // Nobody is waited for longer than the fifteen working days that a third party has (Art. 32).
    ['ogi', { start: '2026-02-10', pauses: '2026-02-12/' }, '2026-04-07'],
    ['ogi', { start: '2026-12-20' }, null],
  ])('%s with %j is due on %s', async (profile, query, due) => {
    const response = await at(profile, { ...query, asOf: '2026-02-20' })
    expect(response.status).toBe(200)
    const found = clock.parse(await response.json())
    expect([found.due, found.asOf]).toEqual([due, '2026-02-20'])
    expect(found.lacks === null).toBe(due !== null)
    expect(found.lines.length).toBeGreaterThan(2)
  })

  it('is computed for today unless a day is named', async () => {
    const { asOf } = clock.parse(await (await at('ogi', { start: '2026-02-10' })).json())
    expect(asOf).toBe(api.services.reading.today())
  })

  it.each([
    ['quux', { start: '2026-02-10' }, 404, 'profile', /no clock quux/],
    ['xf.setle', { start: '2026-02-10' }, 404, 'profile', /did you mean xf\.settle/],
    ['ogi', {}, 400, 'start', /Name the day/],
    ['ogi', { start: '2026-02-30' }, 400, 'start', /2026-03-05/],
    ['ogi', { start: '2026-02' }, 400, 'start', /2026-03-05/],
    ['ogi', { start: '2001-02-10' }, 400, 'start', /from 2019-05-15 on/],
    ['ogi', { start: '2026-02-10', due: '2026-03-01' }, 400, 'due', /computed/],
    ['flag.answer', { start: '2026-02-10' }, 400, 'due', /names the last day/],
    ['ogi', { start: '2026-02-10', pauses: '2026-02-12' }, 400, 'pauses', /2026-02-12\/2026-03-04/],
    ['ogi', { start: '2026-02-10', pauses: 'workload:2026-02-12/' }, 400, 'pauses', /third_party/],
    ['ogi', { start: '2026-02-10', pauses: '2026-03-12/2026-03-01' }, 400, 'pauses', /before it begins/],
    ['ogi', { start: '2026-02-10', pauses: '2026-03-12/9999-12-31' }, 400, 'pauses', /ten years/],
    ['xf.settle', { start: '2026-02-10', pauses: '2026-03-12/2026-03-13' }, 400, 'pauses', /no ground/],
    ['xf.notice', { start: '2026-02-10', extension: '3' }, 400, 'extension', /cannot be extended/],
    ['ogi', { start: '2026-02-10', extension: '21' }, 400, 'extension', /1 to 20/],
    ['ogi', { start: '2026-02-10', extension: '1.5' }, 400, 'extension', /whole number/],
    ['ogi', { start: '2026-02-10', extendedOn: '2026-02-11' }, 400, 'extension', /by how much/],
    ['xf.notice', { start: '2026-02-10', restart: '2026-02-11' }, 400, 'restart', /does not begin again/],
    ['ogi', { start: '2026-02-10', asOf: 'soon' }, 400, 'asOf', /2026-03-05/],
    ['ogi', { start: '2026-02-10', pause: '2026-02-12/' }, 400, 'pause', /Did you mean pauses/],
  ])('%s with %j is refused: %i at %s', async (profile, query, status, field, said) => {
    const response = await at(profile, query as Record<string, string>)
    expect(response.status).toBe(status)
    const problem = (await response.json()) as { field: string; words: { zh: string; en: string } }
    expect(problem.field).toBe(field)
    expect(problem.words.en).toMatch(said)
    expect(problem.words.zh).toMatch(/\p{Script=Han}/u)
  })
})
