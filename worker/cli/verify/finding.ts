/** Findings of an audit, and the words in which they are told. */
import { many } from '../../domain/text/many.ts'
import { AuditError, type AuditPart } from '../../ledger/audit.ts'
import { LedgerError } from '../../ledger/error.ts'
import type { Words } from '../shell/usage.ts'

/** The parts of a ledger, in the order in which they are checked. */
export const PARTS = [
  'signature',
  'bundle',
  'leaf',
  'tile',
  'root',
  'growth',
  'envelope',
  'body',
  'sig',
  'record',
  'schema',
  'search',
  'rules',
  'digest',
  'access',
] as const

export type Part = (typeof PARTS)[number]

export interface Finding {
  part: Part
  /** The first entry that does not hold; null when no single entry can be named. */
  index: number | null
  record: string | null
  /** The field of the record that differs. */
  field: string | null
  words: Words
}

export const partWords: Readonly<Record<Part, Words>> = {
  signature: { zh: '检查点签名', en: 'checkpoint signature' },
  bundle: { zh: '账目文件', en: 'entry bundles' },
  leaf: { zh: '账目与叶哈希', en: 'entries and leaf hashes' },
  tile: { zh: '哈希瓦片', en: 'hash tiles' },
  root: { zh: '树根与检查点', en: 'tree root and checkpoint' },
  growth: { zh: '只增未改', en: 'only grew' },
  envelope: { zh: '信封', en: 'envelopes' },
  body: { zh: '正文与摘要', en: 'bodies and digests' },
  sig: { zh: '部门签名', en: 'signatures of departments' },
  record: { zh: '记录与重放', en: 'records and replay' },
  schema: { zh: '表与触发器', en: 'tables and triggers' },
  search: { zh: '搜索用的词', en: 'words of the search index' },
  rules: { zh: '规则的发现与统计', en: 'findings of the rules and their figures' },
  digest: { zh: '访问记录、核查卷宗与日摘要', en: 'access log, case files and daily digests' },
  access: { zh: '登录方式与访问记录', en: 'ways in and the access log' },
}

/** Finding of a part of the audit, at an entry, a record or a field as far as one is to blame. */
export function finding(
  part: Part,
  words: Words,
  at: { index?: number | null; record?: string; field?: string } = {},
): Finding {
  return { part, index: at.index ?? null, record: at.record ?? null, field: at.field ?? null, words }
}

const auditWords: Readonly<Record<AuditPart, (index: number | null) => Words>> = {
  bundle: (i) => ({ zh: `第 ${i} 条账目缺失或读不出来。`, en: `Entry ${i} is missing or cannot be read.` }),
  leaf: (i) => ({ zh: `第 ${i} 条账目与它的叶哈希不符。`, en: `Entry ${i} does not give its leaf hash.` }),
  order: (i) => ({ zh: `第 ${i} 条账目的次序不对。`, en: `Entry ${i} is out of order.` }),
  tile: (i) => ({
    zh: `哈希瓦片从第 ${i} 条账目起与账目不符。`,
    en: `The hash tiles differ from the entries from entry ${i} on.`,
  }),
  root: () => ({
    zh: '全部账目算出的树根与检查点不符。',
    en: 'The entries do not give the root of the checkpoint.',
  }),
  growth: (i) =>
    i === null
      ? {
          zh: '账本在上次见过的规模处与上次不同。',
          en: 'At the size seen before, the ledger is not the one seen before.',
        }
      : {
          zh: `账本变短了：只剩 ${i} 条。`,
          en: `The ledger has become shorter: ${many(i, 'entry is', 'entries are')} left.`,
        },
}

/** The finding behind an error of the ledger room; undefined when the error is none of those. */
export function findingOf(error: unknown): Finding | undefined {
  if (error instanceof AuditError) {
    const part = error.part === 'order' ? 'envelope' : error.part
    return finding(part, auditWords[error.part](error.index), { index: error.index })
  }
  if (error instanceof LedgerError) {
    return finding('signature', {
      zh: `检查点无效：${error.message}`,
      en: `The checkpoint does not hold: ${error.message}`,
    })
  }
  return undefined
}

/** The finding to name first: by the order of the checks, then by entry. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const place = ({ part, index }: Finding): [number, number] => [
    PARTS.indexOf(part),
    index ?? Number.MAX_SAFE_INTEGER,
  ]
  return [...findings].sort((a, b) => {
    const [partA, indexA] = place(a)
    const [partB, indexB] = place(b)
    return partA - partB || indexA - indexB
  })
}
