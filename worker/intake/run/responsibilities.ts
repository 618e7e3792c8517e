/** One import: read everything, compare everything, and only then write, part by part. */

import { departmentCodeOf, departmentId } from '../../domain/kinds/department/ids.ts'
import type { ResponsibilityFields } from '../../domain/kinds/responsibility/fields.ts'
import { annulmentOf } from '../../domain/record/entered/annulment.ts'
import { formatDelivery } from '../../domain/record/entered/delivery.ts'
import { refuse } from '../../domain/record/guard.ts'
import { addAll } from '../../domain/record/list/long.ts'
import { sha256 } from '../../ledger/merkle.ts'
import type { GivenFile } from '../files/sheet.ts'
import { type Accepted, type Held, heldBy, type Suffered } from '../harm/brake.ts'
import { harmsOf } from '../harm/register.ts'
import { combine, type DeliveredRow, type Delivery, readDelivery } from '../list/delivery.ts'
import type { Mapping } from '../list/mapping.schema.ts'
import { type Plan, planDelivery } from '../list/plan.ts'
import type { Note, Rejection } from '../list/rejection.ts'
import { tallyOfList } from '../list/tally.ts'
import type { Tally } from '../register/tally.ts'
import { isHeld, registerDepartment } from './departments.ts'
import { digestOfFiles, keyOf } from './key.ts'
import {
  type KnownDepartment,
  type PartInput,
  type RowOutcome,
  type Target,
  type Watch,
  writeInTurn,
} from './target.ts'

/** Operations of one submission; a part is all or nothing. */
const PART = 250

export interface ImportOptions {
  mapping: Mapping
  /** Id or name of the department whose list it is; found by the mapping when left out. */
  department: string | undefined
  asOf: string
  closeMissing: boolean
  /** The files are only a part of the list: what is not in them is not gone. */
  partial?: boolean | undefined
  skipRejected: boolean
  dryRun: boolean
  /** Harms to many records that were seen and are allowed, each with its number. */
  accept?: readonly Accepted[] | undefined
  /** The one department for which may be written; rows of others are rejected. */
  only?: string | undefined
  /** Changes of what stands need a second person, and cannot be made by whoever runs this: they are rejected. */
  addOnly?: boolean | undefined
}

export interface ImportSummary {
  rows: RowOutcome[]
  profile: string
  place: string
  asOf: string
  dryRun: boolean
  files: number
  sheets: number
  /** Outcome of the rows. */
  tally: Tally
  /** Harms that stop the import until they are accepted by name. */
  held: Held[]
  /** Items read: added, changed, unchanged and rejected together. */
  read: number
  added: number
  changed: number
  unchanged: number
  /** Records whose rows are gone; closed when asked. */
  missing: number
  closed: number
  rejected: number
  departmentsAdded: number
  /** Ledger entries written. */
  entries: number
  byType: Record<string, number>
  departments: {
    id: string
    name: string
    /** True for a department that is registered first. */
    isNew: boolean
    added: number
    changed: number
    unchanged: number
    missing: number
  }[]
  changes: { id: string; name: string; fields: string[] }[]
  missingItems: { id: string; name: string }[]
  rejections: Rejection[]
  notes: Note[]
  /** True for an import that wrote nothing because of rejections. */
  stopped: boolean
}

interface Part {
  department: { id: string; name: string; isNew: boolean }
  plan: Plan
  /** Number of records of each identity, also those that have ended. */
  known: ReadonlyMap<string, number>
}

function readFiles(files: readonly GivenFile[], mapping: Mapping, progress: Watch): Delivery {
  const deliveries: Delivery[] = []
  for (const [i, file] of files.entries()) {
    progress.reading?.(i, files.length, file.path)
    deliveries.push(readDelivery(file, mapping))
  }
  return combine(deliveries)
}

/** Finds the department that a name or id means, among those that stand; a former name counts too. */
function findDepartment(known: readonly KnownDepartment[], wanted: string): KnownDepartment | undefined {
  return (
    known.find((one) => isHeld(one) && one.id === wanted) ??
    known.find(({ name, inForce }) => inForce && name === wanted) ??
    known.find(({ formerNames, inForce }) => inForce && formerNames.includes(wanted))
  )
}

