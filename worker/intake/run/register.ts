/** Import of a register: deliveries in the order of their dates, each compared with what stands, then written. */

import { whyFormal } from '../../domain/kinds/formal.ts'
import { kindOf, kindOfRecord, placeOf } from '../../domain/kinds/table.ts'
import { formatDelivery } from '../../domain/record/entered/delivery.ts'
import { refuse } from '../../domain/record/guard.ts'
import { addAll } from '../../domain/record/list/long.ts'
import { baseName, type GivenFile } from '../files/sheet.ts'
import { visible } from '../files/text.ts'
import { type Accepted, type Held, heldBy } from '../harm/brake.ts'
import { sufferedIn } from '../harm/register.ts'
import type { Note, Rejection } from '../list/rejection.ts'
import type { DeliveredRecord, RegisterDelivery } from '../register/delivery/delivery.ts'
import { type NameIndex, nameIndex } from '../register/ids/department-names.ts'
import { withEarlierIds } from '../register/ids/earlier-ids.ts'
import { withStandingIds } from '../register/ids/standing-ids.ts'
import type { RegisterMapping } from '../register/mapping.schema.ts'
import { type CurrentRecord, type PlannedOperation, planRegister, type RecordPlan } from '../register/plan.ts'
import { readRegister } from '../register/read.ts'
import { type Tally, tallied, tallyOfPlans } from '../register/tally.ts'
import { isHeld, registerDepartment } from './departments.ts'
import { digestOfFiles, keyOf } from './key.ts'
import {
  type KnownDepartment,
  type Operation,
  type Published,
  type RowOutcome,
  type Target,
  type Watch,
  writeInTurn,
} from './target.ts'

/** Operations and characters of one submission at most; the operations of one record stay together. */
const PART = 400
const PART_CHARACTERS = 2_000_000

export interface RegisterOptions {
  mapping: RegisterMapping
  asOf: string | null
  today: string
  /** The delivery is only a part of the register: what is not in it has not vanished. */
  partial: boolean
  skipRejected: boolean
  dryRun: boolean
  /** The one department for which may be written; records of others are rejected. */
  only?: string | undefined
  /** Harms to many records that were seen and are allowed, each with its number. */
  accept?: readonly Accepted[] | undefined
  /**
   * True for adding alone: a change that needs a second person cannot be entered by whoever runs this, and is
   * rejected.
   */
  addOnly?: boolean | undefined
}

export interface DeliverySummary {
  asOf: string
  files: string[]
  rows: number
  tally: Tally
  read: number
  added: number
  changed: number
  unchanged: number
  vanished: number
  /** Events by their kind, as `rescheduled`. */
  events: Record<string, number>
  rejected: number
  entries: number
}

export interface RegisterSummary {
  rows: RowOutcome[]
  profile: string
  place: string
  dryRun: boolean
  files: number
  /** Outcome of the rows, of all deliveries that were compared. */
  tally: Tally
  /** Harms that stop a delivery until they are accepted by name. */
  held: Held[]
  /** A file lacks what the mapping names, or cannot be read: nothing can be entered, whatever is skipped. */
  blocked: boolean
  /** Records read in all deliveries. */
  read: number
  added: number
  changed: number
  unchanged: number
  vanished: number
  rejected: number
  departmentsAdded: number
  entries: number
  byKind: Record<string, number>
  deliveries: DeliverySummary[]
  /** Deliveries that could not be compared yet, as they rest on those before them. */
  left: number
  /** Departments that are written for or named, new ones among them. */
  departments: { id: string; name: string; isNew: boolean }[]
  rejections: Rejection[]
  notes: Note[]
  /** Nothing was written, or nothing more, because of rejections, of what is absent, or of a harm. */
  stopped: boolean
}

/**
 * Runs an import. Nothing is written when a record is rejected, unless that was allowed; when a file lacks what the
 * mapping names; or when many records would be harmed, unless that was accepted by name.
 */
