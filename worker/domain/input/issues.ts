/** Words for a person from the report of a schema. Issues are plain data: nothing here needs the schemas. */
import { fields } from '../record/field-words.ts'
import { Problem, type Words } from '../record/problem.ts'
import { nearest } from '../text/nearest.ts'

/** A fault that a schema reports: the shape of zod's issues, and of those that are made by hand. */
export interface Issue {
  code?: string | undefined
  path: readonly PropertyKey[]
  message: string
  keys?: string[]
  values?: readonly unknown[]
  /** Names that are known where `keys` are not. */
  known?: readonly string[]
  minimum?: unknown
  maximum?: unknown
  /** The type that the bound is of: `string`, `array`, `number`, `int`. */
  origin?: string
  expected?: string
}

/** Faults that are told at most, and letters of a word that is repeated. */
const MOST_TOLD = 20
const MOST_LETTERS = 40

/** Messages that the schemas of this room give, in words. */
const OWN: { readonly [message: string]: Words } = {
  date: {
    zh: '应为日期，如 2026、2026-03 或 2026-03-05',
    en: 'expected a date such as 2026, 2026-03 or 2026-03-05',
  },
  moment: {
    zh: '应为日期或 UTC 时刻，如 2026-03-05 或 2026-03-05T08:00:00Z',
    en: 'expected a date or an instant in UTC, such as 2026-03-05 or 2026-03-05T08:00:00Z',
  },
  leaf_hash: {
    zh: '应是叶哈希：44 个字符的 base64，收据和账目页上有',
    en: 'should be a leaf hash: 44 characters of base64, as receipts and the page of an entry have it',
  },
  web_address: {
    zh: '应是 https:// 或 http:// 开头的网址，不含口令',
    en: 'should be an address that begins with https:// or http://, without a password',
  },
  uscc: {
    zh: '统一社会信用代码应为 18 位，且校验位相符（GB 32100）',
    en: 'expected a USCC of 18 symbols whose check digit fits (GB 32100)',
  },
  point: {
    zh: '应为纬度、经度，以度计（WGS 84），如 31.2304, 121.4737；纬度在前，不超过 ±90，经度不超过 ±180',
    en: 'expected latitude and longitude in degrees (WGS 84), such as 31.2304, 121.4737: latitude first, within ±90, longitude within ±180',
  },
  division: { zh: '应为 6 位行政区划代码', en: 'expected a division code of 6 digits' },
  code: {
    zh: '应为 2 到 31 个小写字母、数字或连字符，且不以连字符开头',
    en: 'expected 2 to 31 lower-case letters, digits or hyphens, not beginning with a hyphen',
  },
  day: { zh: '应为到日的日期，如 2026-03-05', en: 'expected a day such as 2026-03-05' },
  clock_id: {
    zh: '应为小写字母开头的名称，各段以点分隔，如 hotline.help',
    en: 'expected a name of lower-case letters, its parts divided by dots, such as hotline.help',
  },
  https: { zh: '应为 https 地址', en: 'expected an https address' },
  public_key: {
    zh: '应为 Ed25519 公钥：32 字节的 Base64',
    en: 'expected an Ed25519 public key: 32 bytes in base64',
  },
  ticket: {
    zh: '应为准备时得到的凭条：32 字节的 Base64',
    en: 'expected the ticket that preparing gave: 32 bytes in base64',
  },
  signature: {
    zh: '应为 Ed25519 签名：64 字节的 Base64',
    en: 'expected an Ed25519 signature: 64 bytes in base64',
  },
  issuer: {
    zh: '应为登录服务的 https 地址，不带查询和片段（只有本机可用 http）',
    en: 'expected the https address of the provider, without query and fragment (http on this machine alone)',
  },
  scope: { zh: '应为不含空格的范围名，如 groups', en: 'expected a scope without spaces, such as groups' },
  unicode: {
    zh: '含有残缺的字符（单独的代理项）',
    en: 'it holds half a character (a lone surrogate)',
  },
  turning: {
    zh: '含有改变书写方向的控制符（U+202A–202E、U+2066–2069），看到的会与写下的不同：请去掉',
    en: 'it holds marks that turn the direction of writing (U+202A–202E, U+2066–2069), so that it would not read as it stands: leave them out',
  },
  unseen: {
    zh: '名称里含有看不见的字符（如零宽空格 U+200B）：请去掉',
    en: 'a name holds characters that nobody sees (such as U+200B, the zero-width space): leave them out',
  },
  empty: { zh: '没有写明要改哪个字段', en: 'it names no field to change' },
  'id:record': {
    zh: '应为记录编号，如 dec-0123456789',
    en: 'expected the id of a record, such as dec-0123456789',
  },
  'id:department': {
    zh: '应为部门编号，如 dep-water',
    en: 'expected the id of a department, such as dep-water',
  },
  'id:responsibility': {
    zh: '应为权责事项编号，如 res-0123456789',
    en: 'expected the id of a responsibility, such as res-0123456789',
  },
  'id:decision': {
    zh: '应为决策编号，如 dec-0123456789',
    en: 'expected the id of a decision, such as dec-0123456789',
  },
  'id:milestone': {
    zh: '应为节点编号，如 mil-0123456789',
    en: 'expected the id of a milestone, such as mil-0123456789',
  },
}

