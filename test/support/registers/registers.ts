/** The real registers beside the repository, each imported once in a run of the tests, by the test that first asks. */
import { join } from 'node:path'
import type { RegisterSummary } from '../../../worker/intake/run/register.ts'
import { runCli } from '../cli.ts'
import { copyOf, isAtRest } from '../folders.ts'
import { onceInRun } from '../run/once.ts'
import { sharedFolder } from '../shared.ts'

/** Where the files of each lie, in the folder of shared data; by the name of its mapping. */
const FILES = {
  'nyc-council': 'us-nyc-council-2022/raw',
  'hhs-it': 'us-hhs-itdashboard-2012/csv',
  'uk-gmpp': 'uk-gmpp-2014-2022/raw',
  'ba-works': 'ar-ba-obras-2019-2022/raw',
  'ca-mandates': 'ca-mandate-commitments/raw',
} as const

/** Day as of which HHS is delivered. */
export const HHS_DAY = '2012-07-31'

/** Days of deliveries whose files do not say theirs: the last on which one of its milestones was done; else today. */
const AS_OF: { readonly [name in RegisterName]?: string } = { 'hhs-it': HHS_DAY }

export type RegisterName = keyof typeof FILES

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
    ])
    if (code !== 0) throw new Error(`the import ended with ${code}: ${err}${out}`)
    // Nobody copies a folder that is still written to, or of which a log is about to go.
    if (!(await isAtRest(data))) throw new Error(`${data} is still open`)
    return out
  })
  return { folder: await copyOf(folder), summary: JSON.parse(told) }
}
