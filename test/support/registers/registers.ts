/** The real registers beside the repository, each imported once in a run of the tests, by the test that first asks. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { inject } from 'vitest'
import type { RegisterSummary } from '../../../worker/intake/run/register.ts'
import { runCli } from '../cli.ts'
import { copyOf, isAtRest } from '../folders.ts'
import { sharedFolder } from '../shared.ts'

/** Where the files of each lie, in the folder of shared data; by the name of its mapping. */
const FILES = {
  'nyc-council': 'us-nyc-council-2022/raw',
  'hhs-it': 'us-hhs-itdashboard-2012/csv',
  'uk-gmpp': 'uk-gmpp-2014-2022/raw',
  'ba-works': 'ar-ba-obras-2019-2022/raw',
  'ca-mandates': 'ca-mandate-commitments/raw',
} as const

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
  const data = join(inject('registersFolder'), name)
  const done = `${data}.json`
  const part = `${data}.part`
  // Taken by whoever asks first, and never given back.
  const isFirst = await mkdir(`${data}.taken`).then(
    () => true,
    () => false,
  )
  if (isFirst) {
    const ran = await runCli(['import', name, filesOf(name), '--data', part, '--json'])
    const told = (await isAtRest(part)) ? ran : { code: 1, out: '', err: `${part} is still open` }
    // Nobody copies a folder that is still written to, or of which a log is about to go.
    if (told.code === 0) await rename(part, data)
    await writeFile(`${done}.part`, JSON.stringify(told))
    await rename(`${done}.part`, done)
  }
  const { code, out, err }: { code: number; out: string; err: string } = JSON.parse(await whenThere(done))
  if (code !== 0) throw new Error(`the import of ${name} ended with ${code}: ${err}${out}`)
  return { folder: await copyOf(data), summary: JSON.parse(out) }
}

/** The text of a file that another process of this run writes. */
async function whenThere(path: string): Promise<string> {
  for (;;) {
    const text = await readFile(path, 'utf8').catch(() => null)
    if (text !== null) return text
    await setTimeout(50)
  }
}
