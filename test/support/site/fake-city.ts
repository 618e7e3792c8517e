/** A fictional city for tests of the site: Mingchuan 明川市. Organs and posts are invented; there are no persons. */
import type { Json } from '../../../worker/ledger/canonical.ts'

export interface Scene {
  kind: string
  record: string
  department: string | null
  occurred: string
  recorded: string
  role?: string
  by?: string
  sealed?: { ground: string; review: string }
  /** The body was lawfully erased afterwards. */
  erased?: true
  body: { [key: string]: Json }
}

const GOVERNMENT = 'dep-mc-gov'
export const HOUSING = 'dep-mc-zjj'
const FARMING = 'dep-mc-nyj'
const MARKET = 'dep-mc-scj'
const DATA = 'dep-mc-sjj'
const GREEN = 'dep-mc-lhj'
export const LIFT = 'res-00e1evat01'
export const BREED = 'res-00breed001'
export const LONG = 'res-00market01'

function department(fields: { [key: string]: Json }): { [key: string]: Json } {
  return {
    code: null,
    name: '',
    nameEn: null,
    departmentKind: 'component',
    parent: GOVERNMENT,
    level: 'prefectural',
    uscc: null,
    divisionCode: '990100',
    inForceFrom: null,
    inForceTo: null,
    ...fields,
  }
}

function responsibility(fields: { [key: string]: Json }): { [key: string]: Json } {
  return {
    itemCode: null,
    name: '',
    subItem: null,
    parent: null,
    type: 'licence',
    typeAsPrinted: null,
    implementer: null,
    undertakingUnits: [],
    level: 'prefectural',
    levelAsPrinted: null,
    scope: null,
    description: null,
    legalBases: [],
    duties: [],
    dutyBases: [],
    accountableRoles: ['具体承办人', '内设机构负责人', '单位法定代表人或分管领导'],
    accountabilityCases: [],
    exemptionCases: [],
    supervision: null,
    statutoryTimeLimit: null,
    promisedTimeLimit: null,
    fees: null,
    applicants: null,
    conditions: [],
    materials: [],
    handling: [],
    forms: [],
    place: null,
    hours: null,
    phone: null,
    riskPoints: [],
    lead: null,
    supporting: [],
    inForceFrom: null,
    inForceTo: null,
    remark: null,
    source: null,
    ...fields,
  }
}

function basis(
  level: string | null,
  title: string | null,
  text: string,
  docNumber: string | null = null,
  article: string | null = null,
): Json {
  return { level, title, docNumber, article, text }
}

const longText = [
  '第二十二条第一款：在本市行政区域内从事种畜禽生产经营的单位和个人，应当依照本条例取得生产经营许可证；取得许可证之后，方可办理其他有关手续。',
  '    第二十四条：申请人应当提交下列材料：',
  '（一）申请表；',
  '（二）场址、布局和设施设备的说明：',
  '1.生产经营场所的位置图和平面布局图；',
  '2.主要设施设备清单及照片；',
  '3.与生产规模相适应的防疫条件说明。',
  '（三）主要技术人员的岗位设置和资格条件；',
  '（四）近 3 年疫病检测报告，检测机构应当具备法定资质。',
  '',
  '    第二十五条：许可机关应当自受理之日起 20 个工作日内作出决定。不予许可的，应当书面说明理由，并告知申请人依法享有的救济途径。',
].join('\n')

const cases = [
  '对符合法定条件的申请不予受理的',
  '在受理、审查、决定过程中，未向申请人、利害关系人履行法定告知义务的',
  '申请材料不齐全、不符合法定形式，不一次告知必须补正的全部内容的',
  '未依法说明不受理或者不予许可的理由的',
  '对不符合法定条件的申请人准予许可，或者超越法定职权作出准予许可决定的',
  '其他违反法律、法规、规章规定的行为',
]

