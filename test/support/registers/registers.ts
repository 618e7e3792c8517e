/** The real registers beside the repository, each imported once in a run of the tests, by the test that first asks. */
import { join } from 'node:path'
import type { RegisterSummary } from '../../../worker/intake/run/register.ts'
import { runCli } from '../cli.ts'
import { copyOf, isAtRest } from '../folders.ts'
import { onceInRun } from '../run/once.ts'
import { sharedFolder } from '../shared.ts'
import { AS_OF, FILES, REJECTING, type RegisterName } from './files.ts'

export { HHS_DAY, type RegisterName } from './files.ts'

export interface ImportedRegister {
  /** A data folder of the test's own that holds the register and nothing else. */
  folder: string
  /** What `import --json` told when the register was imported. */
  summary: Omit<RegisterSummary, 'rejections'>
}

/** The folder of the files of a register. @throws Error where the shared data is not there */
export function filesOf(name: RegisterName): string {
  const shared = sharedFolder()
  if (shared === null) throw new Error('the shared data is not here')
  return join(shared, 'data', FILES[name])
}

/** A copy of a ledger into which `import` brought one register. @throws Error when its import failed */
export async function importedRegister(name: RegisterName): Promise<ImportedRegister> {
  const { folder, told } = await onceInRun(name, async (data) => {
    const asOf = AS_OF[name]
    const { code, out, err } = await runCli([
      ...['import', name, filesOf(name), '--data', data, '--json'],
      ...(asOf === undefined ? [] : ['--as-of', asOf]),
      ...(REJECTING.has(name) ? ['--skip-rejected'] : []),
    ])
    if (code !== 0) throw new Error(`the import ended with ${code}: ${err}${out}`)
    // Nobody copies a folder that is still written to, or of which a log is about to go.
    if (!(await isAtRest(data))) throw new Error(`${data} is still open`)
    return out
  })
  return { folder: await copyOf(folder), summary: JSON.parse(told) }
}