export async function runRegister(
  target: Target,
  files: readonly GivenFile[],
  options: RegisterOptions,
  progress: Watch,
): Promise<RegisterSummary> {
  const { mapping, today, asOf } = options
  const currentDepartments = await target.departments()
  const ids = new Set(currentDepartments.filter(isHeld).map(({ id }) => id))
  const registered = currentDepartments.filter(({ inForce }) => inForce)
  const known = nameIndex(registered.flatMap(namesOf))
  const departmentOf = (name: string): string | null => known.idOf(name)
  const isTaken = (id: string): boolean => ids.has(id)
  const { only } = options
  const current = new Map((await target.register(mapping.name)).map((one) => [one.id, one]))
  const read = readRegister(files, { mapping, asOf, today, departmentOf, isTaken }).map((delivery) =>
    withEarlierIds(delivery, current, mapping.name),
  )
  const own = new Set(registered.map(({ id }) => id))
  const deliveries = only === undefined ? read : read.map((delivery) => keepOwn(delivery, only, own))
  if (deliveries.length === 0) {
    throw refuse(
      'invalid',
      `这些文件都不符合映射“${mapping.name}”的 input.files（${mapping.input.files}）。`,
      `None of the files match input.files of the mapping "${mapping.name}" (${mapping.input.files}).`,
      'input/files',
    )
  }
  const rejections = deliveries.flatMap(({ rejected }) => rejected)
  const isComplete = mapping.complete && !options.partial
  const blocked = deliveries.some((one) => isBlocked(one, isComplete))
  let stopped = blocked || (rejections.length > 0 && !options.skipRejected)
  const summary = emptySummary(target, files, deliveries, options)
  summary.departments = departmentsOf(deliveries, known)
  summary.blocked = blocked
  const isOwn = ({ state }: CurrentRecord): boolean =>
    only === undefined || ('department' in state && state.department === only)
  for (const one of current.values()) if (!isOwn(one)) current.delete(one.id)
  for (const given of deliveries) {
    const delivery = withStandingIds(given, current, mapping.name)
    // Only the first can be compared while nothing is written: the next rests on what it would leave.
    const planned = planRegister(delivery, current, {
      complete: isComplete && !isBlocked(delivery, isComplete),
      today,
    })
    const formal: Rejection[] = []
    const plans = options.addOnly === true ? withoutFormal(planned, delivery, formal) : planned
    summary.rejections = summary.rejections.concat(formal)
    const line = lineOf(delivery, plans)
    summary.deliveries.push(line)
    summary.rows = summary.rows.concat(outcomesOf(delivery, plans))
    const harmed = sufferedIn(plans, current)
    const held = heldBy(harmed, current.size, delivery.asOf, mapping.limits, options.accept ?? [])
    addAll(summary.held, held)
    stopped ||= held.length > 0
    // The next would rest on what this one does not write.
    if (held.length > 0) break
    if (stopped || options.dryRun) {
      if (options.dryRun && deliveries.length > 1) break
      continue
    }
    const named = {
      delivery: formatDelivery({ register: mapping.name, asOf: delivery.asOf }),
      asOf: delivery.asOf,
    }
    const published = publishedIn(files, delivery, mapping)
    const added = await registerDepartments(target, delivery, known, currentDepartments, named, published)
    summary.departmentsAdded += added
    line.entries = added + (await write(target, plans, named, published, progress))
    // Only the next delivery is compared with what this one wrote: reading all of it again takes its memory.
    if (given === deliveries.at(-1)) continue
    for (const one of (await target.register(mapping.name)).filter(isOwn)) current.set(one.id, one)
  }
  return total({ ...summary, stopped }, deliveries)
}

/** The delivery as it was published, where the mapping says that others publish it. */
function publishedIn(
  files: readonly GivenFile[],
  delivery: RegisterDelivery,
  { name, outside }: RegisterMapping,
): Published | undefined {
  if (!outside) return undefined
  const own = files.filter(({ path }) => delivery.files.includes(baseName(path)))
  return { mapping: name, digest: digestOfFiles(own) }
}

/**
 * True for a delivery that cannot be entered: it lacks columns, or is complete and has a whole file that
 * could not be read, of which every record would have vanished.
 */
function isBlocked({ lacking, rejected }: RegisterDelivery, complete: boolean): boolean {
  return lacking || (complete && rejected.some(({ row }) => row === 0))
}

