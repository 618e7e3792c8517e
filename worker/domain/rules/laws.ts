/** The legal basis of the rules: statutes by article, and for the rest the practice or study that they follow. */
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

/** A statute with its articles, as `25` or `29(1)`; or a source that is no law. */
export type Citation = { law: Law; articles: readonly string[] } | { source: Words }

export function law(code: Law, ...articles: string[]): Citation {
  return { law: code, articles }
}

export function practice(zh: string, en: string): Citation {
  return { source: { zh, en } }
}
