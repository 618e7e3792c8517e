/** Puts one ledger together: database, committer, notary and follower, and the identity they share. */
import { china, chinaWorkingDays } from '../domain/calendar/china.ts'
import type { HolidayCalendar } from '../domain/calendar/holiday-calendar.ts'
import { workingDaysOf } from '../domain/calendar/table.ts'
import type { WorkingDays } from '../domain/calendar/working-days.ts'
import { type Clocks, createClocks } from '../domain/clock/clocks.ts'
import type { ClockProfile } from '../domain/clock/profile.ts'
import type { State } from '../domain/kinds/kinds.ts'
import type { QuestionState } from '../domain/kinds/question/state.ts'
import { createProcedures, type Procedures } from '../domain/procedure/procedures.ts'
import type { ProcedureProfile } from '../domain/procedure/profile.ts'
import type { ListedQuestion } from '../domain/response/listed.ts'
import type { Obligation } from '../domain/response/obligations.ts'
import { toHex, utf8 } from '../ledger/bytes.ts'
import { sha256 } from '../ledger/merkle.ts'
import type { Policy } from '../ledger/policy.ts'
import type { Signer } from '../ledger/signer.ts'
import type { AtRest } from '../store/at-rest.ts'
import type { Database } from '../store/database.ts'
import { Committer } from '../store/log/committer.ts'
import type { Memory } from '../store/log/end.ts'
import { bindIdentity } from '../store/log/identity.ts'
import { type HighWater, Notary } from '../store/log/notary.ts'
import { Keeper, MIRROR } from '../store/mirror/keeper.ts'
import type { BoardDays } from '../store/records/board.ts'
import { Remembered } from '../store/remembered.ts'
import { Follower } from '../store/search/follower.ts'
import { type ClockGuard, createClockGuard, untimelyOf } from './clock/guard.ts'
import { type KnownLedgers, knownLedgersOf, NOBODY_KNOWN } from './mentions/known.ts'
import { createKeyedDigest, createSealing, type Sealing } from './sealing/accounts.ts'
import { type CaseSealing, createCaseSealing } from './sealing/cases.ts'
import { type Contacts, createContacts } from './sealing/contacts.ts'
import { createInboxSealing } from './sealing/inbox.ts'
import { policyOf } from './witnesses/policy.ts'

/**
 * Values that may be kept between two openings of one ledger: plain ones, never a promise or a connection.
 */
export interface Kept extends Memory {
  /** True once the database was found to be bound to this key. */
  isBound: boolean
  /** Day until which each register was known at a size of the ledger. */
  deliveries: { size: number; days: BoardDays['deliveries'] } | null
  /** Everything owed by a day, up to a size of the ledger. */
  owed: KeptOwed | null
}

/** Obligations by record, as they were read. */
export interface KeptOwed {
  /** Entries before this index were looked through. */
  size: number
  /** Bodies that were erased by then. */
  erased: number
  byRecord: Map<string, readonly Obligation[]>
  /** Questions to which an answer is owed, without their words. */
  questions: Map<string, QuestionState>
  /** Questions that lists brought, with the ratings that these state. */
  listed: Map<string, ListedQuestion>
}

/** Values of a first opening: nothing known yet. */
export const nothingKept = (): Kept => ({ isBound: false, seen: null, deliveries: null, owed: null })

export interface LedgerDeps {
  database: Database
  signer: Signer
  /** Signers of the keys that follow the first, oldest first. */
  laterSigners?: readonly Signer[] | undefined
  /** Null where no durable place beside the database exists. */
  highWater: HighWater | null
  now: () => Date
  random: (bytes: number) => Uint8Array
  /** 32 secret bytes that open the files of cases; null, or left out, where this ledger keeps none. */
  caseKey?: Uint8Array | null | undefined
  /** The key before it, while not every file is sealed with the new one. */
  oldCaseKey?: Uint8Array | null | undefined
  /** 32 secret bytes that seal how askers can be told; null, or left out, where this ledger keeps nothing of it. */
  inboxKey?: Uint8Array | null | undefined
  /** True if sign-in providers may stand on this machine or in a private network. */
  privateIssuers?: boolean | undefined
  /** Working days of the place, where they are not those of mainland China. */
  calendar?: HolidayCalendar | undefined
  /** Time limits that the place has declared, beside those that everybody has. */
  clocks?: readonly ClockProfile[] | undefined
  /** Procedures that the place has declared, beside those that everybody has. */
  procedures?: readonly ProcedureProfile[] | undefined
  /** Milliseconds of a clock that nobody sets; left out where none outlives a request. */
  steady?: (() => number) | undefined
  /** `YYYY-MM-DD`: the day for which the operator has said that the clock is right. */
  acceptedDay?: string | undefined
  /**
   * Policy of witnesses whose cosignatures readers ask for, as the operator wrote it (C2SP tlog-policy); left
   * out where nobody witnesses.
   */
  policy?: string | undefined
  /** Ledgers whose annotations of this one are looked at, as the operator wrote them (C2SP tlog-policy). */
  knownLedgers?: string | undefined
  /** Name of the place whose power the ledger records. */
  place: { zh: string; en: string }
  /** Milliseconds by which the search index may follow behind; null where `follower.flush` is called after each answer. */
  followDelay?: number | null
  /** True if other processes write to the same database: then the head is read afresh for each look. */
  shared?: boolean
  /** For somebody else's ledger, mirrored: it is read and checked, and nothing is written to it. */
  mirror?: Mirroring | undefined
  /**
   * Values that an earlier opening over the same database with the same key has seen, and this one keeps up
   * to date.
   */
  kept?: Kept | undefined
  onError?: (error: unknown) => void
}

