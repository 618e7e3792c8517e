/** Drafts a mapping from sample files by looking at their headers and values. Every guess is told in words. */
import { refuse } from '../../domain/guard.ts'
import type { Words } from '../../domain/problem.ts'
import type { Json } from '../../ledger/canonical.ts'
import { decodeText } from '../csv.ts'
import { readSheets } from '../read.ts'
import { baseName } from '../sheet.ts'
import type { Value } from './mapping.schema.ts'
import { type Column, isNothing, profileColumn } from './profile-column.ts'
import { folded } from './scalars.ts'
import type { GivenFile } from './tables.ts'

type Draft = { [key: string]: unknown }

export interface Drafted {
  mapping: Draft
  remarks: Words[]
}

interface Sample {
  format: 'table' | 'json'
  encodings: string[]
  header: number
  each: string | null
  /** Texts by the name or path of the column. */
  columns: Map<string, string[]>
  lists: { path: string; items: { [field: string]: Json }[] }[]
}

const ROLES = {
  key: /^(?:.*\b)?(?:id|ref|reference|code|number|no|file|identifier|编号|编码|序号|expediente.*|node id|.* id)$/,
  title: /title|name|nombre|titulo|project|commitment|objet|名称|标题|事项|项目/,
  department:
    /department|agency|ministry|bureau|office|authority|body ?name|organ|area responsable|reporting lead|minister|部门|单位|机构|责任/,
  status: /status|stage|etapa|rating|state|状态|进展|阶段/,
  start: /start|begin|inicio|intro|commenc|开始|启动|开工/,
  done: /actual.*(?:end|finish|complet)|completed|finished|delivered|enact|real|实际|竣工/,
  due: /end|due|fin\b|fin |finish|target|deadline|complet|完成|截止|到期|计划/,
  amount: /amount|cost|budget|monto|value|price|spend|金额|预算|投资|造价/,
  progress: /progress|percent|porcentaje|avance|进度|完成率/,
  area: /barrio|comuna|area|district|region|location|区域|地区|辖区/,
  summary: /description|summary|descripcion|aims|abstract|内容|说明|简介/,
} as const

