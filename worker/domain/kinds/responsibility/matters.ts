/**
 * 办什么事: what somebody wants to do who comes to a service, by the words of its name, and as whom, by the words of
 * who may apply. No list says it; it helps to find, and judges nothing.
 */
import { of, type Words } from '../../record/problem.ts'
import type { ResponsibilityState } from './state.ts'

/** Matters of a person, then those of an enterprise or another body. */
export const serviceMatters = {
  birth: of('生育与收养', 'Birth and adoption'),
  school: of('上学与教育', 'School and education'),
  work: of('就业与劳动', 'Work and jobs'),
  family: of('婚姻与家庭', 'Marriage and family'),
  home: of('住房与房产', 'Home and property'),
  travel: of('车辆与出行', 'Vehicles and travel'),
  health: of('看病与健康', 'Health and care'),
  age: of('养老与退休', 'Old age and pension'),
  aid: of('救助与补贴', 'Aid and allowances'),
  papers: of('证件与档案', 'Papers and records'),
  death: of('身后事', 'After a death'),
  business: of('开办与经营', 'Starting and running a business'),
  food: of('食品与餐饮', 'Food and catering'),
  building: of('工程建设', 'Building and construction'),
  land: of('土地与资源', 'Land and resources'),
  water: of('用水与排水', 'Water and drainage'),
  environment: of('环境保护', 'Environment'),
  farming: of('农林牧渔', 'Farming, forestry, fishing'),
  culture: of('文化、体育与旅游', 'Culture, sport, tourism'),
  safety: of('安全与特种设备', 'Safety and equipment'),
  money: of('财税与资金', 'Taxes and funds'),
  bodies: of('社会组织与宗教', 'Associations and religion'),
  other: of('其他事项', 'Other matters'),
} as const satisfies Record<string, Words>

export type ServiceMatter = keyof typeof serviceMatters

/** Whom a service is for, as its list says. */
export const serviceFor = {
  person: of('个人', 'People'),
  body: of('企业与单位', 'Enterprises and other bodies'),
  unstated: of('清单没有写明', 'Not stated'),
} as const satisfies Record<string, Words>

export type ServiceFor = keyof typeof serviceFor

/** Matters of a person's life; all others but `other` are those of an enterprise or another body. */
export const OF_LIFE: readonly ServiceMatter[] = [
  'birth',
  'school',
  'work',
  'family',
  'home',
  'travel',
  'health',
  'age',
  'aid',
  'papers',
  'death',
]

const NAMED: { readonly [matter in Exclude<ServiceMatter, 'other'>]: RegExp } = {
  birth: /生育|出生|收养|计划生育|母婴|婴幼儿|birth|adoption/i,
  school: /教育|学校|幼儿园|学生|教师|招生|学籍|入学|school|education/i,
  work: /就业|职业|劳动|劳务|人力资源|失业|工伤|技能|创业|employ|labou?r/i,
  family: /婚姻|结婚|离婚|家庭|marriage|famil/i,
  home: /住房|住宅|房屋|公积金|不动产|物业|房产|电梯|危房|housing|property/i,
  travel: /机动车|车辆|驾驶|道路运输|客运|货运|公交|出租|船舶|停车|vehicle|transport/i,
  health: /医疗|医师|护士|医保|医院|卫生|药品|疾病|健康|诊|health|medic/i,
  age: /养老|老年|退休|高龄|pension|elder/i,
  aid: /救助|低保|残疾|补助|补贴|抚恤|优待|特困|退役|慈善|救济|aid\b|allowance|benefit/i,
  papers: /户籍|户口|身份证|居住证|出入境|护照|公证|档案|证明|identity|passport|certificate/i,
  death: /殡葬|殡仪|死亡|丧葬|公墓|遗体|funeral|burial/i,
  business: /企业|公司|营业|开办|个体工商户|商业|市场主体|经营许可|特许|business|company/i,
  food: /食品|餐饮|粮食|食盐|food|catering/i,
  building: /建设|建筑|施工|规划|工程|竣工|招标|城市道路|挖掘|construction|building/i,
  land: /土地|用地|矿|林木|林地|草原|取水|地质|采伐|测绘|land\b|mining/i,
  water: /供水|用水|排水|污水|取水|水利|河道|water|sewage/i,
  environment: /环境|排污|污染|废物|辐射|噪声|环评|environment|pollution/i,
  farming: /农业|农药|农机|农村|种子|畜|兽|渔|动物|植物|养殖|种畜|farm|animal|fish/i,
  culture: /文化|演出|旅游|体育|文物|广播|电视|出版|电影|娱乐|culture|sport|touris/i,
  safety: /安全生产|危险化学品|特种设备|烟花爆竹|计量|消防|爆破|枪支|safety|fire\b/i,
  money: /税|财政|基金|价格|收费|贷款|金融|tax|fund\b/i,
  bodies: /社会团体|社会组织|民办非企业|基金会|宗教|志愿|社团|association|religio/i,
}

/** Matters that the name of a service speaks of; `other` where it speaks of none. */
export function mattersOf({ name, subItem }: Pick<ResponsibilityState, 'name' | 'subItem'>): ServiceMatter[] {
  const title = `${name} ${subItem ?? ''}`
  const found = (Object.keys(NAMED) as (keyof typeof NAMED)[]).filter((matter) => NAMED[matter].test(title))
  return found.length === 0 ? ['other'] : found
}

const PERSON = /个人|自然人|公民|居民|群众|村民|家庭|儿童|老年人|残疾人|学生|业主|person|citizen|resident/i
const BODY =
  /企业|法人|单位|机构|组织|公司|团体|学校|医院|个体工商户|经营者|enterprise|compan|organi[sz]ation/i

/** Whom a service says that it is for. */
export function servedBy({ applicants }: Pick<ResponsibilityState, 'applicants'>): ServiceFor[] {
  if (applicants === null) return ['unstated']
  const found: ServiceFor[] = []
  // A natural person is written beside the legal one: 自然人, 法人.
  if (PERSON.test(applicants)) found.push('person')
  if (BODY.test(applicants)) found.push('body')
  return found.length === 0 ? ['unstated'] : found
}
