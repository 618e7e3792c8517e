/** One-entry POSTs while the rules follow the ledger, against the same without them. */
import { CONNECTIONS } from './load.ts'
import { postRate } from './posting.ts'
import { atLeast, type Row } from './row.ts'

/** Each way is measured so often, in turn, so that neither has the quieter machine. */
const TIMES = 2

export async function benchFollow(): Promise<Row[]> {
  let [without, following] = [0, 0]
  for (let n = 0; n < TIMES; n++) {
    without += (await postRate('norules')) / TIMES
    following += (await postRate()) / TIMES
  }
  const baseline = { name: 'rules off', figure: without }
  const note = `${CONNECTIONS} connections, mean of ${TIMES} in turn`
  return [atLeast('one-entry POST while the rules follow', 'entries/s', following, baseline, 0.8, note)]
}
