/**
 * Several processes append to one libSQL server at once, while the server and they are killed outright. Whatever was
 * not answered is asked again with its key: one history must come out, without gap or duplicate.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createSigner } from '../../../../worker/ledger/signer.ts'
import { formatSigningKey } from '../../../../worker/ledger/vkey.ts'
import { copyInto } from '../../../../worker/machine/backup/copy.ts'
import { fileHighWater, markBeside } from '../../../../worker/machine/marks.ts'
import { migrateOurs } from '../../../../worker/machine/migrations.ts'
import { openRemote, openRemoteDatabase } from '../../../../worker/machine/remote.ts'
import { LOCAL_OPERATOR } from '../../../../worker/services/roles.ts'
import { newFolder } from '../../folders.ts'
import { type Sqld, startSqld } from '../../libsql/server.ts'
import { type Acknowledged, holding } from '../acknowledged.ts'
import { bundled } from '../bundled.ts'
import type { Race } from './race.ts'

const ORIGIN = 'race.example/log'

export interface ServerRace extends Race {
  /** Times that the server was killed, and that a writer was. */
  serverKills: number
  writerKills: number
}

/** @param entries how many each writer appends. @param kills of the server; as often a writer is killed */
export async function raceOnServer(writers: number, entries: number, kills: number): Promise<ServerRace> {
  const server = await startSqld()
  const folder = await newFolder('mingzhang-race-server-')
  const key = await formatSigningKey(ORIGIN, crypto.getRandomValues(new Uint8Array(32)))
  const environment = { SIGNING_KEY: key, STATE_DIR: join(folder, 'state') }
  await migrateOurs(openRemoteDatabase(server.url, environment))
  const first = await openRemote({ url: server.url, environment })
  const department = { code: 'race', name: '竞写局' }
  await first.services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, department)
  await first.close()

  const started = performance.now()
  const file = await bundled(fileURLToPath(new URL('./server-writer.ts', import.meta.url)))
  const all = Array.from({ length: writers }, (_, i) =>
    startWriter(file, `w${i}`, entries, { ...process.env, ...environment, LIBSQL_URL: server.url }),
  )
  const done = Promise.all(all.map(({ ended }) => ended))
  const killed = await killUntil(done, server, all, kills)
  await done
  const seconds = (performance.now() - started) / 1000
  const acknowledged = all.flatMap(({ told }) => told)
  const copy = join(folder, 'copy')
  const { verifierKey } = await createSigner(key)
  const mark = await fileHighWater(markBeside(environment.STATE_DIR, verifierKey)).read()
  await copyInto(openRemoteDatabase(server.url, environment, { wide: true }), copy)
  if (typeof mark !== 'string') await fileHighWater(join(copy, 'high-water')).write(mark)
  await server.close()
  const held = await holding(copy, acknowledged)
  const counts = { writers, acknowledged: acknowledged.length, wanted: writers * entries, seconds }
  return { ...counts, ...killed, ...held }
}

interface Writer {
  told: Acknowledged[]
  ended: Promise<void>
  kill(): void
}

/** A writer that is started again, where it was, when it was killed. */
function startWriter(file: string, name: string, entries: number, env: NodeJS.ProcessEnv): Writer {
  const told: Acknowledged[] = []
  let child: ChildProcess | null = null
  let isKilled = false
  const ended = new Promise<void>((resolve, reject) => {
    function start(): void {
      isKilled = false
      child = fork(file, [name, String(told.length), String(entries)], { execArgv: [], env })
      child.on('message', (receipt: Acknowledged) => told.push(receipt))
      child.on('error', reject)
      child.on('exit', (code) => {
        if (code === 0) resolve()
        else if (isKilled) start()
        else reject(new Error(`writer ${name} ended with ${code}`))
      })
    }
    start()
  })
  return {
    told,
    ended,
    kill() {
      isKilled = true
      child?.kill('SIGKILL')
    },
  }
}

/** Kills the server and a writer in turn, each time when something was recorded since, until all is done. */
async function killUntil(
  done: Promise<unknown>,
  server: Sqld,
  writers: readonly Writer[],
  kills: number,
): Promise<{ serverKills: number; writerKills: number }> {
  let isOver = false
  done.then(
    () => (isOver = true),
    () => (isOver = true),
  )
  const recorded = (): number => writers.reduce((sum, { told }) => sum + told.length, 0)
  const counts = { serverKills: 0, writerKills: 0 }
  for (let kill = 0; kill < kills; kill++) {
    const before = recorded()
    while (!isOver && recorded() === before) await setTimeout(5)
    await setTimeout(randomInt(1, 300))
    if (isOver) return counts
    await server.kill()
    await server.restart()
    counts.serverKills += 1
    writers[randomInt(writers.length)]?.kill()
    counts.writerKills += 1
  }
  return counts
}
