import { describe, expect, it } from 'vitest'
import { formatAddCheckpoint, TLOG_SIZE } from '../../worker/ledger/add-checkpoint.ts'
import { fromHex } from '../../worker/ledger/bytes.ts'
import { signCheckpoint } from '../../worker/ledger/checkpoint.ts'
import { openCosignature } from '../../worker/ledger/cosignature.ts'
import { createSigner } from '../../worker/ledger/signer.ts'
import { formatSigningKey, TYPE_COSIGNATURE } from '../../worker/ledger/vkey.ts'
import { openFileDatabase } from '../../worker/store/file-database.ts'
import { makeWitnessTable, witnessMemory } from '../../worker/store/witness/seen.ts'
import { createWitness, hashOf } from '../../worker/witness/app.ts'
import type { FetchText } from '../../worker/witness/keys.ts'
import { newFolder } from '../support/folders.ts'
import { freshDatabase, freshLedger, OPERATOR, SECOND, testSigner } from '../support/ledger/ledger.ts'
import { NaiveTree } from '../support/ledger/naive-tree.ts'
import { seedOf, signerNamed } from '../support/ledger/signers.ts'
import type { WitnessVectors } from '../support/ledger/witness-vectors.ts'
import { readVectors } from '../support/shared.ts'

const NOW = new Date('2026-11-29T08:00:00.000Z')
const ORIGIN = 'ledger.example/log'
const tree = NaiveTree.ofSize(40)
const vectors = readVectors<WitnessVectors>('witness-add-checkpoint.json')

async function witnessOf(
  vkeys: readonly string[],
  path: string,
  name = 'witness.example/w1',
  following: { url: string; fetchText: FetchText } | null = null,
) {
  const signer = await createSigner(await formatSigningKey(name, seedOf(name), TYPE_COSIGNATURE))
  const database = await openFileDatabase(path)
  await makeWitnessTable(database)
  const memory = witnessMemory(database)
  const logs = vkeys.map((vkey) => ({ vkey, url: following?.url ?? null }))
  const fetchText = following?.fetchText ?? (async () => null)
  const app = createWitness({ signer, memory, logs, now: () => NOW, fetchText })
  const add = async (body: string) => {
    const response = await app.request('/add-checkpoint', { method: 'POST', body })
    return {
      status: response.status,
      body: await response.text(),
      type: response.headers.get('content-type'),
    }
  }
  return { app, add, signer, memory, close: () => database.client.close() }
}

/** A request of the ledger of this file. */
async function request(old: number, size: number, change: { root?: Uint8Array; proof?: Uint8Array[] } = {}) {
  const signer = await signerNamed(ORIGIN)
  const checkpoint = await signCheckpoint(
    { origin: ORIGIN, size, root: change.root ?? tree.root(size) },
    signer,
  )
  const proof = change.proof ?? (old === 0 || old >= size ? [] : tree.consistency(old, size))
  return formatAddCheckpoint({ old, proof, checkpoint })
}