/** Faults whose text is not repeated: it would not show what is wrong. */
const UNSHOWN: ReadonlySet<string> = new Set(['unicode', 'turning', 'unseen'])

const MALFORMED: Words = { zh: '格式不对', en: 'malformed' }

const TYPES: { readonly [type: string]: Words } = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  record: { zh: '对象', en: 'an object' },
}

/** Names that mean something else, or less, in another kind of record. */
const PLACES: { readonly [field: string]: Words } = {
  ...fields,
  name: { zh: '名称', en: 'Name' },
  parent: { zh: '上级', en: 'Parent' },
  level: { zh: '层级', en: 'Level' },
  type: { zh: '类型', en: 'Type' },
  title: { zh: '标题', en: 'Title' },
}

/** The value at a path of the input; undefined where there is none. */
function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Object.getOwnPropertyDescriptor(value, key)?.value
  }
  return value
}

function shown(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null
  const text = String(value)
  const [...symbols] = text.slice(0, 2 * MOST_LETTERS + 2)
  return symbols.length > MOST_LETTERS ? `${symbols.slice(0, MOST_LETTERS).join('')}…` : text
}

/** Names that are not known, each with the known name that was probably meant. */
function unknownNames({ keys = [], known = [] }: Issue): Words {
  const named = keys.slice(0, MOST_TOLD).map((key) => {
    const near = key.length > MOST_LETTERS ? null : nearest(key, known)
    return { key: shown(key) ?? '', near }
  })
  const more = keys.length > MOST_TOLD ? ['等', ' and others'] : ['', '']
  const zh = named.map(({ key, near }) => (near === null ? key : `${key}（是否指 ${near}？）`)).join('、')
  const en = named.map(({ key, near }) => (near === null ? key : `${key} (did you mean ${near}?)`)).join(', ')
  return { zh: `没有这样的字段：${zh}${more[0]}`, en: `unknown fields: ${en}${more[1]}` }
}

function tooSmall({ origin, minimum }: Issue): Words {
  const least = String(minimum)
  if (origin === 'array') return { zh: `至少应有 ${least} 项`, en: `expected at least ${least} of them` }
  if (origin !== 'string') return { zh: `不能小于 ${least}`, en: `must be at least ${least}` }
  return { zh: '不能为空', en: 'must not be empty' }
}

