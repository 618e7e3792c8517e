/** Names of the registers whose mappings come with the program: a reader is told these, never the name of a mapping. */
import { of, type Words } from '../problem.ts'

const names: { readonly [mapping: string]: Words } = {
  'ba-works': of('布宜诺斯艾利斯市公共工程（BA Obras）', 'Buenos Aires public works (BA Obras)'),
  'ca-mandates': of('加拿大部长授权信与竞选承诺', "Canadian ministers' mandate commitments"),
  'ca-requests': of('加拿大城市信息公开申请', 'Requests for information to Canadian cities'),
  'cn-hotline': of('12345 热线工单', 'Work orders of a 12345 hotline'),
  'hhs-it': of('美国卫生部 IT 项目（IT Dashboard）', 'US federal IT Dashboard, projects and activities'),
  'jp-bills': of('日本众议院议案', 'Bills of the House of Representatives of Japan'),
  'nyc-council': of('纽约市议会议案（Legistar）', 'New York City Council introductions (Legistar)'),
  'responsibility-list': of('权责清单', 'List of powers and responsibilities'),
  'uk-gmpp': of('英国政府重大项目组合（年度）', 'UK Government Major Projects Portfolio, yearly'),
}

const OTHER = of('一份公布的登记册', 'a published register')

/** Name of a register by that of its mapping; for a mapping of somebody's own, that it is a published register. */
export function registerName(mapping: string): Words {
  return (Object.hasOwn(names, mapping) ? names[mapping] : undefined) ?? OTHER
}
