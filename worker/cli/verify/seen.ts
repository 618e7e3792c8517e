/** The last checkpoint that this auditor saw of a ledger: what makes a rewritten history visible. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
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
}

/**
 * Path at which the state of a ledger is kept when no file is named: by its key, since many bear one origin
 * (`localhost/log`).
 */
export function seenPath(verifierKey: string, home: string = homedir()): string {
  const name = createHash('sha256').update(verifierKey).digest('hex').slice(0, 32)
  return join(home, '.mingzhang', 'seen', `${name}.json`)
}

/** Path at which the key is kept that each place (address or folder) had at the last visit. */
export function placesPath(home: string = homedir()): string {
  return join(home, '.mingzhang', 'seen', 'places.json')
}

/** Keys by place; none where the file is not there. @throws Failure when it is there but cannot be read */
export async function readPlaces(path: string): Promise<Map<string, string>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{}'
    throw error
  })
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) throw new Error('no object')
    return new Map(
      Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    )
  } catch {
    throw new Failure('seen_unreadable', {
      zh: `${path} 不是 verify 写下的状态文件。`,
      en: `${path} is not a state file that verify has written.`,
    })
  }
}

/** Remembers the key of a place. */
export async function writePlace(path: string, place: string, verifierKey: string): Promise<void> {
  const places = await readPlaces(path)
  places.set(place, verifierKey)
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
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
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
    const read = (name: string): unknown => Object.entries(value).find(([key]) => key === name)?.[1]
    const [origin, verifierKey, size, root, checkpoint, at] = [
      'origin',
      'verifierKey',
      'size',
      'root',
      'checkpoint',
      'at',
    ].map(read)
    if (typeof origin !== 'string' || typeof verifierKey !== 'string' || typeof checkpoint !== 'string')
      return null
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return null
    if (typeof root !== 'string' || fromBase64(root).length !== 32) return null
    return { origin, verifierKey, size, root, checkpoint, at: typeof at === 'string' ? at : '' }
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

/** Keeps both checkpoints where they contradict each other: anyone can check the two signatures. */
export async function keepEvidence(path: string, seen: Seen, served: Seen): Promise<string> {
  const evidence = `${path}.conflict-${served.at.replaceAll(/[:.]/g, '-')}.json`
  await mkdir(dirname(evidence), { recursive: true })
  await writeFile(evidence, `${JSON.stringify({ seen, served }, null, 2)}\n`)
  return evidence
}