/** The following of a ledger by the monitor that mirrors it. */
export interface Mirroring {
  /** Instant, UTC, of the last round that took in all that the ledger had signed; null where none is known. */
  followed(): Promise<string | null>
  /** Milliseconds after which the next round is overdue. */
  within: number
}

export interface Ledger {
  readonly database: Database
  /** Accounts and departments by their ids, as the database holds them. */
  readonly remembered: Remembered<State>
  readonly committer: Committer
  readonly follower: Follower
  readonly notary: Notary
  readonly sealing: Sealing
  /** Seals what is withheld, as it lies in the database. */
  readonly atRest: AtRest
  /** A digest, in hexadecimal, that confirms a guess to nobody without the signing key. */
  readonly keyedDigest: (text: string) => Promise<string>
  /** Seals addresses of people outside, and makes the tokens that they are sent. */
  readonly contacts: Contacts
  /** Null where the operator has provided no key for cases. */
  readonly caseSealing: CaseSealing | null
  /** Seals how askers can be told; null where the operator has provided no key for it. */
  readonly inbox: Sealing | null
  /** True if sign-in providers may stand on this machine or in a private network. */
  readonly privateIssuers: boolean
  readonly calendar: LedgerCalendar
  /** Every time limit by which matters of this ledger run. */
  readonly clocks: Clocks
  /** Every procedure that decisions of this ledger may be under. */
  readonly procedures: Procedures
  /** Guard of the clock, which tells whether it can be believed. */
  readonly clock: ClockGuard
  /** The ledger's key and its witnesses; null where the operator has named none. */
  readonly policy: Policy | null
  /** Other ledgers whose annotations are looked at. */
  readonly known: KnownLedgers
  readonly place: { zh: string; en: string }
  readonly shared: boolean
  /** True if it mirrors somebody else's ledger, and takes nothing in. */
  readonly mirror: boolean
  /** The following of that one; null of a ledger itself. */
  readonly mirroring: Mirroring | null
  /** Null where a ledger is opened once, and keeps what it needs itself. */
  readonly kept: Kept | null
  readonly now: () => Date
  readonly random: (bytes: number) => Uint8Array
}

/** Calendar of working days by which the rules and clocks of a ledger go. */
export interface LedgerCalendar {
  name: string
  days: WorkingDays
  /** Another calendar has another one; null for that of mainland China. */
  stamp: string | null
}

/** The calendar that a ledger declares; that of mainland China where it declares none. */
export function calendarOf(declared: HolidayCalendar | undefined): LedgerCalendar {
  if (declared === undefined) return { name: china.name, days: chinaWorkingDays, stamp: null }
  const stamp = toHex(sha256(utf8(JSON.stringify(declared))))
  return { name: declared.name, days: workingDaysOf(declared), stamp }
}

/** The database belongs to another signing key: two environments must never share a history. */
class WrongKeyError extends Error {
  override name = 'WrongKeyError'
}

/**
 * Opens a ledger over a migrated database and binds the database to its key on first use.
 *
 * @throws WrongKeyError when the database is bound to another origin or key
 */
export async function openLedger(deps: LedgerDeps): Promise<Ledger> {
  const { database, signer, highWater, now, random, place } = deps
  const mine = { origin: signer.name, verifierKey: signer.verifierKey }
  const bound = deps.kept?.isBound === true ? mine : await bindIdentity(database, mine, now().toISOString())
  if (bound.origin !== mine.origin || bound.verifierKey !== mine.verifierKey) {
    throw new WrongKeyError(
      `this database belongs to ${bound.verifierKey} (${bound.origin}), not to ${mine.verifierKey} (${mine.origin})`,
    )
  }
  if (deps.kept !== undefined) deps.kept.isBound = true
  const mirror = deps.mirror !== undefined
  const notary = mirror ? new Keeper(database, mine) : new Notary(signer, highWater, deps.laterSigners)
  const follower = new Follower(
    database,
    deps.followDelay === undefined ? 200 : deps.followDelay,
    deps.onError ?? (() => undefined),
  )
  const atRest = createSealing(signer, random, 'withheld')
  const calendar = calendarOf(deps.calendar)
  const clock = createClockGuard({
    now,
    zone: calendar.days.zone,
    steady: deps.steady ?? null,
    accepted: deps.acceptedDay,
  })
  const committer = new Committer({
    database,
    atRest,
    notary,
    now,
    random,
    memory: deps.kept,
    closed: mirror ? MIRROR : undefined,
    untimely: (recorded) => untimelyOf(clock, recorded),
    onCommitted: (head, checkpoint) => follower.follow(head, checkpoint),
  })
  const sealing = createSealing(signer, random)
  const caseSealing = deps.caseKey == null ? null : createCaseSealing(deps.caseKey, random, deps.oldCaseKey)
  const shared = deps.shared ?? true
  const clocks = createClocks(deps.clocks)
  const procedures = createProcedures(deps.procedures)
  const policy = deps.policy === undefined ? null : policyOf(deps.policy, notary.held)
  const known = deps.knownLedgers === undefined ? NOBODY_KNOWN : knownLedgersOf(deps.knownLedgers)
  const privateIssuers = deps.privateIssuers ?? false
  const inbox = deps.inboxKey == null ? null : createInboxSealing(deps.inboxKey, random)
  const sealings = {
    sealing,
    caseSealing,
    inbox,
    atRest,
    keyedDigest: createKeyedDigest(signer),
    contacts: createContacts(signer, random),
  }
  return {
    database,
    remembered: new Remembered<State>(database.keptVersion),
    committer,
    follower,
    notary,
    ...sealings,
    calendar,
    clocks,
    procedures,
    clock,
    policy,
    known,
    privateIssuers,
    place,
    shared,
    mirror,
    mirroring: deps.mirror ?? null,
    kept: deps.kept ?? null,
    now,
    random,
  }
}
