/** One round of a monitor over one ledger: what is new is checked and mirrored, what is old is looked at again. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Rule } from '../../domain/rules/rule.ts'
import type { TreeHead } from '../../ledger/audit.ts'
import { LedgerError } from '../../ledger/error.ts'
import { type LedgerKey, openCheckpointUnder } from '../../ledger/keys.ts'
import { parseVerifierKey } from '../../ledger/vkey.ts'
import { openBlobFolder } from '../../machine/blob-folder.ts'
import {
  DOCUMENTS,
  type MirrorFolder,
  type MonitorMemory,
  openMirrorFolder,
  openMonitorFolder,
} from '../../machine/mirror.ts'
import { FOLLOWED_WITHIN } from '../../machine/mirror-site.ts'
import { followedIn, heirOf, retiredAlso } from '../verify/keys.ts'
import { type Folder, openFolder } from '../verify/source/folder.ts'
import type { Source } from '../verify/source/source.ts'
import type { Alarm } from './alarm.ts'
import { lookAtCheckers } from './checking-page.ts'
import { lookAtDocuments } from './documents.ts'
import { findingsOf, toldOf } from './findings.ts'
import { growthOf } from './growing/growth.ts'
import { takeGrowth } from './growing/taking.ts'
import { Pending } from './pending.ts'
import { bodiesMissing, bundlesToCheck, recheckBundle } from './recheck.ts'
import { checkRecords } from './records.ts'
import {
  continuedNews,
  endMissingAlarm,
  failureAlarm,
  keyAlarm,
  lateMirrorAlarm,
  NO_CHECKPOINT,
  pausedAlarm,
  signatureAlarm,
} from './round-words.ts'
import { isLate } from './within.ts'
import { lookAtWitnesses } from './witnesses.ts'

/** Budget of a round beyond what is new. */
export interface Budget {
  /** Bundles of 256 entries that are fetched again. */
  bundles: number
  /** Records that are compared again. */
  records: number
}

export interface Following {
  /** The folder of the mirror and the memory. */
  dir: string
  source: Source
  /** The key that is trusted; that of the first visit where left out. */
  verifierKey?: string | undefined
  budget: Budget
  /** Ids of departments and records of which every entry is told. */
  watched: ReadonlySet<string>
  /** Rules of which every new finding is told. */
  rules: readonly Rule[]
  /** Milliseconds within which this monitor, a mirror that it follows and witnesses are expected to look; an hour. */
  within?: number
  now: () => Date
  random: (bytes: number) => Uint8Array
  onProgress?: (done: number, of: number) => void
}

/** Result of a round. */
export interface Round {
  origin: string
  verifierKey: string
  /** Entries that are mirrored now, and those of them that are new. */
  size: number
  added: number
  /** Everything that was noticed, also what was raised in an earlier round. */
  noticed: Alarm[]
  /** Of these, what is raised for the first time. */
  raised: Alarm[]
}

interface Open extends Following {
  within: number
  mirror: MirrorFolder
  memory: MonitorMemory
  own: Folder
  raise(alarm: Alarm): Promise<void>
}

/**
 * Runs a round. Whatever the ledger does becomes an alarm; an error is one of this machine.
 */
export async function followOnce(following: Following): Promise<Round> {
  const { dir, source, within = FOLLOWED_WITHIN } = following
  const memory = await openMonitorFolder(dir)
  const noticed: Alarm[] = []
  const raised: Alarm[] = []
  const raise = async (one: Alarm): Promise<void> => {
    noticed.push(one)
    const at = following.now().toISOString()
    if (await memory.raise({ at, key: `${one.kind} ${one.about}`, json: JSON.stringify(one) }))
      raised.push(one)
  }
  let trusted = following.verifierKey ?? (await keyIn(dir))
  const result = { size: 0, added: 0 }
  try {
    const kept = await memory.followed()
    if (kept !== null && isLate(kept.at, following.now(), within)) await raise(pausedAlarm(kept.at))
    const served = await source.identity()
    const { followed } = served
    if (followed !== undefined && isLate(followed, following.now(), within))
      await raise(lateMirrorAlarm(followed))
    trusted ??= served.verifierKey
    const { name: origin } = parseVerifierKey(trusted)
    const heir = served.origin === origin ? null : await heirOf(source, trusted)
    if (heir !== null) return await followHeir(following, { trusted, heir }, noticed, raised, raise)
    const { keys, named } = await followedIn(source, trusted)
    if (served.verifierKey !== trusted && !(named.includes(trusted) && named.includes(served.verifierKey)))
      await raise(keyAlarm(served.verifierKey, trusted))
    const mirror = await openMirrorFolder(
      dir,
      { origin, verifierKey: trusted },
      following.now().toISOString(),
    )
    const own = openFolder(dir, { hasMark: false })
    try {
      await mirror.catchUp()
      const before = mirror.head.size
      const pending = new Pending({ source, mirror, memory, own, now: following.now })
      const unlessPending = async (one: Alarm): Promise<void> => {
        if (!(await pending.excuses(one))) await raise(one)
      }
      // A key whose retirement was mirrored stays retired, whatever the ledger tells now.
      const inForce = retiredAlso(keys, own.ownKeys())
      await look({ ...following, within, mirror, memory, own, raise: unlessPending }, trusted, inForce)
      result.size = mirror.head.size
      result.added = mirror.head.size - before
    } finally {
      own.close()
      mirror.close()
    }
    if (result.added > 0 && following.rules.length > 0) await lookAtFindings(following, memory, raise)
  } catch (error) {
    await raise(failureAlarm(error, following.now()))
  } finally {
    memory.close()
  }
  return {
    origin: trusted === undefined ? '' : (trusted.split('+')[0] ?? ''),
    verifierKey: trusted ?? '',
    ...result,
    noticed,
    raised,
  }
}

