/** What an account may pile up is limited, and signing out leaves nothing of what was shown. */
import { describe, expect, it } from 'vitest'
import { MOST_KEYS } from '../../worker/services/accounts/keys.ts'
import { MOST_PASSKEYS } from '../../worker/services/accounts/passkeys.ts'
import { MOST_CHARACTERS, MOST_DRAFTS } from '../../worker/services/drafts/drafts.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { people } from '../support/api/people.ts'

describe('one account', () => {
  it('has so many drafts, so many characters, so many keys and passkeys, and no more', async () => {
    const { api, settled, send } = await people()
    const { id, cookie } = await settled('recorder', 'dep-water')
    const { client } = api.services.ledger.database
    const begin = (text: string) =>
      send(cookie, '/api/v1/drafts', {
        kind: 'responsibility',
        verb: 'open',
        title: '草',
        input: { scope: text },
      })
    const first = await begin('')
    expect(first.status).toBe(201)
    await client.execute({
      sql: `INSERT INTO draft SELECT id || value, account, department, kind, verb, record, title, input, seq, version,
        status, note, reviewer, entry, created, updated, characters FROM draft, (WITH RECURSIVE s(value) AS (SELECT 2 UNION ALL SELECT value + 1 FROM s WHERE value < ?) SELECT value FROM s)`,
      args: [MOST_DRAFTS],
    })
    expect((await begin('')).body).toMatchObject({ status: 403, code: 'quota_reached' })
    await client.execute({ sql: 'DELETE FROM draft WHERE id <> ?', args: [first.body.id] })
    await client.execute({
      sql: 'UPDATE draft SET input = ?, characters = NULL',
      args: [`"${'x'.repeat(MOST_CHARACTERS - 100)}"`],
    })
    expect((await begin('x'.repeat(200))).body.code).toBe('quota_reached')
    expect((await begin('')).status).toBe(201)

    for (let n = 0; n < MOST_KEYS; n++) await api.services.keys.create(id, { name: `钥 ${n}` })
    await expect(api.services.keys.create(id, { name: '又一把' })).rejects.toMatchObject({
      code: 'quota_reached',
    })
    const [key] = await api.services.keys.list(id)
    await api.services.keys.revoke(key?.id ?? '')
    expect((await api.services.keys.create(id, { name: '又一把' })).secret).toMatch(/^mz_/)
    // Neither does one that has run out take a place, whoever forgot it.
    const another = () => api.services.keys.create(id, { name: '再一把' })
    await expect(another()).rejects.toMatchObject({ code: 'quota_reached' })
    await client.execute({ sql: "UPDATE api_key SET expires = '2026-01-31' WHERE name = '又一把'" })
    expect((await another()).secret).toMatch(/^mz_/)

    await client.execute({
      sql: `INSERT INTO passkey SELECT id || value, account, public_key, counter, transports, name, created, used
        FROM passkey, (WITH RECURSIVE s(value) AS (SELECT 2 UNION ALL SELECT value + 1 FROM s WHERE value < ?) SELECT value FROM s) WHERE account = ?`,
      args: [MOST_PASSKEYS, id],
    })
    const { token } = await api.services.invitations.create(LOCAL_OPERATOR, id, {})
    const options = await send('', '/auth/invitation/options', { token })
    expect(options.body.code).toBe('quota_reached')
  })
})

describe('the characters of drafts', () => {
  it('are counted as they were written, not as they lie sealed and padded', async () => {
    const { api, settled, send } = await people()
    const { cookie } = await settled('recorder', 'dep-water')
    const { client } = api.services.ledger.database
    const input = { scope: '长'.repeat(3000) }
    const begun = await send(cookie, '/api/v1/drafts', {
      kind: 'responsibility',
      verb: 'open',
      title: '草',
      input,
    })
    const lengths = async () => {
      const { rows } = await client.execute('SELECT characters, length(input) AS kept FROM draft')
      return [rows[0]?.characters, Number(rows[0]?.kept) > Number(rows[0]?.characters)]
    }
    expect(await lengths()).toEqual([JSON.stringify(input).length, true])
    expect(begun.body).not.toHaveProperty('characters')
    const saved = await send(cookie, `/api/v1/drafts/${begun.body.id}/save`, {
      version: 1,
      title: '草',
      input: { scope: '短' },
    })
    expect(saved.status).toBe(200)
    expect(await lengths()).toEqual([JSON.stringify({ scope: '短' }).length, true])
  })
})

describe('signing out', () => {
  it('asks the browser to forget what it was shown', async () => {
    const { api, grant, signIn } = await people()
    const cookie = await signIn(await grant('recorder', 'dep-water'))
    const answer = await api.request('/auth/sign-out', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', origin: 'https://ledger.example', cookie },
    })
    expect(answer.headers.get('clear-site-data')).toBe('"cache"')
  })
})