const listed = (
  record: string,
  dep: string,
  fields: { [key: string]: Json },
  at: string,
  occurred = at.slice(0, 10),
): Scene => ({
  kind: 'responsibility.listed',
  record,
  department: dep,
  occurred,
  recorded: at,
  body: responsibility(fields),
})

const organ = (record: string, fields: { [key: string]: Json }, at: string): Scene => ({
  kind: 'department.listed',
  record,
  department: record,
  occurred: '2024-01-01',
  recorded: at,
  role: 'registrar',
  body: department({ code: record.slice(4), inForceFrom: '2024-01-01', ...fields }),
})

const manyBases = Array.from({ length: 12 }, (_, i) =>
  basis(
    i % 3 === 0 ? 'law' : i % 3 === 1 ? 'local_regulation' : 'rule',
    `明川市市场监督管理规定（第 ${i + 1} 部分）`,
    `第${'一二三四五六七八九十'[i % 10]}条：${'市场监督管理部门依法对经营行为进行监督检查，发现违法行为的，应当责令改正；拒不改正的，依照本规定处理。'.repeat(1 + (i % 4))}`,
    i % 2 === 0 ? `明政发〔20${15 + i}〕${i + 3} 号` : null,
    `第${'一二三四五六七八九十'[i % 10]}条`,
  ),
)

const more: [string, string, string][] = [
  ['对未取得施工许可证擅自施工的处罚', 'penalty', HOUSING],
  ['对房地产经纪机构违规收费的处罚', 'penalty', HOUSING],
  ['建筑工程施工许可', 'licence', HOUSING],
  ['对物业服务企业的监督检查', 'inspection', HOUSING],
  ['对生产、销售假劣农药的处罚', 'penalty', FARMING],
  ['农产品质量安全监督检查', 'inspection', FARMING],
  ['农业植物检疫证书核发', 'licence', FARMING],
  ['对虚假宣传行为的处罚', 'penalty', MARKET],
  ['对无照经营行为的查封、扣押', 'compulsion', MARKET],
  ['食品经营许可', 'licence', MARKET],
  ['对举报重大违法行为的奖励', 'reward', MARKET],
]