async function planAll(
  target: Target,
  delivery: Delivery,
  known: readonly KnownDepartment[],
  options: ImportOptions,
): Promise<Part[]> {
  const groups = new Map<string, { department: Part['department']; rows: DeliveredRow[] }>()
  for (const row of delivery.rows) {
    const wanted = options.department ?? row.department
    if (wanted === null) throw noDepartment(row)
    const found = findDepartment(known, wanted)
    if (found === undefined && options.department?.startsWith('dep-')) {
      throw refuse('not_found', `没有部门 ${wanted}。`, `There is no department ${wanted}.`, 'department')
    }
    const taken = (code: string): boolean => {
      const id = departmentId(code)
      const here = groups.get(id)
      return here === undefined
        ? known.some((one) => isHeld(one) && one.id === id)
        : here.department.name !== wanted
    }
    const department =
      found === undefined
        ? { id: departmentId(departmentCodeOf(wanted, sha256, taken)), name: wanted, isNew: true }
        : { ...found, isNew: false }
    const group = groups.get(department.id) ?? { department, rows: [] }
    group.rows.push(row)
    groups.set(department.id, group)
  }
  const parts: Part[] = []
  for (const { department, rows } of groups.values()) {
    const current = department.isNew ? [] : await target.current(department.id)
    const known = countBy(current.map(({ state }) => state.source?.key ?? ''))
    const counted = current.filter(({ state }) => annulmentOf(state) === null)
    const plan = planDelivery(rows, counted, options.mapping)
    if (options.partial === true) plan.missing = []
    parts.push({ department, plan, known })
  }
  return parts
}

/** Rows of other departments are rejected, each at its place; a row that names none is taken for the own one. */
function ownOf(
  delivery: Delivery,
  known: readonly KnownDepartment[],
  { only, department }: ImportOptions,
): Delivery {
  if (only === undefined) return { ...delivery, rejected: [...delivery.rejected] }
  const own = known.find(({ id }) => id === only)
  const names = own === undefined ? [] : [own.name, ...own.formerNames]
  const isOwn = (row: DeliveredRow): boolean => {
    const wanted = department ?? row.department
    if (wanted === null) return true
    const found = findDepartment(known, wanted)
    // A department prints its name without that of the place.
    return found === undefined ? names.some((name) => name.endsWith(wanted)) : found.id === only
  }
  const rows = delivery.rows.filter(isOwn).map((row) => ({ ...row, department: only }))
  const foreign = delivery.rows.filter((row) => !isOwn(row)).map(foreignRow)
  return { ...delivery, rows, rejected: [...delivery.rejected, ...foreign] }
}

/** Part that adds alone: records that stand are left alone, and rows that would change them are rejected. */
function onlyAdded({ plan, ...part }: Part, rejected: Rejection[]): Part {
  addAll(
    rejected,
    plan.changed.map(({ row }) => changingRow(row)),
  )
  return { ...part, plan: { ...plan, changed: [], missing: [] } }
}

function changingRow({ where, fields }: DeliveredRow): Rejection {
  return {
    ...where,
    column: null,
    field: null,
    value: fields.name,
    reason: {
      zh: '与已公布的事项不同，变动须经审核',
      en: 'it differs from what is published, and changes are approved',
    },
    expected: {
      zh: '请在该事项上提交调整，由另一人审核',
      en: 'expected an amendment of the item, approved by somebody else',
    },
  }
}

function foreignRow({ where, department, fields }: DeliveredRow): Rejection {
  return {
    ...where,
    column: null,
    field: 'department',
    value: department ?? fields.name,
    reason: { zh: '属于其他部门', en: 'it is of another department' },
    expected: { zh: '只能导入本部门的事项', en: 'expected an item of your own department' },
  }
}

function noDepartment({ where }: DeliveredRow) {
  return refuse(
    'invalid',
    `${where.file} 没有写明是哪个部门的清单：请指明部门（命令行用 --department）。`,
    `${where.file} does not say whose list it is: name the department (--department on the command line).`,
    'department',
  )
}

/** Runs an import. Nothing is written when a row is rejected, unless that was allowed. */
export async function runImport(
  target: Target,
  files: readonly GivenFile[],
  options: ImportOptions,
  progress: Watch,
): Promise<ImportSummary> {
  const { mapping, asOf, dryRun } = options
  const departments = await target.departments()
  const delivery = ownOf(readFiles(files, mapping, progress), departments, options)
  const planned = await planAll(target, delivery, departments, options)
  const parts = options.addOnly === true ? planned.map((part) => onlyAdded(part, delivery.rejected)) : planned
  const summary = summarise(target, delivery, parts, options)
  // An item whose row was rejected is in the list all the same: what is missing cannot be told.
  const cannotClose = options.closeMissing && summary.missing > 0
  const refused = delivery.rejected.length > 0 && (!options.skipRejected || cannotClose)
  const stopped = refused || summary.held.length > 0
  if (stopped || dryRun) return { ...summary, stopped }
  const total = summary.added + summary.changed + (options.closeMissing ? summary.missing : 0)
  let done = 0
  const published = options.mapping.outside ? { mapping: null, digest: digestOfFiles(files) } : undefined
  const named = formatDelivery({ register: mapping.name, asOf })
  for (const { department, plan, known } of parts) {
    if (department.isNew) {
      const code = department.id.slice('dep-'.length)
      await registerDepartment(
        target,
        departments,
        { code, name: department.name },
        { delivery: named, asOf },
        published,
      )
      summary.departmentsAdded += 1
      summary.entries += 1
    }
    await writeInTurn(
      inputsOf(plan, options),
      (input, turn) => {
        // An item that comes back after it ended is another item: what is known of it belongs to the key.
        const before = input.added.map(({ source }) => known.get(source?.key ?? '') ?? 0)
        const key = keyOf(named, [department.id, input, before])
        return target.deliver(department.id, input, asOf, key, published, turn)
      },
      (_, { entries, repeated }) => {
        if (!repeated) summary.entries += entries
        done += entries
        progress.at(done, total, department.name)
      },
    )
    if (options.closeMissing) summary.closed += plan.missing.length
  }
  return summary
}

