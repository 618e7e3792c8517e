/** A witness on one machine: its folder with key, list of ledgers and memory, and its socket. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Problem } from '../domain/record/problem.ts'
import { LedgerError } from '../ledger/error.ts'
import { type Policy, parsePolicy } from '../ledger/policy.ts'
import { createSigner, type Signer } from '../ledger/signer.ts'
import { formatSigningKey, TYPE_COSIGNATURE } from '../ledger/vkey.ts'
import { openFileDatabase } from '../store/file-database.ts'
import { openWitnessMemory, type WitnessMemory } from '../store/witness/seen.ts'
import { createWitness } from '../witness/app.ts'
import type { Served } from './server.ts'

export interface WitnessFolder {
  signer: Signer
  memory: WitnessMemory
  /** the ledgers that it cosigns for */
  logs: Policy['logs']
  close(): void
}

/** A fresh key of a witness of that name (C2SP tlog-cosignature, type 0x04), as text. */
export function newWitnessKey(name: string, random: (bytes: number) => Uint8Array): Promise<string> {
  return formatSigningKey(name, random(32), TYPE_COSIGNATURE)
}

/**
 * Opens the folder of a witness, making what is missing but the list of ledgers.
 *
 * @param name of the witness, as a schema-less address; needed when the folder has no key yet
 * @throws Problem that says what is missing, or what in the list does not fit
 */
export async function openWitnessFolder(dir: string, name: string | undefined): Promise<WitnessFolder> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const logs = await readLogs(join(dir, 'logs'))
  const signer = await openKey(dir, name)
  const database = await openFileDatabase(join(dir, 'witness.db'))
  const memory = await openWitnessMemory(database)
  return { signer, memory, logs, close: () => database.client.close() }
}

/** Serves a witness; resolves when the socket listens. */
export function serveWitness(
  folder: WitnessFolder,
  { host, port, now }: { host: string; port: number; now: () => Date },
): Promise<Served> {
  const app = createWitness({ ...folder, now })
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (info) => {
      const shown = host.includes(':') ? `[${host}]` : host
      resolve({
        url: `http://${shown}:${info.port}`,
        port: info.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            if ('closeIdleConnections' in server) server.closeIdleConnections()
          }),
      })
    })
    server.once('error', reject)
  })
}

async function readLogs(path: string): Promise<Policy['logs']> {
  if (!existsSync(path)) {
    throw new Problem('unavailable', {
      words: {
        zh: `没有 ${path}：请写明为哪些账本见证，每行一个“log 验证密钥”。`,
        en: `There is no ${path}: name the ledgers to witness, one line "log <verifier key>" for each.`,
      },
    })
  }
  try {
    const { logs } = parsePolicy(`${await readFile(path, 'utf8')}\nquorum none\n`)
    if (logs.length > 0) return logs
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    throw new Problem('invalid', {
      words: { zh: `${path}：${error.message}`, en: `${path}: ${error.message}` },
    })
  }
  throw new Problem('invalid', {
    words: { zh: `${path} 里没有账本。`, en: `${path} names no ledger.` },
  })
}

/** A key that is gone is never replaced beside a memory: cosignatures of two keys would pass for two witnesses. */
async function openKey(dir: string, name: string | undefined): Promise<Signer> {
  const path = join(dir, 'witness-key')
  if (!existsSync(path)) {
    if (existsSync(join(dir, 'witness.db'))) {
      throw new Problem('unavailable', {
        words: {
          zh: `${dir} 里有见证记录，但没有私钥 ${path}：请放回它的备份。`,
          en: `${dir} remembers checkpoints, but has no key ${path}: put its copy back.`,
        },
      })
    }
    if (name === undefined) {
      throw new Problem('invalid', {
        words: {
          zh: '还没有密钥：请用 --name 给见证方起名，如 witness.example.org/w1。',
          en: 'There is no key yet: name the witness with --name, such as witness.example.org/w1.',
        },
      })
    }
    const key = await newWitnessKey(name, (bytes) => new Uint8Array(randomBytes(bytes)))
    await writeFile(path, `${key}\n`, { mode: 0o600, flag: 'wx' })
  }
  if (((await stat(path)).mode & 0o077) !== 0) {
    throw new Problem('not_allowed', {
      words: {
        zh: `私钥 ${path} 可被这台机器上的其他人读取：请先运行 chmod 600 ${path}。`,
        en: `Other users of this machine can read the key ${path}: run chmod 600 ${path} first.`,
      },
    })
  }
  return createSigner((await readFile(path, 'utf8')).trim())
}
