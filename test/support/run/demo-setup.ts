/** Before all tests: the fictional city is built once, for each test to copy. */
import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { buildCity } from '../city/city-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder that nobody writes to. */
    demoFolder: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await buildCity()
  project.provide('demoFolder', folder)
  return () => rm(folder, { recursive: true, force: true })
}
