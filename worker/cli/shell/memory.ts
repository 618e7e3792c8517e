/** Memory of a command that reads whole registers. */
import { setFlagsFromString } from 'node:v8'

/** Commands that hold all rows of a file at once. */
const HOLDING: ReadonlySet<string> = new Set(['import', 'mapping'])
/** Part by which the heap may grow over what is in use before it is cleared; without it, on a large machine, to a multiple. */
const GROWTH = 20

/** Lets the heap of this process grow slowly where its command holds whole files: 200,000 rows then fit into a gigabyte. */
export function growSlowly([command = '']: readonly string[]): void {
  if (HOLDING.has(command)) setFlagsFromString(`--heap-growing-percent=${GROWTH}`)
}
