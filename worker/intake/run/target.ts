/**
 * Target of an import: a data folder of this machine, or a server. Both take the same calls, one part after the other;
 * the next is made ready while the one before it is being written.
 */

import type { ListedKind } from '../../domain/kinds/table.ts'
import type { CurrentItem } from '../list/plan.ts'
import type { CurrentRecord } from '../register/plan.ts'

/** One part of a responsibility list, as `POST /departments/:id/deliveries` takes it. */
export interface PartInput<Added = unknown> {
  added: readonly Added[]
  changed: readonly { id: string; seq: number; set: unknown }[]
  missing: readonly { id: string; seq: number }[]
}

/** One entry of a register, as `POST /deliveries` takes it. */
export type Operation =
  | { id: string; occurred?: string | undefined; department: string; fields: unknown }
  | { id: string; occurred?: string | undefined; event: string; body: unknown; seq?: number | undefined }

/** Signs for whoever has registered the key. */
export interface DepartmentSigner {
  /** Raw Ed25519 public key, base64. */
  key: string
  sign(message: Uint8Array): Promise<Uint8Array>
}

/** Outcome of one row or record of a delivery. */
export interface RowOutcome {
  file: string
  sheet: string
  /** Number of the row, from 1; null for what is not in the delivery any more. */
  row: number | null
  title: string
  outcome: 'added' | 'changed' | 'unchanged' | 'vanished'
  /** Fields that change, or events that follow. */
  what: string[]
}

/** Told how far a run is; `of` is the whole, 0 while it is not known. */
export interface Watch {
  /** While files are read. */
  reading?(done: number, of: number, file: string): void
  /** While what was found is entered. */
  at(done: number, of: number, what: string): void
}

export interface KnownDepartment {
  id: string
  name: string
  formerNames: string[]
  inForce: boolean
  /** The version in which it was annulled; absent while it counts. */
  annulled?: number
  /** Its signing keys that are not revoked: raw, base64. */
  keys: string[]
}

export interface Written {
  entries: number
  /** True for a part that was recorded before, by an import that was cut short. */
  repeated: boolean
}

/** A delivery that others publish and this ledger only follows. */
export interface Published {
  /** Name of the mapping of a register; null for a list. */
  mapping: string | null
  /** SHA-256 of its files, in hexadecimal. */
  digest: string
}

/** Place of a part among those of one import that are written one after the other. */
export interface Turn {
  /** Settles with the part before; undefined for the first. When that was not recorded, this one is not either. */
  after: Promise<unknown> | undefined
  /** Called when the part is on its way to the database, and there is time to make the next one ready. */
  sent(): void
}

export interface Target {
  readonly place: string
  departments(): Promise<KnownDepartment[]>
  /** All responsibilities that stand in a department's list. */
  current(department: string): Promise<CurrentItem[]>
  listDepartment(code: string, name: string, occurred: string, key: string): Promise<string>
  /** @param published where it is a delivery that others publish; a server does without, and asks for a second */
  deliver(
    department: string,
    input: PartInput,
    occurred: string,
    key: string,
    published?: Published,
    turn?: Turn,
  ): Promise<Written>
  /** All records that came through this mapping. */
  register(mapping: string): Promise<CurrentRecord[]>
  /** All records of a kind. */
  all(kind: ListedKind): Promise<CurrentRecord[]>
  record(
    operations: readonly Operation[],
    occurred: string,
    key: string,
    published?: Published,
    turn?: Turn,
  ): Promise<Written>
  close(): Promise<void>
}

/**
 * Writes parts in their order. Each is decided when the one before it was recorded, and none after one that was not.
 *
 * @param write begins to write one part; does before `turn.after` what needs nothing of the ledger
 * @param onWritten told of each part once it was recorded
 * @throws what kept the first of those that were not recorded
 */
export async function writeInTurn<Part>(
  parts: Iterable<Part>,
  write: (part: Part, turn: Turn) => Promise<Written>,
  onWritten: (part: Part, written: Written) => void,
): Promise<void> {
  let last: { part: Part; writing: Promise<Written> } | null = null
  for (const part of parts) {
    let sent = (): void => undefined
    const isOnItsWay = new Promise<false>((resolve) => {
      sent = () => resolve(false)
    })
    const writing = write(part, { after: last?.writing, sent })
    const isSettled = writing.then(
      () => true,
      () => true,
    )
    if (last !== null) onWritten(last.part, await last.writing)
    last = { part, writing }
    // Who never says that a part is on its way is asked for one after the other.
    if (!(await Promise.race([isOnItsWay, isSettled]))) continue
    onWritten(part, await writing)
    last = null
  }
  if (last !== null) onWritten(last.part, await last.writing)
}
