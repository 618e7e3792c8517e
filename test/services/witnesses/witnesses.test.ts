/** The ledger and its witnesses, over HTTP: quorum, recovery, and a copy of last night that must not sign. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createApi } from '../../../worker/api/api.ts'
import { checkEvidence, parseEvidence } from '../../../worker/domain/proof/evidence.ts'
import { parsePolicy } from '../../../worker/ledger/policy.ts'
import { openVouched } from '../../../worker/ledger/vouch.ts'
import { type Machine, openMachine } from '../../../worker/machine/machine.ts'
import type { Served } from '../../../worker/machine/serving/listen.ts'
import { openWitnessFolder, serveWitness } from '../../../worker/machine/witness.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { runCli } from '../../support/cli.ts'
import { copyTo } from '../../support/folders.ts'
import { temporaryFolder } from '../../support/ledger/ledger.ts'

const ORIGIN = 'witnessed.example/log'
const call = { actor: LOCAL_OPERATOR }
const open: { close(): Promise<void> | void }[] = []

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

async function openLedgerAt(dataDir: string): Promise<Machine> {
  const machine = await openMachine({ dataDir, origin: ORIGIN })
  open.push(machine)
  return machine
}

const add = (machine: Machine, code: string) =>
  machine.services.acts.open(call, 'department', null, { code, name: `${code}局` })

/** A ledger with two entries, and three witnesses of which two make a quorum. */
async function witnessedLedger() {
  const dataDir = temporaryFolder()
  const first = await openMachine({ dataDir, origin: ORIGIN })
  const { verifierKey } = first.services.log
  await add(first, 'water')
  await first.close()
  const folders = ['a', 'b', 'c'].map((name) => ({ name, dir: temporaryFolder() }))
  const served = new Map<string, Served>()
  const ports = new Map<string, number>()
  async function start(name: string): Promise<string> {
    const dir = folders.find((one) => one.name === name)?.dir ?? ''
    writeFileSync(join(dir, 'logs'), `log ${verifierKey}\n`)
    const folder = await openWitnessFolder(dir, `${name}.example`)
    const one = await serveWitness(folder, {
      host: '127.0.0.1',
      port: ports.get(name) ?? 0,
      now: () => new Date(),
    })
    ports.set(name, one.port)
    served.set(name, { ...one, close: async () => one.close().then(() => folder.close()) })
    open.push({ close: async () => stop(name) })
    return `witness ${name} ${folder.signer.verifierKey} ${one.url}`
  }
  async function stop(name: string): Promise<void> {
    await served.get(name)?.close()
    served.delete(name)
  }
  const lines = await Promise.all(folders.map(({ name }) => start(name)))
  writeFileSync(join(dataDir, 'witness-policy'), `${lines.join('\n')}\ngroup two 2 a b c\nquorum two\n`)
  return { dataDir, start, stop, machine: await openLedgerAt(dataDir) }
}

