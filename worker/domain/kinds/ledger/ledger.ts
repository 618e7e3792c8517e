/**
 * 账本自身: what a ledger enters about itself: its keys, how one follows another, and how a ledger follows one that was
 * closed. One record, so that the catalogue of records tells whether all of it is shown.
 */
import type { LedgerKey } from '../../../ledger/keys.ts'
import type { Recorded } from '../../record/event.ts'
import type { Summary } from '../../record/facts.ts'
import { codeOrNull, type Fields, objectOf, own, textOrNull } from '../../record/json.ts'
import { ledgerKeyReasons } from './vocabulary.ts'

export type KeyReason = keyof typeof ledgerKeyReasons

/** A key, with why it was retired; since when it may have been in other hands, where that was why. */
export interface HeldKey extends LedgerKey {
  reason: KeyReason | null
  lostFrom: string | null
}

/** The end of a ledger: the entry after which nothing is recorded, and where it goes on. */
export interface Closing {
  index: number
  /** verifier key of the ledger that continues it */
  successor: string
  /** where that is published; null where it is not said */
  address: string | null
}

/** The ledger that this one continues: its first key, and the last checkpoint that it signed. */
export interface Predecessor {
  /** of the entry that says so */
  index: number
  verifierKey: string
  checkpoint: string
  /** where it is published; null where it is not said */
  address: string | null
}

/** The page on which evidence files are checked, as it can be kept as a file: one in each language. */
export interface Checkers {
  /** hexadecimal SHA-256 of the file in Chinese */
  zh: string
  /** hexadecimal SHA-256 of the file in English */
  en: string
}

/** Checking pages that an entry published. */
export interface PublishedCheckers extends Checkers {
  /** of the entry that says so */
  index: number
  /** when that was recorded */
  recorded: string
}

export interface LedgerState {
  kind: 'ledger'
  id: string
  seq: number
  department: null
  origin: string | null
  /** Oldest first; none before the first entry of the record. */
  keys: HeldKey[]
  /** null while entries are recorded */
  closed: Closing | null
  /** Checking pages to keep that this ledger ever published, oldest first. */
  checkers: PublishedCheckers[]
  /** null for a ledger that began anew */
  continues: Predecessor | null
  recorded: string
}

/** The one record of this kind. */
export const LEDGER = 'led-self'

/** State of the ledger's own record after one more entry. Total for bodies of any shape. */
export function applyToLedger(state: LedgerState | null, { index, envelope, body }: Recorded): LedgerState {
  const fields = objectOf(body ?? undefined)
  const { record, seq, recorded } = envelope
  const before = state ?? {
    ...{ kind: 'ledger' as const, id: record, seq, department: null, origin: null, keys: [] },
    ...{ closed: null, checkers: [], continues: null, recorded },
  }
  return { ...before, ...changeOf(before, { event: envelope.kind, index, recorded, fields }), seq }
}

interface Told {
  event: string
  index: number
  recorded: string
  fields: Fields
}

function changeOf(state: LedgerState, { event, index, recorded, fields }: Told): Partial<LedgerState> {
  switch (event) {
    case 'ledger.described':
      return { origin: text(fields, 'origin'), keys: keysAfter(state.keys, event, index, fields) }
    case 'ledger.key_announced':
    case 'ledger.key_retired':
      return { keys: keysAfter(state.keys, event, index, fields) }
    case 'ledger.checker_published':
      return { checkers: checkersAfter(state.checkers, index, recorded, fields) }
    case 'ledger.closed':
      return { closed: state.closed ?? closingIn(index, fields) }
    case 'ledger.continued':
      return { continues: state.continues ?? predecessorIn(index, fields) }
    default:
      return {}
  }
}

/** The end that an entry makes; null where it names no successor. */
export function closingIn(index: number, fields: Fields): Closing | null {
  const successor = text(fields, 'successor')
  return successor === null ? null : { index, successor, address: text(fields, 'address') }
}

function checkersAfter(
  checkers: readonly PublishedCheckers[],
  index: number,
  recorded: string,
  fields: Fields,
): PublishedCheckers[] {
  const [zh, en] = [text(fields, 'checkerZh'), text(fields, 'checkerEn')]
  return zh === null || en === null ? [...checkers] : [...checkers, { index, recorded, zh, en }]
}

function predecessorIn(index: number, fields: Fields): Predecessor | null {
  const [verifierKey, checkpoint] = [text(fields, 'verifierKey'), text(fields, 'checkpoint')]
  if (verifierKey === null || checkpoint === null) return null
  return { index, verifierKey, checkpoint, address: text(fields, 'address') }
}

/** Keys after an event. One that is there is not announced again, and the last in force is not retired. */
export function keysAfter(keys: readonly HeldKey[], event: string, index: number, fields: Fields): HeldKey[] {
  const vkey = text(fields, 'verifierKey')
  if (vkey === null) return [...keys]
  const known = keys.some((key) => key.vkey === vkey)
  const fresh = { vkey, retired: null, reason: null, lostFrom: null }
  if (event === 'ledger.described') return keys.length > 0 ? [...keys] : [{ ...fresh, announced: null }]
  if (event === 'ledger.key_announced') return known ? [...keys] : [...keys, { ...fresh, announced: index }]
  if (event !== 'ledger.key_retired' || !keys.some((key) => key.vkey !== vkey && key.retired === null))
    return [...keys]
  const reason = codeOrNull(own(fields, 'reasonCode'), ledgerKeyReasons)
  return keys.map((key) =>
    key.vkey === vkey && key.retired === null
      ? { ...key, retired: index, reason, lostFrom: text(fields, 'lostFrom') }
      : key,
  )
}

const text = (fields: Fields, key: string): string | null => textOrNull(own(fields, key))

/** Row of the ledger's own record. */
export function summariseLedger({ origin }: LedgerState): Summary {
  return { title: origin ?? '', department: null, type: null, level: null, status: 'in_force' }
}
