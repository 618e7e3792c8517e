/**
 * Documents in the ledger that is mirrored: the files that the registers were delivered in stand as attachments of one
 * decision, one of them lawfully erased, and one of which nobody ever sent the bytes.
 */
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Machine } from '../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { SECOND } from '../ledger/ledger.ts'

const sender = { account: 'acc-archive', role: 'recorder', department: 'dep-archive' } as const
/** Stands in for bytes that nobody sent. */
const NEVER = 'never sent'

/** What is to be had of each document once the origin is gone. */
export interface Attached {
  /** Length by digest, of those that the mirror has to serve byte for byte. */
  kept: Map<string, number>
  /** The one that is to be erased, and the entry that names it. */
  erased: { sha256: string; entry: number }
  never: string
}

const digestOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** Files at a path, or the path itself where it is one. */
async function filesAt(path: string): Promise<string[]> {
  if (statSync(path).isFile()) return [path]
  const names = await readdir(path, { withFileTypes: true })
  return names
    .filter((one) => one.isFile())
    .map(({ name }) => join(path, name))
    .sort()
}

/** Logs a decision to which every delivered file is attached, with its bytes. */
export async function attachDeliveries(machine: Machine, paths: readonly string[]): Promise<Attached> {
  const { acts, documents } = machine.services
  await acts.open({ actor: LOCAL_OPERATOR }, 'department', null, { code: 'archive', name: '档案处' })
  const opened = await acts.open({ actor: LOCAL_OPERATOR }, 'decision', 'dep-archive', {
    title: '各登记册交付文件存档',
    class: 'ordinary',
    noResponsibility: '无',
  })
  const decision = opened.records[0]?.id ?? ''
  async function attach(title: string, sha256: string): Promise<number> {
    const { records } = await acts.act({ actor: sender }, 'decision', 'attached', decision, {
      document: { title, sha256 },
    })
    return records[0]?.index ?? -1
  }

  const kept = new Map<string, number>()
  let erased = { sha256: '', entry: -1 }
  for (const path of (await Promise.all(paths.map(filesAt))).flat()) {
    const bytes = await readFile(path)
    const sha256 = digestOf(bytes)
    if (bytes.length === 0 || kept.has(sha256)) continue
    await documents.upload(sender, new Blob([bytes]).stream(), { declared: sha256 })
    erased = { sha256, entry: await attach(basename(path), sha256) }
    kept.set(sha256, bytes.length)
  }
  await attach('从未上传', digestOf(NEVER))
  kept.delete(erased.sha256)
  return { kept, erased, never: digestOf(NEVER) }
}

/** Erases the entry that names one of them, after it was mirrored. */
export async function eraseOne(machine: Machine, { erased: { entry } }: Attached): Promise<void> {
  await machine.services.erasures.erase({ actor: LOCAL_OPERATOR, approver: SECOND }, entry, {
    ground: 'law',
    authority: '市人民法院',
    reason: '判决',
  })
}

/** Every document as the mirror has to answer it. @returns how many bytes were held against their digests */
export async function readDocuments(url: string, { kept, erased, never }: Attached): Promise<number> {
  const ask = (sha256: string) => fetch(`${url}/api/v1/documents/${sha256}`)
  let read = 0
  for (const [sha256, length] of kept) {
    const answer = await ask(sha256)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    if (!answer.ok || bytes.length !== length || digestOf(bytes) !== sha256)
      throw new Error(`document ${sha256}: ${answer.status}, ${bytes.length} bytes of ${length}`)
    read += length
  }
  const statuses = [(await ask(erased.sha256)).status, (await ask(never)).status]
  if (!isDeepStrictEqual(statuses, [410, 404]))
    throw new Error(`an erased document and one never sent answered ${statuses.join(' and ')}`)
  return read
}
