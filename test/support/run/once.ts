/** Folders that are made once in a run of the tests, by the test that first asks, in whatever process. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { inject } from 'vitest'

/** What came of making one: words of whoever made it, or the failure that everybody is told who asks. */
type Told = { told: string } | { failure: string }

/**
 * A folder of a name, made by whoever asks first; the others wait for it. Nobody may write to it.
 *
 * @param make fills a folder that is not there yet and has closed everything in it when it ends; its words are
 * given to everybody
 * @throws Error for everybody when making it failed
 */
export async function onceInRun(
  name: string,
  make: (folder: string) => Promise<string>,
): Promise<{ folder: string; told: string }> {
  const folder = join(inject('runFolder'), name)
  const done = `${folder}.json`
  // Taken by whoever asks first, and never given back.
  const isFirst = await mkdir(`${folder}.taken`).then(
    () => true,
    () => false,
  )
  if (isFirst) {
    const part = `${folder}.part`
    const came: Told = await make(part).then(
      (told) => ({ told }),
      (error: unknown) => ({
        failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    )
    if ('told' in came) await rename(part, folder)
    await writeFile(`${done}.part`, JSON.stringify(came))
    await rename(`${done}.part`, done)
  }
  const came: Told = JSON.parse(await whenThere(done))
  if ('failure' in came) throw new Error(`${name} could not be made: ${came.failure}`)
  return { folder, told: came.told }
}

/** The text of a file that another process of this run writes. */
async function whenThere(path: string): Promise<string> {
  for (;;) {
    const text = await readFile(path, 'utf8').catch(() => null)
    if (text !== null) return text
    await setTimeout(50)
  }
}
