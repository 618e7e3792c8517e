/** A thread of the audit: reads and hashes bundles of one database file. */
import { parentPort, workerData } from 'node:worker_threads'
import { tileWidth } from '../../../ledger/tiles.ts'
import { checkStored } from '../source/folder.ts'
import { openReader } from '../source/sql.ts'
import type { Portion } from './chunks.ts'

const reader = openReader(String(workerData))

parentPort?.on('message', (portion: Portion | null) => {
  if (portion === null) {
    reader.close()
    parentPort?.close()
    return
  }
  const { from, to, size } = portion
  const checked = Array.from({ length: to - from }, (_, i) =>
    checkStored(reader, from + i, tileWidth(0, from + i, size)),
  )
  parentPort?.postMessage(checked)
})
