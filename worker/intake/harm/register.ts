/** Harm that the plan of a delivery of a register would do to the records that stand. */
import type { CurrentRecord, RecordPlan } from '../register/plan.ts'
import { isLost, type Suffered } from './brake.ts'
import type { Harm } from './limits.ts'

/** @param current records that stand, by id; a record that is new suffers nothing */
export function sufferedIn(
  plans: readonly RecordPlan[],
  current: ReadonlyMap<string, CurrentRecord>,
): Suffered[] {
  return plans.flatMap(({ id, title, outcome, operations }) => {
    const known = current.get(id)
    if (known === undefined) return []
    const found = new Set<Harm>(outcome === 'vanished' ? ['vanished'] : [])
    if (outcome !== 'vanished')
      for (const one of operations)
        if ('event' in one) for (const harm of harmsOf(one, known.state)) found.add(harm)
    return [...found].map((harm) => ({ harm, id, title }))
  })
}

const BY_EVENT: { readonly [event: string]: Harm } = {
  answered: 'closed',
  claimed: 'closed',
  decided: 'closed',
  ended: 'closed',
  rescheduled: 'moved',
  transferred: 'transferred',
}

/** Harms of one act to a record that stands; empty for an act that only adds. */
export function harmsOf(operation: { event: string; body: unknown }, state: object): Harm[] {
  const { event, body } = operation
  const byEvent = BY_EVENT[event]
  if (byEvent !== undefined) return [byEvent]
  const given = membersOf(body)
  if (event === 'source_changed') return rewritten(given.get('changes'))
  const set = event === 'updated' ? membersOf(given.get('set')) : event === 'amended' ? given : new Map()
  const now = membersOf(state)
  const found: Harm[] = [...set].some(([field, to]) => isLost(now.get(field), to)) ? ['emptied'] : []
  return isRescaled(now.get('amounts'), set.get('amounts')) ? [...found, 'rescaled'] : found
}

/** A date of being done, or a result, that is gone opens a record again; all else that differs was rewritten. */
function rewritten(changes: unknown): Harm[] {
  if (!Array.isArray(changes)) return []
  return changes.flatMap((change): Harm[] => {
    const [what, field] = ['change', 'field'].map((name) => membersOf(change).get(name))
    if (what === 'returned') return []
    return what === 'vanished' && (field === 'metAt' || field === 'ruling' || field === 'answers')
      ? ['reopened']
      : ['rewritten']
  })
}

/** Numbers that stand in a value, by their places. */
function numbersIn(value: unknown, path = ''): [string, number][] {
  if (typeof value === 'number') return [[path, value]]
  return typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, one]) => numbersIn(one, `${path}/${name}`))
}

/** True for amounts that are all those of before times one and the same power of ten. */
function isRescaled(from: unknown, to: unknown): boolean {
  const before = new Map(numbersIn(from))
  const pairs = numbersIn(to).flatMap(([path, now]) => {
    const was = before.get(path) ?? 0
    return was === 0 || now === 0 ? [] : [Math.log10(now / was)]
  })
  const [first] = pairs
  if (first === undefined || Math.round(first) === 0) return false
  return pairs.every((one) => Math.abs(one - Math.round(first)) < 1e-9)
}

const membersOf = (value: unknown): Map<string, unknown> => new Map(Object.entries(value ?? {}))
