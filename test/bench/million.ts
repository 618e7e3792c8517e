import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Draft } from '../../worker/domain/record/event.ts'
import { type Machine, openMachine } from '../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'

const GROUP = 512

/** Version of what is written: another one is written afresh. */
const KIND = 'v2'

/** A ledger of exactly `size` small entries, opened. */
export async function ledgerOf(
  size: number,
  say: (text: string) => void,
): Promise<Machine & { dataDir: string }> {
  const dataDir = join(tmpdir(), 'mingzhang-bench', `${KIND}-${size}`)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  let machine = await openMachine({ dataDir, origin: 'bench.example/log', shared: false })
  let { size: there } = await machine.services.log.snapshot()
  if (there > size) {
    await machine.close()
    await rm(dataDir, { recursive: true })
    machine = await openMachine({ dataDir, origin: 'bench.example/log', shared: false })
    there = 0
  }
  if (there < size) say(`writing a ledger of ${size} entries to ${dataDir} …`)
  const { committer } = machine.services.ledger
  for (let at = there; at < size; at += GROUP) {
    const drafts = Array.from({ length: Math.min(GROUP, size - at) }, (_, i) => draftOf(at + i))
    await committer.submit({
      key: `bench ${at}`,
      digest: '',
      actor: LOCAL_OPERATOR,
      drafts,
      before: new Map(),
      since: 0,
    })
  }
  return { ...machine, dataDir }
}

/** An entry of a record of no kind: nothing is derived from it, so that a million are soon written. */
function draftOf(at: number): Draft {
  return {
    kind: 'bench.counted',
    record: `ben-${String(at).padStart(10, '0')}`,
    seq: 1,
    department: null,
    occurred: '2026-01-01',
    visibility: 'public',
    body: { at },
  }
}
