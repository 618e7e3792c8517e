/** Parts of a ledger that an audit does not look at: said with every result, since silence would look like a yes. */
import type { Words } from '../shell/usage.ts'

const search: Words = {
  zh: '搜索索引：只核对了每条记录都在其中，没有核对凭哪些词能搜到它。',
  en: 'The search index: that every record is in it was checked, and not by which words it is found.',
}
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
const accounts: Words = {
  zh: '会话、通行密钥与 API 密钥属于谁：未核对。',
  en: 'Whose the sessions, passkeys and API keys are.',
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

/** Parts that an audit leaves unchecked. @param folder the data folder, or mirror, that is audited; null for an address */
export function uncheckedIn(folder: { readonly holdsWithheld: boolean } | null): Words[] {
  if (folder === null) return [searchUnseen, standing, access, documents, sealed, pages]
  const all = [search, standing, access, accounts, documents]
  return folder.holdsWithheld ? all : [...all, notMirrored]
}
