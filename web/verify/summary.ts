/** The state of a page's verification as a whole. Pure data and pure folding. */
import type { Completeness } from '../../worker/domain/proof/complete.ts'
import type { Part, SealKind, SealState, SignedState, Why } from './state.ts'

/**
 * Comparison of the ledger with what this browser saw before. `unknown`: it could not be checked, which never
 * looks good; `behind`: it is shorter than what this browser has seen.
 */
export type Growth =
  | { is: 'first' | 'same' | 'grew' | 'behind' | 'unknown'; from: number }
  /** The two signed checkpoints contradict each other: `seen` is the remembered note, `given` the one served now. */
  | { is: 'differs'; from: number; seen: string; given: string }

export interface Summary {
  is: SealKind
  /** Entries that were checked, of those on the page. */
  checked: number
  of: number
  /** Entries not covered by the checkpoint yet. */
  waiting: number
  /** Entries of the record that are newer than the page. */
  newer: number
  broken: { part: Part; index: number | null }[]
  why: Why | null
  /** Size of the checkpoint that was checked. */
  size: number | null
  /** Null while it has not been looked at. */
  growth: Growth | null
  replayed: boolean
  /** Null where no record is checked, and while it has not been looked at. */
  complete: Completeness | null
  /** Signatures of departments: how many count, of those that entries on the page carry. */
  signed: {
    good: number
    of: number
    /** Entries of which the signature does not count, as their key was revoked before. */
    revoked: number[]
    /** Entries of which it does, and whose key was reported lost later. */
    lost: { index: number; from: string }[]
  }
  /** True while signatures are still being looked at. */
  signing: boolean
  remembers: boolean
  /** Milliseconds that checking took, fetching not counted. */
  ms: number | null
}

/** Before anything was checked: `of` entries are on the page. */
export function unchecked(of: number): Summary {
  return {
    is: 'unchecked',
    checked: 0,
    of,
    waiting: 0,
    newer: 0,
    broken: [],
    why: null,
    size: null,
    growth: null,
    replayed: false,
    complete: null,
    signed: { good: 0, of: 0, revoked: [], lost: [] },
    signing: false,
    remembers: true,
    ms: null,
  }
}

/** Part that is broken when a signature does not stand. */
const SIGNATURE_PARTS: { readonly [is in SignedState['is']]?: Part } = { wrong: 'sig', unknown: 'sigKey' }

/** Counts the seals and signatures of a page into its summary; whatever is broken outweighs the rest. */
export function summarise(
  seals: ReadonlyMap<number, SealState>,
  marks: ReadonlyMap<number, SignedState>,
  known: Summary,
): Summary {
  const signatures = [...marks]
  const states = [...seals]
  const broken = [
    ...states.flatMap(([index, state]) => (state.is === 'broken' ? [{ part: state.part, index }] : [])),
    ...signatures.flatMap(([index, { is }]) => {
      const part = SIGNATURE_PARTS[is]
      return part === undefined ? [] : [{ part, index }]
    }),
    ...known.broken.filter(({ index }) => index === null),
  ]
  const many = (is: SealKind): number => states.filter(([, state]) => state.is === is).length
  const is = ((): SealKind => {
    if (broken.length > 0 || known.growth?.is === 'differs') return 'broken'
    if (known.why !== null || known.growth?.is === 'unknown' || known.growth?.is === 'behind') return 'cannot'
    if (known.complete?.is === 'none' || known.complete?.is === 'stale') return 'cannot'
    if (
      many('unchecked') + many('checking') > 0 ||
      known.size === null ||
      known.signing ||
      known.growth === null
    )
      return known.is
    return many('waiting') > 0 ? 'waiting' : 'good'
  })()
  const signed = {
    good: signatures.filter(([, { is }]) => is === 'good' || is === 'lost').length,
    of: signatures.length,
    revoked: signatures.flatMap(([index, mark]) => (mark.is === 'revoked' ? [index] : [])),
    lost: signatures.flatMap(([index, mark]) => (mark.is === 'lost' ? [{ index, from: mark.from }] : [])),
  }
  return { ...known, is, broken, signed, checked: many('good'), of: states.length, waiting: many('waiting') }
}
