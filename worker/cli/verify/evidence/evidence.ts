/** Checks an evidence file, off line: no server is asked. */
import { readFile, stat } from 'node:fs/promises'
import { replay, summarise } from '../../../domain/kinds/replay.ts'
import { UnprovenError } from '../../../domain/proof/entry.ts'
import { checkEvidence, type Evidence, parseEvidence } from '../../../domain/proof/evidence.ts'
import { LedgerError } from '../../../ledger/error.ts'
import { type Policy, parsePolicy } from '../../../ledger/policy.ts'
import { UsageError, type Words } from '../../shell/usage.ts'

export interface EvidenceResult {
  ok: boolean
  record: string
  /** of the record as its entries leave it; null when it does not hold */
  title: string | null
  /** entries of the record that hold */
  entries: number
  origin: string | null
  /** entries of the ledger under the checkpoint */
  size: number | null
  vkey: string | null
  witnesses: { name: string; time: number }[]
  quorum: boolean
  /** given: the reader's own; carried: the one in the file, which proves nothing about whom to trust */
  policyFrom: 'given' | 'carried'
  /** what does not hold */
  problem: Words | null
}

/** Whether a path is a file, and not a folder or an address. */
export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}

/**
 * @param policy path of the reader's policy (C2SP tlog-policy); that of the file where left out
 * @throws UsageError for files that cannot be read
 */
export async function verifyEvidence(
  path: string,
  policy: string | undefined,
  now: Date,
): Promise<EvidenceResult> {
  const evidence = await readEvidence(path)
  if (!('record' in evidence)) return failed('', evidence.problem, policy)
  const { record } = evidence
  const trusted =
    policy === undefined ? policyIn(evidence.policy, path) : policyIn(await textOf(policy), policy)
  try {
    const { vouched, entries } = await checkEvidence(evidence, trusted, Math.floor(now.getTime() / 1000))
    const state = replay(record, entries)
    const { checkpoint, vkey, witnesses, quorum } = vouched
    return {
      ok: quorum,
      record,
      title: state === null ? null : summarise(state).title,
      entries: entries.length,
      origin: checkpoint.origin,
      size: checkpoint.size,
      vkey,
      witnesses: [...witnesses],
      quorum,
      policyFrom: policy === undefined ? 'carried' : 'given',
      problem: quorum ? null : NO_QUORUM,
    }
  } catch (error) {
    return failed(record, problemOf(error), policy)
  }
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new UsageError({ zh: `读不到文件 ${path}。`, en: `The file ${path} cannot be read.` })
  })
}

async function readEvidence(path: string): Promise<Evidence | { problem: Words }> {
  try {
    return parseEvidence(await textOf(path))
  } catch (error) {
    return { problem: problemOf(error) }
  }
}

function policyIn(text: string, path: string): Policy {
  try {
    return parsePolicy(text)
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    throw new UsageError({ zh: `${path}：${error.message}`, en: `${path}: ${error.message}` })
  }
}

const NO_QUORUM: Words = {
  zh: '联署的见证方没有达到策略要求的数目。',
  en: 'Fewer witnesses have cosigned than the policy asks for.',
}

/** @throws what is no fault of the file */
function problemOf(error: unknown): Words {
  if (error instanceof UnprovenError) {
    return {
      zh: `第 ${error.index} 条账目不成立：${PARTS[error.part].zh}`,
      en: `Entry ${error.index} does not hold: ${PARTS[error.part].en}`,
    }
  }
  if (!(error instanceof LedgerError)) throw error
  if (error.code === 'signature_invalid')
    return {
      zh: '检查点没有所信任的账本的有效签名。',
      en: 'The checkpoint has no valid signature of a ledger that is trusted.',
    }
  return {
    zh: `这不是完整的证据文件，或改动过（${error.message}）。`,
    en: `This is not a whole evidence file, or it was changed (${error.message}).`,
  }
}

const PARTS: Record<UnprovenError['part'], Words> = {
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

function failed(record: string, problem: Words, policy: string | undefined): EvidenceResult {
  return {
    ok: false,
    record,
    title: null,
    entries: 0,
    origin: null,
    size: null,
    vkey: null,
    witnesses: [],
    quorum: false,
    policyFrom: policy === undefined ? 'carried' : 'given',
    problem,
  }
}

/** The result in both languages, for a terminal. */
export function evidenceText(result: EvidenceResult): string {
  const { ok, record, title, entries, size, vkey, witnesses, policyFrom, problem } = result
  const lines = [`${record}  ${title ?? ''}`.trim()]
  if (size !== null) {
    lines.push(
      `${entries} 条账目，在 ${size} 条的检查点之下 ${entries} entries, under the checkpoint of ${size}`,
      `签名 Signed: ${vkey}`,
      ...witnesses.map(
        ({ name, time }) => `联署 Cosigned: ${name}  ${new Date(time * 1000).toISOString().slice(0, 19)}Z`,
      ),
    )
  }
  if (policyFrom === 'carried' && size !== null)
    lines.push(
      '所用策略取自文件自身，只说明它前后一致。请从可信渠道取得策略，用 --policy 指定。',
      'The policy came with the file, which shows only that it agrees with itself. Get a policy from a source that you trust and name it with --policy.',
    )
  if (problem !== null) lines.push(problem.zh, problem.en)
  lines.push(
    ok ? '成立：在此检查点时，账本里这条记录就是这些账目。' : '不成立。',
    ok
      ? 'It holds: as of this checkpoint these are the entries of the record in the ledger.'
      : 'It does not hold.',
  )
  return `${lines.join('\n')}\n`
}
