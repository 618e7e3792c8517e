/** 依法删除: the record of a body that was lawfully taken away. It says which, why and on whose authority. */
import type { Draft, Recorded } from '../../record/event.ts'
import type { Summary } from '../../record/facts.ts'
import { codeOrNull, objectOf, own, textOrNull } from '../../record/json.ts'
import { erasureGrounds } from '../../record/vocabulary.ts'

export interface ErasureFields {
  /** Ledger index of the entry whose body is gone. */
  target: number
  ground: keyof typeof erasureGrounds
  /** Organ that ordered it, and the number of its document. */
  authority: string
  reason: string
}

export interface ErasureState extends ErasureFields {
  kind: 'erasure'
  id: string
  seq: number
  department: string | null
  recorded: string
}

/** State of an erasure after one more entry. Only the first says anything; total for bodies of any shape. */
export function applyToErasure(state: ErasureState | null, { envelope, body }: Recorded): ErasureState {
  if (state !== null) return { ...state, seq: envelope.seq }
  const fields = objectOf(body ?? undefined)
  const target = own(fields, 'target')
  return {
    kind: 'erasure',
    id: envelope.record,
    seq: envelope.seq,
    department: envelope.department,
    recorded: envelope.recorded,
    target: typeof target === 'number' ? target : Number(envelope.record.replace(/^era-/, '')) || 0,
    ground: codeOrNull(own(fields, 'ground'), erasureGrounds) ?? 'law',
    authority: textOrNull(own(fields, 'authority')) ?? '',
    reason: textOrNull(own(fields, 'reason')) ?? '',
  }
}

/** Row of an erasure: the index of the erased entry as title. */
export function summariseErasure({ target, department }: ErasureState): Summary {
  return { title: `#${target}`, department, type: null, level: null, status: 'in_force' }
}

/** The entry that says so. The body it names is deleted in the same transaction. */
export function decideErased(fields: ErasureFields, department: string | null, occurred: string): Draft {
  return {
    kind: ERASED,
    record: erasureId(fields.target),
    seq: 1,
    department,
    occurred,
    visibility: 'public',
    body: { ...fields },
  }
}

/** The event by which the content of an entry is erased. */
export const ERASED = 'entry.erased'

/**
 * Id of the erasure of an entry.
 *
 * @param index of the entry whose body is erased, from 0
 */
export function erasureId(index: number): string {
  return `era-${index}`
}

/** True of the entry by which the body at `index` was lawfully erased: a missing body alone proves nothing. */
export function saysErased({ envelope, body }: Recorded, index: number): boolean {
  return (
    envelope.kind === ERASED &&
    envelope.record === erasureId(index) &&
    own(objectOf(body ?? undefined), 'target') === index
  )
}