describe('the witnesses of a ledger', () => {
  it('make a quorum while one is away, none while two are, and one again when they are back', async () => {
    const { machine, start, stop } = await witnessedLedger()
    const { witnesses } = machine.services
    const standing = async () => (await witnesses.state()).witnesses.map((one) => one.standing)
    expect(await standing()).toEqual(['waiting', 'waiting', 'waiting'])
    await witnesses.publish()
    expect(await standing()).toEqual(['cosigned', 'cosigned', 'cosigned'])
    expect(await witnesses.state()).toMatchObject({
      newest: { size: 1, witnesses: ['a', 'b', 'c'], quorum: true },
      witnessed: { size: 1, quorum: true },
    })

    await stop('b')
    await add(machine, 'roads')
    await witnesses.publish()
    expect(await standing()).toEqual(['cosigned', 'unreachable', 'cosigned'])
    expect((await witnesses.state()).newest).toMatchObject({ size: 2, witnesses: ['a', 'c'], quorum: true })

    await stop('c')
    await add(machine, 'parks')
    await witnesses.publish()
    expect(await witnesses.state()).toMatchObject({
      newest: { size: 3, witnesses: ['a'], quorum: false },
      witnessed: { size: 2, quorum: true },
    })

    await start('b')
    await start('c')
    await witnesses.publish()
    expect(await witnesses.state()).toMatchObject({
      newest: { size: 3, quorum: true },
      witnessed: { size: 3 },
    })
  })

  it('are served: the policy, and a checkpoint that it vouches for; the evidence of a record stands on it', async () => {
    const { machine } = await witnessedLedger()
    const { services } = machine
    const api = createApi({ services, requestId: () => 'test', log: () => undefined })
    expect((await api.request('/log/checkpoint/witnessed')).status).toBe(404)
    await services.witnesses.publish()
    const policy = parsePolicy(await (await api.request('/log/policy')).text())
    const now = Date.now() / 1000
    for (const path of ['/log/checkpoint', '/log/checkpoint/witnessed']) {
      const vouched = await openVouched(await (await api.request(path)).text(), policy, now)
      expect(vouched).toMatchObject({ quorum: true, checkpoint: { size: 1 } })
    }
    const known: { witnessPolicy: string } = await (await api.request('/.well-known/mingzhang.json')).json()
    expect(parsePolicy(known.witnessPolicy)).toEqual(policy)
    const { items } = await services.reading.records({ kind: 'department' })
    const id = items[0]?.id ?? ''
    const file = await (await api.request(`/api/v1/records/${id}/evidence-file`)).text()
    const proven = await checkEvidence(parseEvidence(file), policy, now)
    expect(proven.vouched.quorum).toBe(true)
    expect(proven.entries.map(({ envelope }) => envelope.record)).toEqual([id])
    expect((await api.request('/api/v1/records/dep-none/evidence-file')).status).toBe(404)
  })

  it('stop a copy of last night from signing, by a 409 alone, until the operator has said what holds', async () => {
    const { dataDir, machine } = await witnessedLedger()
    await machine.services.witnesses.publish()
    const copy = join(temporaryFolder(), 'last-night')
    await copyTo(dataDir, copy)
    await add(machine, 'roads')
    await machine.services.witnesses.publish()

    const restored = await openLedgerAt(copy)
    const { services } = restored
    expect((await services.log.snapshot()).frozen).toBeNull()
    await add(restored, 'parks')
    await services.witnesses.publish({ all: true })
    // The same size, another root: the witnesses refuse, and there is no quorum for the second history.
    expect((await services.witnesses.state()).newest).toMatchObject({ witnesses: [], quorum: false })

    const second = join(temporaryFolder(), 'again')
    await copyTo(copy, second)
    await add(machine, 'parks')
    await add(machine, 'trees')
    await machine.services.witnesses.publish()
    const late = await openLedgerAt(second)
    await late.services.witnesses.publish({ all: true })
    expect((await late.services.log.snapshot()).frozen?.code).toBe('witness_ahead')
    await expect(add(late, 'trees')).rejects.toThrow()
    await late.close()
    const again = await openMachine({ dataDir: second, origin: ORIGIN })
    expect((await again.services.log.snapshot()).frozen?.code).toBe('witness_ahead')
    await again.close()
    const restore = (...args: string[]) =>
      runCli(['restore', '--data', second, ...args], { home: temporaryFolder() })
    expect(await restore()).toMatchObject({ code: 1 })
    expect(await restore('--accept', '2')).toMatchObject({ code: 0 })
    expect(await restore()).toMatchObject({ code: 0 })

    // What the overruled have said stays, stops nothing, and nobody asks them before the ledger is as long.
    const accepted = await openLedgerAt(second)
    const said = async () =>
      (await accepted.services.witnesses.state()).witnesses.map(({ standing, size }) => [standing, size])
    const overruled = ['a', 'b', 'c'].map(() => ['overruled', 4])
    for (const code of ['', 'lakes']) {
      if (code !== '') await add(accepted, code)
      await accepted.services.witnesses.publish({ all: true })
      expect((await accepted.services.log.snapshot()).frozen).toBeNull()
      expect(await said()).toEqual(overruled)
    }
    await add(accepted, 'hills')
    await accepted.services.witnesses.publish()
    expect((await said()).map(([standing]) => standing)).not.toContain('overruled')
    expect((await accepted.services.log.snapshot()).frozen).toBeNull()
  })
})
