/** Parts of a ledger that an audit does not look at: said with every result, since silence would look like a yes. */
import type { Words } from '../shell/usage.ts'
import { leftWords } from './beside/tables.ts'

const searchUnseen: Words = {
  zh: '搜索索引：搜到什么、搜不到什么，未核对。',
  en: 'The search index: what is found and what is not.',
}
const standing: Words = {
  zh: '规则的发现、覆盖率与统计：未重新计算（可用 mingzhang inspect 重算）。',
  en: 'Findings of the rules, their coverage and figures: not computed again (mingzhang inspect does).',
}
const access: Words = {
  zh: '访问记录与核查卷宗：未与账上的日摘要核对。',
  en: 'The access log and the files of cases: not compared with their daily digests.',
}
const beside: Words = {
  zh: '搜索用的词、规则的发现、访问记录、登录方式：账目或数据库结构已不成立，或这个目录还没有升级到这一版，未核对。',
  en: 'Words of the search index, findings of the rules, the access log, ways in: not compared, as the entries or the tables do not hold, or the folder was not upgraded to this version.',
}
const documents: Words = {
  zh: '附件的字节：未与摘要核对（mingzhang inspect 的 R03 会核对）。',
  en: 'The bytes of documents: not compared with their digests (rule R03 of mingzhang inspect does).',
}
const sealed: Words = {
  zh: '不予公开的正文：从网址看不到，未与摘要核对。',
  en: 'Withheld bodies: an address does not show them, so they were not compared with their digests.',
}
const pages: Words = { zh: '网页上的文字：未核对。', en: 'The text of the pages.' }

const notMirrored: Words = {
  zh: '不予公开的正文：镜像里没有，未与摘要核对。',
  en: 'Withheld bodies: a mirror does not hold them, so they were not compared with their digests.',
}

/** Parts that an audit of an address leaves unchecked. */
export function uncheckedAt(): Words[] {
  return [searchUnseen, standing, access, documents, sealed, pages]
}

/**
 * Parts that an audit of a folder leaves unchecked.
 *
 * @param holdsWithheld false for a mirror, which keeps no accounts, findings or access log of its own
 * @param left what was left out of that which stands beside the entries; null where none of it was looked at
 */
export function uncheckedIn(holdsWithheld: boolean, left: readonly Words[] | null): Words[] {
  return [
    ...(left ?? [beside]),
    documents,
    ...(holdsWithheld ? leftWords() : [standing, access, notMirrored]),
  ]
}