describe('a witness', () => {
  it.skipIf(vectors === null)('answers the published sequence, statuses and bodies', async () => {
    if (vectors === null) return
    const folder = await newFolder()
    const { add, close } = await witnessOf([vectors.log_vkey], `${folder}/w.db`, vectors.witness_name)
    for (const { name, request_body, status, body, body_contains } of vectors.cases) {
      const answer = await add(request_body)
      expect(answer.status, name).toBe(status)
      if (body !== undefined) expect(answer.body, name).toBe(body)
      if (body_contains !== undefined) expect(answer.body, name).toContain(body_contains)
      if (status === 409) expect(answer.type, name).toBe(TLOG_SIZE)
    }
    close()
  })

  it('cosigns what its own key can be checked with, and shows it under the hash of the origin', async () => {
    const folder = await newFolder()
    const log = await signerNamed(ORIGIN)
    const { app, add, signer, close } = await witnessOf([log.verifierKey], `${folder}/w.db`)
    expect((await app.request(`/${hashOf(ORIGIN)}/checkpoint`)).status).toBe(404)
    const { status, body } = await add(await request(0, 7))
    expect(status).toBe(200)
    expect(body).toMatch(/^— witness\.example\/w1 \S{104}\n$/)
    const shown = await (await app.request(`/${hashOf(ORIGIN)}/checkpoint`)).text()
    expect(shown).toContain(`— ${ORIGIN} `)
    expect(await openCosignature(shown, signer.verifierKey)).toMatchObject({ time: NOW.getTime() / 1000 })
    close()
  })

  it('turns down what it must, with the status that says why, and does not move', async () => {
    const folder = await newFolder()
    const log = await signerNamed(ORIGIN)
    const { add, memory, close } = await witnessOf([log.verifierKey], `${folder}/w.db`)
    expect((await add(await request(0, 7))).status).toBe(200)
    const other = new Uint8Array(32).fill(1)
    const table: [string, string, number][] = [
      ['a size from before', await request(3, 9), 409],
      ['a size from nowhere', await request(0, 9), 409],
      ['an older checkpoint', await request(7, 5), 400],
      ['the same size with another root', await request(7, 7, { root: other }), 422],
      ['another history', await request(7, 9, { root: other }), 422],
      ['a proof too long', await request(7, 9, { proof: [...tree.consistency(7, 9), other] }), 422],
      ['a proof where none is needed', await request(7, 7, { proof: [other] }), 422],
      ['no request', 'hello', 400],
      ['an empty body', '', 400],
      ['half a note', (await request(7, 9)).slice(0, -20), 400],
      ['a signature of somebody else', (await request(7, 9)).replace('\n9\n', '\n8\n'), 403],
      ['a log that it does not know', (await request(7, 9)).replaceAll(ORIGIN, 'other.example/log'), 404],
      ['more than a request can be', 'old 0\n'.padEnd(100_000, 'x'), 413],
    ]
    for (const [name, body, status] of table) expect((await add(body)).status, name).toBe(status)
    expect((await memory.read(ORIGIN))?.size).toBe(7)
    expect((await add(await request(7, 7))).status).toBe(200)
    expect((await add(await request(7, 9))).status).toBe(200)
    close()
  })

  it('cosigns one of two histories that come at once, and keeps to it after a restart', async () => {
    const folder = await newFolder()
    const log = await signerNamed(ORIGIN)
    const first = await witnessOf([log.verifierKey], `${folder}/w.db`)
    const forks = await Promise.all(
      Array.from({ length: 16 }, (_, i) =>
        request(0, 9, { root: fromHex(i.toString(16).padStart(64, '0')) }),
      ),
    )
    const answers = await Promise.all(forks.map((body) => first.add(body)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(15)
    first.close()
    const again = await witnessOf([log.verifierKey], `${folder}/w.db`)
    expect((await again.add(await request(0, 9))).body).toBe('9\n')
    expect((await again.add(await request(9, 9))).status).toBe(422)
    again.close()
  })

  it('follows a ledger of which it knows the address to its new key, and cosigns nothing of the old one', async () => {
    const [one, two] = [await testSigner(ORIGIN, 1), await testSigner(ORIGIN, 2)]
    const { services } = await freshLedger(await freshDatabase(), 3, one, [two])
    const { acts, ledgerKeys, ledger, log } = services
    const enter = (code: string) =>
      acts.open({ actor: OPERATOR, approver: SECOND }, 'department', null, { code, name: `${code}局` })
    await enter('water')
    await ledgerKeys.announce(two.verifierKey)
    await ledger.follower.flush()
    const old = await log.snapshot()
    await ledgerKeys.retire(one.verifierKey, 'rotation', null)
    const asked: string[] = []
    const fetchText: FetchText = async (url) => {
      asked.push(url)
      return ledgerKeys.history()
    }
    const folder = await newFolder()
    const url = 'https://ledger.example'
    const { add, close } = await witnessOf([one.verifierKey], `${folder}/w.db`, undefined, { url, fetchText })
    const alone = await witnessOf([one.verifierKey], `${folder}/alone.db`)
    const now = await log.snapshot()
    const request = formatAddCheckpoint({ old: 0, proof: [], checkpoint: await now.checkpoint() })
    expect((await alone.add(request)).status).toBe(403)
    expect((await add(request)).status).toBe(200)
    expect(asked).toEqual(['https://ledger.example/log/keys'])
    // Whoever has the old key still signs with it: no more of the ledger than it was when that was retired.
    const { size, root } = now
    const stolen = await signCheckpoint({ origin: ORIGIN, size: size + 1, root }, one)
    expect((await add(formatAddCheckpoint({ old: size, proof: [root], checkpoint: stolen }))).status).toBe(
      403,
    )
    expect(old.size).toBeLessThan(size)
    close()
    alone.close()
  })
})
