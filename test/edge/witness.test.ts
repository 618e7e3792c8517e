/** A witness as a Worker, in workerd: the published sequence over a libSQL server, and what it says of settings. */
import { env } from 'cloudflare:workers'
import { expect, inject, it } from 'vitest'
import { formatSigningKey, TYPE_COSIGNATURE } from '../../worker/ledger/vkey.ts'
import witness, { type WitnessEnv } from '../../worker/witness/index.ts'
import type { WitnessVectors } from '../support/ledger/witness-vectors.ts'

const KEY = new Uint8Array(32).fill(7)

async function ask(settings: Partial<WitnessEnv>, body: string) {
  const request = new Request('https://witness.example/add-checkpoint', { method: 'POST', body })
  const response = await witness.fetch(request, settings)
  return { status: response.status, body: await response.text(), type: response.headers.get('content-type') }
}

it('answers the published sequence as Node does, statuses and bodies', async () => {
  const vectors: WitnessVectors | null = JSON.parse(inject('edgeWitnessing'))
  if (vectors === null) return
  const settings = {
    LIBSQL_URL: String(Reflect.get(env, 'LIBSQL_URL')),
    WITNESS_KEY: await formatSigningKey(vectors.witness_name, KEY, TYPE_COSIGNATURE),
    LOGS: `log ${vectors.log_vkey}`,
  }
  for (const { name, request_body, status, body, body_contains } of vectors.cases) {
    const answer = await ask(settings, request_body)
    expect(answer.status, name).toBe(status)
    if (body !== undefined) expect(answer.body, name).toBe(body)
    if (body_contains !== undefined) expect(answer.body, name).toContain(body_contains)
    if (status === 409) expect(answer.type, name).toBe('text/x.tlog.size')
  }
  const secret = settings.WITNESS_KEY
  for (const [bent, named] of [
    [{}, 'LIBSQL_URL, WITNESS_KEY, LOGS'],
    [{ ...settings, LOGS: 'log of mine' }, 'LOGS'],
    [{ ...settings, WITNESS_KEY: `${secret}x` }, 'WITNESS_KEY'],
  ] as const) {
    const told = await ask(bent, '')
    expect(told).toMatchObject({ status: 503, body: expect.stringContaining(named) })
    expect(told.body).not.toContain(secret)
  }
})
