/** Checks the signatures of departments in a replay, with the keys that the replay itself has met. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { keysFor, standingOf } from '../../domain/kinds/department/keys.ts'
import type { DepartmentKey, DepartmentState } from '../../domain/kinds/department/state.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import { fromBase64 } from '../../ledger/bytes.ts'
import { formatUnsigned } from '../../ledger/envelope.ts'
import type { Envelope } from '../../ledger/envelope-shape.ts'
import type { Words } from '../shell/usage.ts'
import { type Finding, finding } from './finding.ts'

/** Signatures of one key that hold, kept until the end: it may be reported lost later. */
interface Held {
  department: string
  key: string
  /** Index of each signed entry, and when it was recorded, in milliseconds since 1970. */
  indices: number[]
  recorded: number[]
}

/** Entries that one note names. */
const NAMED = 20

export class Signatures {
  readonly #origin: string
  readonly #held = new Map<string, Held>()
  #count = 0
  readonly #keys = new Map<string, KeyObject>()

  /** @param origin of the ledger, which is signed beside the envelope */
  constructor(origin: string) {
    this.#origin = origin
  }

  /** Number of signatures that hold. */
  get count(): number {
    return this.#count
  }

  /**
   * Checks the signature of the next entry, if it has one.
   *
   * @param department as the entries before this one leave it
   */
  check(index: number, envelope: Envelope, department: State | undefined): Finding | null {
    const { sig, record, recorded } = envelope
    if (sig === undefined) return null
    const keys = keysFor(departmentOf(department), { index, envelope })
    const message = formatUnsigned(envelope, this.#origin)
    const key = keys.find((one) => verify(null, message, this.#keyOf(one), fromBase64(sig)))
    if (key !== undefined) {
      this.#hold(envelope.department ?? '', key.key, index, recorded)
      return null
    }
    const words =
      keys.length === 0
        ? {
            zh: `第 ${index} 条账目带有部门签名，但该部门此前没有登记过公钥。`,
            en: `Entry ${index} carries a signature, but its department had registered no key by then.`,
          }
        : {
            zh: `第 ${index} 条账目的部门签名不成立。`,
            en: `The signature of the department on entry ${index} does not hold.`,
          }
    return finding('sig', words, { index, record })
  }

  /**
   * Signatures whose key was revoked: those that stand in the log after that do not count; those before are good, and
   * it is said from which day the key is reported lost.
   *
   * @param stateOf a record as all entries leave it
   */
  notes(stateOf: (id: string) => State | undefined): Words[] {
    const after = new Map<DepartmentKey, number[]>()
    const before = new Map<DepartmentKey, number[]>()
    for (const { department, key, indices, recorded } of this.#held.values()) {
      const found = departmentOf(stateOf(department))?.keys?.find((one) => one.key === key)
      // Nothing but the time of the entry decides from here on.
      if (found === undefined || found.revoked === null) continue
      for (const [i, index] of indices.entries()) {
        const envelope = { recorded: new Date(recorded[i] ?? 0).toISOString() }
        const standing = standingOf(found, { index, envelope })
        if (standing.is === 'good' && standing.lostFrom === null) continue
        const of = standing.is === 'good' ? before : after
        const told = of.get(found) ?? []
        of.set(found, told)
        told.push(index)
      }
    }
    return [
      ...[...after].map(([{ id, revoked }, indices]) => revokedNote(id, revoked?.index ?? 0, indices)),
      ...[...before].map(([{ id, revoked }, indices]) => lostNote(id, revoked?.from ?? '', indices)),
    ]
  }

  #hold(department: string, key: string, index: number, recorded: string): void {
    const name = `${department} ${key}`
    const held = this.#held.get(name) ?? { department, key, indices: [], recorded: [] }
    this.#held.set(name, held)
    held.indices.push(index)
    held.recorded.push(Date.parse(recorded))
    this.#count += 1
  }

  #keyOf({ key }: DepartmentKey): KeyObject {
    const known = this.#keys.get(key)
    if (known !== undefined) return known
    const x = key.replaceAll('+', '-').replaceAll('/', '_').replace('=', '')
    const made = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    this.#keys.set(key, made)
    return made
  }
}

function departmentOf(state: State | undefined): DepartmentState | undefined {
  return state?.kind === 'department' ? state : undefined
}

function revokedNote(id: string, at: number, indices: readonly number[]): Words {
  const { zh, en } = named(indices)
  return {
    zh: `密钥 ${id} 已由账目 ${at} 撤销，此后入账的这些账目的部门签名不算数：${zh}。`,
    en: `The key ${id} was revoked by entry ${at}, so the signatures on these later entries do not count: ${en}.`,
  }
}

function lostNote(id: string, from: string, indices: readonly number[]): Words {
  const { zh, en } = named(indices)
  return {
    zh: `密钥 ${id} 报告自 ${from} 起遗失；在撤销之前入账的这些账目，部门签名仍然成立：${zh}。`,
    en: `The key ${id} is reported lost from ${from}; on these entries, logged before it was revoked, its signatures still hold: ${en}.`,
  }
}

function named(indices: readonly number[]): Words {
  const more = indices.length - NAMED
  const first = indices.slice(0, NAMED)
  return {
    zh: first.join('、') + (more > 0 ? `，等共 ${indices.length} 条` : ''),
    en: first.join(', ') + (more > 0 ? ` and ${more} more` : ''),
  }
}
