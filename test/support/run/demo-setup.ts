/** Before all tests: the fictional city is built once, for each test to copy, and a folder is made for registers. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildCity } from '../city/city-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder that nobody writes to. */
    demoFolder: string
    /** Where the real registers are imported once, by the first test that asks for one. */
    registersFolder: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await buildCity()
  const registers = await mkdtemp(join(tmpdir(), 'mingzhang-registers-'))
  project.provide('demoFolder', folder)
  project.provide('registersFolder', registers)
  return async () => {
    for (const made of [folder, registers]) await rm(made, { recursive: true, force: true })
  }
}
