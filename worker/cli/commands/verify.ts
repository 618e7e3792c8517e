import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { isAddress } from '../../intake/run/http.ts'
import { toBase64 } from '../../ledger/bytes.ts'
import { LedgerError } from '../../ledger/error.ts'
import { parseVerifierKey } from '../../ledger/vkey.ts'
import { defineCommand } from '../shell/command.ts'
import { libsql, placeOf } from '../shell/place.ts'
import { progressOn } from '../shell/progress.ts'
import { UsageError, type Words } from '../shell/usage.ts'
import { type Audit, audit, seenOf } from '../verify/audit.ts'
import { evidenceText, isFile, verifyEvidence } from '../verify/evidence/evidence.ts'
import { type Finding, finding, PARTS, partWords } from '../verify/finding.ts'
import { type Followed, followedIn, heirOf } from '../verify/keys.ts'
import {
  keepEvidence,
  placesPath,
  readPlaces,
  readSeen,
  type Seen,
  seenPath,
  writePlace,
  writeSeen,
} from '../verify/seen.ts'
import { openSite } from '../verify/source/site.ts'
import type { Source } from '../verify/source/source.ts'

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

export const verify = defineCommand({
  name: 'verify',
  operands: '<url|dir|file>',
  summary: {
    zh: '从外部核验整本账，或离线核验一份证据文件',
    en: 'Audit a whole ledger from outside, or an evidence file off line',
  },
  options: {
    libsql,
    vkey: {
      type: 'string',
      value: 'KEY',
      words: { zh: '从可信渠道得到的验证公钥', en: 'verifier key from a source that you trust' },
    },
    since: {
      type: 'string',
      value: 'FILE',
      words: {
        zh: '上次所见检查点的状态文件（默认在 ~/.mingzhang/seen）',
        en: 'state file of the last checkpoint seen (default: in ~/.mingzhang/seen)',
      },
    },
    policy: {
      type: 'string',
      value: 'FILE',
      words: {
        zh: '核验证据文件时所信任的账本与见证方（C2SP tlog-policy）',
        en: 'for an evidence file: the ledger and witnesses that you trust (C2SP tlog-policy)',
      },
    },
    history: {
      type: 'string',
      value: 'FILE',
      words: {
        zh: '核验证据文件时：该账本的公钥沿革（/log/keys），从前的公钥由此得知',
        en: 'for an evidence file: the history of keys of that ledger (/log/keys), which names former ones',
      },
    },
  },
  notes: [
    {
      zh: '依次核验：检查点签名、每条账目与叶哈希、哈希瓦片、树根、自上次以来只增未改、信封、正文摘要（数据目录含不予公开的）、部门签名、公布的记录与重放结果、数据库的表与触发器。没有核对的也逐项列出。全部成立时退出码为 0。',
      en: 'Checks in order: checkpoint signature, every entry and its leaf hash, tiles, root, growth since the last visit, envelopes, body digests (withheld ones too in a data folder), signatures of departments, published records against a replay, tables and triggers of the database. What was not checked is listed as well. Exit code 0 only when all hold.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    const [place, ...more] = positionals
    if ((place === undefined) === (values.libsql === undefined) || more.length > 0) {
      throw new UsageError({
        zh: '请给出一个网址、数据目录或证据文件，或 --libsql。',
        en: 'Name one address, data folder or evidence file, or --libsql.',
      })
    }
    if (place !== undefined && !isAddress(place) && (await isFile(place))) {
      requireForFile(values)
      const result = await verifyEvidence(place, values, terminal.now())
      if (values.json === true) json(result)
      else terminal.out(evidenceText(result))
      return result.ok ? 0 : 1
    }
    if (values.policy !== undefined || values.history !== undefined)
      throw new UsageError({
        zh: '--policy 和 --history 只用于证据文件。',
        en: '--policy and --history are for evidence files alone.',
      })
    const progress = progressOn(terminal)
    const check = (source: Source): Promise<VerifyResult> =>
      verifySource(source, {
        vkey: values.vkey,
        since: values.since,
        home: terminal.env.HOME,
        now: terminal.now,
        threads: Math.max(1, availableParallelism() - 1),
        onProgress: (done, of) => progress.at(done, of, '核验账目 entries'),
      })
    try {
      const result = await (place !== undefined && isAddress(place)
        ? checkSite(place, check)
        : placeOf({ data: place, libsql: values.libsql }, terminal).audit(check, (done, of) =>
            progress.at(done, of, '抄取 copying'),
          ))
      progress.end()
      if (values.json === true) json(result)
      else terminal.out(textOf(result))
      return result.ok ? 0 : 1
    } finally {
      progress.end()
    }
  },
})

/** @throws UsageError for options that an evidence file has no use for, or that name whom to trust twice */
function requireForFile({
  since,
  policy,
  vkey,
  history,
}: {
  since?: string
  policy?: string
  vkey?: string
  history?: string
}): void {
  if (history !== undefined && policy === undefined && vkey === undefined)
    throw new UsageError({
      zh: '--history 要同 --vkey 或 --policy 一起给：公钥沿革由所信任的公钥证明。',
      en: '--history goes with --vkey or --policy: a history of keys is proven by the key that is trusted.',
    })
  if (since !== undefined)
    throw new UsageError({
      zh: '证据文件只对一个检查点，没有“上次”：--since 用于网址和数据目录。',
      en: 'An evidence file is of one checkpoint, and has no last visit: --since is for addresses and data folders.',
    })
  if (policy !== undefined && vkey !== undefined)
    throw new UsageError({
      zh: '策略里已写明公钥：--policy 与 --vkey 只给一个。',
      en: 'A policy names the key: give --policy or --vkey, not both.',
    })
}

async function checkSite<T>(address: string, check: (source: Source) => Promise<T>): Promise<T> {
  const source = openSite(address)
  try {
    return await check(source)
  } finally {
    source.close()
  }
}

export interface VerifyOptions {
  vkey?: string | undefined
  since?: string | undefined
  home?: string | undefined
  now: () => Date
  threads: number
  onProgress?: (done: number, of: number) => void
}

/** Audits a source against the trusted key and the last visit, and remembers this one. */
async function verifySource(source: Source, options: VerifyOptions): Promise<VerifyResult> {
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
  const path = options.since ?? seenPath(options.vkey ?? start, options.home)
  const seen = await readSeen(path)
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
  if (findings.length === 0) await writePlace(placed.path, placed.place, verifierKey)
  const now = signed === null ? null : seenOf(signed, verifierKey, origin, options.now().toISOString())
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
      ...(!source.isRemote && placed.isOther(verifierKey) && !inherits ? [OTHER_FOLDER] : []),
      ...(options.vkey === undefined && placed.key !== null && inherits
        ? [continuing(placed.key, verifierKey)]
        : []),
      ...rest.warnings,
    ],
    evidence: await remember(path, seen, now, findings),
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
): Promise<{ path: string; place: string; key: string | null; isOther(verifierKey: string): boolean }> {
  const path = placesPath(home)
  const named = isRemote ? new URL(place).origin : URL.canParse(place) ? place : resolve(place)
  const key = (await readPlaces(path)).get(named) ?? null
  return { path, place: named, key, isOther: (verifierKey) => key !== null && key !== verifierKey }
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

function textOf(result: VerifyResult): string {
  const lines = PARTS.map((part) => {
    const holds = result.parts[part]
    const { zh, en } = partWords[part]
    return `${holds === null ? '–' : holds ? '✓' : '✗'} ${zh}  ${en}`
  })
  const told = [...result.findings.slice(0, 10).map(({ words }) => words), ...result.warnings]
  const shown = told.flatMap(({ zh, en }) => ['', zh, en])
  const left = [
    '',
    '没有核对 Not checked:',
    ...result.unchecked.flatMap(({ zh, en }) => [`– ${zh}`, `  ${en}`]),
  ]
  return `${[`${result.origin}  ${result.size} 条账目 entries  ${result.root}`, '', ...lines, ...shown, ...left, '', ...closing(result)].join('\n')}\n`
}

function closing({
  ok,
  size,
  since,
  evidence,
  findings,
  seconds,
  bodies,
  signatures,
  catalogues,
  records,
}: VerifyResult): string[] {
  const grew =
    since === null
      ? []
      : [
          `自 ${since.at} 见过的 ${since.size} 条以来，只增未改（+${size - since.size}）。`,
          `Only grew since the ${since.size} entries seen at ${since.at} (+${size - since.size}).`,
        ]
  if (ok) {
    return [
      ...grew,
      `全部成立：${size} 条账目、${bodies} 份正文、${signatures} 个部门签名、${records} 项记录、${catalogues} 份记录总目，用时 ${seconds} 秒。`,
      `All of it holds: ${size} entries, ${bodies} bodies, ${signatures} signatures of departments, ${records} records, ${catalogues} catalogues of records, in ${seconds} s.`,
    ]
  }
  const kept =
    evidence === null ? [] : [`两份检查点都已保存：${evidence}`, `Both checkpoints were kept: ${evidence}`]
  return [`不成立：共 ${findings.length} 处。`, `It does not hold: ${findings.length} in all.`, ...kept]
}
