import { closedWords } from '../../domain/kinds/ledger/closed.ts'
import type { Closing } from '../../domain/kinds/ledger/ledger.ts'
import { toBase64 } from '../../ledger/bytes.ts'
import { signCheckpoint } from '../../ledger/checkpoint.ts'
import { currentKey, isDue, type LedgerKey, onlyKey } from '../../ledger/keys.ts'
import type { Signer } from '../../ledger/signer.ts'
import type { Database } from '../database.ts'
import { type Head, readHeadAt } from './head.ts'

/** The furthest point of the ledger that was ever signed here: kept outside the database. */
export interface Mark {
  size: number
  /** base64 */
  root: string
}

/** A mark as it is read. Absent is not zero: a ledger that has entries and no mark is one whose mark was lost. */
export type Marked = Mark | 'absent' | 'unreadable'

/** Place of the mark. On one machine: files beside the database and beside the data folder. */
export interface HighWater {
  /** The furthest mark ever written. */
  read(): Promise<Marked>
  /** Keeps a mark; one that is not further than what is kept changes nothing. Returns when it can be read again. */
  write(mark: Mark): Promise<void>
}

/** Reason for which nothing is signed any more, in words for the operator and the reader. */
export interface Frozen {
  code:
    | 'history_lost'
    | 'history_differs'
    | 'witness_ahead'
    | 'mark_missing'
    | 'key_retired'
    | 'broken_tree'
    | 'mirror'
    | 'closed'
  words: { zh: string; en: string }
}

export class FrozenError extends Error {
  override name = 'FrozenError'
  readonly frozen: Frozen

  constructor(frozen: Frozen) {
    super(frozen.words.en)
    this.frozen = frozen
  }
}

/**
 * Compares a database with the mark: it must still hold what was signed. A database restored from an
 * old backup, or a branch of one, does not, and must not sign a second history.
 *
 * @param mark null where no place for one exists beside the database
 * @returns null when the history is whole
 */
export async function checkHistory(
  database: Database,
  head: Head,
  mark: Marked | null,
): Promise<Frozen | null> {
  if (mark === null) return null
  if (typeof mark === 'string') return head.size === 0 && mark === 'absent' ? null : markMissing(mark, head)
  if (mark.size === 0) return null
  if (head.size < mark.size) {
    return {
      code: 'history_lost',
      words: {
        zh: `数据库只有 ${head.size} 条账目，但已签署过 ${mark.size} 条的检查点。请恢复完整的数据库；在此之前不再签署。`,
        en: `The database holds ${head.size} entries, but a checkpoint over ${mark.size} was already signed. Restore the whole database; nothing is signed until then.`,
      },
    }
  }
  const then = await readHeadAt(database, mark.size)
  if (then !== null && toBase64(then.root) === mark.root) return null
  return {
    code: 'history_differs',
    words: {
      zh: `数据库在第 ${mark.size} 条处与已签署的检查点不同：这是另一段历史。在查明之前不再签署。`,
      en: `At ${mark.size} entries the database differs from the checkpoint that was signed: this is another history. Nothing is signed until that is cleared up.`,
    },
  }
}

/** A witness has seen more than the ledger holds: a copy of it was restored, or its key signs elsewhere. */
export function checkWitnesses({ size }: Head, witnessed: number): Frozen | null {
  if (witnessed <= size) return null
  return {
    code: 'witness_ahead',
    words: {
      zh: `见证方或读者手里有本账本 ${witnessed} 条账目的检查点，而数据库只有 ${size} 条：可能恢复了旧的备份，或有人在别处用同一把私钥签署。请恢复完整的数据库；若能证明对方有误，用 mingzhang restore --accept ${size} 认定。在此之前不再签署。`,
      en: `A witness or a reader has seen a checkpoint of this ledger over ${witnessed} entries, while the database holds ${size}: an old copy was restored, or somebody signs with the same key elsewhere. Restore the whole database; where they can be shown to be wrong, say so with mingzhang restore --accept ${size}. Nothing is signed until then.`,
    },
  }
}

/**
 * Reason of a lost mark: nobody knows what was signed, so nothing may be signed until the operator has said
 * what holds.
 */
function markMissing(mark: 'absent' | 'unreadable', { size }: Head): Frozen {
  const [zh, en] = mark === 'absent' ? ['不见了', 'is gone'] : ['读不懂', 'cannot be read']
  return {
    code: 'mark_missing',
    words: {
      zh: `记着已签署到哪里的 high-water ${zh}，而数据库有 ${size} 条账目：不知道是否签署过更多。运维者查明后用 mingzhang restore --accept ${size} 认定；在此之前不再签署。`,
      en: `The mark of what was signed (high-water) ${en}, while the database holds ${size} entries: more may have been signed. Nothing is signed until the operator has looked and said so: mingzhang restore --accept ${size}.`,
    },
  }
}