/** Records of other departments are rejected, each at its place, and those that name one that is not registered. */
function keepOwn(
  delivery: RegisterDelivery,
  only: string,
  registered: ReadonlySet<string>,
): RegisterDelivery {
  const strangerIn = ({ fields }: DeliveredRecord): string | undefined =>
    supportingOf(fields).find((id) => !registered.has(id))
  const nameOf = (id: string): string => delivery.departments.get(id) ?? id
  const own: DeliveredRecord[] = []
  const rejected = [...delivery.rejected]
  const rejectedRows = new Set(delivery.rejectedRows)
  const refused = [...delivery.refused]
  for (const record of delivery.records) {
    const { where, department } = record
    const stranger = strangerIn(record)
    const place = { ...where, column: null, field: 'department' }
    if (department !== only || stranger !== undefined) {
      rejectedRows.add(record.ordinal)
      refused.push({ kind: record.kind, key: record.key })
    }
    if (department !== only) {
      rejected.push({
        ...place,
        value: nameOf(department),
        reason: { zh: '属于其他部门', en: 'it is of another department' },
        expected: { zh: '只能导入本部门的记录', en: 'expected a record of your own department' },
      })
    } else if (stranger !== undefined) {
      rejected.push({
        ...place,
        value: nameOf(stranger),
        reason: { zh: '其中的部门尚未登记', en: 'it names a department that is not registered' },
        expected: { zh: '应先由登记员登记该部门', en: 'expected a department that the registrar registered' },
      })
    } else own.push(record)
  }
  return { ...delivery, records: own, rejected, rejectedRows, refused }
}

function departmentsOf(
  deliveries: readonly RegisterDelivery[],
  known: NameIndex,
): RegisterSummary['departments'] {
  const found = new Map<string, { id: string; name: string; isNew: boolean }>()
  for (const { departments, records } of deliveries) {
    for (const id of namedIn(records)) {
      const name = departments.get(id) ?? id
      if (!found.has(id)) found.set(id, { id, name: visible(name), isNew: known.idOf(name) === null })
    }
  }
  return [...found.values()]
}

/** Departments that records are of, or name. */
function namedIn(records: readonly DeliveredRecord[]): Set<string> {
  return new Set(records.flatMap(({ department, fields }) => [department, ...supportingOf(fields)]))
}

/** Records of which something would be formal are left out, and told among the rejected ones. */
function withoutFormal(
  plans: readonly RecordPlan[],
  { records, files, rejectedRows }: RegisterDelivery,
  rejections: Rejection[],
): RecordPlan[] {
  const found = new Map(records.map((record) => [record.id, record]))
  return plans.filter(({ id, title, operations }) => {
    const record = found.get(id)
    const formal = operations.some(
      (one) => 'event' in one && whyFormal(`${kindOfRecord(id)}.${one.event}`) !== null,
    )
    if (formal && record !== undefined) rejectedRows.add(record.ordinal)
    if (formal)
      rejections.push({
        ...(record?.where ?? { file: files[0] ?? '', sheet: '', row: 0 }),
        column: null,
        field: null,
        value: title,
        reason: { zh: '其中有正式行为，须经审核', en: 'part of it is a formal act, which is approved' },
        expected: {
          zh: '请在该记录上提交，由另一人审核',
          en: 'expected a draft on the record, approved by somebody else',
        },
      })
    return !formal
  })
}

function outcomesOf({ records }: RegisterDelivery, plans: readonly RecordPlan[]): RowOutcome[] {
  const places = new Map(records.map(({ id, where }) => [id, where]))
  return plans.map(({ id, title, outcome, operations }) => {
    const { file = '', sheet = '', row = null } = places.get(id) ?? {}
    const what = operations.map((one) => eventOf(one))
    return { file, sheet, row, title, outcome, what: [...new Set(what)] }
  })
}

function namesOf({ id, name, formerNames }: KnownDepartment): [string, string][] {
  return [name, ...formerNames].map((one): [string, string] => [one, id])
}

/** A delivery by its name, as `uk-gmpp@2021-03-31`, and its date. */
interface Named {
  delivery: string
  asOf: string
}

async function registerDepartments(
  target: Target,
  { departments, records }: RegisterDelivery,
  known: NameIndex,
  earlier: readonly KnownDepartment[],
  named: Named,
  published: Published | undefined,
): Promise<number> {
  let added = 0
  const used = namedIn(records)
  for (const [id, name] of departments) {
    if (known.idOf(name) !== null || !used.has(id)) continue
    const code = id.slice('dep-'.length)
    await registerDepartment(target, earlier, { code, name: visible(name) }, named, published)
    known.add(name, id)
    added += 1
  }
  return added
}

function supportingOf({ supporting, lead }: { [field: string]: unknown }): string[] {
  const many = Array.isArray(supporting) ? supporting : []
  return [...many, lead].filter((one) => typeof one === 'string')
}

async function write(
  target: Target,
  plans: readonly RecordPlan[],
  { delivery, asOf }: Named,
  published: Published | undefined,
  progress: Watch,
): Promise<number> {
  const changing = plans.filter(({ operations }) => operations.length > 0)
  let entries = 0
  let done = 0
  await writeInTurn(
    partsOf(changing),
    (part, turn) => {
      const operations = part.flatMap(operationsOf)
      const seen = part.map(({ id, seq }) => [id, seq])
      return target.record(operations, asOf, keyOf(delivery, [operations, seen]), published, turn)
    },
    (part, written) => {
      if (!written.repeated) entries += written.entries
      done += part.length
      progress.at(done, changing.length, asOf)
    },
  )
  return entries
}

