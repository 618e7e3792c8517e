/** Ids that stand for names in one document: organs and persons in lists of their own, as in Popolo. */
import { kindFace } from '../../../domain/kinds/registry.ts'
import type { Words } from '../../../domain/record/problem.ts'
import type { Json } from '../../../ledger/canonical.ts'
import type { GivenFile } from '../../files/sheet.ts'
import type { RecordMapping, RegisterMapping } from '../mapping.schema.ts'
import { isObject, type Row } from '../scope.ts'
import { jsonOf } from '../tables.ts'

/** Names by the ids of one document, and what was told of each column already. */
export interface NamesInFile {
  nameOf(id: string): string | null
  /** Remark on a column whose ids are read as names; the same object each time, so that it is told once. */
  told(column: string, id: string, name: string): Words
}

const NONE: NamesInFile = { nameOf: () => null, told: () => ({ zh: '', en: '' }) }

const textIn = (row: Row, member: string): string => {
  const value = row[member]
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}

/** The lists of a document beside the one of its records. @param own path to that */
function besideIn(document: Json, own: string): Row[] {
  if (!isObject(document)) return []
  return Object.entries(document).flatMap(([name, list]) =>
    Array.isArray(list) && name !== own ? list.filter(isObject) : [],
  )
}

/**
 * Names by ids, for a mapping that takes one list out of a document of several. An id of which two names stand in it
 * means none.
 */
export function namesInFile(file: GivenFile, { input }: Pick<RegisterMapping, 'input'>): NamesInFile {
  if (input.format !== 'json' || input.each === undefined) return NONE
  const names = new Map<string, string | null>()
  for (const row of besideIn(jsonOf(file, input), input.each.split('.')[0] ?? '')) {
    const [id, name] = [textIn(row, 'id'), textIn(row, 'name')]
    if (id === '' || name === '' || id === name) continue
    names.set(id, (names.get(id) ?? name) === name ? name : null)
  }
  const remarks = new Map<string, Words>()
  return {
    nameOf: (id) => names.get(id) ?? null,
    told(column, id, name) {
      const known = remarks.get(column)
      if (known !== undefined) return known
      const words = {
        zh: `“${column}”写的是编号，同一文件里有它们的名称：取名称（${id} 即 ${name}）`,
        en: `"${column}" holds ids, whose names stand in the same file: the names are taken (${id} is ${name})`,
      }
      remarks.set(column, words)
      return words
    },
  }
}

/** True for a field in which somebody is named, as `department`, `fields/member` or `fields/coUnits/2`. */
export function namesSomebody(kind: RecordMapping['kind'], field: string): boolean {
  if (field === 'department') return true
  const { spec } = kindFace(kind).fields
  const name = /^fields\/(\w+)(?:\/\d+)?$/.exec(field)?.[1] ?? ''
  const found = spec.is === 'object' && Object.hasOwn(spec.fields, name) ? spec.fields[name] : undefined
  const one = found?.is === 'list' ? found.of : found
  return one?.is === 'text' && one.names !== undefined
}
