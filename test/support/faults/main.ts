/** `npm run faults`: a table of what was asked, and of what failed meanwhile. `--flow NAME`, `--fault NAME`, `--json`. */
import { parseArgs } from 'node:util'
import { table } from '../../../worker/cli/shell/terminal.ts'
import { FAULTS } from './faulty.ts'
import { FLOWS } from './flows.ts'
import { type Cell, cellHolds, runCell } from './matrix.ts'

const { values } = parseArgs({
  options: { flow: { type: 'string' }, fault: { type: 'string' }, json: { type: 'boolean' } },
})
const cells: Cell[] = []
for (const flow of FLOWS.filter(({ name }) => values.flow === undefined || name === values.flow))
  for (const fault of FAULTS.filter(({ name }) => values.fault === undefined || name === values.fault)) {
    cells.push(await runCell(flow, fault))
    if (process.stderr.isTTY) process.stderr.write(`\r${cells.length}/${FLOWS.length * FAULTS.length}`)
  }
const ok = cells.length > 0 && cells.every(cellHolds)
if (values.json === true) console.log(JSON.stringify({ ok, cells }, null, 2))
else {
  console.log(
    table(
      [
        'asked',
        'fault',
        'calls that met it',
        'answered',
        'asked again',
        'never',
        'lost',
        'doubled',
        'entries',
        '',
      ],
      cells.map((cell) => [
        cell.flow,
        cell.fault,
        String(cell.met),
        String(cell.answered),
        String(cell.again),
        String(cell.never),
        String(cell.lost.length),
        String(cell.doubled),
        `${cell.size} of ${cell.wanted}`,
        cellHolds(cell)
          ? 'whole'
          : `FAILED ${cell.finding ?? ''}${cell.isAhead ? ' a time that had not come' : ''}`,
      ]),
    ),
  )
  console.log(ok ? 'Every acknowledged entry is there once, every ledger is whole.' : 'FAILED')
}
process.exitCode = ok ? 0 : 1
