/** The last checkpoint that this auditor saw of a ledger: what makes a rewritten history visible. */

import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { memberOf } from '../../domain/record/json.ts'
import { Failure } from '../../intake/run/failure.ts'
import { fromBase64 } from '../../ledger/bytes.ts'

export interface Seen {
  origin: string
  verifierKey: string
  size: number
  /** base64 */
  root: string
  /** The signed note, as served. */
  checkpoint: string
  at: string
  /** base64 leaf hash of the first entry; null where it was not kept, or there was none. */
  first: string | null
}

const folderOf = (home: string): string => join(home, '.mingzhang', 'seen')

/**
 * Path at which the state of a ledger is kept when no file is named: by its key, since many bear one origin
 * (`localhost/log`), and by its first entry, since one key may be in several folders.
 */
export function seenPath(verifierKey: string, first: string | null, home: string = homedir()): string {
  const named = first === null ? verifierKey : `${verifierKey}\n${first}`
  const name = createHash('sha256').update(named).digest('hex').slice(0, 32)
  return join(folderOf(home), `${name}.json`)
}

const STATE = /^[0-9a-f]{32}\.json$/

/** All that is remembered under a key. @throws Failure when one of the states cannot be read */
export async function seenUnder(verifierKey: string, home: string = homedir()): Promise<Seen[]> {
  const names = await readdir(folderOf(home)).catch((error: unknown) => {
    if (isAbsent(error)) return []
    throw error
  })
  const paths = names.filter((name) => STATE.test(name)).map((name) => join(folderOf(home), name))
  const states = await Promise.all(paths.map(readSeen))
  return states.filter((one) => one !== null).filter((one) => one.verifierKey === verifierKey)
}

/** Forgets what was kept by a key alone, once it is kept by the first entry as well. */
export async function dropSeen(path: string): Promise<void> {
  await rm(path, { force: true })
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** The ledger that a place (address or folder) held at the last visit. */
export interface Held {
  verifierKey: string
  /** base64 leaf hash of its first entry; null where that was not kept. */
  first: string | null
}

/** Path at which that is kept for each place. */
export function placesPath(home: string = homedir()): string {
  return join(home, '.mingzhang', 'seen', 'places.json')
}

/** The ledger that each place held; none where the file is not there. @throws Failure when it is there but cannot be read */
export async function readPlaces(path: string): Promise<Map<string, Held>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return '{}'
    throw error
  })
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) throw new Error('no object')
    return new Map(Object.entries(value).map(([place, held]) => [place, heldOf(held)]))
  } catch {
    throw new Failure('seen_unreadable', {
      zh: `${path} 不是 verify 写下的状态文件。`,
      en: `${path} is not a state file that verify has written.`,
    })
  }
}

/** A key alone, as earlier versions kept it, or a key and a first entry. */
function heldOf(value: unknown): Held {
  if (typeof value === 'string') return { verifierKey: value, first: null }
  const read = new Map<string, unknown>(Object.entries(value ?? {}))
  const [verifierKey, first] = [read.get('verifierKey'), read.get('first')]
  if (typeof verifierKey !== 'string') throw new Error('no key')
  return { verifierKey, first: typeof first === 'string' ? first : null }
}

/** Remembers what a place holds. */
export async function writePlace(path: string, place: string, held: Held): Promise<void> {
  const places = await readPlaces(path)
  places.set(place, held)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.new`, `${JSON.stringify(Object.fromEntries(places), null, 2)}\n`)
  await rename(`${path}.new`, path)
}

/** @throws Failure when the file is there but is not such a state */
export async function readSeen(path: string): Promise<Seen | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
  const seen = parse(text)
  if (seen === null) {
    throw new Failure('seen_unreadable', {
      zh: `${path} 不是 verify 写下的状态文件。`,
      en: `${path} is not a state file that verify has written.`,
    })
  }
  return seen
}

function parse(text: string): Seen | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return null
    const read = (name: string): unknown => memberOf(value, name)
    const [origin, verifierKey, size, root, checkpoint, at, first] = [
      'origin',
      'verifierKey',
      'size',
      'root',
      'checkpoint',
      'at',
      'first',
    ].map(read)
    if (typeof origin !== 'string' || typeof verifierKey !== 'string' || typeof checkpoint !== 'string')
      return null
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return null
    if (typeof root !== 'string' || fromBase64(root).length !== 32) return null
    const known = typeof first === 'string' ? first : null
    return { origin, verifierKey, size, root, checkpoint, at: typeof at === 'string' ? at : '', first: known }
  } catch {
    return null
  }
}

/** Replaces the state whole, so that an interrupted run leaves the old one. */
export async function writeSeen(path: string, seen: Seen): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.new`, `${JSON.stringify(seen, null, 2)}\n`)
  await rename(`${path}.new`, path)
}

/** A checkpoint as it was shown, whichever ledger it is of. */
type Shown = Omit<Seen, 'first'>

/** Keeps both checkpoints where they contradict each other: anyone can check the two signatures. */
export async function keepEvidence(path: string, seen: Shown, served: Shown): Promise<string> {
  const evidence = `${path}.conflict-${served.at.replaceAll(/[:.]/g, '-')}.json`
  await mkdir(dirname(evidence), { recursive: true })
  await writeFile(evidence, `${JSON.stringify({ seen, served }, null, 2)}\n`)
  return evidence
}