/** Follows the ledger that continues a closed one at the same address, in a folder beside the mirror of that. */
async function followHeir(
  following: Following,
  { trusted, heir }: { trusted: string; heir: string },
  noticed: Alarm[],
  raised: Alarm[],
  raise: (alarm: Alarm) => Promise<void>,
): Promise<Round> {
  const { dir } = following
  await raise(continuedNews(trusted, heir))
  if (existsSync(join(dir, 'mingzhang.db'))) {
    const own = openFolder(dir, { hasMark: false })
    try {
      if (own.ended()?.successor !== heir) await raise(endMissingAlarm(trusted))
    } finally {
      own.close()
    }
  }
  const round = await followOnce({ ...following, dir: join(dir, 'successor'), verifierKey: heir })
  return {
    ...round,
    noticed: [...noticed, ...round.noticed],
    raised: [...raised, ...round.raised],
  }
}

/** Findings of watched rules: all new ones are remembered, and told in as few words as will do. */
async function lookAtFindings(
  { dir, rules, now }: Following,
  memory: MonitorMemory,
  raise: (alarm: Alarm) => Promise<void>,
): Promise<void> {
  const fresh: Alarm[] = []
  for (const one of await findingsOf(dir, rules, now)) {
    const isNew = await memory.raise({
      at: now().toISOString(),
      key: `seen ${one.about}`,
      json: JSON.stringify(one),
    })
    if (isNew) fresh.push(one)
  }
  for (const one of toldOf(fresh)) await raise(one)
}

/** The key that the folder is bound to; undefined before the first visit. */
async function keyIn(dir: string): Promise<string | undefined> {
  if (!existsSync(join(dir, 'mingzhang.db'))) return undefined
  const own = openFolder(dir, { hasMark: false })
  try {
    const { verifierKey } = await own.identity()
    return verifierKey === '' ? undefined : verifierKey
  } finally {
    own.close()
  }
}

async function look(open: Open, verifierKey: string, keys: readonly LedgerKey[]): Promise<void> {
  const { source, mirror, memory, own, raise } = open
  const note = await source.checkpoint()
  const sightings = await memory.sightings()
  if (note === null) {
    if (sightings.length > 0) await raise(NO_CHECKPOINT)
    return
  }
  const head = await headOf(note, keys)
  if (head === null) return raise(signatureAlarm(note))
  const sighting = { at: open.now().toISOString(), size: head.size, root: head.root, note }
  const growth = await growthOf(head, sightings, mirror, own, source)
  await memory.see(sighting)
  const before = mirror.head.size
  // First the note, then what it covers: whoever reads meanwhile finds the old checkpoint or the new one, whole.
  if (growth.is === 'grown' || growth.is === 'same') await mirror.keepNote(head.size, note)
  const changed = await takeGrowth(open, growth, sighting, verifierKey)
  await mirror.catchUp()
  await lookAgain(open, before)
  await lookAtRecords(open, changed)
  await lookAtCheckers(source, own, memory, open.now(), raise)
  await lookAtWitnesses(open, keys, await memory.sightings())
  const isFollowed = (growth.is === 'grown' || growth.is === 'same') && mirror.head.size === head.size
  if (isFollowed) await memory.follow({ at: sighting.at, size: head.size })
  const { dir, budget, now, random } = open
  const blobs = await openBlobFolder({ dir: join(dir, DOCUMENTS), now, random })
  const again = { refused: budget.records, held: budget.bundles }
  await lookAtDocuments({ source, mirror, memory, blobs, again, now, random, raise })
}

async function headOf(note: string, keys: readonly LedgerKey[]): Promise<TreeHead | null> {
  try {
    return (await openCheckpointUnder(note, keys)).checkpoint
  } catch (error) {
    if (error instanceof LedgerError) return null
    throw error
  }
}

/** Bundles that were mirrored before this round, and bodies that were never to be had. */
async function lookAgain(open: Open, size: number): Promise<void> {
  const { source, mirror, memory, own, budget, random, raise } = open
  if (size === 0) return
  const recheck = { source, mirror, own, size, raise }
  const { bundles, cursor } = bundlesToCheck(size, await memory.cursor(), budget.bundles, random)
  const missing = bodiesMissing(own, budget.bundles).map((index) => Math.floor(index / 256))
  for (const n of new Set([...bundles, ...missing.filter((n) => n * 256 < size)]))
    await recheckBundle(recheck, n)
  await memory.moveCursor(cursor)
}

async function lookAtRecords(
  { source, own, budget, random, raise }: Open,
  changed: ReadonlySet<string>,
): Promise<void> {
  const found = await checkRecords(source, own, [...changed], { sample: budget.records, random })
  for (const one of found) await raise(one)
}
