/**
 * Alarms, which a monitor raises when something does not hold, and news, when it does and somebody should
 * know.
 */
import type { Words } from '../shell/usage.ts'

/** Kinds of alarm, each for something that does not hold. */
const ALARMS = [
  'unreachable',
  'key',
  'checkpoint',
  'signature',
  'shorter',
  'forked',
  'tile',
  'leaf',
  'envelope',
  'body',
  'missing',
  'withdrawn',
  'unerased',
  'record',
  'catalogue',
  'document',
  'checker',
  'late',
  'unwitnessed',
] as const

/** Kinds of news, each for something that somebody should know. */
export const NEWS = ['grown', 'own', 'erased', 'found', 'lacking', 'watched', 'finding'] as const

export type AlarmKind = (typeof ALARMS)[number]
export type NewsKind = (typeof NEWS)[number]

export interface Alarm {
  kind: AlarmKind | NewsKind
  /** The first entry that it is about; null when no single one can be named. */
  index: number | null
  record: string | null
  words: Words
  /** A file that proves it, where there is one. */
  evidence: string | null
  /** Subject, more closely than its kind: the same is raised once. */
  about: string
}

/** Names of the kinds of alarms and news. */
export const kindWords: Readonly<Record<Alarm['kind'], Words>> = {
  unreachable: { zh: '连不上', en: 'not reachable' },
  key: { zh: '换了公钥', en: 'another key' },
  checkpoint: { zh: '不出示检查点', en: 'no checkpoint' },
  signature: { zh: '签名无效', en: 'signature' },
  shorter: { zh: '账本变短', en: 'became shorter' },
  forked: { zh: '历史分叉', en: 'histories part' },
  tile: { zh: '哈希与签名的树不符', en: 'hashes are not of the signed tree' },
  leaf: { zh: '账目与树不符', en: 'entries are not of the tree' },
  envelope: { zh: '信封有误', en: 'envelope' },
  body: { zh: '正文与摘要不符', en: 'body and digest' },
  missing: { zh: '正文从未给出', en: 'body never served' },
  withdrawn: { zh: '正文被撤下', en: 'body withdrawn' },
  unerased: { zh: '已擦除的正文仍在', en: 'erased body still served' },
  record: { zh: '记录与重放不符', en: 'record and replay' },
  catalogue: { zh: '记录总目不实', en: 'catalogue of records' },
  document: { zh: '文件与摘要不符或被撤下', en: 'document and digest, or withdrawn' },
  late: { zh: '没有按时跟上', en: 'not followed in time' },
  unwitnessed: { zh: '见证落后', en: 'witnesses are behind' },
  checker: { zh: '核验页未公布过', en: 'checking page never published' },
  grown: { zh: '新账目', en: 'grown' },
  own: { zh: '账本自身', en: 'the ledger itself' },
  erased: { zh: '依法擦除', en: 'lawfully erased' },
  found: { zh: '正文补到', en: 'body found' },
  lacking: { zh: '镜像缺少的文件', en: 'documents that the mirror lacks' },
  watched: { zh: '关注的动态', en: 'watched' },
  finding: { zh: '规则的发现', en: 'finding of a rule' },
}

/** True for an alarm, and false for news. */
export function isAlarm({ kind }: Pick<Alarm, 'kind'>): boolean {
  return ALARMS.some((one) => one === kind)
}

/** An alarm or a piece of news. */
export function alarm(
  kind: Alarm['kind'],
  words: Words,
  { index = null, record = null, evidence = null, about }: Partial<Omit<Alarm, 'kind' | 'words'>> = {},
): Alarm {
  return { kind, index, record, words, evidence, about: about ?? `${index ?? ''} ${record ?? ''}` }
}
