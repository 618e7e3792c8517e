/** Events of the city over three years, after the books were opened. Invented, like the city itself. */
import type { Trigger } from '../../domain/record/vocabulary.ts'

/** `code/name of the item`. */
export type ItemName = string

export interface Reason {
  trigger: Trigger
  reason: string
}

/** Sub-items, listed under their item a little later. */
export const subItems: Readonly<Record<ItemName, readonly string[]>> = {
  'mc-market/特种设备使用登记': ['首次使用登记', '变更登记', '停用和注销登记'],
  'mc-market/个体工商户登记': ['设立登记', '变更登记', '注销登记'],
  'mc-housing/建筑工程施工许可': ['房屋建筑工程', '市政基础设施工程'],
  'mc-transport/占用挖掘公路审批': ['占用、挖掘公路', '公路附属设施变动'],
}

/** Organs that work together on one item. */
export const together: Readonly<Record<ItemName, readonly string[]>> = {
  'mc-env/对建筑工地扬尘的联合检查': ['mc-housing', 'mc-transport'],
  'mc-transport/对网约车平台的联合检查': ['mc-market', 'mc-labour'],
  'mc-edu/对校外培训机构预收费资金监管的检查': ['mc-market'],
  'mc-labour/对工程建设领域工资支付的检查': ['mc-housing', 'mc-water'],
  'mc-market/对学校食堂食品安全的检查': ['mc-edu', 'mc-health'],
}

/** Shorter promises after a review of procedures: item, days promised from then on. */
export const faster: readonly (readonly [day: string, item: ItemName, days: number])[] = [
  ['2024-03-11', 'mc-market/食品经营许可', 7],
  ['2024-03-11', 'mc-market/食品生产许可', 9],
  ['2024-03-12', 'mc-health/医疗机构执业登记', 8],
  ['2024-03-12', 'mc-health/护士执业注册', 3],
  ['2024-03-14', 'mc-housing/建筑工程施工许可', 5],
  ['2024-03-18', 'mc-transport/道路货物运输经营许可', 3],
  ['2024-03-19', 'mc-labour/劳务派遣经营许可', 6],
  ['2024-03-20', 'mc-water/取水许可', 8],
  ['2024-04-02', 'mc-agri/农药经营许可', 6],
  ['2024-04-09', 'mc-culture/娱乐场所经营许可', 6],
  ['2025-04-15', 'mc-edu/民办学校设立审批', 8],
  ['2025-04-16', 'mc-env/建设项目环境影响报告表审批', 7],
  ['2025-04-16', 'mc-dev/企业投资项目核准', 6],
  ['2026-02-10', 'mc-labour/工伤认定', 4],
  ['2026-02-11', 'mc-edu/教师资格认定', 4],
  ['2026-02-12', 'mc-housing/公共租赁住房承租资格确认', 4],
]

/** Corrections: the record was wrong. */
export const corrections: readonly {
  day: string
  item: ItemName
  set: Record<string, string | string[]>
  correction: 'typo' | 'data_entry' | 'late_evidence'
  reason: string
}[] = [
  {
    day: '2024-01-24',
    item: 'mc-env/对放射源使用单位的检查',
    set: { undertakingUnits: ['固体废物与辐射科', '辐射监测站'] },
    correction: 'data_entry',
    reason: '录入时漏掉了承担现场监测的辐射监测站。',
  },
  {
    day: '2024-05-22',
    item: 'mc-health/对二次供水设施未按期清洗消毒的处罚',
    set: { scope: '负责市本级供水单位；县区供水单位由县级部门实施。' },
    correction: 'late_evidence',
    reason: '与县区核对后，确认原行使范围写宽了。',
  },
  {
    day: '2025-08-05',
    item: 'mc-agri/耕地地力保护补贴发放',
    set: { fees: '不收费。' },
    correction: 'data_entry',
    reason: '补充录入收费情况。',
  },
  {
    day: '2026-06-16',
    item: 'mc-water/对高耗水服务业节水的检查',
    set: { undertakingUnits: ['水资源科', '节约用水办公室'] },
    correction: 'data_entry',
    reason: '录入时把两个内设机构写成了一个。',
  },
]

