/** High-water marks as files: what was signed, kept outside the database, so that a restored copy is noticed. */
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { HighWater, Mark, Marked } from '../store/log/notary.ts'
import type { Environment } from './environment.ts'

/** A file longer than this is cut to its furthest mark when it is opened. */
const LONGEST = 1_048_576
const LINE = /^(0|[1-9]\d{0,15}) ([A-Za-z0-9+/]{43}=) *$/

/**
 * A mark as a file of lines `size root`, each appended in one write: whatever several processes write, none is lost
 * and the furthest counts. It is not fsynced: it guards against restored databases, not against power cuts, after
 * which an older mark is harmless.
 */
export function fileHighWater(path: string): HighWater {
  if (existsSync(path) && statSync(path).size > LONGEST) compact(path)
  let furthest = -1
  return {
    async read() {
      return readMarks(path)
    },
    async write({ size, root }) {
      if (size <= furthest) return
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      // Nothing is signed over an unreadable mark, so this is the operator's word: what stood there is kept aside.
      if (furthest === -1 && readMarks(path) === 'unreadable') renameSync(path, `${path}.unreadable`)
      appendFileSync(path, `${size} ${root}\n`, { mode: 0o600 })
      furthest = size
    },
  }
}

/** Several marks as one: what any of them has seen was signed. One that cannot be read spoils the rest; one that is absent does not. */
export function allHighWaters(...marks: readonly HighWater[]): HighWater {
  return {
    async read() {
      const read = await Promise.all(marks.map((one) => one.read()))
      if (read.includes('unreadable')) return 'unreadable'
      return furthestOf(read.filter((one) => typeof one !== 'string')) ?? 'absent'
    },
    async write(mark) {
      for (const one of marks) await one.write(mark)
    },
  }
}

/**
 * The mark of a ledger whose database is another machine's: what was seen signed from here. Where nothing was seen
 * yet there is nothing to hold against it, unlike beside a database of one's own.
 */
export function seenHere(mark: HighWater): HighWater {
  return {
    async read() {
      const read = await mark.read()
      return read === 'absent' ? { size: 0, root: '' } : read
    },
    write: (next) => mark.write(next),
  }
}

/**
 * Path of the mark of a ledger, beside its data folder: a restore of the whole folder brings an old mark back
 * with it, but not this one.
 */
export function markBeside(stateDir: string, verifierKey: string): string {
  return join(stateDir, `${createHash('sha256').update(verifierKey).digest('hex').slice(0, 32)}.mark`)
}

/** The furthest mark in a file. A last line that was cut off is passed over if a whole one stands before it. */
export function readMarks(path: string): Marked {
  if (!existsSync(path)) return 'absent'
  const text = readFileSync(path, 'latin1')
  const lines = text.split('\n')
  const tail = lines.pop() ?? ''
  const marks = lines.map(markOf)
  const found = furthestOf(marks.filter((mark) => mark !== null))
  if (marks.includes(null) || found === null || (tail !== '' && marks.length === 0)) return 'unreadable'
  return found
}

function markOf(line: string): Mark | null {
  const [, size, root] = LINE.exec(line) ?? []
  return size === undefined || root === undefined ? null : { size: Number(size), root }
}

function furthestOf(marks: readonly Mark[]): Mark | null {
  return marks.reduce<Mark | null>((most, one) => (most === null || one.size > most.size ? one : most), null)
}

function compact(path: string): void {
  const mark = readMarks(path)
  if (typeof mark === 'string') return
  writeFileSync(`${path}.new`, `${mark.size} ${mark.root}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** The folder for marks beside data folders: STATE_DIR, else that of the user (XDG Base Directory). */
export function stateDirOf({ STATE_DIR, XDG_STATE_HOME, HOME }: Environment): string | undefined {
  const base = XDG_STATE_HOME ?? (HOME === undefined ? undefined : join(HOME, '.local', 'state'))
  return STATE_DIR ?? (base === undefined ? undefined : join(base, 'mingzhang'))
}