/** @throws Problem `invalid` when the files cannot be read or hold no rows */
export function draftMapping(
  files: readonly GivenFile[],
  options: { name: string; kind: 'decision' | 'milestone' | null },
): Drafted {
  const remarks: Words[] = []
  const say = (zh: string, en: string): void => void remarks.push({ zh, en })
  const sample = sampleOf(files)
  const columns = [...sample.columns].map(([name, values]) => profileColumn(name, values))
  if (columns.length === 0)
    throw refuse('invalid', '样本里没有任何一列。', 'The samples hold no column at all.')
  const used = new Set<string>()
  const take = (role: keyof typeof ROLES, fits: (column: Column) => boolean): Column | null => {
    const found = columns.filter(
      (column) =>
        !used.has(column.name) && column.filled > 0 && ROLES[role].test(folded(column.name)) && fits(column),
    )
    const best = found.sort((a, b) => b.filled - a.filled)[0] ?? null
    if (best !== null) used.add(best.name)
    return best
  }
  const isDate = ({ formats }: Column): boolean => formats.length > 0
  const isText = ({ formats, decimal }: Column): boolean => formats.length === 0 && decimal === null
  const done = take('done', isDate)
  const due = take('due', isDate)
  const start = take('start', isDate)
  const title =
    take('title', (column) => isText(column) && column.distinct > column.filled / 2) ?? longest(columns, used)
  const key = take('key', ({ distinct, rows, filled }) => distinct === rows && filled === rows)
  const department = take('department', (column) => isText(column) && column.distinct < column.filled)
  const status = take('status', isText)
  const amount = take('amount', ({ decimal }) => decimal !== null)
  const progress = take('progress', ({ decimal }) => decimal !== null)
  const area = take('area', (column) => isText(column) && column.length < 60)
  const summary = take('summary', isText)
  if (title === null) throw refuse('invalid', '找不到可作标题的列。', 'No column looks like a title.')

  const identity = key === null ? { from: [title.name], fold: true } : { from: [key.name] }
  if (key === null)
    say(
      `没有一列的值各行都不同：用“${title.name}”识别记录，忽略大小写和标点。`,
      `No column has a different value in every row: "${title.name}" names the records, case and punctuation aside.`,
    )
  else
    say(
      `“${key.name}”每行都不同，用它识别记录；请确认它在下一次公布时不会重新编号。`,
      `"${key.name}" differs in every row and names the records; make sure that it is not numbered anew in the next delivery.`,
    )
  say(`标题取自“${title.name}”。`, `The title is taken from "${title.name}".`)
  if (department === null)
    say(
      '找不到部门列：用固定名称代替，请改成实际的部门。',
      'No column looks like a department: a fixed name stands in its place, put the real one there.',
    )
  else
    say(
      `部门取自“${department.name}”（${department.distinct} 个）。`,
      `The department is taken from "${department.name}" (${department.distinct} of them).`,
    )

  const date = (column: Column): Value => {
    say(
      `“${column.name}”按 ${column.formats.join('、')} 读作日期。`,
      `"${column.name}" is read as a date: ${column.formats.join(', ')}.`,
    )
    return { from: column.name, as: 'date', formats: column.formats, unreadable: 'none' }
  }
  const departmentValue: Value =
    department === null
      ? { const: 'Department not stated' }
      : { from: department.name, as: 'line', default: 'Department not stated' }
  const fields: { [field: string]: Value } = { title: { from: title.name, as: 'line' } }
  if (area !== null) fields.area = { from: area.name, as: 'line' }
  const decision: Draft = {
    kind: 'decision',
    key: identity,
    department: departmentValue,
    ...(start === null ? {} : { occurred: date(start) }),
    fields: {
      ...fields,
      class: { const: due === null ? 'ordinary' : 'project' },
      noResponsibility: { const: 'The register names no power.' },
      ...(key === null ? {} : { number: { from: key.name, as: 'line' } }),
      ...(summary === null ? {} : { summary: summary.name }),
      ...(status === null ? {} : { declaredStatus: { from: status.name, as: 'line' } }),
      ...(amount === null
        ? {}
        : {
            amounts: {
              list: [
                {
                  kind: { const: 'budget' },
                  current: { from: amount.name, as: 'number', decimal: amount.decimal, unreadable: 'none' },
                },
              ],
            },
          }),
    },
    ...stepsOf(sample, say),
  }
  const dated: { [field: string]: Value } = {
    ...(start === null ? {} : { startedAt: date(start) }),
    ...(due === null ? {} : { currentDue: date(due) }),
    ...(progress === null
      ? {}
      : {
          progress: {
            from: progress.name,
            as: 'percent',
            decimal: progress.decimal ?? '.',
            unreadable: 'none',
          },
        }),
  }
  const milestone: Draft = {
    kind: 'milestone',
    key: identity,
    department: departmentValue,
    fields: {
      ...fields,
      ...(options.kind === 'milestone'
        ? {}
        : { decision: { from: key?.name ?? title.name, as: 'record', kind: 'decision' } }),
      ...dated,
      ...(status === null ? {} : { declaredStatus: { from: status.name, as: 'line' } }),
    },
    ...(done === null ? {} : { done: date(done) }),
  }
  const both = due !== null || done !== null
  const records =
    options.kind === 'decision'
      ? [decision]
      : options.kind === 'milestone'
        ? [milestone]
        : both
          ? [decision, milestone]
          : [decision]
  if (status !== null && status.words.length > 0)
    say(
      `“${status.name}”只有这些词：${status.words.join('、')}。`,
      `"${status.name}" has these words alone: ${status.words.join(', ')}.`,
    )
  const left = columns
    .filter(({ name, filled }) => !used.has(name) && name !== title.name && filled > 0)
    .map(({ name }) => name)
  if (left.length > 0)
    say(`没有用到的列：${left.join('、')}。`, `Columns that were left out: ${left.join(', ')}.`)
  const empty = [
    ...new Set([...sample.columns.values()].flat().filter((text) => text.trim() !== '' && isNothing(text))),
  ].slice(0, 30)
  if (empty.length > 0) say(`当作没有内容：${empty.join('、')}。`, `Taken as nothing: ${empty.join(', ')}.`)
  return {
    mapping: {
      mapping: 1,
      name: options.name,
      title: { zh: options.name, en: options.name },
      target: 'register',
      input: {
        format: sample.format,
        encodings: sample.encodings,
        ...(sample.header === 1 ? {} : { header: sample.header }),
        ...(sample.each === null ? {} : { each: sample.each }),
      },
      ...(empty.length === 0 ? {} : { empty }),
      records,
    },
    remarks,
  }
}

function longest(columns: readonly Column[], used: Set<string>): Column | null {
  const found = columns
    .filter(
      ({ name, formats, decimal, distinct, filled }) =>
        !used.has(name) && formats.length === 0 && decimal === null && distinct > filled / 2,
    )
    .sort((a, b) => b.filled * Math.min(b.length, 120) - a.filled * Math.min(a.length, 120))[0]
  if (found !== undefined) used.add(found.name)
  return found ?? null
}

function sampleOf(files: readonly GivenFile[]): Sample {
  const [first] = files
  if (first === undefined) throw refuse('invalid', '请给出样本文件。', 'Give a sample file.')
  return /\.json$/i.test(first.path) ? jsonSample(files) : tableSample(files)
}

