/** Records of one name that join and leave one another from one delivery to the next: nobody vanishes who is there. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'
import { works } from '../../support/intake/trial.ts'

const DELIVERIES: readonly { rows: string[]; told: object }[] = [
  { rows: ['Playground,Oak Street'], told: { added: 1, vanished: 0 } },
  // Another of the name: the first is the one that it was.
  { rows: ['Playground,Elm Street', 'Playground,Oak Street'], told: { added: 1, unchanged: 1, vanished: 0 } },
  { rows: ['Playground,Elm Street'], told: { added: 0, unchanged: 1, vanished: 1 } },
  // Alone again under its name, and no new record.
  { rows: ['Playground,Elm Street'], told: { added: 0, unchanged: 1, vanished: 0 } },
  { rows: ['Playground,Elm Street', 'Playground,Ash Street'], told: { added: 1, unchanged: 1, vanished: 0 } },
]

it('a record that stood alone under its name is the same when another joins it, and when that one left', async () => {
  const folder = await newFolder('joined-')
  const mapping = {
    ...works({ area: 'Place' }, {}, { from: ['Work'], fold: true, tell: ['area'] }),
    ...{ complete: true, outside: true, delivery: 'each-file', asOf: [{ file: '(\\d{4})' }] },
  }
  await writeFile(join(folder, 'm.json'), JSON.stringify(mapping))
  for (const [i, { rows, told }] of DELIVERIES.entries()) {
    const file = join(folder, `${2020 + i}.csv`)
    await writeFile(file, `Work,Place,Office\n${rows.map((row) => `${row},Parks\n`).join('')}`)
    const args = ['import', join(folder, 'm.json'), file, '--data', join(folder, 'data'), '--json']
    expect([i, (await runCli(args)).json()]).toMatchObject([i, told])
  }
})
