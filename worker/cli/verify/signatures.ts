/** Checks the signatures of departments in a replay, with the keys that the replay itself has met. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { keysBefore, standingOf } from '../../domain/kinds/department/keys.ts'
import type { DepartmentKey, DepartmentState } from '../../domain/kinds/department/state.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import { fromBase64 } from '../../ledger/bytes.ts'
import { formatUnsigned } from '../../ledger/envelope.ts'
import type { Envelope } from '../../ledger/envelope-shape.ts'
import type { Words } from '../shell/usage.ts'
import { type Finding, finding } from './finding.ts'

/** A signature that holds, kept until the end: its key may be revoked from a day before it. */
interface Held {
  index: number
  department: string
  key: string
  envelope: Pick<Envelope, 'recorded'>
}

/** Entries that one note names. */
const NAMED = 20

export class Signatures {
  readonly #held: Held[] = []
  readonly #keys = new Map<string, KeyObject>()

  /** Number of signatures that hold. */
  get count(): number {
    return this.#held.length
  }

  /**
   * Checks the signature of the next entry, if it has one.
   *
   * @param department as the entries before this one leave it
   */
  check(index: number, envelope: Envelope, department: State | undefined): Finding | null {
    const { sig, record, recorded } = envelope
    if (sig === undefined) return null
    const keys = keysBefore(departmentOf(department), index)
    const message = formatUnsigned(envelope)
    const key = keys.find((one) => verify(null, message, this.#keyOf(one), fromBase64(sig)))
    if (key !== undefined) {
      this.#held.push({
        index,
        department: envelope.department ?? '',
        key: key.key,
        envelope: { recorded },
      })
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
   * Signatures that hold but do not count, because their key is revoked from that day or an earlier one on.
   *
   * @param stateOf a record as all entries leave it
   */
  notes(stateOf: (id: string) => State | undefined): Words[] {
    const byKey = new Map<DepartmentKey, number[]>()
    for (const { index, department, key, envelope } of this.#held) {
      const found = departmentOf(stateOf(department))?.keys?.find((one) => one.key === key)
      // Nothing but the time of the entry decides from here on.
      if (found === undefined || standingOf(found, envelope).is === 'good') continue
      byKey.set(found, [...(byKey.get(found) ?? []), index])
    }
    return [...byKey].map(([{ id, revoked }, indices]) => noteOf(id, revoked?.from ?? '', indices))
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

function noteOf(id: string, from: string, indices: readonly number[]): Words {
  const named = indices.slice(0, NAMED)
  const more = indices.length - named.length
  return {
    zh: `密钥 ${id} 自 ${from} 起已撤销，以下账目的部门签名不算数：${named.join('、')}${more > 0 ? `，等共 ${indices.length} 条` : ''}。`,
    en: `The key ${id} is revoked from ${from} on, so the signatures on these entries do not count: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
  }
}
