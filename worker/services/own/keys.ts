/** 账本的公钥: announces and retires keys of a ledger, and shows the history of them for others to follow. */
import { type Described, decideKeyAnnounced, decideKeyRetired } from '../../domain/kinds/ledger/decide.ts'
import { type KeyReason, LEDGER, type LedgerState } from '../../domain/kinds/ledger/ledger.ts'
import type { ProvenEntry } from '../../domain/proof/entry.ts'
import { type Bridge, formatKeyHistory, type KeyChain } from '../../domain/proof/keys.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { fromBase64 } from '../../ledger/bytes.ts'
import { openCheckpointOf } from '../../ledger/checkpoint.ts'
import { LedgerError } from '../../ledger/error.ts'
import type { LedgerKey } from '../../ledger/keys.ts'
import { readCheckpointsWithin } from '../../store/log/checkpoints.ts'
import { readHistory } from '../../store/log/entries.ts'
import { readIdentity } from '../../store/log/identity.ts'
import { readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import type { Log } from '../read/log.ts'
import { LOCAL_OPERATOR } from '../roles.ts'
import { type Outcome, todayOf } from '../submit/call.ts'
import { perform } from '../submit/perform.ts'

/** Checkpoints that are looked through for one that two keys have signed. */
const LOOKED_THROUGH = 64

export type LedgerKeys = ReturnType<typeof createLedgerKeys>

/** Keys of one ledger: their record, the acts on them, and their history with its proofs. */
export function createLedgerKeys(ledger: Ledger, log: Log) {
  const { database, notary } = ledger

  async function state(): Promise<LedgerState | null> {
    const found = (await readRecord(database, LEDGER))?.state
    return found?.kind === 'ledger' ? found : null
  }

  async function described(): Promise<Described> {
    const bound = await readIdentity(database)
    return { origin: log.origin, verifierKey: bound?.verifierKey ?? log.verifierKey }
  }

  /** Enters one event of the ledger's own record. */
  async function enter(
    verb: string,
    decide: (now: LedgerState | null, of: Described, day: string) => Draft[],
  ): Promise<Outcome> {
    const day = todayOf(ledger.now(), ledger.calendar.days.zone)
    const of = await described()
    return perform(ledger, { actor: LOCAL_OPERATOR }, { verb, day }, async () => {
      const now = await state()
      return { drafts: decide(now, of, day), before: new Map([[LEDGER, now]]) }
    })
  }

  async function prove(index: number, size: number): Promise<Uint8Array[]> {
    return (await log.inclusion(index, size)).map(fromBase64)
  }

  /** The newest checkpoint over the announcement of a key that the key before it has signed too. */
  async function bridgeTo(key: LedgerKey, before: LedgerKey, size: number): Promise<Bridge | null> {
    const most = Math.min(before.retired ?? size, size)
    for (const kept of await readCheckpointsWithin(database, key.announced ?? 0, most, LOOKED_THROUGH)) {
      if (!(await isSignedBy(kept.note, before.vkey)) || !(await isSignedBy(kept.note, key.vkey))) continue
      const grown = kept.size === size ? [] : await log.consistency(kept.size, size)
      return { checkpoint: kept.note, consistency: grown.map(fromBase64) }
    }
    return null
  }

  /** The chain of the keys under the checkpoint over `size` entries; null where the ledger never changed its key. */
  async function chainAt(size: number): Promise<KeyChain | null> {
    const stored = (await readHistory(database, LEDGER)).filter(({ index }) => index < size)
    if (stored.length === 0) return null
    const entries = await Promise.all(
      stored.map(async ({ index, leaf, salt, content }): Promise<ProvenEntry> => {
        return { index, leaf, salt, content, proof: await prove(index, size) }
      }),
    )
    const keys = notary.keys.filter(({ announced }) => announced === null || announced < size)
    const bridges: Bridge[] = []
    for (const [at, key] of keys.entries()) {
      const before = keys[at - 1]
      const bridge = before === undefined ? null : await bridgeTo(key, before, size)
      // One that is missing ends the chain: what follows would be told for another key.
      if (before !== undefined && bridge === null) break
      if (bridge !== null) bridges.push(bridge)
    }
    return { entries, bridges }
  }

  return {
    state,
    chainAt,
    described,
    enter,

    /** The history of the keys under the newest checkpoint, as text. @throws FrozenError when nothing was ever signed */
    async history(): Promise<string> {
      const { size, checkpoint } = await log.published()
      const note = await checkpoint()
      return formatKeyHistory({
        checkpoint: note,
        ...((await chainAt(size)) ?? { entries: [], bridges: [] }),
      })
    },

    /**
     * Announces a key that is held here: from this entry on, checkpoints carry its signature beside that of the old one.
     *
     * @throws Problem `not_found` for a key that is not held here, or what the guards say
     */
    async announce(verifierKey: string): Promise<Outcome> {
      if (!notary.held.includes(verifierKey))
        throw refuse(
          'not_found',
          `这里没有 ${verifierKey} 的私钥。`,
          `The private half of ${verifierKey} is not here.`,
          'verifierKey',
        )
      return enter('ledger.announce', (now, of, day) => decideKeyAnnounced(now, of, day, verifierKey))
    },

    /**
     * Retires a key: what it signs over this entry and more counts for nobody who follows the ledger.
     *
     * @throws Problem `not_allowed` while the newest checkpoint lacks the signature of the key that stays, or what the
     *   guards say
     */
    async retire(verifierKey: string, reasonCode: KeyReason, lostFrom: string | null): Promise<Outcome> {
      const note = await (await log.snapshot()).checkpoint()
      const staying = notary.keys.filter(({ vkey, retired }) => retired === null && vkey !== verifierKey)
      for (const { vkey } of staying) {
        if (notary.held.includes(vkey) && (await isSignedBy(note, vkey))) continue
        throw refuse(
          'not_allowed',
          `最新的检查点还没有 ${vkey} 的签名：先让每个进程带着新私钥重新启动。`,
          `The newest checkpoint is not signed by ${vkey} yet: start every process again with the new key first.`,
          'verifierKey',
        )
      }
      return enter('ledger.retire', (now, of, day) =>
        decideKeyRetired(now, of, day, { verifierKey, reasonCode, lostFrom }),
      )
    },
  }
}

async function isSignedBy(note: string, vkey: string): Promise<boolean> {
  try {
    await openCheckpointOf(note, [vkey])
    return true
  } catch (error) {
    if (error instanceof LedgerError) return false
    throw error
  }
}
