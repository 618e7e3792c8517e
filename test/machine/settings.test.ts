import { chmod, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../worker/domain/record/problem.ts'
import { requireClosed, requireClosedKey } from '../../worker/machine/closed.ts'
import { withoutEmpty } from '../../worker/machine/environment.ts'
import { originAt, requireOrigin } from '../../worker/machine/serving/origin.ts'
import { namedIn, openServing } from '../../worker/machine/serving/place.ts'
import { newFolder } from '../support/folders.ts'

const codeOf = async (run: () => unknown): Promise<string | null> => {
  try {
    await run()
    return null
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

describe('settings of the environment', () => {
  it('that are empty are not set', () => {
    const held = { A: '', B: ' ', C: 'c', D: undefined, E: { fetch: () => null } }
    expect(Object.keys(withoutEmpty(held))).toEqual(['C', 'D', 'E'])
    expect(namedIn({ DATA_DIR: '', LIBSQL_URL: '' })).toEqual({ data: undefined, libsql: undefined })
    expect(namedIn({ DATA_DIR: 'here', LIBSQL_URL: ' ' })).toEqual({ data: 'here', libsql: undefined })
  })

  it('name one ledger to serve, and an empty address of a server names none', async () => {
    const dir = await newFolder()
    const { shown, machine } = await openServing({ DATA_DIR: dir, LIBSQL_URL: '' }, undefined)
    await machine.close()
    expect(shown).toBe(dir)
    expect(await codeOf(() => openServing({ DATA_DIR: dir, LIBSQL_URL: 'http://x' }, undefined))).toBe(
      'invalid',
    )
  })

  it('serve no address with the key of another', async () => {
    const at = (address: string | undefined) =>
      codeOf(() => requireOrigin({ name: 'ledger.example.org/log' }, address))
    for (const same of ['https://ledger.example.org', 'http://ledger.example.org/', 'ledger.example.org'])
      expect([same, await at(same)]).toEqual([same, null])
    expect(await at(undefined)).toBeNull()
    for (const other of ['https://staging.example.org', 'https://ledger.example.org.evil.example'])
      expect([other, await at(other)]).toEqual([other, 'invalid'])
    expect(originAt('https://ledger.example.org/')).toBe('ledger.example.org/log')
  })
})

describe('a closed folder', () => {
  it('may lose the files beside its database while it is looked at', async () => {
    const dir = await newFolder()
    await chmod(dir, 0o700)
    // A name that is listed and is gone when it is looked at, as `-wal` is after a checkpoint of the database.
    await symlink(join(dir, 'gone'), join(dir, 'mingzhang.db-wal'))
    await symlink(join(dir, 'gone'), join(dir, 'old-key'))
    expect(await codeOf(() => requireClosed(dir))).toBeNull()
  })

  it('refuses keys that others can read, whosever they are', async () => {
    const dir = await newFolder()
    await chmod(dir, 0o700)
    for (const name of ['signing-key', 'witness-key']) {
      await writeFile(join(dir, name), 'key')
      await chmod(join(dir, name), 0o644)
      expect(await codeOf(() => requireClosedKey(join(dir, name)))).toBe('not_allowed')
      expect(await codeOf(() => requireClosed(dir))).toBe('not_allowed')
      await chmod(join(dir, name), 0o600)
      expect(await codeOf(() => requireClosed(dir))).toBeNull()
    }
  })
})