/** Only the first operation on a record names the version that was seen: the next ones follow on it. */
function operationsOf({ operations, seq }: RecordPlan): Operation[] {
  return operations.map(
    (one: PlannedOperation, i): Operation =>
      'event' in one && i === 0 && seq !== null ? { ...one, seq } : one,
  )
}

function partsOf(plans: readonly RecordPlan[]): RecordPlan[][] {
  const parts: RecordPlan[][] = []
  let [count, characters] = [Number.POSITIVE_INFINITY, 0]
  // A record that others point at is opened before them, and all that is said of it goes first.
  for (const plan of [...plans].sort((a, b) => placeOf(a.id) - placeOf(b.id)).flatMap(split)) {
    const size = JSON.stringify(plan.operations).length
    if (count + plan.operations.length > PART || characters + size > PART_CHARACTERS) {
      parts.push([])
      count = 0
      characters = 0
    }
    parts.at(-1)?.push(plan)
    count += plan.operations.length
    characters += size
  }
  return parts
}

/** A record with more operations than one submission takes is written in several, in order. */
function split(plan: RecordPlan): RecordPlan[] {
  const parts = Math.ceil(plan.operations.length / PART)
  return Array.from({ length: parts }, (_, i) => ({
    ...plan,
    seq: i === 0 ? plan.seq : null,
    operations: plan.operations.slice(i * PART, (i + 1) * PART),
  }))
}

function lineOf(delivery: RegisterDelivery, plans: readonly RecordPlan[]): DeliverySummary {
  const { asOf, files, rows, records, rejected } = delivery
  const count = (outcome: RecordPlan['outcome']): number =>
    plans.filter((plan) => plan.outcome === outcome).length
  const events: Record<string, number> = {}
  for (const { operations } of plans) {
    for (const one of operations) {
      const name = eventOf(one)
      events[name] = (events[name] ?? 0) + 1
    }
  }
  return {
    asOf,
    files,
    rows,
    tally: tallyOfPlans(delivery, plans),
    read: records.length,
    added: count('added'),
    changed: count('changed'),
    unchanged: plans.filter(({ outcome, older }) => outcome === 'unchanged' && !older).length,
    vanished: count('vanished'),
    events,
    rejected: rejected.length,
    entries: 0,
  }
}

function emptySummary(
  target: Target,
  files: readonly GivenFile[],
  deliveries: readonly RegisterDelivery[],
  { mapping, dryRun }: RegisterOptions,
): RegisterSummary {
  return {
    profile: mapping.name,
    place: target.place,
    dryRun,
    files: files.length,
    tally: tallied([]),
    held: [],
    blocked: false,
    read: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    vanished: 0,
    rejected: 0,
    departmentsAdded: 0,
    entries: 0,
    byKind: {},
    deliveries: [],
    left: 0,
    departments: [],
    rows: [],
    rejections: deliveries.flatMap(({ rejected }) => rejected),
    notes: deliveries.flatMap(({ notes }) => notes),
    stopped: false,
  }
}

function total(summary: RegisterSummary, deliveries: readonly RegisterDelivery[]): RegisterSummary {
  const byKind: Record<string, number> = {}
  for (const { records } of deliveries) for (const { kind } of records) byKind[kind] = (byKind[kind] ?? 0) + 1
  const sum = (key: 'added' | 'changed' | 'unchanged' | 'vanished' | 'entries'): number =>
    summary.deliveries.reduce((whole, line) => whole + line[key], 0)
  return {
    ...summary,
    byKind,
    tally: tallied(summary.deliveries.map((line) => line.tally)),
    left: deliveries.length - summary.deliveries.length,
    read: deliveries.reduce((whole, { records }) => whole + records.length, 0) + summary.rejections.length,
    added: sum('added'),
    changed: sum('changed'),
    unchanged: sum('unchanged'),
    vanished: sum('vanished'),
    entries: sum('entries'),
    rejected: summary.rejections.length,
  }
}

/** The event that an operation leaves, as `rescheduled`. */
function eventOf(one: Operation): string {
  if ('event' in one) return one.event
  const kind = kindOfRecord(one.id)
  return kind === null ? '' : kindOf(kind).first
}