function tableSample(files: readonly GivenFile[]): Sample {
  const columns = new Map<string, string[]>()
  let header = 1
  const encodings = ['utf-8', 'gb18030', 'windows-1252']
  for (const { path, bytes } of files) {
    for (const { cells, hidden } of readSheets(bytes, path, { encodings })) {
      if (hidden) continue
      const at = cells
        .slice(0, 20)
        .findIndex(
          (row) => row.filter((cell) => cell.trim() !== '').length >= Math.max(2, widthOf(cells) / 2),
        )
      header = Math.max(0, at) + 1
      const names = (cells[header - 1] ?? []).map((cell) => cell.replace(/\s+/g, ' ').trim())
      for (const row of cells.slice(header)) {
        if (row.every((cell) => cell.trim() === '')) continue
        for (const [i, name] of names.entries())
          if (name !== '' && names.indexOf(name) === i) put(columns, name, row[i] ?? '')
      }
    }
  }
  return { format: 'table', encodings, header, each: null, columns, lists: [] }
}

const widthOf = (cells: readonly (readonly string[])[]): number =>
  cells.slice(0, 50).reduce((most, row) => Math.max(most, row.length), 0)

function put(columns: Map<string, string[]>, name: string, text: string): void {
  const values = columns.get(name) ?? []
  values.push(text)
  columns.set(name, values)
}

function isObject(value: Json | undefined): value is { [field: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function jsonSample(files: readonly GivenFile[]): Sample {
  const columns = new Map<string, string[]>()
  const lists = new Map<string, { [field: string]: Json }[]>()
  const encodings = ['utf-8']
  let each: string | null = null
  for (const { path, bytes } of files) {
    let document: Json
    try {
      document = JSON.parse(decodeText(bytes, baseName(path), encodings).replace(/^\ufeff/, ''))
    } catch {
      throw refuse('invalid', `${baseName(path)} 不是合法的 JSON。`, `${baseName(path)} is not valid JSON.`)
    }
    const inside = isObject(document) ? longestList(document) : null
    // A file that is one record has lists of parts; one that is a list of records has little else.
    const wraps = isObject(document) && inside !== null && Object.keys(document).length <= 4
    if (wraps && inside !== null) each = inside[0]
    const rows = Array.isArray(document) ? document : wraps && inside !== null ? inside[1] : [document]
    for (const row of rows.filter(isObject)) {
      for (const [name, value] of Object.entries(row)) {
        if (Array.isArray(value)) lists.set(name, [...(lists.get(name) ?? []), ...value.filter(isObject)])
        else if (!isObject(value)) put(columns, name, value === null ? '' : String(value))
      }
    }
  }
  return {
    format: 'json',
    encodings,
    header: 1,
    each,
    columns,
    lists: [...lists].map(([path, items]) => ({ path, items })),
  }
}

function longestList(document: { [field: string]: Json }): [string, Json[]] | null {
  const found = Object.entries(document).filter(
    (pair): pair is [string, Json[]] => Array.isArray(pair[1]) && pair[1].some(isObject),
  )
  return found.sort((a, b) => b[1].length - a[1].length)[0] ?? null
}

/** A list inside of a record whose items have a date of their own becomes its steps. */
function stepsOf({ lists }: Sample, say: (zh: string, en: string) => void): Draft {
  for (const { path, items } of lists) {
    const names = [...new Set(items.flatMap((item) => Object.keys(item)))]
    const columns = names.map((name) =>
      profileColumn(
        name,
        items.map((item) =>
          typeof item[name] === 'string' || typeof item[name] === 'number' ? String(item[name]) : '',
        ),
      ),
    )
    const on = columns.find(
      ({ formats, filled, rows, name }) =>
        formats.length > 0 && filled > rows / 2 && !/modif|updat|修改/i.test(name),
    )
    const what = columns.find(
      ({ formats, decimal, filled, rows, name }) =>
        formats.length === 0 &&
        decimal === null &&
        filled > rows / 2 &&
        /action|title|name|event|type|动作|事项|环节/i.test(name),
    )
    if (on === undefined || what === undefined) continue
    const id = columns.find(({ distinct, rows, name }) => distinct === rows && /id|编号/i.test(name))
    say(
      `列表“${path}”的每一项有日期“${on.name}”，作为程序步骤；请给步骤定类型。`,
      `Each item of the list "${path}" has a date, "${on.name}": they become steps; give them types.`,
    )
    return {
      steps: {
        each: path,
        item: {
          ...(id === undefined ? {} : { id: id.name }),
          type: { const: 'other' },
          title: what.name,
          concludedAt: { from: on.name, as: 'date', formats: on.formats, unreadable: 'none' },
        },
      },
    }
  }
  return {}
}