/** The stored entries do not give the root that was committed. They can still be read; nothing more is signed. */
export const BROKEN_TREE: Frozen = {
  code: 'broken_tree',
  words: {
    zh: '数据库中的账目与已提交的根不符：有人绕过账本改动了数据。在查明之前不再签署。',
    en: 'The stored entries do not give the root that was committed: someone changed them behind the ledger. Nothing is signed until that is cleared up.',
  },
}

/** The keys that are here were retired by an entry: what they sign over more of the ledger counts for nobody. */
const KEY_RETIRED: Frozen = {
  code: 'key_retired',
  words: {
    zh: '这里的签名私钥已由账目停用，而没有接替它的私钥。请把新的私钥加在 signing-key（或 SIGNING_KEY）的末行再启动；在此之前不再签署。',
    en: 'The signing key that is here was retired by an entry, and the one that follows it is not here. Add that as the last line of signing-key (or SIGNING_KEY) and start again; nothing is signed until then.',
  },
}

/** Reason for which nothing is recorded in a ledger that was closed by an entry; what it has signed stays, and is shown. */
export const closedBy = (closing: Closing): Frozen => ({ code: 'closed', words: closedWords(closing) })

/** Signs committed heads, and nothing else. Ed25519 is deterministic: one head under the same keys, one note. */
export class Notary {
  readonly #signers: readonly [Signer, ...Signer[]]
  readonly #highWater: HighWater | null
  #keys: readonly LedgerKey[]
  #last: { size: number; note: Promise<string> } | null = null

  /** @param later signers of the keys that follow the first, oldest first */
  constructor(signer: Signer, highWater: HighWater | null, later: readonly Signer[] = []) {
    this.#signers = [signer, ...later]
    this.#highWater = highWater
    this.#keys = onlyKey(signer.verifierKey)
  }

  get origin(): string {
    return this.#signers[0].name
  }

  /** The key by which the ledger is known now. */
  get verifierKey(): string {
    return currentKey(this.#keys) ?? this.#signers[0].verifierKey
  }

  /** Every key that the ledger ever had, as far as it was looked at, oldest first. */
  get keys(): readonly LedgerKey[] {
    return this.#keys
  }

  /** Keys that are held here, oldest first. */
  get held(): readonly string[] {
    return this.#signers.map(({ verifierKey }) => verifierKey)
  }

  /** Takes over what the entries of the ledger say of its keys; none where it never changed its key. */
  follow(keys: readonly LedgerKey[]): void {
    const now = keys.length === 0 ? onlyKey(this.#signers[0].verifierKey) : keys
    if (JSON.stringify(now) !== JSON.stringify(this.#keys)) this.#last = null
    this.#keys = now
  }

  async mark(): Promise<Marked | null> {
    return this.#highWater === null ? null : this.#highWater.read()
  }

  /** Reason not to sign this head, beside those of marks and witnesses; null where nothing is in the way. */
  async standing({ size }: Head): Promise<Frozen | null> {
    return this.#dueAt(size).length === 0 ? KEY_RETIRED : null
  }

  /** Signs a head that was read back from, or just acknowledged by, the database. Moves the mark first. */
  async sign(head: Head): Promise<string> {
    if (this.#last?.size === head.size) return this.#last.note
    const last = { size: head.size, note: this.#sign(head) }
    this.#last = last
    // A mark that could not be written once is written when it is signed again.
    last.note.catch(() => {
      if (this.#last === last) this.#last = null
    })
    return last.note
  }

  /** Signs a head that was committed earlier; the mark stays where it is. */
  async signOlder({ size, root }: Head): Promise<string> {
    const due = this.#dueAt(size)
    if (due.length === 0) throw new FrozenError(KEY_RETIRED)
    return signCheckpoint({ origin: this.origin, size, root }, ...due)
  }

  /** Takes a head for what was signed last, on the word of the operator. */
  async accept({ size, root }: Head): Promise<void> {
    await this.#highWater?.write({ size, root: toBase64(root) })
  }

  async #sign(head: Head): Promise<string> {
    await this.accept(head)
    return this.signOlder(head)
  }

  /** Signers whose signature on a checkpoint of this size is due. */
  #dueAt(size: number): Signer[] {
    const due = new Set(this.#keys.filter((key) => isDue(key, size)).map(({ vkey }) => vkey))
    return this.#signers.filter(({ verifierKey }) => due.has(verifierKey))
  }
}
