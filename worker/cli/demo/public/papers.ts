/** Papers of the fictional city, kept as files: what is put before the public can be read. */
import { toHex } from '../../../ledger/bytes.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import type { Caller } from '../../../services/roles.ts'
import type { Services } from '../../../services/services.ts'

/** A document of a record, as a form names it. */
export interface Paper {
  title: string
  sha256: string
  mediaType: string
}

/** Keeps a text as a file of the ledger, and returns the document that names it. */
export async function keepPaper(
  { documents }: Pick<Services, 'documents'>,
  author: Caller,
  title: string,
  lines: readonly string[],
): Promise<Paper> {
  const file = new Blob([`${[title, '', ...lines].join('\n')}\n`])
  const declared = toHex(sha256(await file.bytes()))
  await documents.upload(author, file.stream(), { declared, length: file.size })
  return { title, sha256: declared, mediaType: 'text/plain' }
}

/** Draft of the rules that are open for comment. */
export const RULES_DRAFT: readonly string[] = [
  '第一条 为保障城市供水，方便用户，根据《明川市供水条例》，制定本细则。',
  '第二条 本市行政区域内的城市公共供水，适用本细则。',
  '第三条 水务局主管城市供水；供水单位负责供水设施的运行和维护。',
  '第四条 供水单位应当保证水压和水质符合国家标准。',
  '第五条 供水设施需要检修的，应当避开用水高峰。',
  '第六条 计划停水的，供水单位应当提前二十四小时通知用户，写明原因、范围和恢复供水的时间。',
  '第七条 突发停水超过二十四小时的，供水单位应当采取应急供水措施。',
  '第八条 二次供水设施由产权人负责，可以委托供水单位统一维护。',
  '第九条 供水单位应当每季度公示一次水质检测结果。',
  '第十条 水价的制定和调整，应当依法听证。',
  '第十一条 本细则自公布之日起施行。',
]

export const RULES_NOTE: readonly string[] = [
  '一、为什么起草：条例施行后，停水通知、水质公示和水价调整没有细化的规定。',
  '二、主要内容：停水提前二十四小时通知（第六条）；水质每季度公示（第九条）；水价依法听证（第十条）。',
  '三、需要听取意见的：停水提前多久通知，水质多久公示一次。',
]

/** Draft of the plan that was answered. */
export const PLAN_DRAFT: readonly string[] = [
  '第一章 范围：2000 年以前建成、由公共管网供水的住宅小区。',
  '第二章 水源：改造后由公共管网统一供水，社区自备水井封存。',
  '第三章 施工',
  '第一节 管材采用球墨铸铁管。',
  '第二节 施工时间由施工单位确定。',
  '第四章 费用：由财政和供水单位分担，不向用户收取。',
]

export const PLAN_NOTE: readonly string[] = [
  '一、现状：部分小区管道使用超过三十年，漏损率高于全市平均水平。',
  '二、做法：分三年改造，先易后难，每个小区停水不超过两天。',
]
