/** The whole audit of a ledger from outside, part by part. */

import { LEDGER } from '../../domain/kinds/ledger/ledger.ts'
import { addAll } from '../../domain/record/list/long.ts'
import { many } from '../../domain/text/many.ts'
import type { TreeHead } from '../../ledger/audit.ts'
import { toBase64 } from '../../ledger/bytes.ts'
import { EMPTY_ROOT } from '../../ledger/merkle.ts'
import { readVerifierKey } from '../../ledger/vkey.ts'
import type { Words } from '../shell/usage.ts'
import { type BesideOptions, checkBeside } from './beside/beside.ts'
import type { Checked } from './beside/checked.ts'
import { comparePublished } from './compare.ts'
import { type Finding, finding, inOrder, PARTS, type Part } from './finding.ts'
import { brokenLink, type Followed, followedIn } from './keys.ts'
import { Replay } from './replay/replay.ts'
import type { Seen } from './seen.ts'
import { checkNotes, headOf, type Signed } from './signed.ts'
import { checkCheckers } from './source/checkers.ts'
import type { Folder } from './source/folder.ts'
import { checkRows, checkSchema, isOfThisVersion } from './source/schema.ts'
import type { Source } from './source/source.ts'
import { auditEntries, type EntriesOptions } from './tree/entries.ts'
import { uncheckedAt, uncheckedIn } from './unchecked.ts'

export interface AuditOptions extends EntriesOptions {
  /** The key that the auditor trusts. */
  verifierKey: string
  /** Keys to which it leads, where they were followed already. */
  followed?: Followed | undefined
  /** Memory for the states of records, in characters of the bodies of their entries; that of {@link Replay} where left out. */
  budget?: number
  /** For what a folder keeps beside its entries; left out where it is not to be looked at. */
  beside?: BesideOptions | undefined
  /** The auditor's own clock; null where the ledger goes by a clock of its own. */
  now: Date | null
}

export interface Audit {
  head: TreeHead
  signed: Signed | null
  /** Result of each part: true if it holds; null when it could not be checked. */
  parts: Record<Part, boolean | null>
  /** Everything that does not hold, in the order of the checks. */
  findings: Finding[]
  warnings: Words[]
  /** Parts of the ledger that are there and were not looked at. */
  unchecked: Words[]
  bodies: number
  /** Signatures of departments that hold. */
  signatures: number
  /** Number of catalogues of records that were held against the entries. */
  catalogues: number
  records: number
  /** Stored records that other code derived, which wait to be derived again. */
  waiting: number
}

/** Parts without which nothing can be computed again. */
const STRUCTURAL = new Set<Part>(['bundle', 'leaf', 'envelope', 'body', 'schema'])

/** Parts of what stands beside the entries. */
const BESIDE = new Set<Part>(['search', 'rules', 'digest', 'access'])

/** The parts that take a replay. */
const REPLAYED = new Set<Part>(['envelope', 'body', 'sig', 'record'])

const UNCHECKED: Audit['parts'] = {
  signature: null,
  bundle: null,
  leaf: null,
  tile: null,
  root: null,
  growth: null,
  envelope: null,
  body: null,
  sig: null,
  record: null,
  schema: null,
  search: null,
  rules: null,
  digest: null,
  access: null,
}

/**
 * Audit of a ledger from outside: its checkpoint, its tree, its entries, its growth since the last visit, and
 * its published records against a replay. Faults are findings; it throws only where the source cannot be read
 * at all.
 */
