import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Machine, openMachine } from '../../../worker/machine/machine.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'
import { signerNamed } from '../../support/ledger/signers.ts'

let machine: Machine
let dir: string

beforeAll(async () => {
  machine = await openMachine({ dataDir: await demoFolder() })
  dir = await newFolder()
})
afterAll(() => machine.close())

async function fileOf(kind: 'decision' | 'milestone'): Promise<string> {
  const { items } = await machine.services.reading.records({ kind })
  const id = items[0]?.id ?? ''
  const path = join(dir, `${id}.evidence.json`)
  writeFileSync(path, (await machine.services.evidenceFiles.of(id)) ?? '')
  return path
}

const verify = async (...args: string[]) => runCli(['verify', ...args], { home: dir })

describe('mingzhang verify of an evidence file', () => {
  it('holds under the policy or the key of the reader, and under nothing less', async () => {
    const path = await fileOf('decision')
    const policy = join(dir, 'policy')
    writeFileSync(policy, `log ${machine.services.log.verifierKey}\nquorum none\n`)
    const given = await verify(path, '--policy', policy, '--json')
    expect(given.code).toBe(0)
    expect(given.json()).toMatchObject({ ok: true, policyFrom: 'given', problem: null })
    const { verifierKey } = machine.services.log
    const keyed = await verify(path, '--vkey', verifierKey, '--json')
    expect(keyed.code).toBe(0)
    expect(keyed.json()).toMatchObject({ ok: true, verdict: 'holds', vkey: verifierKey })
    const carried = await verify(path)
    expect(carried.code).toBe(1)
    expect(carried.out).toContain('--vkey')
    expect((await verify(path, '--json')).json()).toMatchObject({
      ok: false,
      verdict: 'itself',
      policyFrom: 'carried',
    })
  })

  it('does not hold when it was changed, is of another ledger, or lacks witnesses', async () => {
    const path = await fileOf('milestone')
    const changed = join(dir, 'changed.json')
    writeFileSync(changed, readFileSync(path, 'utf8').replace('"index": ', '"index":  '))
    expect(await verify(changed)).toMatchObject({ code: 1 })
    const { verifierKey } = await signerNamed('other.example/log')
    const other = join(dir, 'other-policy')
    writeFileSync(other, `log ${verifierKey}\nquorum none\n`)
    expect((await verify(path, '--policy', other)).out).toContain('no valid signature')
    const asking = join(dir, 'asking-policy')
    const witness = await signerNamed('w.example')
    writeFileSync(
      asking,
      `log ${machine.services.log.verifierKey}\nwitness w ${witness.verifierKey}\nquorum w\n`,
    )
    expect(await verify(path, '--policy', asking)).toMatchObject({ code: 1 })
  })

  it('sends who names the database of a ledger to its folder', async () => {
    const path = join(dir, 'mingzhang.db')
    writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(84)]))
    const { code, err } = await verify(path)
    expect([code, err]).toEqual([2, expect.stringContaining(`name the folder in which it lies: ${dir}`)])
  })

  it('says what a file lacks, and what the option is for', async () => {
    const path = await fileOf('milestone')
    const none = join(dir, 'nothing.json')
    writeFileSync(none, '{}')
    expect(await verify(none)).toMatchObject({ code: 1 })
    expect(await verify(path, '--policy', join(dir, 'missing'))).toMatchObject({ code: 2 })
    writeFileSync(join(dir, 'broken-policy'), 'log x\n')
    expect(await verify(path, '--policy', join(dir, 'broken-policy'))).toMatchObject({ code: 2 })
    expect(await verify('http://127.0.0.1:1', '--policy', none)).toMatchObject({ code: 2 })
    expect(await verify(path, '--since', none)).toMatchObject({ code: 2 })
    expect(await verify(path, '--vkey', 'nonsense')).toMatchObject({ code: 2 })
    expect(await verify(path, '--vkey', machine.services.log.verifierKey, '--policy', none)).toMatchObject({
      code: 2,
    })
  })
})
