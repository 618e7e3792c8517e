/** The rollback guard: what was signed is never forgotten by a file that was lost, cut, garbled or brought back. */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openMachine } from '../../worker/machine/machine.ts'
import { allHighWaters, fileHighWater, readMarks } from '../../worker/machine/marks.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { runCli } from '../support/cli.ts'
import { copyTo } from '../support/folders.ts'
import { temporaryFolder } from '../support/ledger/ledger.ts'

const call = { actor: LOCAL_OPERATOR }
const ROOT = `${'A'.repeat(43)}=`
const options = (dataDir: string, stateDir?: string) => ({ dataDir, stateDir, origin: 'marks.example/log' })

/** A folder with two entries, both signed. */
async function signedFolder(stateDir?: string): Promise<string> {
  const dataDir = temporaryFolder()
  const machine = await openMachine(options(dataDir, stateDir))
  await machine.services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
  await machine.services.acts.open(call, 'department', null, { code: 'roads', name: '公路局' })
  await machine.close()
  return dataDir
}

async function frozenOf(dataDir: string, stateDir?: string): Promise<string | null> {
  const machine = await openMachine(options(dataDir, stateDir))
  const { frozen } = await machine.services.log.snapshot()
  await machine.close()
  return frozen?.code ?? null
}

describe('a file of marks', () => {
  it('keeps the furthest, whatever order and however many write', async () => {
    const path = join(temporaryFolder(), 'high-water')
    const [a, b] = [fileHighWater(path), fileHighWater(path)]
    expect(await a.read()).toBe('absent')
    await a.write({ size: 5, root: ROOT })
    await b.write({ size: 3, root: ROOT })
    await b.write({ size: 4, root: ROOT })
    expect(await a.read()).toEqual({ size: 5, root: ROOT })
    expect(await fileHighWater(path).read()).toEqual({ size: 5, root: ROOT })
  })

  it('reads the line of fixed length that earlier versions wrote', () => {
    const path = join(temporaryFolder(), 'high-water')
    writeFileSync(path, `${`652 ${ROOT}`.padEnd(63)}\n`)
    expect(readMarks(path)).toEqual({ size: 652, root: ROOT })
  })

  it.each(['', '652 ', 'x652 root\n', `652 ${ROOT}`, `652 ${ROOT}\nnonsense\n`, '\n'])(
    'calls %j unreadable, never zero',
    (text) => {
      const path = join(temporaryFolder(), 'high-water')
      writeFileSync(path, text)
      expect(readMarks(path)).toBe('unreadable')
    },
  )

  it('passes over a last line that a power cut broke off', () => {
    const path = join(temporaryFolder(), 'high-water')
    writeFileSync(path, `652 ${ROOT}\n65`)
    expect(readMarks(path)).toEqual({ size: 652, root: ROOT })
  })

  it('counts one that cannot be read against all', async () => {
    const folder = temporaryFolder()
    const good = fileHighWater(join(folder, 'a'))
    await good.write({ size: 1, root: ROOT })
    writeFileSync(join(folder, 'b'), 'nonsense')
    expect(await allHighWaters(good, fileHighWater(join(folder, 'b'))).read()).toBe('unreadable')
    expect(await allHighWaters(good, fileHighWater(join(folder, 'c'))).read()).toEqual({
      size: 1,
      root: ROOT,
    })
  })
})

describe('a ledger whose mark is not as it was', () => {
  it.each<[string, (path: string) => void]>([
    ['missing', (path) => rmSync(path)],
    ['empty', (path) => writeFileSync(path, '')],
    ['cut off', (path) => writeFileSync(path, '652 ')],
    ['garbled', (path) => writeFileSync(path, `x652 ${ROOT}\n`)],
  ])(
    'signs nothing while it is %s, goes on reading, and signs again on the word of the operator',
    async (_, spoil) => {
      const dataDir = await signedFolder()
      spoil(join(dataDir, 'high-water'))
      const machine = await openMachine(options(dataDir))
      const { services } = machine
      expect((await services.log.snapshot()).frozen?.code).toBe('mark_missing')
      await expect(
        services.acts.open(call, 'department', null, { code: 'parks', name: '园林局' }),
      ).rejects.toMatchObject({
        code: 'ledger_frozen',
      })
      expect((await services.reading.record('dep-water'))?.title).toBe('水务局')
      // What was signed and kept is still served, with its proofs.
      expect(await (await services.log.published()).checkpoint()).toContain('marks.example/log\n2\n')
      expect((await services.reading.evidence('dep-water'))?.entries).toHaveLength(1)
      await machine.close()

      const restore = (...args: string[]) =>
        runCli(['restore', '--data', dataDir, ...args], { home: temporaryFolder() })
      expect(await restore()).toMatchObject({ code: 1 })
      expect(await restore('--accept', '3')).toMatchObject({ code: 2 })
      expect(await restore('--accept', '2')).toMatchObject({ code: 0 })
      expect(await restore('--accept', '2')).toMatchObject({ code: 2 })
      expect(await frozenOf(dataDir)).toBeNull()
    },
  )

  it('is noticed when the whole folder was brought back with its mark', async () => {
    const stateDir = temporaryFolder()
    const dataDir = await signedFolder(stateDir)
    const copy = temporaryFolder()
    await copyTo(dataDir, copy)
    const machine = await openMachine(options(dataDir, stateDir))
    await machine.services.acts.open(call, 'department', null, { code: 'parks', name: '园林局' })
    await machine.close()
    expect(await frozenOf(copy, stateDir)).toBe('history_lost')
    expect(await frozenOf(dataDir, stateDir)).toBeNull()
    const env = { STATE_DIR: stateDir }
    expect(await runCli(['restore', '--data', copy, '--accept', '2'], { env })).toMatchObject({ code: 2 })
  })
})

describe('a folder whose key is gone', () => {
  it('gets no other key', async () => {
    const dataDir = await signedFolder()
    const path = join(dataDir, 'signing-key')
    const key = readFileSync(path, 'utf8')
    rmSync(path)
    await expect(openMachine(options(dataDir))).rejects.toMatchObject({ code: 'unavailable' })
    expect(() => readFileSync(path)).toThrow()
    writeFileSync(path, key)
    chmodSync(path, 0o644)
    await expect(openMachine(options(dataDir))).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('is not started over a damaged database', async () => {
    const dataDir = await signedFolder()
    const path = join(dataDir, 'mingzhang.db')
    const machine = await openMachine(options(dataDir))
    await machine.services.ledger.database.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    await machine.close()
    const bytes = readFileSync(path)
    bytes.fill(0, 8192, 8192 + 3 * 4096)
    writeFileSync(path, bytes)
    await expect(openMachine({ ...options(dataDir), check: true })).rejects.toMatchObject({
      code: 'unavailable',
    })
  })
})
