/** Words by which headers of registers tell what a column is, in the languages that registers are printed in. */
import { folded } from '../fold.ts'

interface RoleWords {
  /** Words that settle it. */
  strong: string
  /** Words that speak for it. */
  weak?: string
  /** Words that speak against it. */
  not?: string
}

export const ROLES = {
  title: {
    strong:
      'title name nombre titulo titre titel nom naam bezeichnung denominacion denomination subject asunto oggetto objet 名称 标题 题名',
    weak: 'project proyecto projet projekt projeto work obra commitment measure action programme program scheme initiative bill matter full 事项 项目 工程 任务',
    not: 'id number code no type category status lead minister department body agency first last user contact supplier contractor company comment note description link url file phase manager officer by appears differences level 类型 状态 编号 编码 依据 单位 部门',
  },
  key: {
    strong:
      'id ref reference referencia code codigo number numero nummer nr no num identifier key kennung aktenzeichen expediente dossier 编号 编码 代码 文号 案号',
    weak: 'file slug guid uuid 序号',
    not: 'node phone tel postal zip commune year anio version supplier contractor contract supplier expected total count',
  },
  department: {
    strong:
      'department departement departamento dept ministry ministerio ministere ministerium agency agencia bureau office oficina authority behorde amt body organ organisation organization organismo responsable department 部门 单位 机构 主体 机关 局',
    weak: 'area minister lead owner unit institution entity entidad service direction division responsible reporting dienststelle 责任 牵头',
    not: 'id number code type date comment narrative note description all other email phone level duty 职责 依据 方式 电话',
  },
  status: {
    strong: 'status stage etapa rating estado etat statut stand phase 状态 进展 阶段 进度情况',
    weak: 'state colour color rag situation confidence',
    not: 'id code date comment note narrative commentary description 说明',
  },
  start: {
    strong:
      'start begin began begins inicio comienzo debut beginn commence commencement intro introduced introduction launch 开始 启动 开工 立项 起始',
    weak: 'opened proposed first 提出',
    not: 'end fin finish delay days updated modified agenda',
  },
  due: {
    strong:
      'end fin due finish deadline completion termino vencimiento frist ende fristende echeance 完成 截止 到期 期限 竣工 完工',
    weak: 'target planned plan expected forecast scheduled previsto promised by 计划 预计',
    not: 'actual start begin updated modified agenda 实际 开始 开工',
  },
  done: {
    strong:
      'actual completed finished delivered realised achieved met closed terminado finalizado fertiggestellt acheve 实际 办结',
    weak: 'real end finish completion 竣工 完成 完工',
    not: 'start begin planned plan expected target forecast due delay 计划 预计 开始 开工',
  },
  duration: {
    strong: 'duration plazo dauer duree 工期 时长',
    weak: 'planned days',
    not: 'actual real meses months 实际',
  },
  amount: {
    strong:
      'amount cost costs budget monto importe coste costo presupuesto betrag kosten montant cout value price spend forecast baseline 金额 预算 投资 造价 资金',
    weak: 'total planned whole contract 总',
    not: 'variance change number count delay duration days percent share category comment narrative id year per',
  },
  progress: {
    strong: 'progress percent percentage porcentaje avance fortschritt avancement 进度 完成率 比例',
    weak: 'complete',
    not: 'variance budget cost',
  },
  area: {
    strong:
      'barrio comuna district location region gemeinde commune ward borough municipality 区域 地区 辖区 地点',
    weak: 'area city place town',
    not: 'responsable id lead',
  },
  summary: {
    strong:
      'description summary descripcion aims abstract beschreibung resume objetivo purpose 内容 说明 简介 概况',
    weak: 'text scope objective details commitment',
    not: 'comment narrative commentary note',
  },
} as const satisfies { readonly [role: string]: RoleWords }

export type Role = keyof typeof ROLES

const HAN = /\p{Script=Han}/u
const GLUED = /^(.{3,})(date|name|number|status|code|title|type)$/

/** The words of a header: `BodyName`, `start_date` and `enddate` are two each; Han text stays whole. */
export function wordsOf(header: string): string[] {
  return folded(header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .split(' ')
    .flatMap((word) => GLUED.exec(word)?.slice(1) ?? [word])
}

function hits(words: readonly string[], list: string | undefined): number {
  if (list === undefined) return 0
  return list
    .split(' ')
    .filter((wanted) =>
      HAN.test(wanted)
        ? words.some((word) => word.includes(wanted))
        : words.some((word) => word === wanted || word === `${wanted}s`),
    ).length
}

/**
 * Weight with which a header speaks for a role; 0 or less for one that does not. Its first words count most.
 */
export function speaksFor(role: Role, header: string): number {
  const { strong, weak, not }: RoleWords = ROLES[role]
  const words = wordsOf(header.replace(/\([^)]*\)/g, ' ')).slice(0, 12)
  const sum =
    3 * Math.min(2, hits(words, strong)) + 1.5 * Math.min(2, hits(words, weak)) - 4 * hits(words, not)
  // Half a sentence that holds the word is no header of that name.
  return words.length > 5 ? sum / 2 : sum
}

/** True for a header with a word that settles its role, and does not only speak for it. */
export function settles(role: Role, header: string): boolean {
  const words = wordsOf(header.replace(/\([^)]*\)/g, ' ')).slice(0, 12)
  return speaksFor(role, header) > 0 && hits(words, ROLES[role].strong) > 0
}

/** Number of different roles that a line of headers has columns for. */
export function rolesIn(headers: readonly string[]): number {
  return Object.keys(ROLES).filter((role) =>
    headers.some((header) => isRole(role) && speaksFor(role, header) >= 1.5),
  ).length
}

const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text)

/** Words of a status that mean that a thing is done. */
export const FINISHED =
  /^(?:finished|complet(?:e|ed)\b.*|done|delivered|closed|finali[sz]ad[ao].*|terminad[ao].*|abgeschlossen|fertiggestellt|acheve.*|termine.*|已完成.*|完成|已完工|完工|已竣工|竣工|已办结|办结)$/u

const CURRENCIES: readonly [RegExp, string][] = [
  [/£|gbp|Ł\s?m/iu, 'GBP'],
  [/€|\beur/iu, 'EUR'],
  [/元|\bcny\b|\brmb\b/iu, 'CNY'],
  [/us\$|\busd\b/iu, 'USD'],
]

/** The currency that a header or its values name; null where a bare `$` or nothing stands. */
export function currencyOf(header: string, values: readonly string[]): string | null {
  const said = `${header} ${values.slice(0, 50).join(' ')}`
  return CURRENCIES.find(([sign]) => sign.test(said))?.[1] ?? null
}

/**
 * Factor by which a figure is to be multiplied, when its header counts in millions and the like; 1 without a
 * unit.
 */
export function unitOf(header: string): number {
  if (/亿/u.test(header)) return 100_000_000
  if (/万元|万/u.test(header)) return 10_000
  if (/millio?n|\bmio\b|[£€$Ł]\s?m\b|_\$m\b|\bm[£€$]/iu.test(header)) return 1_000_000
  if (/thousand|miles de|tausend|'000|\bk[£€$]/iu.test(header)) return 1000
  return 1
}
