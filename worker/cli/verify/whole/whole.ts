/** Audit of a source against the key that is trusted and the last visit, which is remembered. */
import { resolve } from 'node:path'
import { toBase64 } from '../../../ledger/bytes.ts'
import { LedgerError } from '../../../ledger/error.ts'
import { parseVerifierKey } from '../../../ledger/vkey.ts'
import { UsageError, type Words } from '../../shell/usage.ts'
import { type Audit, audit, seenOf } from '../audit.ts'
import { type Finding, finding, PARTS } from '../finding.ts'
import { type Followed, followedIn, heirOf } from '../keys.ts'
import {
  dropSeen,
  type Held,
  keepEvidence,
  placesPath,
  readPlaces,
  type Seen,
  writePlace,
  writeSeen,
} from '../seen.ts'
import type { Source } from '../source/source.ts'
import { firstOf, memoryOf } from './memory.ts'

/** The result of `verify`, as printed by `--json`. */
export interface VerifyResult extends Omit<Audit, 'head' | 'signed' | 'findings'> {
  ok: boolean
  place: string
  origin: string
  verifierKey: string
  keyFrom: 'given' | 'seen' | 'served'
  size: number
  root: string
  /** State seen before; null on the first visit. */
  since: { size: number; at: string } | null
  /** The first thing that does not hold. */
  first: Finding | null
  findings: Finding[]
  /** The file that keeps two contradicting checkpoints. */
  evidence: string | null
  seconds: number
}

export interface VerifyOptions {
  vkey?: string | undefined
  since?: string | undefined
  home?: string | undefined
  now: () => Date
  threads: number
  /** A number from 0 up to one below. */
  random: (below: number) => number
  onProgress?: (done: number, of: number) => void
}

/** Audits a source against the trusted key and the last visit, and remembers this one. */
export async function verifySource(source: Source, options: VerifyOptions): Promise<VerifyResult> {
  const heir = options.vkey === undefined ? null : await heirOf(source, options.vkey)
  if (heir !== null && options.vkey !== undefined) {
    const told = await verifySource(source, { ...options, vkey: heir })
    return { ...told, warnings: [continuing(options.vkey, heir), ...told.warnings] }
  }
  const started = performance.now()
  const identity = await source.identity()
  const origin = options.vkey === undefined ? identity.origin : originOf(options.vkey)
  const placed = await rememberedOf(source, options.home)
  const start = await startOf(source, identity.verifierKey, placed.key)
  const first = await firstOf(source)
  const memory = await memoryOf({ verifierKey: options.vkey ?? start, first, origin }, placed.held, options)
  const { path, seen } = memory
  if (seen !== null && seen.origin !== origin) {
    throw new UsageError({
      zh: `${path} 记的是另一本账：${seen.origin}。`,
      en: `${path} is of another ledger: ${seen.origin}.`,
    })
  }
  const verifierKey = options.vkey ?? seen?.verifierKey ?? start
  const keyFrom = options.vkey !== undefined ? 'given' : seen !== null ? 'seen' : 'served'
  const { onProgress = () => undefined } = options
  const followed = await followedIn(source, verifierKey)
  const found = await audit(source, {
    verifierKey,
    followed,
    seen,
    threads: options.threads,
    replay: true,
    now: options.now(),
    beside: { random: options.random },
    onProgress,
  })
  const { head, signed, ...rest } = found
  const inherits = placed.key !== null && (await heirOf(source, placed.key)) === followed.named[0]
  const findings = [
    ...(isSame(identity.verifierKey, verifierKey, followed)
      ? []
      : [otherKey(identity.verifierKey, verifierKey)]),
    // An address that shows another key than before is not the ledger it was; a folder may be a new one.
    ...(options.vkey === undefined && source.isRemote && placed.isOther(verifierKey) && !inherits
      ? [otherKey(verifierKey, placed.key ?? '')]
      : []),
    ...rest.findings,
  ]
  if (findings.length === 0) await writePlace(placed.path, placed.place, { verifierKey, first })
  const now =
    signed === null ? null : seenOf(signed, { verifierKey, first }, origin, options.now().toISOString())
  const evidence = await remember(path, seen, now, findings)
  if (memory.earlier !== null && findings.length === 0) await dropSeen(memory.earlier)
  return {
    ok: findings.length === 0,
    place: source.place,
    origin,
    verifierKey,
    keyFrom,
    size: head.size,
    root: toBase64(head.root),
    since: seen === null ? null : { size: seen.size, at: seen.at },
    first: findings[0] ?? null,
    ...rest,
    parts: {
      ...rest.parts,
      ...(findings.some(({ part }) => part === 'signature') ? { signature: false } : {}),
    },
    findings,
    warnings: [
      ...(keyFrom === 'served' ? [UNTRUSTED] : []),
      ...memory.warnings,
      ...(!source.isRemote && placed.isOther(verifierKey) && !inherits ? [OTHER_FOLDER] : []),
      ...(options.vkey === undefined && placed.key !== null && inherits
        ? [continuing(placed.key, verifierKey)]
        : []),
      ...rest.warnings,
    ],
    evidence,
    seconds: Math.round(performance.now() - started) / 1000,
  }
}