function heldIn(parts: readonly Part[], { closeMissing, asOf, mapping, accept = [] }: ImportOptions): Held[] {
  const suffered = parts.flatMap(({ plan }): Suffered[] => [
    ...(closeMissing ? plan.missing : []).map(
      ({ id, state }): Suffered => ({ harm: 'vanished', id, title: state.name }),
    ),
    ...plan.changed.flatMap(({ id, row, set, state }): Suffered[] =>
      harmsOf({ event: 'amended', body: set }, state).map((harm) => ({ harm, id, title: row.fields.name })),
    ),
  ])
  const standing = parts.reduce(
    (total, { plan }) => total + plan.changed.length + plan.unchanged.length + plan.missing.length,
    0,
  )
  return heldBy(suffered, () => standing, asOf, mapping.limits, accept)
}

/** Outcome of each row, in the order of the rows. */
function outcomesOf({ added, changed, unchanged, missing }: Plan): RowOutcome[] {
  const line = (
    { where, fields }: DeliveredRow,
    outcome: RowOutcome['outcome'],
    what: string[] = [],
  ): RowOutcome => ({
    ...where,
    title: fields.name,
    outcome,
    what,
  })
  return [
    ...added.map((row) => line(row, 'added')),
    ...changed.map(({ row, set }) => line(row, 'changed', Object.keys(set))),
    ...unchanged.map(({ row }) => line(row, 'unchanged')),
    ...missing.map(
      ({ state }): RowOutcome => ({
        file: '',
        sheet: '',
        row: null,
        title: state.name,
        outcome: 'vanished',
        what: [],
      }),
    ),
  ]
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

type Parts = PartInput<ResponsibilityFields>

/** The operations of a plan, in parts that each are all or nothing. */
function inputsOf(plan: Plan, { closeMissing }: ImportOptions): Parts[] {
  const operations: Partial<Parts>[] = [
    ...plan.added.map(({ fields }) => ({ added: [fields] })),
    ...plan.changed.map(({ id, seq, set }) => ({ changed: [{ id, seq, set }] })),
    ...(closeMissing ? plan.missing : []).map(({ id, seq }) => ({ missing: [{ id, seq }] })),
  ]
  return Array.from({ length: Math.ceil(operations.length / PART) }, (_, i) => {
    const part = operations.slice(i * PART, (i + 1) * PART)
    return {
      added: part.flatMap(({ added = [] }) => added),
      changed: part.flatMap(({ changed = [] }) => changed),
      missing: part.flatMap(({ missing = [] }) => missing),
    }
  })
}

function summarise(
  target: Target,
  delivery: Delivery,
  parts: readonly Part[],
  options: ImportOptions,
): ImportSummary {
  const sum = (key: keyof Plan): number => parts.reduce((total, { plan }) => total + plan[key].length, 0)
  const byType: Record<string, number> = {}
  for (const { fields } of delivery.rows) byType[fields.type] = (byType[fields.type] ?? 0) + 1
  const rejectedItems = new Set(delivery.rejected.map(({ file, sheet, row }) => `${file}\n${sheet}\n${row}`))
  return {
    profile: options.mapping.name,
    place: target.place,
    asOf: options.asOf,
    dryRun: options.dryRun,
    files: delivery.counts.files,
    sheets: delivery.counts.sheets,
    tally: tallyOfList(
      delivery,
      parts.flatMap(({ plan }) => [...plan.added, ...plan.changed.map(({ row }) => row)]),
      parts.flatMap(({ plan }) => plan.unchanged.map(({ row }) => row)),
    ),
    held: heldIn(parts, options),
    read: delivery.counts.items,
    added: sum('added'),
    changed: sum('changed'),
    unchanged: sum('unchanged'),
    missing: sum('missing'),
    closed: 0,
    rejected: rejectedItems.size,
    departmentsAdded: 0,
    entries: 0,
    byType,
    departments: parts.map(({ department: { id, name, isNew }, plan }) => ({
      id,
      name,
      isNew,
      added: plan.added.length,
      changed: plan.changed.length,
      unchanged: plan.unchanged.length,
      missing: plan.missing.length,
    })),
    changes: parts.flatMap(({ plan }) =>
      plan.changed.map(({ id, row, set }) => ({ id, name: row.fields.name, fields: Object.keys(set) })),
    ),
    missingItems: parts.flatMap(({ plan }) =>
      plan.missing.map(({ id, state }) => ({ id, name: state.name })),
    ),
    rows: parts.flatMap(({ plan }) => outcomesOf(plan)),
    rejections: delivery.rejected,
    notes: delivery.notes,
    stopped: false,
  }
}
