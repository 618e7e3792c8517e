import { describe, expect, it } from 'vitest'
import { testApi } from '../../support/api/api.ts'

const api = await testApi()
await api.second('dep-water')
for (const [title, due] of [
  ['清淤', '2026-03-13'],
  ['补堤', '2099-03-13'],
])
  await api.settle('/api/v1/milestones', { title, type: 'delivery', baselineDue: due, currentDue: due })

const read = (query: string) => api.request(`/api/v1/response${query}`, {})

describe('/api/v1/response', () => {
  it.each(['department', 'profile', 'kind'])(
    'gives rows by %s with denominators, caveats and no ranking',
    async (by) => {
      const response = await read(`?by=${by}&from=2026-01-01&to=2026-12-31&asOf=2026-12-01`)
      expect(response.status).toBe(200)
      const { items, caveats } = (await response.json()) as {
        items: { own: { due: number } }[]
        caveats: object[]
      }
      expect(items).toHaveLength(1)
      expect(items[0]).toMatchObject({
        own: { due: 1, openOverdue: 1, inTime: { few: true, of: null } },
      })
      expect(caveats.length).toBeGreaterThan(2)
    },
  )

  it('is a file as well', async () => {
    const text = await (await read('.csv?to=2026-12-31&asOf=2026-12-01')).text()
    const [header = '', row = ''] = text.split('\r\n')
    expect(header).toContain('inTimeOf')
    expect(row.split(',')).toHaveLength(header.split(',').length)
    expect(row).toContain('<5')
  })

  it.each([
    ['?by=rank', 'by'],
    ['?from=soon', 'from'],
    ['?from=2026-02-01&to=2026-01-01', 'to'],
    ['?asof=2026-01-01', 'asof'],
  ])('%s is refused at %s', async (query, field) => {
    const response = await read(query)
    expect(response.status).toBe(400)
    expect(((await response.json()) as { field: string }).field).toBe(field)
  })
})
