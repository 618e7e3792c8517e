import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createSigner } from '../../worker/ledger/signer.ts'
import { runCli } from '../support/cli.ts'
import { newFolder } from '../support/folders.ts'
import { signerNamed } from '../support/ledger/signers.ts'

const witness = (dir: string, ...more: string[]) => runCli(['witness', '--data', dir, '--port', '0', ...more])

describe('mingzhang witness', () => {
  it('asks for the ledgers first, then for a name, and keeps its key', async () => {
    const dir = await newFolder()
    const without = await witness(dir)
    expect(without.code).not.toBe(0)
    expect(without.err).toContain('logs')
    writeFileSync(`${dir}/logs`, '# ours\n')
    expect((await witness(dir, '--name', 'w.example')).err).toContain('logs')
    writeFileSync(`${dir}/logs`, 'log nonsense\n')
    expect((await witness(dir, '--name', 'w.example')).err).toContain('line 1')
    const { verifierKey } = await signerNamed('ledger.example/log')
    writeFileSync(`${dir}/logs`, `log ${verifierKey}\n`)
    expect((await witness(dir)).err).toContain('--name')
    const first = await witness(dir, '--name', 'w.example', '--json')
    expect(first.code).toBe(0)
    expect(first.json()).toMatchObject({ logs: [{ vkey: verifierKey, url: null }] })
    expect(statSync(`${dir}/witness-key`).mode & 0o077).toBe(0)
    expect((await witness(dir, '--json')).json()).toMatchObject({
      verifierKey: (await createSigner(readFileSync(`${dir}/witness-key`, 'utf8').trim())).verifierKey,
    })
  })

  it('makes no second key beside what it remembers', async () => {
    const dir = await newFolder()
    const { verifierKey } = await signerNamed('ledger.example/log')
    writeFileSync(`${dir}/logs`, `log ${verifierKey}\n`)
    expect((await witness(dir, '--name', 'w.example')).code).toBe(0)
    rmSync(`${dir}/witness-key`)
    expect((await witness(dir, '--name', 'w.example')).err).toContain('witness-key')
    expect(existsSync(`${dir}/witness-key`)).toBe(false)
  })

  it('prints a key for a Worker, and makes no folder for it', async () => {
    const dir = `${await newFolder()}/none`
    const { code, out, err } = await witness(dir, '--new-key', '--name', 'w.example/1')
    expect(code).toBe(0)
    expect((await createSigner(out.trim())).verifierKey).toBe(err.trim())
    expect(existsSync(dir)).toBe(false)
    expect(await witness(dir, '--new-key')).toMatchObject({ code: 2, out: '' })
  })
})