export async function audit(source: Source | Folder, options: AuditOptions): Promise<Audit> {
  const findings: Finding[] = []
  const warnings: Words[] = []
  const folder = 'committed' in source ? source : null
  const { keys, shown } = options.followed ?? (await followedIn(source, options.verifierKey))
  const signed = await headOf(source, keys, findings)
  const head = folder?.committed() ?? signed?.head ?? { size: 0, root: EMPTY_ROOT }
  if (folder !== null) await checkNotes(folder, head, keys, findings)
  if (folder !== null) {
    addAll(findings, checkSchema(folder))
    addAll(findings, checkRows(folder, head.size))
  }
  if (signed === null && head.size > 0) findings.push(NO_CHECKPOINT)
  const origin = readVerifierKey(options.verifierKey).name
  const replay = new Replay({
    ...{ showsSealed: folder?.holdsWithheld === true, now: options.now, origin },
    ...(options.budget === undefined ? {} : { budget: options.budget }),
  })
  try {
    const whole = await auditEntries(source, folder, head, options, replay, findings)
    if (options.replay) {
      await comparePublished(source, replay)
      addAll(findings, replay.findings)
      addAll(findings, await keysWithheld(source, options.verifierKey, shown, replay.seqOf(LEDGER)))
      const broken = await brokenLink(source, replay.ledger)
      if (broken !== null) findings.push(finding('signature', broken, { record: LEDGER }))
      const checkers = await checkCheckers(source, replay.ledger)
      addAll(findings, checkers.findings)
      addAll(warnings, checkers.warnings)
      addAll(warnings, replay.notes())
    }
    const beside = await besideOf(folder, replay, head.size, options, findings)
    addAll(findings, beside?.findings ?? [])
    return {
      head,
      signed,
      parts: partsOf(findings, whole, options.replay, signed !== null, folder, beside),
      findings: inOrder(findings),
      warnings,
      unchecked:
        folder === null ? uncheckedAt() : uncheckedIn(folder.holdsWithheld, beside?.unchecked ?? null),
      bodies: replay.bodies,
      signatures: replay.signatures,
      catalogues: replay.catalogues,
      records: replay.records,
      waiting: replay.waiting,
    }
  } finally {
    replay.close()
  }
}

/**
 * The look at what stands beside the entries: only where these and the records hold, since it is computed from them, and
 * where the tables are those of this version.
 */
async function besideOf(
  folder: Folder | null,
  replay: Replay,
  size: number,
  { beside, replay: replayed }: AuditOptions,
  findings: readonly Finding[],
): Promise<Checked | null> {
  if (folder === null || beside === undefined || !replayed) return null
  if (findings.some(({ part }) => STRUCTURAL.has(part)) || !isOfThisVersion(folder)) return null
  return checkBeside(folder, replay, size, beside)
}

/** Finding on a source whose history of keys has fewer entries than its log. It is asked again: the ledger may have grown. */
async function keysWithheld(
  source: Source,
  trusted: string,
  first: number | null,
  held: number,
): Promise<Finding[]> {
  if (first === null || first >= held) return []
  const shown = (await followedIn(source, trusted)).shown ?? 0
  if (shown >= held) return []
  const words = {
    zh: `公钥的沿革只给出 ${shown} 条账目，而账本里有 ${held} 条：有公钥的公布或停用没有给出。`,
    en: `The history of keys has ${many(shown, 'entry', 'entries')}, while the ledger holds ${held}: an announcement or retirement of a key is not told.`,
  }
  return [finding('signature', words, { record: LEDGER })]
}

const NO_CHECKPOINT = finding('signature', {
  zh: '账本有账目，却没有任何签名的检查点：谁都可以改写它。',
  en: 'The ledger holds entries but no signed checkpoint: anybody could have rewritten it.',
})

function partsOf(
  findings: readonly Finding[],
  whole: boolean,
  replayed: boolean,
  signed: boolean,
  folder: Folder | null,
  beside: Checked | null,
): Audit['parts'] {
  const failed = new Set(findings.map(({ part }) => part))
  const checked = (part: Part): boolean => {
    if (part === 'signature') return signed
    if (REPLAYED.has(part)) return replayed
    if (part === 'schema') return folder !== null
    if (BESIDE.has(part)) return beside?.looked.includes(part) === true
    return whole || part === 'bundle' || part === 'leaf'
  }
  const parts: Audit['parts'] = { ...UNCHECKED }
  for (const part of PARTS) if (failed.has(part) || checked(part)) parts[part] = !failed.has(part)
  return parts
}

/**
 * Record of a checkpoint that is kept for the next audit.
 *
 * @param at instant of this audit, ISO 8601
 */
export function seenOf(
  signed: Signed,
  { verifierKey, first }: Pick<Seen, 'verifierKey' | 'first'>,
  origin: string,
  at: string,
): Seen {
  return {
    first,
    origin,
    verifierKey,
    size: signed.head.size,
    root: toBase64(signed.head.root),
    checkpoint: signed.note,
    at,
  }
}
