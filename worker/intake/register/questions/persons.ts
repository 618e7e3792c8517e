/**
 * Columns that tell who somebody is. A list of questions is read without them, whatever its mapping says: what is not
 * there can be recorded by nobody.
 */
import type { Json } from '../../../ledger/canonical.ts'
import type { Note } from '../../list/rejection.ts'
import type { RegisterMapping } from '../mapping.schema.ts'
import { fromRow, namedIn } from '../named.ts'
import { isObject, type Row } from '../scope.ts'
import { matches, type PlacedRow } from '../tables.ts'

/** Words by which a header says that somebody's name, number or address stands under it: of whoever asked, and of officials. */
const PERSONS = [
  /(?:来电|来访|来信|来件|致电|诉求|反映|投诉|举报|申请|信访|当事|联系|求助|咨询|提问|被反映|承办|经办|办理|受理|登记|记录|回访|接线|操作)(?:人|者|员)/u,
  /姓名|称呼|性别|年龄|出生|民族|职业|电话|手机|联系方式|住址|地址|门牌|邮箱|微信|身份证|证件|户籍|车牌|坐席|座席|话务/u,
  /(?:来电|主叫|联系|移动)号码|^市民(?:信息)?$|^群众$|\bQQ\b/iu,
  /\b(?:applicant|requester|requestor|caller|complainant|petitioner|contact|first name|last name|surname|full name|phone|telephone|mobile|e-?mail|address|birth|passport|identity card|id card|licen[cs]e plate)\b/iu,
]

/** True for a header under which a person is named, or told by a number or an address. */
function tellsPerson(header: string): boolean {
  // The second column of one header has a number behind it.
  const words = header.normalize('NFKC').replaceAll('_', ' ').replace(/\s+/g, ' ').replace(/ \d+$/, '')
  const glued = words.replaceAll(' ', '')
  return PERSONS.some((one) => one.test(words) || one.test(glued))
}

/** True for a mapping by which rows become questions, which are asked by somebody. */
export const givesQuestions = ({ records }: Pick<RegisterMapping, 'records'>): boolean =>
  records.some(({ kind }) => kind === 'question')

/** Columns and paths that a mapping of questions names and may not read, each with its place in the mapping. */
export function personsNamed(mapping: RegisterMapping): { place: string; name: string }[] {
  if (!givesQuestions(mapping)) return []
  const { columns } = mapping.input
  const last = (path: string): string => path.split('.').at(-1) ?? path
  return [
    ...Object.entries(columns).flatMap(([name, { headers }]) =>
      headers.filter(tellsPerson).map((header) => ({ place: `/input/columns/${name}`, name: header })),
    ),
    ...namedIn(mapping)
      .filter((one) => !Object.hasOwn(columns, one.path) && tellsPerson(last(fromRow(one))))
      .map(({ place, path }) => ({ place, name: path })),
  ]
}

/** Rows of one file without what tells persons, and what is said of the columns that are not read. */
export function withoutPersons(
  rows: readonly PlacedRow[],
  mapping: RegisterMapping,
  file: string,
): { rows: PlacedRow[]; notes: Note[] } {
  const persons = new Set<string>()
  const others = new Set<string>()
  const { columns } = mapping.input
  const used = new Set(namedIn(mapping).map((one) => fromRow(one).split('.')[0] ?? ''))
  const headers = Object.values(columns).flatMap((column) => column.headers)
  /** A name of the mapping for a column whose own header tells a person. */
  const isAlias = (name: string, own: readonly string[]): boolean =>
    (columns[name]?.headers ?? []).some((wanted) => own.some((header) => matches(header, wanted)))
  const strip = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(strip)
    return isObject(value) ? stripRow(value) : value
  }
  const stripRow = (row: Row): Row => {
    const own = Object.keys(row).filter(tellsPerson)
    const kept = Object.entries(row).filter(([name]) => !own.includes(name) && !isAlias(name, own))
    for (const name of own) if (filled(row[name])) persons.add(name)
    return Object.fromEntries(kept.map(([name, value]) => [name, strip(value)]))
  }
  const read = rows.map((placed) => ({ ...placed, row: stripRow(placed.row) }))
  for (const { row } of read)
    for (const [name, value] of Object.entries(row))
      if (!Object.hasOwn(columns, name) && !used.has(name) && filled(value)) others.add(name)
  const unread = [...others].filter((name) => !headers.some((wanted) => matches(name, wanted)))
  const at = { file, sheet: '', row: null }
  return {
    rows: read,
    notes: [
      ...(persons.size === 0 ? [] : [{ ...at, words: personsPassed([...persons]) }]),
      ...(unread.length === 0 ? [] : [{ ...at, words: othersPassed(unread) }]),
    ],
  }
}

const filled = (value: Json | undefined): boolean =>
  value !== undefined && value !== null && (typeof value !== 'string' || value.trim() !== '')

const personsPassed = (names: readonly string[]): Note['words'] => ({
  zh: `这些列会说出某个人，跳过，没有读：${names.join('、')}`,
  en: `these columns tell who somebody is and were passed over, not read: ${names.join(', ')}`,
})

const othersPassed = (names: readonly string[]): Note['words'] => ({
  zh: `这些列映射没有用到，没有录入：${names.join('、')}`,
  en: `the mapping takes nothing of these columns: ${names.join(', ')}`,
})
