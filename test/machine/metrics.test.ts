/** Measures of a server: each moves with what it measures, and none names anybody. */
import { afterAll, describe, expect, it } from 'vitest'
import { parseMetrics } from '../../worker/machine/metrics/address.ts'
import { createMetrics } from '../../worker/machine/metrics/metrics.ts'
import { serveMetrics } from '../../worker/machine/metrics/serve.ts'
import { testApi } from '../support/api/api.ts'

const api = await testApi()
let now = 0
const metrics = createMetrics(api.services, () => now)
api.services.ledger.committer.measure(metrics.meter)
const served = await serveMetrics(metrics, { host: '127.0.0.1', port: 0 })
afterAll(() => served.close())

const read = async (): Promise<string> => (await fetch(`${served.url}/metrics`)).text()
const measured = (text: string, name: string): number | null => {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  return line === undefined ? null : Number(line.slice(name.length + 1))
}

describe('measures', () => {
  it('follow what is committed, refused and asked', async () => {
    const before = await read()
    const size = await api.size()
    expect(measured(before, 'mingzhang_entries')).toBe(size)
    expect(measured(before, 'mingzhang_writable')).toBe(1)
    expect(measured(before, 'mingzhang_appended_entries_total')).toBe(0)
    now += 250
    const written = await api.post(
      '/api/v1/departments',
      { code: 'parks', name: '园林局' },
      { key: api.keys.registrar },
    )
    expect(written.status).toBe(201)
    const refused = await api.post('/api/v1/departments', { code: 'parks' }, { key: api.keys.registrar })
    expect(refused.status).toBe(400)
    for (const line of api.lines.filter(({ method }) => method === 'POST')) metrics.request(line)
    const after = await read()
    expect(measured(after, 'mingzhang_entries')).toBe(size + 1)
    expect(measured(after, 'mingzhang_appended_entries_total')).toBe(1)
    expect(measured(after, 'mingzhang_append_seconds_count{settled="committed"}')).toBe(1)
    expect(after).toMatch(
      /mingzhang_request_seconds_count\{method="POST",route="[^"]*departments[^"]*",status="201"\} 1/,
    )
    expect(after).toMatch(/mingzhang_problems_total\{code="invalid"\} 1/)
  })

  it('say that nothing can be written while the disk is full', async () => {
    const { client } = api.services.ledger.database
    const { rows } = await client.execute('PRAGMA page_count')
    await client.execute(`PRAGMA max_page_count = ${Number(rows[0]?.page_count)}`)
    const name = '很长的局名'.repeat(60)
    let status = 201
    for (let i = 0; i < 200 && status === 201; i++)
      status = (
        await api.post(
          '/api/v1/departments',
          { code: `more-${i}`, name: `${name}${i}` },
          { key: api.keys.registrar },
        )
      ).status
    expect(status).toBe(507)
    const text = await read()
    expect(measured(text, 'mingzhang_writable')).toBe(0)
    expect(measured(text, 'mingzhang_append_seconds_count{settled="failed"}')).toBe(1)
    await client.execute('PRAGMA max_page_count = 1073741823')
  })

  it('name no account, no record and no address of anybody', async () => {
    const text = await read()
    expect(text).not.toMatch(/acc-|dep-|mz_|127\.0\.0\.1/)
    expect((await fetch(`${served.url}/`)).status).toBe(404)
  })
})

describe('the setting', () => {
  it.each([
    ['9464', { host: '127.0.0.1', port: 9464 }],
    ['0.0.0.0:9464', { host: '0.0.0.0', port: 9464 }],
    ['[::1]:9464', { host: '::1', port: 9464 }],
  ])('%s is read', (text, place) => expect(parseMetrics(text)).toEqual(place))

  it.each(['', 'x', '70000', 'host:', 'http://x:1', '1 2'])('%s is refused, in words', (text) => {
    expect(() => parseMetrics(text)).toThrow(/METRICS is a port/)
  })
})
