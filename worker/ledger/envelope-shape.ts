/**
 * Patterns of the fields of an envelope: once for each field, to say what is wrong with a value, and once as
 * the pattern of a whole leaf, which reads one in a single pass. No pattern lets through a character that
 * JSON escapes, so that the text of a field is its text in the leaf.
 */
import { LedgerError } from './error.ts'
import { isClockTime, isDate, isDay, isInstant } from './when.ts'

const WORD = '[a-z][a-z0-9_]{0,39}'
const KIND = `${WORD}(?:\\.${WORD}){0,2}`
const ID = '[A-Za-z0-9][A-Za-z0-9._:-]{0,79}'
const DIGEST = '[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]='
const SIGNATURE = '[A-Za-z0-9+/]{85}[AQgw]=='
const TIME = '[0-9TZ.:-]{4,24}'
const COUNT = '[1-9][0-9]{0,15}'
const ID_OR_NULL = `(?:null|"(${ID})")`

const LEAF = new RegExp(
  `^\\{"actor":\\{"account":"(${ID})","department":${ID_OR_NULL},"role":"(${WORD})"\\},` +
    `(?:"approver":"(${ID})",)?"body":"(${DIGEST})",` +
    `"department":${ID_OR_NULL},(?:"ground":"(${WORD})",)?"kind":"(${KIND})","occurred":"(${TIME})",` +
    `"record":"(${ID})","recorded":"(${TIME})",(?:"review":"(${TIME})",)?"seq":(${COUNT}),` +
    `(?:"sig":"(${SIGNATURE})",)?"v":([12]),"visibility":"(?:(public)|sealed)"\\}$`,
)

type Rule = (value: unknown) => boolean

function matches(pattern: string): Rule {
  const whole = new RegExp(`^${pattern}$`)
  return (value) => typeof value === 'string' && whole.test(value)
}

function holds(check: (text: string) => boolean): Rule {
  return (value) => typeof value === 'string' && check(value)
}

const isId = matches(ID)
const isWord = matches(WORD)
const isIdOrNull: Rule = (value) => value === null || isId(value)

const ACTOR = new Map<string, Rule>([
  ['account', isId],
  ['department', isIdOrNull],
  ['role', isWord],
])

