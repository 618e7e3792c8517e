import { describe, expect, it } from 'vitest'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { runWithdrawal } from '../../../worker/intake/run/back/withdraw.ts'
import { openHttp } from '../../../worker/intake/run/http.ts'
import { runRegister } from '../../../worker/intake/run/register.ts'
import { openRemote } from '../../../worker/intake/run/remote.ts'
import { base, type TestApi, testApi } from '../../support/api/api.ts'
import { text, works } from '../../support/intake/trial.ts'

const silent = { at: () => undefined }
const mapping = parseRegister(works({ number: 'Ref' }))

/** A server, with a delivery of two works that its registrar imported. */
async function served() {
  const api = await testApi()
  const remote = (key: string) => {
    const { send, json, ...http } = openHttp(base, key)
    const asked = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    return openRemote({
      ...http,
      json: async (path) => (await api.get(path, asked)).json(),
      async send(method, path, body, headers = {}) {
        const answer = await api.request(path, {
          method,
          body: JSON.stringify(body),
          headers: { ...asked, ...headers },
        })
        const told = await answer.json()
        if (!answer.ok) throw Object.assign(new Error(told.code), { code: told.code })
        return { answer: told, replayed: answer.headers.get('idempotency-replayed') === 'true' }
      },
    })
  }
  const registrar = remote(api.keys.registrar)
  const file = text('w.csv', 'Ref,Work,Office\nW-1,Bridge,水务局\nW-2,Lock,Parks\n')
  const options = { mapping, asOf: '2024-06-30', today: '2026-11-23', partial: false, skipRejected: false }
  const done = await runRegister(registrar, [file], { ...options, dryRun: false }, silent)
  expect(done.entries).toBe(3)
  return { api, registrar }
}

const now = ({ services }: TestApi) => ({ today: services.reading.today(), dryRun: false })

describe('a delivery that is taken back over the API', () => {
  it('is named, shown, handed in and approved', async () => {
    const { api, registrar } = await served()
    expect(await registrar.imported()).toEqual([{ delivery: 'works@2024-06-30', entries: 3 }])
    const done = await runWithdrawal(registrar, 'works@2024-06-30', now(api), silent)
    expect(done).toMatchObject({ records: 3, annulled: 3, kept: 0, entries: 0, drafts: 1 })
    expect((await api.services.reading.records({ kind: 'decision' })).items.length).toBe(2)
    const second = await api.second(null)
    const listed = await api.get('/api/v1/drafts', { authorization: `Bearer ${second}` })
    const { waiting } = (await listed.json()) as { waiting: { id: string; version: number }[] }
    const [{ id, version } = { id: '', version: 0 }] = waiting
    const approved = await api.post(`/api/v1/drafts/${id}/approve`, { version }, { key: second })
    expect(approved.status).toBe(201)
    const again = await runWithdrawal(registrar, 'works@2024-06-30', now(api), silent)
    expect(again).toMatchObject({ before: 3, entries: 0, drafts: 0 })
    expect((await api.services.reading.records({ kind: 'decision' })).items).toEqual([])
  })

  it('is nobody’s to see who is not signed in', async () => {
    const { api } = await served()
    const path = '/api/v1/deliveries/works@2024-06-30/withdrawal'
    for (const one of ['/api/v1/deliveries', path]) expect((await api.get(one)).status).toBe(401)
  })

  it('is refused by name where there is none', async () => {
    const { api } = await served()
    const key = { authorization: `Bearer ${api.keys.registrar}` }
    const none = await api.get('/api/v1/deliveries/works@2042/withdrawal', key)
    expect(none.status).toBe(404)
    expect(await none.text()).toContain('works@2024-06-30')
  })
})
