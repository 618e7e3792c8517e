import { inject } from 'vitest'
import { copyOf } from '../folders.ts'

/** The whole fictional city, in a folder of the test's own. */
export function demoFolder(): Promise<string> {
  return copyOf(inject('demoFolder'))
}
