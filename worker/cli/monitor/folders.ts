/** The folders of a monitor: one for each ledger, named by its address and, once that is known, found by it again. */
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { holdsLedger } from '../shell/data-folder.ts'
import { openFolder } from '../verify/source/folder.ts'

/** The folder of a ledger: the name of its host, and a few characters that tell two addresses of one host apart. */
export function folderOf(data: string, address: string): string {
  const { host, href } = new URL(address)
  const digest = createHash('sha256').update(href.replace(/\/+$/, '')).digest('hex').slice(0, 8)
  return join(data, `${host.replaceAll(':', '_')}-${digest}`)
}

/** The mirrors in the folder of a monitor, or the one that the folder itself is, by the key of their ledgers. */
export async function mirrorsIn(data: string): Promise<Map<string, string>> {
  const names = holdsLedger(data) ? [''] : readdirSync(data).filter((name) => holdsLedger(join(data, name)))
  const found = new Map<string, string>()
  for (const name of names) {
    const dir = join(data, name)
    const own = openFolder(dir, { hasMark: false })
    try {
      found.set((await own.identity()).verifierKey, dir)
    } finally {
      own.close()
    }
  }
  return found
}