/** Suspended for a time. */
export const pauses: readonly (readonly [item: ItemName, from: string, to: string, why: string])[] = [
  ['mc-water/河道采砂许可', '2024-06-03', '2024-10-08', '汛期禁采'],
  ['mc-labour/一次性创业补贴发放', '2024-07-15', '2025-01-13', '补贴标准修订期间暂停受理'],
  ['mc-culture/营业性演出审批', '2025-05-06', '2025-05-26', '大型活动期间统一安排'],
  ['mc-water/河道采砂许可', '2025-06-03', '2025-10-09', '汛期禁采'],
]

/** Still suspended when the demo ends. */
export const paused: readonly (readonly [item: ItemName, from: string, why: string])[] = [
  ['mc-transport/渡口设置审批', '2026-07-06', '渡口布局规划修编期间暂停'],
]

/** Licences that moved to the approval bureau in the reform of the second year. */
export const centralised: readonly ItemName[] = [
  'mc-market/食品经营许可',
  'mc-market/食品生产许可',
  'mc-market/内资企业设立登记',
  'mc-market/内资企业变更登记',
  'mc-agri/动物诊疗许可',
  'mc-agri/兽药经营许可',
  'mc-housing/商品房预售许可',
  'mc-housing/燃气经营许可',
  'mc-transport/道路旅客运输经营许可',
  'mc-transport/网络预约出租汽车运输证核发',
  'mc-health/公共场所卫生许可',
  'mc-health/护士执业注册',
  'mc-labour/人力资源服务许可',
  'mc-culture/旅行社设立许可',
  'mc-culture/互联网上网服务营业场所经营许可',
  'mc-water/临时用水指标核定',
]

export const merges: readonly (readonly [day: string, item: ItemName, into: ItemName, why: string])[] = [
  [
    '2025-07-08',
    'mc-agri/食用菌菌种生产经营许可',
    'mc-agri/农作物种子生产经营许可',
    '两项许可条件和程序相同，合并办理',
  ],
  [
    '2025-07-09',
    'mc-env/建设项目环境影响报告表审批',
    'mc-env/建设项目环境影响报告书审批',
    '合并为一项，按类别分级审批',
  ],
  ['2026-03-17', 'mc-edu/普通高中国家助学金发放', 'mc-edu/家庭经济困难学生生活补助发放', '学生资助事项归并'],
]

export const splits: readonly (readonly [
  day: string,
  item: ItemName,
  into: readonly string[],
  why: string,
])[] = [
  [
    '2025-09-16',
    'mc-market/特种设备作业人员资格认定',
    ['特种设备安全管理人员资格认定', '特种设备操作人员资格认定'],
    '两类人员的条件和考核方式不同',
  ],
  [
    '2026-04-14',
    'mc-housing/对违法分包工程的处罚',
    ['对转包工程的处罚', '对违法分包工程的处罚'],
    '转包与违法分包的裁量基准分列',
  ],
]

export const abolitions: readonly (readonly [day: string, item: ItemName, why: Reason])[] = [
  [
    '2025-02-18',
    'mc-transport/机动车驾驶员培训备案核验',
    { trigger: 'reform', reason: '改为告知承诺，不再核验。' },
  ],
  [
    '2025-02-18',
    'mc-culture/农村公益电影放映',
    { trigger: 'other', reason: '转为政府购买服务，不再作为权责事项。' },
  ],
  [
    '2026-01-20',
    'mc-dev/普通住宅前期物业服务费指导价制定',
    { trigger: 'law_changed', reason: '新的地方定价目录不再包含该项。' },
  ],
  ['2026-01-21', 'mc-labour/集体合同审查', { trigger: 'reform', reason: '改为备案，纳入公共服务。' }],
  [
    '2026-05-12',
    'mc-env/入河排污口设置审批',
    { trigger: 'delegation', reason: '下放县级生态环境部门实施。' },
  ],
]

/** Logged long after they happened. */
export const late: readonly (readonly [recorded: string, occurred: string, item: ItemName, why: string])[] = [
  ['2025-10-21', '2025-06-30', 'mc-water/对取用水计量的检查', '机构调整时漏记，补记承办机构变化。'],
  ['2026-09-08', '2026-05', 'mc-housing/对预拌混凝土质量的抽查', '年中交接时漏记，补记承办机构变化。'],
]
