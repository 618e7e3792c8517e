/** Import of an exported list: the same columns in as out. Unchanged rows say nothing, changed cells become acts. */

import { isTracedKind, kindFace } from '../../../domain/kinds/registry.ts'
import { isListedKind, kindOfRecord, type ListedKind } from '../../../domain/kinds/table.ts'
import { formatDelivery } from '../../../domain/record/entered/delivery.ts'
import { refuse } from '../../../domain/record/guard.ts'
import { addAll } from '../../../domain/record/list/long.ts'
import { Problem } from '../../../domain/record/problem.ts'
import { readSheets } from '../../files/read.ts'
import { baseName, columnLetters, type GivenFile } from '../../files/sheet.ts'
import { type Accepted, type Held, heldBy, type Suffered } from '../../harm/brake.ts'
import { limits } from '../../harm/limits.ts'
import { harmsOf } from '../../harm/register.ts'
import type { Note, Rejection } from '../../list/rejection.ts'
import type { CurrentRecord } from '../../register/plan.ts'
import { digestOfFiles, keyOf } from '../key.ts'
import type { Operation, Target } from '../target.ts'
import { fieldsOf, type ListColumn, membersOf, noteOf, type Row } from './cells.ts'
import { operationsOf, untouched } from './changes.ts'
import { asPrinted, fieldOfHeader, isPublishedHeader } from './published.ts'
import { requireAlone } from './second.ts'

const PART = 400

export interface ListSummary {
  profile: 'list'
  /** Name by which it can be taken back, as `list-3fa91c02@2026-11-29`. */
  delivery: string
  place: string
  dryRun: boolean
  read: number
  added: number
  changed: number
  unchanged: number
  rejected: number
  entries: number
  rejections: Rejection[]
  notes: Note[]
  /** Harms that stop the list until they are accepted by name. */
  held: Held[]
  stopped: boolean
}

export interface ListOptions {
  asOf: string
  skipRejected: boolean
  dryRun: boolean
  /** Harms to many records that were seen and are allowed, each with its number. */
  accept?: readonly Accepted[] | undefined
  /** The columns of the exported list of a kind. */
  columnsOf(kind: ListedKind): readonly ListColumn[]
}

/**
 * Reads an exported list again and records what was changed in it. Nothing is written when a row is rejected,
 * unless that was allowed.
 *
 * @throws Problem `invalid` for a file that is no exported list
 */
export async function importList(
  target: Target,
  given: GivenFile,
  { asOf, skipRejected, dryRun, columnsOf, accept = [] }: ListOptions,
): Promise<ListSummary> {
  const file = baseName(given.path)
  const rows = rowsOf(given)
  const summary: ListSummary = {
    profile: 'list',
    delivery: deliveryOf(given, asOf),
    place: target.place,
    dryRun,
    read: rows.length,
    added: 0,
    changed: 0,
    unchanged: 0,
    rejected: 0,
    entries: 0,
    rejections: [],
    notes: [],
    held: [],
    stopped: false,
  }
  const kind = kindOfRows(
    rows.map(({ cells }) => cells),
    file,
  )
  const known = columnsOf(kind)
  const current = new Map((await target.all(kind)).map((one) => [one.id, one]))
  const operations: Operation[] = []
  for (const { number, cells, columns, published } of rows) {
    try {
      const id = cells.get('id') ?? ''
      const now = current.get(id)?.state
      const { fields, rewritten } = fieldsOf(known, cells, now === undefined ? null : membersOf(now))
      const made =
        isTracedKind(kind) && kindFace(kind).acts.some(({ event }) => event === 'updated')
          ? operationsOf(kind, fields, cells, current, asOf, `${file} · ${number}`)
          : published
            ? asPrinted(cells, now)
            : untouched(fields, cells, now)
      requireAlone(kind, made, current)
      for (const cell of rewritten) summary.notes.push(noteOf(cell, { file, number, columns }))
      summary[made.length === 0 ? 'unchanged' : current.has(id) ? 'changed' : 'added'] += 1
      addAll(operations, made)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const field = error.field?.split('/')[0] ?? null
      const at = field === null ? undefined : columns.get(field)
      const none = { zh: '', en: '' }
      summary.rejections.push({
        file,
        sheet: '',
        row: number,
        column: at === undefined ? null : columnLetters(at),
        field,
        value: field === null ? '' : (cells.get(field) ?? ''),
        reason: error.words,
        expected: none,
      })
    }
  }
  summary.rejected = summary.rejections.length
  const harmed = operations.flatMap((one) => harmsIn(one, current))
  summary.held = heldBy(harmed, () => current.size, asOf, limits.parse({}), accept)
  summary.stopped = (summary.rejected > 0 && !skipRejected) || summary.held.length > 0
  if (summary.stopped || dryRun) return summary
  for (let at = 0; at < operations.length; at += PART) {
    const part = operations.slice(at, at + PART)
    const written = await target.record(part, asOf, keyOf(summary.delivery, part))
    if (!written.repeated) summary.entries += written.entries
  }
  return summary
}

/** Two lists of one day are two deliveries, each named by the bytes of its file. */
function deliveryOf(given: GivenFile, asOf: string): string {
  return formatDelivery({ register: `list-${digestOfFiles([given]).slice(0, 8)}`, asOf })
}

function harmsIn(operation: Operation, current: ReadonlyMap<string, CurrentRecord>): Suffered[] {
  const known = current.get(operation.id)
  if (known === undefined || !('event' in operation)) return []
  const title = 'title' in known.state ? known.state.title : known.id
  return harmsOf(operation, known.state).map((harm) => ({ harm, id: known.id, title }))
}

interface Line {
  number: number
  cells: Row
  columns: Map<string, number>
  /** True in a list that has the words of its fields above its columns, and the words of its codes in its cells. */
  published: boolean
}

function rowsOf(given: GivenFile): Line[] {
  const file = baseName(given.path)
  const [sheet] = readSheets(given)
  const [header = [], ...lines] = sheet?.cells ?? []
  const printed = header.map((name) => name.trim())
  const published = !printed.includes('id') && isPublishedHeader(printed)
  const names = published ? printed.map(fieldOfHeader) : printed
  const columns = new Map(names.map((name, i) => [name, i]))
  if (!columns.has('id')) {
    throw refuse(
      'invalid',
      `${file} 没有 id 列：这不是导出的清单（export decisions 等）。`,
      `${file} has no column "id": it is no exported list (export decisions, and so on).`,
      'id',
    )
  }
  return lines.flatMap((line, i) =>
    line.every((cell) => cell === '')
      ? []
      : [
          {
            number: i + 2,
            columns,
            published,
            cells: new Map(names.map((name, at) => [name, line[at] ?? ''])),
          },
        ],
  )
}

/** The kind of a list, by the ids that it holds. */
function kindOfRows(rows: readonly Row[], file: string): ListedKind {
  for (const row of rows) {
    const kind = kindOfRecord(row.get('id') ?? '')
    if (kind !== null && isListedKind(kind)) return kind
  }
  throw refuse(
    'invalid',
    `${file} 里没有任何一种清单的编号。`,
    `${file} holds no id of a record of any list.`,
    'id',
  )
}
