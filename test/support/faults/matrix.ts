/**
 * Every way of writing meets every fault at every call of the store that it makes, and each place beside the database
 * away. Afterwards whatever was acknowledged is in the ledger once, the ledger is whole, its documents can be read and
 * its witness has cosigned it.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { createSigner, type Signer } from '../../../worker/ledger/signer.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { fileHighWater } from '../../../worker/machine/marks.ts'
import { openLedger } from '../../../worker/services/open.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { createServices, type Services } from '../../../worker/services/services.ts'
import { BlobsAway } from '../../../worker/store/blobs/blobs.ts'
import { openFileDatabase } from '../../../worker/store/file-database.ts'
import { newFolder } from '../folders.ts'
import { type Acknowledged, type Holding, holding } from '../processes/acknowledged.ts'
import { documentsOf, lostDocument, type Near, openNear, unwitnessed } from './beside.ts'
import { type Fault, type FaultyStore, faultyStore } from './faulty.ts'
import { type Ask, type Flow, paperOf, streamOf } from './flows.ts'

/** Calls of the store that one request makes at the most. */
const MOST_CALLS = 60
/** Requests while a place beside the database is away. */
const WHILE_AWAY = 5
/** Times that a request is asked again before it counts as lost. */
const AGAIN = 3
/** Milliseconds by which an entry may be ahead of the clock. */
const LENIENCE = 3_600_000

export interface Cell extends Holding {
  flow: string
  fault: string
  /** Calls that met the fault. */
  met: number
  /** Requests that were answered all the same. */
  answered: number
  /** Requests that had to be asked again with their key. */
  again: number
  /** Requests that were never answered. */
  never: number
  acknowledged: number
  /** Entries that there should be. */
  wanted: number
  /** True if some entry bears a time that had not come. */
  isAhead: boolean
}

export const cellHolds = ({ met, never, lost, doubled, finding, size, wanted, isAhead }: Cell): boolean =>
  met > 0 &&
  never === 0 &&
  lost.length === 0 &&
  doubled === 0 &&
  finding === null &&
  size === wanted &&
  !isAhead

interface World {
  store: FaultyStore
  services: Services
}

/** A process over the store of a folder. */
async function processOver(
  dataDir: string,
  signer: Signer,
  { policy, post }: Near,
): Promise<World & { close(): Promise<void> }> {
  const sound = await openFileDatabase(join(dataDir, 'mingzhang.db'))
  const mark = fileHighWater(join(dataDir, 'high-water'))
  const store = faultyStore({ database: sound, mark, blobs: await documentsOf(dataDir), post })
  const ledger = await openLedger({
    database: store.database,
    signer,
    highWater: store.highWater,
    now: () => new Date(Date.now() + store.jumped),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    steady: () => performance.now(),
    place: { zh: '', en: '' },
    policy,
    followDelay: null,
  })
  // What was committed is seen before the first fault, as by a process that has served for a while.
  await ledger.committer.end.tree()
  const services = createServices(ledger, store.blobs, { post: store.post })
  return { store, services, close: async () => sound.client.close() }
}

/** Runs one cell, in a folder of its own. */
export async function runCell(flow: Flow, fault: Fault): Promise<Cell> {
  const dataDir = await newFolder('mingzhang-faults-')
  const machine = await openMachine({ dataDir, origin: 'faults.example/log' })
  const { acts } = machine.services
  await acts.open({ actor: LOCAL_OPERATOR }, 'department', null, { code: 'fault', name: '断电局' })
  const signer = await createSigner((await readFile(join(dataDir, 'signing-key'), 'utf8')).trim())
  const near = await openNear(signer.verifierKey)
  const told: Acknowledged[] = []
  const papers: ReturnType<typeof paperOf>[] = []
  let waited: string | null = null
  const counts = { met: 0, answered: 0, again: 0, never: 0 }
  let wanted = 1
  let world = await processOver(dataDir, signer, near)
  for (let at = 1; at <= (fault.away === undefined ? MOST_CALLS : WHILE_AWAY); at++) {
    const key = `${flow.name.replaceAll(' ', '')}${at}`
    const before = (await machine.services.log.snapshot()).size
    const ask = await flow.prepare(machine.services, key)
    wanted += (await machine.services.log.snapshot()).size - before + flow.entries
    const twin = twinOf(world.services, ask, fault)
    world.store.arm(at, fault, async () => {
      if (fault.name === 'asked twice') twin.start()
      else {
        wanted += 1
        await acts.open({ actor: LOCAL_OPERATOR }, 'responsibility', 'dep-fault', {
          name: `别处 ${key}`,
          type: 'licence',
        })
      }
    })
    const first = await ask(world.services).catch(() => null)
    if (fault.away !== undefined) {
      if (first === null && !(fault.away === 'documents' && flow.needsDocuments === true))
        waited ??= `${key} waited for what it does not need`
      waited ??= await meanwhile(world.services, fault, key)
    }
    const met = world.store.disarm()
    if (met) counts.met += 1
    if (met && fault.dies === true) {
      await world.close()
      world = await processOver(dataDir, signer, near)
    }
    if (first !== null) {
      told.push(...first)
      if (met) counts.answered += 1
    } else {
      const later = await again(world.services, ask)
      if (later === null) counts.never += 1
      else {
        counts.again += 1
        told.push(...later)
      }
    }
    told.push(...(await twin.end()))
    if (flow.needsDocuments === true) papers.push(paperOf(key))
    if (!met) break
  }
  await world.services.ledger.follower.flush()
  const beside = waited ?? (await lostDocument(world.services, papers)) ?? (await unwitnessed(world.services))
  await world.close()
  near.close()
  const { rows } = await machine.services.ledger.database.client.execute(
    "SELECT max(json_extract(CAST(leaf AS TEXT), '$.recorded')) AS latest FROM entry",
  )
  await machine.close()
  const held = await holding(dataDir, told)
  const isAhead = Date.parse(String(rows[0]?.latest)) > Date.now() + LENIENCE
  return {
    flow: flow.name,
    fault: fault.name,
    ...counts,
    acknowledged: told.length,
    wanted,
    isAhead,
    ...held,
    finding: held.finding ?? beside,
  }
}

/**
 * What a server does behind an answer, while a place is away: none of it fails for that, and an upload is refused as
 * one that may be tried again. @returns words on what is not so
 */
async function meanwhile(services: Services, { away }: Fault, key: string): Promise<string | null> {
  const failed = await services.witnesses.publish().then(
    () => null,
    (error: unknown) => `a witness that is away: ${error}`,
  )
  if (away !== 'documents') return failed
  const { bytes, sha256 } = paperOf(`${key} meanwhile`)
  const refused = await services.documents
    .upload(LOCAL_OPERATOR, streamOf(bytes), { declared: sha256, length: bytes.length })
    .then(() => null)
    .catch((error: unknown) => error)
  const isTold = refused instanceof BlobsAway
  return failed ?? (isTold ? null : `an upload without a place: ${refused}`)
}

/** The same request once more while the first is on its way. */
function twinOf(services: Services, ask: Ask, fault: Fault) {
  let asked: Promise<readonly Acknowledged[]> | null = null
  return {
    start() {
      if (fault.name !== 'asked twice') return
      asked = ask(services)
      asked.catch(() => undefined)
    },
    async end(): Promise<readonly Acknowledged[]> {
      return (await asked) ?? []
    },
  }
}

async function again(services: Services, ask: Ask): Promise<readonly Acknowledged[] | null> {
  for (let n = 0; n < AGAIN; n++) {
    const told = await ask(services).catch(() => null)
    if (told !== null) return told
  }
  return null
}
