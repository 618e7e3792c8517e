/** Full items from the short description of an organ, each a valid input of an opened responsibility. */

import { usccCheckSymbol } from '../../domain/kinds/department/uscc.ts'
import {
  type LegalBasis,
  NO_FIELDS,
  type ResponsibilityFields,
  type TimeLimit,
} from '../../domain/kinds/responsibility/fields.ts'
import {
  basisLevels,
  type Level,
  type ResponsibilityType,
  responsibilityTypes,
} from '../../domain/record/vocabulary.ts'
import { toHex, utf8 } from '../../ledger/bytes.ts'
import { sha256 } from '../../ledger/merkle.ts'
import type { Area, Organ } from './city/city.ts'
import { EXEMPTIONS, ROLES, type Wording, wordings } from './wording.ts'

/** The city has an invented division code: no province begins with 99. */
export const DIVISION = '990100'

export const CITY = { zh: '明川市', en: 'Mingchuan' } as const

const DIGITS = '零一二三四五六七八九'

/** 1 to 99 in Chinese numerals. */
function numeral(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  const head = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`
  return head + (ones === 0 && tens > 0 ? '' : (DIGITS[ones] ?? ''))
}

/** The USCC of an organ (GB 32100): category 11 is for state organs. */
export function usccOf({ subject }: Organ): string {
  const first = `11${DIVISION}${subject}`
  return first + (usccCheckSymbol(first) ?? '')
}

/** Names in English of the powers on which decisions of the demo rest; of the others only what is printed is known. */
const ENGLISH: { readonly [name: string]: string } = {
  住房和城市更新政策的制定: 'Policies on housing and urban renewal',
  重大公共建设项目的决定: 'Decisions on major public works',
  城市公共交通政策和规划的制定: 'Policies and plans of urban public transport',
  民办学校设立审批: 'Approval of private schools',
  政府投资项目建议书审批: 'Approval of proposals for publicly funded projects',
  重污染天气应急减排清单编制: 'List of emission cuts on days of heavy pollution',
  对放射源使用单位的检查: 'Inspection of users of radioactive sources',
  对二次供水设施未按期清洗消毒的处罚: 'Penalties for water tanks not cleaned when due',
  耕地地力保护补贴发放: 'Payment of the subsidy for keeping farmland fertile',
  对高耗水服务业节水的检查: 'Inspection of water saving in services that use much',
}

/** All items of an organ, area by area. */
export function itemsOf(organ: Organ): ResponsibilityFields[] {
  return organ.areas.flatMap((area) => areaItems(organ, area))
}

/** The items of one area, in the order of the types of a list. */
export function areaItems(organ: Organ, area: Area): ResponsibilityFields[] {
  let article = 6
  return typesOf(area).flatMap((type) =>
    (area.items[type] ?? []).map((name) => {
      article += 2
      return itemOf(organ, area, type, name, article)
    }),
  )
}

function typesOf(area: Area): ResponsibilityType[] {
  return (Object.keys(responsibilityTypes) as ResponsibilityType[]).filter(
    (type) => area.items[type] !== undefined,
  )
}

function itemOf(
  organ: Organ,
  area: Area,
  type: ResponsibilityType,
  name: string,
  article: number,
): ResponsibilityFields {
  const wording = wordings[type]
  const number = numberOf(organ.code, name)
  const fill = (text: string): string => text.replaceAll('{it}', name)
  const { limits } = wording
  const limit = (days: number | undefined) =>
    limits === null || days === undefined ? null : timeLimit(days, limits.unit)
  return {
    ...NO_FIELDS,
    itemCode: `${DIVISION}-${organ.subject}-${wording.letters}-${String(number).padStart(4, '0')}`,
    name,
    nameEn: ENGLISH[name] ?? null,
    type,
    typeAsPrinted: responsibilityTypes[type].zh,
    implementer: organ.name,
    undertakingUnits:
      type === 'penalty' || type === 'compulsion' ? [area.unit, '综合行政执法支队'] : [area.unit],
    level: levelOf(number),
    levelAsPrinted: levelOf(number) === 'county' ? '县市区级' : '市级',
    scope:
      levelOf(number) === 'county'
        ? '由县级部门实施，市级负责指导监督和跨县区事项。'
        : '负责市本级以及跨县区的事项。',
    description: area.duty,
    legalBases: [actBasis(area), localBasis(area, article, fill(wording.clause))],
    duties: wording.duties.map(([step, text]) => ({ step, text: fill(text) })),
    dutyBases: [accountabilityBasis()],
    accountableRoles: [...ROLES],
    accountabilityCases: wording.cases.map(fill),
    exemptionCases: number % 3 === 0 ? [...EXEMPTIONS] : [],
    supervision: `${organ.short}机关纪检监察；政务服务便民热线 12345。`,
    statutoryTimeLimit: limit(limits?.statutory),
    promisedTimeLimit: limit(limits === null ? undefined : limits.promised + (number % 4)),
    fees:
      type === 'levy'
        ? '按照市价格主管部门公布的标准收取，全额上缴国库。'
        : type === 'licence'
          ? '不收费。'
          : null,
    ...guideOf(wording, number, fill),
    riskPoints: [wording.risk],
  }
}

/** Counters of the one hall where the city takes applications. */
const COUNTERS = 36

/** The guide of an item. One in seven has not told where and when: real lists have such gaps. */
function guideOf(
  { guide }: Wording,
  number: number,
  fill: (text: string) => string,
): Partial<ResponsibilityFields> {
  if (guide === undefined) return {}
  const where = {
    place: `市政务服务大厅 ${(number % COUNTERS) + 1} 号窗口`,
    hours: '工作日 9:00—12:00，13:30—17:30',
    phone: '12345',
  }
  return {
    applicants: fill(guide.applicants),
    conditions: guide.conditions.map(fill),
    materials: guide.materials.map(fill),
    handling: guide.handling.map(fill),
    forms: guide.forms.map(fill),
    ...(number % 7 === 0 ? {} : where),
  }
}

function levelOf(number: number): Level {
  return number % 5 === 0 ? 'county' : 'prefectural'
}

/** A limit as a list prints it. */
export function timeLimit(days: number, unit: TimeLimit['unit']): TimeLimit {
  return { days, unit, text: `${days}${unit === 'day' ? '日' : '个工作日'}` }
}

/** A number that an item keeps whatever is listed before it. */
function numberOf(code: string, name: string): number {
  return (Number.parseInt(toHex(sha256(utf8(`${code} ${name}`))).slice(0, 8), 16) % 9000) + 1000
}

function actBasis({ act }: Area): LegalBasis {
  const article = act.article ?? null
  return {
    level: act.level,
    title: act.title,
    docNumber: null,
    article,
    text: `【${basisLevels[act.level].zh}】《${act.title}》${article ?? ''}`,
  }
}

function localBasis({ regulation }: Area, article: number, clause: string): LegalBasis {
  const level = regulation.endsWith('条例') ? 'local_regulation' : 'normative_document'
  const number = `第${numeral(article)}条`
  const docNumber = level === 'local_regulation' ? null : `明政规〔2022〕${article}号`
  const cited = `《${regulation}》${docNumber === null ? '' : `（${docNumber}）`}`
  return {
    level,
    title: regulation,
    docNumber,
    article: number,
    text: `【${basisLevels[level].zh}】${cited}${number}：${clause}`,
  }
}

/** 公职人员政务处分法 Art. 39: failing to perform duties, or performing them wrongly. */
function accountabilityBasis(): LegalBasis {
  const title = '中华人民共和国公职人员政务处分法'
  return {
    level: 'law',
    title,
    docNumber: null,
    article: '第三十九条',
    text: `【法律】《${title}》第三十九条`,
  }
}
