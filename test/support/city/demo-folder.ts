import { copyOf } from '../folders.ts'
import { onceInRun } from '../run/once.ts'
import { buildCity } from './city-folder.ts'

/** The whole fictional city, in a folder of the test's own. */
export async function demoFolder(): Promise<string> {
  return copyOf((await onceInRun('city', buildCity)).folder)
}
