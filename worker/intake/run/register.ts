/** Import of a register: deliveries in the order of their dates, each compared with what stands, then written. */

import { formatDelivery } from '../../domain/record/entered/delivery.ts'
import { refuse } from '../../domain/record/guard.ts'
import { addAll } from '../../domain/record/list/long.ts'
import { baseName, type GivenFile } from '../files/sheet.ts'
import { visible } from '../files/text.ts'
import { type Accepted, heldBy } from '../harm/brake.ts'
import { sufferedIn } from '../harm/register.ts'
import { renumberedIn, standingOf } from '../harm/renumbered.ts'
import type { Rejection } from '../list/rejection.ts'
import type { RegisterDelivery } from '../register/delivery/delivery.ts'
import { type NameIndex, nameIndex } from '../register/ids/department-names.ts'
import { withEarlierIds } from '../register/ids/earlier-ids.ts'
import { withStandingIds } from '../register/ids/standing-ids.ts'
import type { RegisterMapping } from '../register/mapping.schema.ts'
import { type CurrentRecord, planRegister } from '../register/plan.ts'
import { readRegister } from '../register/read.ts'
import { isHeld, registerDepartment } from './departments.ts'
import { digestOfFiles } from './key.ts'
import { departmentsOf, keepOwn, namedIn, withoutFormal } from './register/own.ts'
import { type Named, write } from './register/parts.ts'
import { emptySummary, lineOf, outcomesOf, type RegisterSummary, total } from './register/summary.ts'
import type { KnownDepartment, Published, Target, Watch } from './target.ts'

export type { RegisterSummary } from './register/summary.ts'

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
  /** True where the outcome of each row is not shown: of a long register it would only be held. */
  untold?: boolean | undefined
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
    if (options.untold !== true) summary.rows = summary.rows.concat(outcomesOf(plans))
    const harmed = [...sufferedIn(plans, current), ...renumberedIn(delivery.records, current)]
    const held = heldBy(harmed, standingOf(current), delivery.asOf, mapping.limits, options.accept ?? [])
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

function namesOf({ id, name, formerNames }: KnownDepartment): [string, string][] {
  return [name, ...formerNames].map((one): [string, string] => [one, id])
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