/** Three years of the city, in the order of entering. */
export const city: Scene[] = [
  organ(
    GOVERNMENT,
    {
      name: '明川市人民政府',
      nameEn: 'Mingchuan Municipal People’s Government',
      departmentKind: 'government',
      parent: null,
    },
    '2024-01-08T01:30:00.000Z',
  ),
  organ(
    HOUSING,
    { name: '市住房和城乡建设局', nameEn: 'Housing and Urban-Rural Development Bureau' },
    '2024-01-08T01:31:00.000Z',
  ),
  organ(
    FARMING,
    { name: '市农业农村局', nameEn: 'Agriculture and Rural Affairs Bureau' },
    '2024-01-08T01:32:00.000Z',
  ),
  organ(
    MARKET,
    { name: '市市场监督管理局', nameEn: 'Market Regulation Bureau', uscc: '11990100MC0000001W' },
    '2024-01-08T01:33:00.000Z',
  ),
  organ(DATA, { name: '市大数据中心', departmentKind: 'directly_affiliated' }, '2024-01-08T01:34:00.000Z'),
  organ(GREEN, { name: '市园林绿化局', departmentKind: 'directly_affiliated' }, '2024-01-08T01:35:00.000Z'),
  listed(
    BREED,
    FARMING,
    {
      itemCode: 'MC-NY-0101',
      name: '种畜禽生产经营许可',
      typeAsPrinted: '行政许可',
      implementer: '市农业农村局',
      undertakingUnits: ['畜牧兽医科', '行政审批科'],
      levelAsPrinted: '地州市级',
      scope: '负责本市行政区域内种畜禽的生产经营许可；生产家畜遗传材料的除外。',
      description: '负责本行政区域内的畜牧业监督管理工作。',
      legalBases: [
        basis(
          'local_regulation',
          '明川市畜牧业条例',
          longText,
          null,
          '第二十二条第一款、第二十四条、第二十五条',
        ),
        basis(
          'rule',
          '明川市种畜禽生产经营许可办法',
          '第十条：市农业农村部门负责许可证的审核发放。',
          '明政发〔2020〕53 号',
          '第十条',
        ),
        basis(
          'three_determinations',
          '市农业农村局职能配置、内设机构和人员编制规定',
          '第四条第（七）项：承担种畜禽管理。',
          null,
          '第四条第（七）项',
        ),
      ],
      duties: [
        {
          step: '直接实施责任',
          text: '规范完善审批标准、程序，主动公示依据、条件、数量、程序、期限以及需要提交的全部材料的目录和申请书示范文本。',
        },
        { step: '直接实施责任', text: '依法依规实施许可，准予许可的决定应当公开。' },
        { step: '指导监督责任', text: '指导县级机关完善审批标准，对其实施许可进行监督检查。' },
      ],
      dutyBases: [basis('law', null, '第三十条、第三十二条、第三十四条、第三十七条、第三十八条。')],
      accountabilityCases: cases,
      exemptionCases: ['因申请人隐瞒有关情况或者提供虚假材料，致使无法作出正确判断的'],
      supervision: '12345；市农业农村局机关纪委 000-8800123',
      statutoryTimeLimit: { days: 45, unit: 'working_day', text: null },
      promisedTimeLimit: { days: 20, unit: 'working_day', text: null },
      fees: '不收费',
      applicants: '从事种畜禽生产经营的单位和个人',
      conditions: ['有相应的场所和设施', '有合格的技术人员'],
      materials: ['申请表', '场所位置图', '检测报告'],
      handling: ['受理', '现场核查', '决定', '送达'],
      place: '市政务服务大厅 2 楼 12 号窗口',
      phone: '000-8800100',
      riskPoints: [
        { step: '现场核查', level: 'high', control: '两人以上核查，全程记录，抽查复核' },
        { step: '受理', level: 'low', control: null },
      ],
      supporting: [MARKET],
      inForceFrom: '2024-01-01',
      source: { file: '市农业农村局 2024 年权责清单.xlsx', sheet: 'Sheet1', row: 4, number: '1', key: 'a' },
    },
    '2024-01-15T02:00:00.000Z',
    '2024',
  ),
  listed(
    LIFT,
    HOUSING,
    {
      name: '既有住宅加装电梯审核',
      type: 'other',
      typeAsPrinted: '其他行政权力',
      implementer: '市住房和城乡建设局',
      undertakingUnits: ['物业管理科'],
      legalBases: [
        basis(
          'rule',
          '明川市既有住宅加装电梯管理办法',
          '第七条：加装电梯应当经市住房和城乡建设部门联合审核。',
          '明政规〔2023〕7 号',
          '第七条',
        ),
      ],
      duties: [{ step: '受理', text: '公示应当提交的材料，一次性告知补正材料，依法受理或者不予受理。' }],
      accountabilityCases: cases.slice(0, 3),
      promisedTimeLimit: { days: 30, unit: 'working_day', text: null },
      supporting: [MARKET, GREEN],
      inForceFrom: '2024-01-01',
    },
    '2024-01-16T02:00:00.000Z',
    '2024-01-01',
  ),
  listed(
    LONG,
    MARKET,
    {
      name: '对市场经营行为的监督检查',
      type: 'inspection',
      legalBases: manyBases,
      accountabilityCases: cases,
    },
    '2024-01-17T02:00:00.000Z',
  ),
  ...more.map(([name, type, dep], i) =>
    listed(
      `res-00many${String(i).padStart(4, '0')}`,
      dep,
      { name, type, level: i % 3 === 0 ? 'county' : 'prefectural', implementer: null },
      `2024-01-18T02:${String(10 + i)}:00.000Z`,
    ),
  ),
  {
    kind: 'department.renamed',
    record: DATA,
    department: DATA,
    occurred: '2024-05-20',
    recorded: '2024-05-21T03:00:00.000Z',
    role: 'registrar',
    body: { name: '市数据局', nameEn: 'Data Bureau', reason: '机构改革' },
  },
  {
    kind: 'responsibility.amended',
    record: LIFT,
    department: HOUSING,
    occurred: '2024-09-01',
    recorded: '2024-09-28T08:30:00.000Z',
    body: {
      set: {
        promisedTimeLimit: { days: 15, unit: 'working_day', text: null },
        legalBases: [
          basis(
            'rule',
            '明川市既有住宅加装电梯管理办法',
            '第七条：加装电梯应当经市住房和城乡建设部门会同市场监督管理部门联合审核。',
            '明政规〔2024〕11 号',
            '第七条',
          ),
          basis(
            'normative_document',
            '明川市加装电梯联合审核规程',
            '第三条：联合审核应当在 15 个工作日内完成。',
            '明建发〔2024〕30 号',
            '第三条',
          ),
        ],
        undertakingUnits: ['物业管理科', '行政审批科'],
      },
      trigger: 'law_changed',
      reason: '管理办法修订，审核时限缩短',
    },
  },
  {
    kind: 'responsibility.corrected',
    record: BREED,
    department: FARMING,
    occurred: '2024-10-08',
    recorded: '2024-10-09T07:12:00.000Z',
    body: {
      set: { statutoryTimeLimit: { days: 20, unit: 'working_day', text: null } },
      correction: 'typo',
      reason: '录入时把四十五日写成法定时限，条例第二十五条为二十个工作日',
    },
  },
  {
    kind: 'department.merged',
    record: GREEN,
    department: GREEN,
    occurred: '2025-03-01',
    recorded: '2025-03-02T02:00:00.000Z',
    role: 'registrar',
    body: { into: HOUSING, reason: '职责整合' },
  },
  {
    kind: 'responsibility.amended',
    record: BREED,
    department: FARMING,
    occurred: '2025-06-30',
    recorded: '2025-07-02T02:00:00.000Z',
    sealed: { ground: 'trade_secret', review: '2027-06-30' },
    body: { set: { remark: '（不予公开）' }, trigger: 'other', reason: null },
  },
  {
    kind: 'responsibility.amended',
    record: LONG,
    department: MARKET,
    occurred: '2025-07-10',
    recorded: '2025-07-10T02:00:00.000Z',
    erased: true,
    body: { set: { remark: '误录的联系方式' }, trigger: 'other', reason: null },
  },
  {
    kind: 'entry.erased',
    record: 'era-25',
    department: MARKET,
    occurred: '2025-07-20',
    recorded: '2025-07-20T02:00:00.000Z',
    role: 'operator',
    body: {
      target: 25,
      ground: 'personal_data',
      authority: '市网信办明网〔2025〕9 号',
      reason: '含有个人信息',
    },
  },
  {
    kind: 'responsibility.suspended',
    record: 'res-00many0001',
    department: HOUSING,
    occurred: '2025-08-01',
    recorded: '2025-08-01T02:00:00.000Z',
    body: { trigger: 'reform', reason: '试点期间暂停' },
  },
  {
    kind: 'responsibility.transferred',
    record: 'res-00many0006',
    department: FARMING,
    occurred: '2025-11-01',
    recorded: '2025-11-03T02:00:00.000Z',
    body: { to: MARKET, trigger: 'three_determinations_changed', reason: '职责划转' },
  },
  {
    kind: 'responsibility.abolished',
    record: 'res-00many0000',
    department: HOUSING,
    occurred: '2026-02-01',
    recorded: '2026-02-10T02:00:00.000Z',
    body: { trigger: 'reform', reason: '取消' },
  },
]
