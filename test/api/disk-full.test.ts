/** A full disk: nothing is half written, the answer says what to do, and it works again once there is room. */
import { describe, expect, it } from 'vitest'
import { testApi } from '../support/api/api.ts'

/** More than fits into what is left of a database that may not grow. */
const MANY = 200

describe('a full disk', () => {
  it('is 507 with Retry-After, unhealthy, and mends itself', async () => {
    const api = await testApi()
    const { client } = api.services.ledger.database
    const write = (name: string) =>
      api.post(
        '/api/v1/departments',
        { code: name, name: `${name}局`.repeat(60) },
        { key: api.keys.registrar },
      )
    const { rows } = await client.execute('PRAGMA page_count')
    await client.execute(`PRAGMA max_page_count = ${Number(rows[0]?.page_count)}`)
    let refused: Response | null = null
    let written = 0
    for (; written < MANY && refused === null; written++) {
      const response = await write(`more-${written}`)
      if (response.status !== 201) refused = response
    }
    expect(refused?.status).toBe(507)
    expect(refused?.headers.get('retry-after')).toBe('60')
    expect(await refused?.json()).toMatchObject({ code: 'storage_full' })
    const size = await api.size()
    const health = await api.get('/healthz')
    expect(health.status).toBe(503)
    expect(await health.json()).toMatchObject({ status: 'full', size })
    const ready = await api.get('/readyz')
    expect([ready.status, await ready.json()]).toEqual([
      200,
      expect.objectContaining({ size, writing: 'full' }),
    ])
    expect((await api.get('/log/checkpoint')).status).toBe(200)
    await client.execute('PRAGMA max_page_count = 1073741823')
    expect((await write('again')).status).toBe(201)
    expect((await api.get('/healthz')).status).toBe(200)
    expect(await api.size()).toBe(size + 1)
  })
})
