/** Checks an evidence file, off line: no server is asked. */

import { open, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Completeness } from '../../../domain/proof/complete.ts'
import type { UnprovenPart } from '../../../domain/proof/entry.ts'
import { type Judgement, judgeEvidence } from '../../../domain/proof/judge.ts'
import { many } from '../../../domain/text/many.ts'
import { UsageError, type Words } from '../../shell/usage.ts'

/** The judgement of an evidence file, as printed by `--json`. */
export interface EvidenceResult {
  /** true only when it holds under what the reader gave */
  ok: boolean
  /** holds, itself (only under the policy in the file), short (of witnesses), or the part that does not hold */
  verdict: Judgement['is']
  record: string | null
  /** of the record as its entries leave it; null when it does not hold */
  title: string | null
  /** entries of the record that were checked */
  entries: number
  origin: string | null
  /** entries of the ledger under the checkpoint */
  size: number | null
  vkey: string | null
  /** true of a key that only the history of keys names: retired, or of a ledger that was closed */
  former: boolean
  witnesses: { name: string; time: number }[]
  /** whether the record had other entries, as of the catalogue of a day; null when the file says nothing of it */
  complete: Completeness | null
  /** given: the reader's own; carried: the one in the file, which proves nothing about whom to trust */
  policyFrom: 'given' | 'carried'
  /** the reason why it does not hold */
  problem: Words | null
}

/** True when a path is a file, and not a folder or an address. */
export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}

/** First bytes of every SQLite database (SQLite file format, section 1.3). */
const SQLITE = 'SQLite format 3\0'

/**
 * Refuses the database of a ledger, which is audited by its folder: with it belong the attachments and the mark.
 *
 * @throws UsageError that names the folder
 */
export async function requireNoDatabase(path: string): Promise<void> {
  if ((await startOf(path, SQLITE.length)) !== SQLITE) return
  const folder = dirname(path)
  throw new UsageError({
    zh: `${path} 是数据库，不是证据文件。核验整本账请给出它所在的目录：${folder}`,
    en: `${path} is a database and not an evidence file. To audit a whole ledger, name the folder in which it lies: ${folder}`,
  })
}