/** True when the key that a source shows is the trusted one, or one to which that leads. */
function isSame(shown: string, trusted: string, { named }: Followed): boolean {
  return shown === trusted || (named.includes(shown) && named.includes(trusted))
}

/** The key to start from where none is given: that of the last visit, as far as the source leads from it to its own. */
async function startOf(source: Source, shown: string, placed: string | null): Promise<string> {
  if (placed === null || placed === shown) return shown
  return isSame(shown, placed, await followedIn(source, placed)) ? placed : shown
}

/** Memory of the place that is audited. */
async function rememberedOf(
  { place, isRemote }: Source,
  home: string | undefined,
): Promise<{
  path: string
  place: string
  held: Held | null
  key: string | null
  isOther(verifierKey: string): boolean
}> {
  const path = placesPath(home)
  const named = isRemote ? new URL(place).origin : URL.canParse(place) ? place : resolve(place)
  const held = (await readPlaces(path)).get(named) ?? null
  const key = held?.verifierKey ?? null
  return { path, place: named, held, key, isOther: (verifierKey) => key !== null && key !== verifierKey }
}

const continuing = (trusted: string, heir: string): Words => ({
  zh: `${trusted} 的账本已封存；这里接续它的是 ${heir}，旧账由 ledger continue 所抄的目录或其镜像核验。`,
  en: `The ledger of ${trusted} was closed, and ${heir} continues it here; the old one is checked in the folder that ledger continue has made, or in a mirror.`,
})

const OTHER_FOLDER: Words = {
  zh: '这个目录上次核验时是另一本账（另一把公钥）。',
  en: 'At the last audit this folder held another ledger (another key).',
}

const UNTRUSTED: Words = {
  zh: '公钥取自被核验的一方。请从别处取得公钥，用 --vkey 指定。',
  en: 'The key came from the very ledger that is checked. Get it from elsewhere and pass it with --vkey.',
}

function originOf(vkey: string): string {
  try {
    return parseVerifierKey(vkey).name
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    throw new UsageError({ zh: '--vkey 不是有效的验证公钥。', en: 'The --vkey is not a verifier key.' })
  }
}

function otherKey(served: string, trusted: string): Finding {
  return finding('signature', {
    zh: `账本出示的公钥 ${served} 不是所信任的 ${trusted}。`,
    en: `The ledger shows the key ${served}, not the trusted ${trusted}.`,
  })
}

/** Moves the state on when the log holds; keeps both checkpoints when they contradict each other. */
async function remember(
  path: string,
  seen: Seen | null,
  now: Seen | null,
  findings: readonly Finding[],
): Promise<string | null> {
  const failed = new Set(findings.map(({ part }) => part))
  if (seen !== null && now !== null && failed.has('growth')) return keepEvidence(path, seen, now)
  const holds = PARTS.slice(0, PARTS.indexOf('envelope')).every((part) => !failed.has(part))
  if (holds && now !== null && now.size >= (seen?.size ?? 0)) await writeSeen(path, now)
  return null
}
