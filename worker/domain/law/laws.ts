/** The legal basis of rules and clocks: statutes by article, and for the rest the practice or study that they follow. */
import { of, type Words } from '../record/problem.ts'

export const laws = {
  d713: of(
    '重大行政决策程序暂行条例',
    'Interim Regulation on Major Administrative Decision-Making (Order 713)',
  ),
  ogi: of('政府信息公开条例', 'Regulation on Open Government Information'),
  business: of('优化营商环境条例', 'Regulation on Optimising the Business Environment'),
  competition: of('公平竞争审查条例', 'Regulation on Fair Competition Review'),
  inspection: of('政府督查工作条例', 'Regulation on Government Supervision Work'),
  petitions: of('信访工作条例', 'Regulation on Petition Work'),
  supervision: of('监察法', 'Supervision Law'),
  civil_servants: of('公务员法', 'Civil Servants Law'),
  sanctions: of('公职人员政务处分法', 'Law on Administrative Sanctions for Public Employees'),
  archives: of('档案法', 'Archives Law'),
  personal_information: of('个人信息保护法', 'Personal Information Protection Law'),
} as const satisfies Record<string, Words>

export type Law = keyof typeof laws

/** A statute with its articles, as `25`, `29(1)` for an item or `33¶2` for a paragraph; or a source that is no law. */
export type Citation = { law: Law; articles: readonly string[] } | { source: Words }

/** Citation of a law by its articles, in Arabic figures, as `29(2)`. */
export function law(code: Law, ...articles: string[]): Citation {
  return { law: code, articles }
}

/** Citation of a practice or a study, where no law is in point. */
export function practice(zh: string, en: string): Citation {
  return { source: { zh, en } }
}

const ARTICLE = /^(\d+)(?:¶(\d+))?(?:\((\d+)\))?$/

/** An article in words: 第 33 条第 2 款. */
function articleWords(article: string): Words {
  const [, n = article, paragraph, item] = ARTICLE.exec(article) ?? []
  return {
    zh: `第 ${n} 条${paragraph === undefined ? '' : `第 ${paragraph} 款`}${item === undefined ? '' : `第 ${item} 项`}`,
    en: `Art. ${n}${paragraph === undefined ? '' : ` para. ${paragraph}`}${item === undefined ? '' : ` item ${item}`}`,
  }
}

/** A citation as a line of text: 《政府信息公开条例》第 33 条第 2 款; a source that is no law in its own words. */
export function citationWords(citation: Citation): Words {
  if ('source' in citation) return citation.source
  const cited = citation.articles.map(articleWords)
  const { zh, en } = laws[citation.law]
  return {
    zh: `《${zh}》${cited.map((one) => one.zh).join('、')}`,
    en: [en, ...cited.map((one) => one.en)].join(', '),
  }
}
