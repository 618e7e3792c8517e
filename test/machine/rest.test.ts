import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openMachine } from '../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { copyOf, isAtRest, newFolder } from '../support/folders.ts'

const opened = async (dataDir: string) => {
  const machine = await openMachine({ dataDir })
  await machine.services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, {
    code: 'water',
    name: '水务局',
  })
  return machine
}

describe('a data folder', () => {
  it('is at rest when it was closed, whenever its statements are collected', async () => {
    const dataDir = await newFolder()
    const machine = await opened(dataDir)
    expect(await isAtRest(dataDir)).toBe(false)
    await machine.close()
    expect(await isAtRest(dataDir)).toBe(true)
    expect(existsSync(join(dataDir, 'mingzhang.db-wal'))).toBe(false)
  })

  it('is copied with all that was committed, closed or open', async () => {
    const dataDir = await newFolder()
    const machine = await opened(dataDir)
    const open = await copyOf(dataDir)
    await machine.close()
    for (const copy of [open, await copyOf(dataDir)]) {
      const there = await openMachine({ dataDir: copy })
      expect((await there.services.reading.records({ limit: 10 })).items).toHaveLength(1)
      await there.close()
    }
  })
})
