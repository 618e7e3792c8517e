/** Parts of a delivery, as they are submitted: those of one record together, and in the order in which they rest on another. */
import { placeOf } from '../../../domain/kinds/table.ts'
import type { PlannedOperation, RecordPlan } from '../../register/plan.ts'
import { keyOf } from '../key.ts'
import { type Operation, type Published, type Target, type Watch, writeInTurn } from '../target.ts'

/** Operations and characters of one submission at most; the operations of one record stay together. */
const PART = 400
const PART_CHARACTERS = 2_000_000

/** A delivery by its name, as `uk-gmpp@2021-03-31`, and its date. */
export interface Named {
  delivery: string
  asOf: string
}

/**
 * Writes the plans of a delivery, one part after the other.
 *
 * @returns number of entries that are new
 */
export async function write(
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

/** Parts one after the other, each made when it is asked for. */
function* partsOf(plans: readonly RecordPlan[]): Generator<RecordPlan[]> {
  let part: RecordPlan[] = []
  let [count, characters] = [0, 0]
  // A record that others point at is opened before them, and all that is said of it goes first.
  for (const whole of [...plans].sort((a, b) => placeOf(a.id) - placeOf(b.id)))
    for (const plan of split(whole)) {
      const size = JSON.stringify(plan.operations).length
      if (part.length > 0 && (count + plan.operations.length > PART || characters + size > PART_CHARACTERS)) {
        yield part
        part = []
        count = 0
        characters = 0
      }
      part.push(plan)
      count += plan.operations.length
      characters += size
    }
  if (part.length > 0) yield part
}

/** A record with more operations than one submission takes is written in several, in order. */
function split(plan: RecordPlan): RecordPlan[] {
  if (plan.operations.length <= PART) return [plan]
  const parts = Math.ceil(plan.operations.length / PART)
  return Array.from({ length: parts }, (_, i) => ({
    ...plan,
    seq: i === 0 ? plan.seq : null,
    operations: plan.operations.slice(i * PART, (i + 1) * PART),
  }))
}