function tooBig({ origin, maximum }: Issue, value: unknown): Words {
  const most = String(maximum)
  if (origin === 'array') {
    const [zh, en] = Array.isArray(value)
      ? [`，现有 ${value.length} 项`, `, there are ${value.length}`]
      : ['', '']
    return { zh: `太多：至多 ${most} 项${zh}`, en: `too many: at most ${most}${en}` }
  }
  if (origin !== 'string') return { zh: `不能大于 ${most}`, en: `must be at most ${most}` }
  const [zh, en] =
    typeof value === 'string' ? [`，现有 ${value.length} 个`, `, it has ${value.length}`] : ['', '']
  return { zh: `太长：至多 ${most} 个字符${zh}`, en: `too long: at most ${most} characters${en}` }
}

function expectation(issue: Issue, value: unknown): Words {
  const own = Object.hasOwn(OWN, issue.message) ? OWN[issue.message] : undefined
  const given = shown(value)
  if (own !== undefined) {
    return given === null || given.trim() === '' || UNSHOWN.has(issue.message)
      ? own
      : { zh: `“${given}”不对，${own.zh}`, en: `"${given}" does not fit: ${own.en}` }
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownNames(issue)
    case 'invalid_value': {
      const values = issue.values ?? []
      const [zh, en] =
        value === undefined
          ? ['缺少这一项，', 'missing: ']
          : given === null
            ? ['', '']
            : [`“${given}”不对，`, `"${given}" does not fit: `]
      return {
        zh: `${zh}应为以下之一：${values.join('、')}`,
        en: `${en}expected one of: ${values.join(', ')}`,
      }
    }
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue, value)
    case 'invalid_type': {
      const { expected = '' } = issue
      const type = (Object.hasOwn(TYPES, expected) ? TYPES[expected] : undefined) ?? {
        zh: expected,
        en: expected,
      }
      return value === undefined
        ? { zh: `缺少这一项，应为${type.zh}`, en: `missing: expected ${type.en}` }
        : { zh: `应为${type.zh}`, en: `expected ${type.en}` }
    }
    default:
      return MALFORMED
  }
}

/** Place in words: `实施依据第 1 项的标题`, `Legal bases 1, title`. */
function placeOf(path: readonly PropertyKey[]): Words {
  let zh = ''
  let en = ''
  for (const key of path) {
    const place = /^\d+$/.test(String(key)) ? Number(key) + 1 : String(key)
    if (typeof place === 'number') {
      zh += `第 ${place} 项`
      en += ` ${place}`
      continue
    }
    const words = Object.hasOwn(PLACES, place) ? PLACES[place] : undefined
    zh += `${zh === '' ? '' : '的'}${words?.zh ?? place}`
    en += en === '' ? (words?.en ?? place) : `, ${(words?.en ?? place).toLowerCase()}`
  }
  return { zh, en }
}

/**
 * The first thing that is wrong: its place (`legalBases/0/title`), what is wrong and what would be right.
 *
 * @param input what was parsed, so that the words can say what was found
 * @param under where the input itself stands in what the caller sent
 */
export function problemFromIssues(
  issues: readonly Issue[],
  input?: unknown,
  under: readonly PropertyKey[] = [],
): Problem {
  const [issue] = issues
  const expected = issue === undefined ? MALFORMED : expectation(issue, valueAt(input, issue.path))
  const path = [...under, ...(issue?.path ?? [])]
  const place = placeOf(path)
  const more = Math.min(issues.length, MOST_TOLD) - 1
  const [atLeastZh, atLeastEn] = issues.length > MOST_TOLD ? ['至少', 'at least '] : ['', '']
  const en = `${place.en === '' ? '' : `${place.en}: `}${expected.en}${more > 0 ? `; and ${atLeastEn}${more} more` : ''}.`
  return new Problem('invalid', {
    ...(path.length === 0 ? {} : { field: path.map(String).join('/') }),
    words: {
      zh: `${place.zh === '' ? '' : `${place.zh}：`}${expected.zh}${more > 0 ? `；另有${atLeastZh} ${more} 处` : ''}。`,
      en: en.charAt(0).toUpperCase() + en.slice(1),
    },
  })
}
