/** The way of a register out of one ledger and into another that is empty: as a package, and each record field by field. */
import { join } from 'node:path'
import { expect } from 'vitest'
import { addAll } from '../../../worker/domain/record/list/long.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { runCli } from '../cli.ts'
import { newFolder } from '../folders.ts'

/** Expects of an exported ledger that it is the same in another, once, and that the other verifies. Returns the number of records. */
export async function comesHome(dataDir: string): Promise<number> {
  const [folder, copy] = [join(await newFolder(), 'package'), await newFolder()]
  expect((await runCli(['export', '--package', folder, '--data', dataDir])).code).toBe(0)
  const enter = () => runCli(['import', 'package', folder, '--data', copy, '--json'])
  expect((await enter()).json()).toMatchObject({ unchanged: 0, withheld: 0 })
  expect((await enter()).json()).toMatchObject({ entries: 0 })
  const [here, there] = [await rowsOf(dataDir), await rowsOf(copy)]
  expect(there).toEqual(here)
  const verified = await runCli(['verify', copy, '--json'], { home: await newFolder() })
  expect(verified.json()).toMatchObject({ ok: true, records: here.length })
  return here.length
}

/**
 * A row without the time at which a ledger recorded it, wherever it holds one, and without the silence of its register: a
 * package holds records, and no deliveries of which a next one could be expected.
 */
function withoutClock<T extends object>(row: T): T {
  const isLeftOut = (name: string) => name === 'recorded' || name === 'silent'
  return JSON.parse(JSON.stringify(row, (name, value) => (isLeftOut(name) ? undefined : value)))
}

/** All records of a ledger but where they lie in it, and when it recorded them. */
async function rowsOf(dataDir: string): Promise<object[]> {
  const machine = await openMachine({ dataDir })
  const rows: object[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await machine.services.reading.records({ cursor, limit: 500 })
    addAll(
      rows,
      page.items.map(({ firstIndex: _, lastIndex: __, ...row }) => withoutClock(row)),
    )
    if (page.next === null) break
    cursor = page.next
  }
  await machine.close()
  return rows
}
