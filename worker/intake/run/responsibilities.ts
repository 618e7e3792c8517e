/** One import: read everything, compare everything, and only then write, part by part. */

import { departmentCodeOf, departmentId } from '../../domain/kinds/department/ids.ts'
import type { ResponsibilityFields } from '../../domain/kinds/responsibility/fields.ts'
import { formatDelivery } from '../../domain/record/entered/delivery.ts'
import { refuse } from '../../domain/record/guard.ts'
import { sha256 } from '../../ledger/merkle.ts'
import type { GivenFile } from '../files/sheet.ts'
import { combine, type DeliveredRow, type Delivery, readDelivery } from '../list/delivery.ts'
import type { Mapping } from '../list/mapping.schema.ts'
import { type Plan, planDelivery } from '../list/plan.ts'
import { isHeld, registerDepartment } from './departments.ts'
import { digestOfFiles, keyOf } from './key.ts'
import type { ImportOptions, ImportSummary, Part } from './responsibilities/model.ts'
import { findDepartment, onlyAdded, ownOf, settled } from './responsibilities/own.ts'
import { summarise } from './responsibilities/summary.ts'
import { type KnownDepartment, type PartInput, type Target, type Watch, writeInTurn } from './target.ts'
import { currentOf } from './views.ts'

export type { ImportSummary } from './responsibilities/model.ts'

/** Operations of one submission; a part is all or nothing. */
const PART = 250

async function readFiles(
  target: Target,
  files: readonly GivenFile[],
  mapping: Mapping,
  progress: Watch,
): Promise<Delivery> {
  const deliveries: Delivery[] = []
  for (const [i, file] of files.entries()) {
    progress.reading?.(i, files.length, file.path)
    deliveries.push(readDelivery(file, mapping))
  }
  const named = deliveries.some(({ own }) => own.length > 0)
  const standing = named ? (await target.all('responsibility')).flatMap(currentOf) : []
  return combine(deliveries, new Map(standing.map(({ id, state }) => [id, state])))
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
    const plan = planDelivery(rows, current, options.mapping)
    if (options.partial === true) plan.missing = []
    parts.push({ department, plan, known })
  }
  return parts
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
  const read = await readFiles(target, files, mapping, progress)
  const delivery = ownOf(settled(read, departments, options), departments, options)
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