/** The first bytes of a file, one character each; empty for a file that cannot be read. */
async function startOf(path: string, length: number): Promise<string> {
  const file = await open(path).catch(() => null)
  if (file === null) return ''
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Whom the reader trusts, from outside the file. */
export interface Trusted {
  /** path of a policy (C2SP tlog-policy) */
  policy?: string | undefined
  /** verifier key of the ledger; no witness is asked for */
  vkey?: string | undefined
  /** path of the history of keys of that ledger (`/log/keys`) */
  history?: string | undefined
}

/**
 * Judges the evidence file at a path.
 *
 * @throws UsageError for files that cannot be read, and for a policy or key that is none
 */
export async function verifyEvidence(path: string, trusted: Trusted, now: Date): Promise<EvidenceResult> {
  const given = trusted.policy === undefined ? (trusted.vkey ?? '') : await textOf(trusted.policy)
  const history = trusted.history === undefined ? '' : `\n${await textOf(trusted.history)}`
  const judged = await judgeEvidence(
    await bytesOf(path),
    `${given}${history}`,
    Math.floor(now.getTime() / 1000),
  )
  if (judged.is === 'trust') throw unreadable(trusted.history ?? trusted.policy ?? '--vkey', judged.why)
  return resultOf(judged, given.trim() === '' ? 'carried' : 'given')
}

async function textOf(path: string): Promise<string> {
  return new TextDecoder().decode(await bytesOf(path))
}

async function bytesOf(path: string): Promise<Uint8Array> {
  return readFile(path).catch(() => {
    throw new UsageError({ zh: `读不到文件 ${path}。`, en: `The file ${path} cannot be read.` })
  })
}

function unreadable(what: string, why: string): UsageError {
  return new UsageError({ zh: `${what}：${why}`, en: `${what}: ${why}` })
}

type Shown = Exclude<Judgement, { is: 'trust' }>

function resultOf(judged: Shown, policyFrom: EvidenceResult['policyFrom']): EvidenceResult {
  const known = { verdict: judged.is, policyFrom, ok: judged.is === 'holds', problem: problemOf(judged) }
  if ('entries' in judged) {
    const { entries, witnesses, is: _, ...rest } = judged
    return { ...known, ...rest, entries: entries.length, witnesses: [...witnesses] }
  }
  const nothing = {
    title: null,
    entries: 0,
    origin: null,
    size: null,
    vkey: null,
    former: false,
    witnesses: [],
    complete: null,
  }
  return { ...known, ...nothing, record: judged.record }
}

function problemOf(judged: Shown): Words | null {
  switch (judged.is) {
    case 'holds':
      return null
    case 'itself':
      return CARRIED
    case 'short':
      return NO_QUORUM
    case 'signature':
      return UNSIGNED
    case 'missing':
      return MISSING
    case 'file':
      return {
        zh: `这不是完整的证据文件，或改动过（${judged.why}）。`,
        en: `This is not a whole evidence file, or it was changed (${judged.why}).`,
      }
    case 'entry':
      return {
        zh: `第 ${judged.index} 条账目不成立：${PARTS[judged.part].zh}`,
        en: `Entry ${judged.index} does not hold: ${PARTS[judged.part].en}`,
      }
  }
}

const CARRIED: Words = {
  zh: '所用策略取自文件自身，只说明它前后一致；伪造的文件也会带着自己的公钥。请从可信渠道取得公钥或策略，用 --vkey 或 --policy 指定。',
  en: 'The policy came with the file, which shows only that it agrees with itself; a forged file brings its own key. Get the key or a policy from a source that you trust and name it with --vkey or --policy.',
}

const FORMER: Words = {
  zh: '签名的是从前的公钥，只由公钥沿革得知：得到过那把私钥的人也能做出这样的文件。账本还在时，请用它今天的证据文件核对。',
  en: 'It was signed by a former key, known from the history of keys alone: whoever got hold of that private key could have made such a file as well. While the ledger is there, compare with the evidence file that it gives today.',
}

const UNSIGNED: Words = {
  zh: '检查点没有所信任的账本的有效签名。',
  en: 'The checkpoint has no valid signature of a ledger that is trusted.',
}

const MISSING: Words = {
  zh: '按记录总目，这条记录还有别的账目，文件里没有。',
  en: 'By the catalogue of records the record has other entries, which are not in the file.',
}

const NO_QUORUM: Words = {
  zh: '联署的见证方没有达到策略要求的数目。',
  en: 'Fewer witnesses have cosigned than the policy asks for.',
}

const PARTS: Record<UnprovenPart, Words> = {
  leaf: {
    zh: '信封不是账目该有的样子，或不属于这条记录、次序有缺。',
    en: 'its envelope is not that of an entry, or of another record, or one before it is missing.',
  },
  body: { zh: '正文不是信封所承诺的。', en: 'its body is not the one that the envelope commits to.' },
  inclusion: { zh: '它不在检查点的树里。', en: 'it is not in the tree of the checkpoint.' },
  erasure: {
    zh: '正文缺失，而没有依法删除的账目说明。',
    en: 'its body is missing, and no entry says that it was lawfully erased.',
  },
}

/** The result in both languages, for a terminal. */
export function evidenceText(result: EvidenceResult): string {
  const { verdict, record, title, entries, size, vkey, former, witnesses, complete, problem } = result
  const lines = [`${record ?? ''}  ${title ?? ''}`.trim()].filter((line) => line !== '')
  if (size !== null) {
    lines.push(
      `${entries} 条账目，在 ${size} 条的检查点之下 ${many(entries, 'entry', 'entries')}, under the checkpoint of ${size}`,
      `签名 Signed: ${vkey}`,
      ...witnesses.map(
        ({ name, time }) => `联署 Cosigned: ${name}  ${new Date(time * 1000).toISOString().slice(0, 19)}Z`,
      ),
    )
  }
  if (former) lines.push(FORMER.zh, FORMER.en)
  if (complete !== null) lines.push(...completeLines(complete))
  if (problem !== null) lines.push(problem.zh, problem.en)
  const closing = CLOSING[verdict === 'holds' || verdict === 'itself' ? verdict : 'broken']
  lines.push(closing.zh, closing.en)
  return `${lines.join('\n')}\n`
}

/** Lines that say as of when these are all entries of the record. */
function completeLines(complete: Completeness): string[] {
  switch (complete.is) {
    case 'complete':
      return [
        `截至 ${complete.day} 的记录总目，这条记录没有别的账目。`,
        `As of the catalogue of records of ${complete.day} the record had no other entries.`,
      ]
    case 'stale':
      return [
        `最近一份记录总目是 ${complete.day} 的：此后是否另有账目，不能断定。`,
        `The newest catalogue of records is of ${complete.day}: whether there are others since cannot be told.`,
      ]
    case 'young':
      return ['账本尚新，还没有记录总目。', 'The ledger is young, and has no catalogue of records yet.']
    case 'none':
      return [
        '账本没有给出记录总目：是否另有账目，不能断定。',
        'The ledger shows no catalogue of records: whether there are other entries cannot be told.',
      ]
  }
}

const CLOSING: Record<'holds' | 'itself' | 'broken', Words> = {
  holds: {
    zh: '成立：在此检查点时，账本里这条记录就是这些账目。',
    en: 'It holds: as of this checkpoint these are the entries of the record in the ledger.',
  },
  itself: {
    zh: '前后一致，但没有核对是谁的账本。',
    en: 'It agrees with itself, but whose ledger it is was not checked.',
  },
  broken: { zh: '不成立。', en: 'It does not hold.' },
}
