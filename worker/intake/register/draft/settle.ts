/** Reads the sample through a drafted mapping, and takes back what the sample itself refuses. */

import type { GivenFile } from '../../files/sheet.ts'
import { SUM } from '../../files/sums.ts'
import type { RegisterDelivery } from '../delivery/delivery.ts'
import { type KeyFold, NO_LETTER, NO_TEXT } from '../fold.ts'
import type { Value } from '../mapping.schema.ts'
import { parseRegister } from '../parse.ts'
import { readRegister } from '../read.ts'

/** Kinds that a draft can take the rows of a list for. */
export const draftableKinds = ['decision', 'milestone', 'membership', 'question'] as const
export type DraftableKind = (typeof draftableKinds)[number]

export interface DraftRecord {
  kind: DraftableKind
  each?: string
  past?: string[]
  when?: { from: string; is?: string; not?: string }[]
  key: { from: string[]; fold?: KeyFold; tell?: string[] }
  department: Value
  occurred?: Value
  fields: { [field: string]: Value }
  steps?: { each: string; item: { [field: string]: Value } }
  answer?: { [field: string]: Value }
  done?: Value
  finished?: Value
}

export interface DraftMapping {
  mapping: 1
  name: string
  title: { zh: string; en: string }
  target: 'register'
  delivery?: 'each-file'
  asOf?: { file: string; template?: string }[]
  input: { optional?: string[]; [key: string]: unknown }
  empty?: string[]
  tables?: object
  join?: object[]
  records: DraftRecord[]
}

export interface DraftOptions {
  name: string
  /** Records of this kind alone; null for what the sample seems to hold. */
  kind: DraftRecord['kind'] | null
  /** The day of drafting: where the files do not say of when they are, nothing in them was done after it. */
  today: string
}

type Say = (zh: string, en: string) => void

/** Stands for a department where the register names none. */
export const UNSTATED = 'Department not stated'

/** Rounds of reading and taking back; each takes back every field that was refused. */
const ROUNDS = 6

/**
 * Tries a drafted mapping on its own files and mends it, until they are read or nothing more can be mended;
 * each change is told. Returns the last readings, of which the records are only counted, and whether they are of the mapping as it is
 * left.
 */
export function settle(
  mapping: DraftMapping,
  files: readonly GivenFile[],
  today: string,
  say: Say,
): { read: RegisterDelivery[]; isLast: boolean } {
  for (let round = 0; ; round++) {
    const read = readRegister(files, {
      mapping: parseRegister(mapping),
      ...{ asOf: null, today, departmentOf: () => null, counted: true },
    })
    const absent = absentIn(read, mapping, say)
    const refused = new Map<string, { count: number; value: string; why: string }>()
    for (const { row, field, value, reason } of read.flatMap(({ rejected }) => rejected)) {
      if (row === 0 || field === null) continue
      const known = refused.get(field)
      refused.set(field, {
        count: (known?.count ?? 0) + 1,
        value,
        why: reason.en,
      })
    }
    // A row without a key or a title is no record: of what else it lacks nothing follows for the others.
    const nameless = [...refused].filter(([field]) => /^\/?(?:fields\/)?(?:key|title)(?:\/|$)/.test(field))
    const mended = (nameless.length > 0 ? nameless : [...refused]).filter(([field, about]) =>
      mend(mapping, field, about, say),
    )
    const isLast = mended.length === 0 && !absent
    if (isLast || round === ROUNDS) return { read, isLast }
  }
}

/**
 * Declares as optional what not every file of the sample has, since it may be missing later as well. True if
 * any such name was added.
 */
function absentIn(read: readonly RegisterDelivery[], mapping: DraftMapping, say: Say): boolean {
  const optional = new Set(mapping.input.optional)
  const found = read
    .flatMap(({ rejected, lacking }) => (lacking ? rejected : []))
    .flatMap(({ row, column }) => (row === 0 && column !== null && !optional.has(column) ? [column] : []))
  const names = [...new Set(found)]
  if (names.length === 0) return false
  mapping.input.optional = [...optional, ...names]
  say(
    `不是每个文件都有的：${names.join('、')}；没有时当作空白。`,
    `Not in every file: ${names.join(', ')}; taken as empty where they are missing.`,
  )
  return true
}

/** Changes the mapping for a refused field. True if anything was changed. */
function mend(
  mapping: DraftMapping,
  refusedField: string,
  about: { count: number; value: string; why: string },
  say: Say,
): boolean {
  const parts = refusedField
    .replace(/^\//, '')
    .replace(/^fields\//, '')
    .split('/')
  const [first = ''] = parts
  const last = parts.at(-1) ?? ''
  let changed = false
  for (const record of mapping.records) {
    if (first === 'department') changed = withDefault(record) || changed
    else if (first === 'key' || first === 'title') changed = onlyWithText(record, first) || changed
    else if (
      first === 'steps' ||
      (record.fields[first] === undefined && record.steps?.item[last] !== undefined)
    ) {
      const item = record.steps?.item
      if (item !== undefined && item[last] !== undefined && last !== 'type') delete item[last]
      else if (record.steps !== undefined) delete record.steps
      else continue
      changed = true
    } else if (record.fields[first] !== undefined) {
      delete record.fields[first]
      changed = true
    }
  }
  if (changed && !['key', 'title', 'department'].includes(first))
    say(
      `样本中有 ${about.count} 行不合“${refusedField}”（${about.why}），已去掉该字段。`,
      `${about.count} rows do not fit "${refusedField}" (${about.why}): the field was taken out again.`,
    )
  return changed
}

function withDefault(record: DraftRecord): boolean {
  const { department } = record
  if (typeof department === 'string' || Array.isArray(department) || department.default !== undefined)
    return false
  record.department = { ...department, default: UNSTATED }
  return true
}

/** Rows without a key or a title are no records: blank lines, sums, notes at the end. */
function onlyWithText(record: DraftRecord, part: 'key' | 'title'): boolean {
  const { title } = record.fields
  const named = typeof title === 'object' && !Array.isArray(title) ? title.from : title
  const from = part === 'key' ? record.key.from[0] : typeof named === 'string' ? named : named?.[0]
  const isHtml = part === 'title' && typeof title === 'object' && !Array.isArray(title) && title.as === 'html'
  const not = part === 'key' && record.key.fold === true ? NO_LETTER : isHtml ? NO_TEXT : '^$'
  if (from === undefined || record.when?.some((one) => one.from === from && one.not === not)) return false
  record.when = [...(record.when ?? []).filter((one) => one.from !== from || one.not === SUM), { from, not }]
  return true
}
