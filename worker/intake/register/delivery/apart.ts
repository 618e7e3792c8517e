/** Records of one key, told apart from one another. */
import { deliveredRecordId } from '../../../domain/kinds/ids.ts'
import type { Words } from '../../../domain/record/problem.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import { folded } from '../fold.ts'
import { type DeliveredRecord, type Origin, objectIn, type RegisterDelivery } from './delivery.ts'

/**
 * Records of one key are told apart by what the mapping says, then by their order. Each gets its id. Of rows that are
 * the same in everything only the first is a record.
 */
export function tellApart(delivery: RegisterDelivery, origins: readonly Origin[]): RegisterDelivery {
  const records: DeliveredRecord[] = []
  const renamed = new Map<string, string>()
  for (const given of groupsIn(delivery.records)) {
    const group =
      typeof given === 'number'
        ? delivery.records.slice(given, given + 1)
        : withoutEarlier(withoutRepeated(given, delivery, origins), delivery)
    const seen = new Map<string, number>()
    const isTyped = new Set(group.map(printedKey)).size > 1
    for (const one of group) {
      const [untold, untoldKey] = [idOf(one), one.key]
      if (isTyped) asPrinted(one, delivery)
      const { tell: fields } = one.rule.key
      const tell = tellIn(one.fields, fields).join('|')
      if (fields.length > 0) one.told = { of: one.key, by: tell }
      if (group.length > 1) {
        const told = tell === '' ? one.key : `${one.key}|${tell}`
        const n = (seen.get(told) ?? 0) + 1
        seen.set(told, n)
        one.key = n === 1 ? told : `${told}#${n}`
        if (n > 1) {
          delivery.notes.push({
            ...one.where,
            words: {
              zh: `与前面一行同名且无法区分，按顺序记为第 ${n} 个`,
              en: `it has the key of a row above and nothing tells them apart: taken as number ${n}`,
            },
          })
        }
      }
      one.id = one.key === untoldKey ? untold : idOf(one)
      if (one.id !== untold) renamed.set(`${placeOf(one)} ${untold}`, one.id)
      const source = objectIn(one.fields.source)
      if (source.key !== one.key) one.fields = { ...one.fields, source: { ...source, key: one.key } }
      records.push(one)
    }
  }
  // Records of one row name one another by keys that were not told apart yet.
  for (const one of records) {
    for (const field of ['decision', 'responsibility', 'parent']) {
      const now = renamed.get(`${placeOf(one)} ${String(one.fields[field] ?? '')}`)
      if (now !== undefined) one.fields = { ...one.fields, [field]: now }
    }
  }
  return { ...delivery, records }
}

/** The texts by which records of one key are told apart, as they are compared. */
export function tellIn(fields: { readonly [field: string]: unknown }, tell: readonly string[]): string[] {
  return tell.map((field) => folded(String(fields[field] ?? '')))
}

/** The key as it is printed, where only the way it is typed is folded; else the key. */
const printedKey = ({ key, earlier, rule }: DeliveredRecord): string =>
  rule.key.fold === 'number' ? (earlier ?? key) : key

/** Takes the key as it is printed: two of one delivery that only differ in how they are typed are two, and none is folded. */
function asPrinted(one: DeliveredRecord, delivery: RegisterDelivery): void {
  one.key = printedKey(one)
  one.earlier = null
  delivery.notes.push({
    ...one.where,
    words: {
      zh: `“${one.key}”与同一文件中另一编号只差写法：不折叠，各算一条记录`,
      en: `"${one.key}" and another key of the delivery differ only in how they are typed: not folded, each is a record`,
    },
  })
}

/**
 * Places of the records of each kind and key, in the order in which they are met. Where a key is of one record alone,
 * as mostly, its place stands by itself: a list for each would be as large as the records.
 */
function* groupsIn(records: readonly DeliveredRecord[]): Generator<number | number[]> {
  const first = new Map<string, Map<string, number>>()
  const others = new Map<number, number[]>()
  for (const [i, { kind, key }] of records.entries()) {
    const byKey = first.get(kind) ?? new Map<string, number>()
    first.set(kind, byKey)
    const known = byKey.get(key)
    if (known === undefined) {
      byKey.set(key, i)
      continue
    }
    const group = others.get(known) ?? [known]
    if (group.length === 1) others.set(known, group)
    group.push(i)
  }
  for (const [i, { kind, key }] of records.entries())
    if (first.get(kind)?.get(key) === i) yield others.get(i) ?? i
}

function withoutRepeated(
  group: readonly number[],
  delivery: RegisterDelivery,
  origins: readonly Origin[],
): DeliveredRecord[] {
  const contents = new Map<string, DeliveredRecord>()
  const kept: DeliveredRecord[] = []
  for (const place of group) {
    const record = delivery.records[place]
    if (record === undefined) continue
    const content = JSON.stringify(origins[place])
    const first = contents.get(content)
    if (first === undefined) {
      contents.set(content, record)
      kept.push(record)
      continue
    }
    const { row, file } = first.where
    delivery.passed.push({ ...record.where, ordinal: record.ordinal, reason: REPEATED })
    delivery.notes.push({
      ...record.where,
      words: {
        zh: `与 ${file} 第 ${row} 行完全相同，只算一条记录`,
        en: `it is the same as row ${row} of ${file} in everything and counts as one record with it`,
      },
    })
  }
  return kept
}

/**
 * Records without those that come again: of several in later files or rows, the last counts where the mapping
 * says so.
 */
function withoutEarlier(group: readonly DeliveredRecord[], delivery: RegisterDelivery): DeliveredRecord[] {
  const [last] = group.slice(-1)
  if (last === undefined || last.rule.key.again !== 'last') return [...group]
  for (const record of group.slice(0, -1))
    delivery.passed.push({ ...record.where, ordinal: record.ordinal, reason: COMES_AGAIN })
  return [last]
}

const COMES_AGAIN: Words = {
  zh: '同一条记录后面还有一行，以后面的为准',
  en: 'the same record comes again further down, and the last row counts',
}
const REPEATED: Words = { zh: '与另一行完全相同', en: 'it is the same as another row in everything' }

function idOf({ kind, fields, key }: DeliveredRecord): string {
  return deliveredRecordId(kind, String(objectIn(fields.source).mapping ?? ''), key, sha256)
}

const placeOf = ({ where }: DeliveredRecord): string => `${where.file}\n${where.sheet}\n${where.row}`
