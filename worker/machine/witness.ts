/** A witness on one machine: its folder with key, list of ledgers and memory, and its socket. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../domain/record/problem.ts'
import { LedgerError } from '../ledger/error.ts'
import { type Policy, parsePolicy } from '../ledger/policy.ts'
import { createSigner, type Signer } from '../ledger/signer.ts'
import { formatSigningKey, TYPE_COSIGNATURE } from '../ledger/vkey.ts'
import { openFileDatabase } from '../store/file-database.ts'
import { makeWitnessTable, type WitnessMemory, witnessMemory } from '../store/witness/seen.ts'
import { createWitness } from '../witness/app.ts'
import { requireClosedKey } from './closed.ts'
import { listen, type Served, type Socket } from './serving/listen.ts'

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
  await makeWitnessTable(database)
  return { signer, memory: witnessMemory(database), logs, close: () => database.client.close() }
}

/** Serves a witness; resolves when the socket listens. */
export function serveWitness(
  folder: WitnessFolder,
  { now, ...socket }: Socket & { now: () => Date },
): Promise<Served> {
  return listen(createWitness({ ...folder, now }).fetch, socket)
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
  await requireClosedKey(path)
  return createSigner((await readFile(path, 'utf8')).trim())
}