const ENVELOPE = new Map<string, Rule>([
  ['actor', (value) => faultOf(value, ACTOR, ACTOR.size) === null],
  ['approver', isId],
  ['body', matches(DIGEST)],
  ['department', isIdOrNull],
  ['ground', isWord],
  ['kind', matches(KIND)],
  ['occurred', holds((text) => isDate(text) || isInstant(text))],
  ['record', isId],
  ['recorded', holds(isClockTime)],
  ['review', holds(isDay)],
  ['seq', (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 1],
  ['sig', matches(SIGNATURE)],
  ['v', (value) => value === 1 || value === 2],
  ['visibility', (value) => value === 'public' || value === 'sealed'],
])
const OPTIONAL = new Set(['approver', 'ground', 'review', 'sig'])
const REQUIRED = ENVELOPE.size - OPTIONAL.size
/** Fields that an envelope does not hold yet when its department signs it. */
const LATER = new Set(['recorded', 'sig'])
const UNSIGNED = new Map([...ENVELOPE].filter(([field]) => !LATER.has(field)))
/** `undefined` stands for absent, also in these. */
const UNSIGNED_OPTIONAL = new Set([...OPTIONAL, ...LATER])

/** @throws LedgerError `malformed_leaf`, naming the field, unless the value has exactly the shape of an envelope */
export function requireEnvelope(value: unknown): asserts value is Envelope {
  requireFields(value, faultOf(value, ENVELOPE, REQUIRED, OPTIONAL))
  if (!isVersionRight(value as Envelope))
    throw new LedgerError('malformed_leaf', 'envelope: version 2 is the one that is signed')
}

/** The same for one that is neither signed nor recorded yet, of the version that it is to have. @throws LedgerError `malformed_leaf` */
export function requireUnsigned(value: unknown): asserts value is UnsignedEnvelope {
  requireFields(value, faultOf(value, UNSIGNED, REQUIRED - 1, UNSIGNED_OPTIONAL))
}

function requireFields(value: unknown, fault: string | null): void {
  if (fault !== null) throw new LedgerError('malformed_leaf', `envelope: ${fault}`)
  // The rules have seen every field: only how some of them go together is left to check.
  if (!isSealRight(value as Envelope)) {
    throw new LedgerError(
      'malformed_leaf',
      'envelope: a ground always when sealed, ground and review only then',
    )
  }
  if ((value as Envelope).approver === (value as Envelope).actor.account) {
    throw new LedgerError('malformed_leaf', 'envelope: nobody approves what they drafted')
  }
}

/** Reads the canonical text of an envelope; null for any other text. */
export function readEnvelope(text: string): Envelope | null {
  const found = LEAF.exec(text)
  if (found === null) return null
  const [, account = '', actorDepartment = null, role = '', approver, body = '', department = null] = found
  const [
    ground,
    kind = '',
    occurred = '',
    record = '',
    recorded = '',
    review,
    seq = '',
    sig,
    version,
    isPublic,
  ] = found.slice(7)
  const visibility = isPublic === undefined ? 'sealed' : 'public'
  const actor = { account, role, department: actorDepartment }
  const envelope: Envelope = {
    v: version === '2' ? 2 : 1,
    kind,
    record,
    seq: Number(seq),
    department,
    actor,
    occurred,
    recorded,
    visibility,
    body,
  }
  if (approver !== undefined) envelope.approver = approver
  if (ground !== undefined) envelope.ground = ground
  if (review !== undefined) envelope.review = review
  if (sig !== undefined) envelope.sig = sig
  const isRight =
    isClockTime(recorded) &&
    (isDate(occurred) || isInstant(occurred)) &&
    (review === undefined || isDay(review)) &&
    Number.isSafeInteger(envelope.seq) &&
    isSealRight(envelope) &&
    isVersionRight(envelope) &&
    approver !== account
  return isRight ? envelope : null
}

/** Fault of an object of named fields, in words; null when there is none. */
function faultOf(
  value: unknown,
  rules: ReadonlyMap<string, Rule>,
  required: number,
  optional?: ReadonlySet<string>,
): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not an object'
  let met = 0
  for (const [key, field] of Object.entries(value)) {
    const mayBeAbsent = optional?.has(key) === true
    if (mayBeAbsent && field === undefined) continue
    const rule = rules.get(key)
    if (rule === undefined) return 'a field that is not known'
    if (!rule(field)) return `${key} is not as it must be`
    if (!mayBeAbsent) met += 1
  }
  return met === required ? null : 'a field is missing'
}

/** Version 2 differs in what is signed alone: unsigned, an envelope is of version 1. */
function isVersionRight({ v, sig }: Pick<Envelope, 'v' | 'sig'>): boolean {
  return v === 1 || sig !== undefined
}

function isSealRight({ visibility, ground, review }: UnsignedEnvelope): boolean {
  if (visibility === 'sealed') return ground !== undefined
  return ground === undefined && review === undefined
}

/** Writer of an entry: an account and its role, never a person's name. */
export interface Actor {
  account: string
  role: string
  department: string | null
}

export interface Envelope {
  /** 2 where `sig` names this ledger beside the envelope; 1 where there is no `sig`, or an older one */
  v: 1 | 2
  /** the event, e.g. `responsibility.listed` */
  kind: string
  record: string
  /** 1, 2, 3 … within the record */
  seq: number
  department: string | null
  actor: Actor
  /** the account that approved what the actor had drafted: never the actor's own */
  approver?: string
  /** business time as claimed: a date to the year, month or day, or an instant in UTC */
  occurred: string
  /** the ledger's own clock, UTC with milliseconds: `2026-11-23T09:14:00.123Z` */
  recorded: string
  visibility: 'public' | 'sealed'
  /** the coded ground: always when sealed, and only then */
  ground?: string
  /** the day of the next review: only when sealed */
  review?: string
  /** base64 of SHA-256(salt ‖ canonical JSON of the body) */
  body: string
  /** base64 of an Ed25519 signature by a key of the department; over what, see `formatUnsigned` */
  sig?: string
}

/** An envelope as it is before it is signed and recorded. */
export type UnsignedEnvelope = Omit<Envelope, 'recorded' | 'sig'>
