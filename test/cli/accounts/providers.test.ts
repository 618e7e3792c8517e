import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openMachine } from '../../../worker/machine/machine.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'

const NAMES = ['--name-zh', '市统一身份认证', '--name-en', 'City SSO']
const CITY = ['--id', 'city', ...NAMES, '--issuer', 'https://sso.example', '--client-id', 'mingzhang']

async function ledger(): Promise<string> {
  const folder = await newFolder()
  await (await openMachine({ dataDir: folder })).close()
  return folder
}

describe('sign-in providers from the machine', () => {
  it('are added with a secret from standard input, listed without it, and taken out of use', async () => {
    const folder = await ledger()
    const rules = join(folder, 'groups.json')
    await writeFile(rules, JSON.stringify([{ group: 'audit', role: 'auditor', post: '审计岗' }]))
    const more = ['--groups', rules, '--scopes', 'groups', '--origin', 'https://ledger.example/']
    const added = await runCli(['providers', 'add', '--data', folder, ...CITY, ...more, '--secret-stdin'], {
      input: 'from-a-pipe\n',
    })
    expect([added.code, added.out]).toEqual([0, 'https://ledger.example/auth/oidc/city/callback\n'])
    const listed = await runCli(['providers', 'list', '--data', folder, '--json'])
    expect(listed.json()).toMatchObject([
      {
        id: 'city',
        scopes: ['openid', 'groups'],
        hasSecret: true,
        disabled: null,
        groups: [{ group: 'audit', role: 'auditor', department: null, post: '审计岗' }],
      },
    ])
    expect((await runCli(['providers', 'list', '--data', folder])).out).toContain('audit→auditor')
    expect([added.out, added.err, listed.out].join()).not.toContain('from-a-pipe')
    // The key that opens it follows from the signing key of the folder: the same after each start.
    const machine = await openMachine({ dataDir: folder })
    expect((await machine.services.providers.open('city')).clientSecret).toBe('from-a-pipe')
    await machine.close()
    expect((await runCli(['providers', 'disable', 'city', '--data', folder])).code).toBe(0)
    expect((await runCli(['providers', 'disable', 'city', '--data', folder])).code).toBe(1)
    expect((await runCli(['providers', 'enable', 'city', '--data', folder])).code).toBe(0)
    const database = new DatabaseSync(join(folder, 'mingzhang.db'))
    const rows = database.prepare("SELECT account, subject FROM access WHERE action = 'set_provider'").all()
    database.close()
    expect(rows.map(({ account, subject }) => [account, subject])).toEqual([
      ['local', expect.stringMatching(/^city: – → https:\/\/sso\.example /)],
      ['local', expect.stringMatching(/^city removed: – → /)],
      ['local', expect.stringMatching(/^city removed: .* → –$/)],
    ])
  })

  it('take a secret from the environment, and none from the command line', async () => {
    const folder = await ledger()
    const env = { OIDC_CLIENT_SECRET: 'from-the-environment' }
    const refused = await runCli(['providers', 'add', '--data', folder, ...CITY, '--client-secret', 'x'], {
      env,
    })
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('--client-secret')])
    expect((await runCli(['providers', 'add', '--data', folder, ...CITY], { env })).code).toBe(0)
    const machine = await openMachine({ dataDir: folder })
    expect((await machine.services.providers.open('city')).clientSecret).toBe('from-the-environment')
    await machine.close()
  })

  it('say what is wrong, and make no ledger by a slip', async () => {
    const folder = await ledger()
    expect((await runCli(['providers', 'add', '--data', folder])).code).toBe(2)
    expect((await runCli(['providers', 'add', '--data', folder, ...CITY, '--secret-stdin'])).code).toBe(2)
    const file = join(folder, 'groups.json')
    await writeFile(file, '[')
    const unread = await runCli(['providers', 'add', '--data', folder, ...CITY, '--groups', file])
    expect([unread.code, unread.err]).toEqual([1, expect.stringContaining('groups.json')])
    const http = CITY.map((part) => part.replace('https:', 'http:'))
    const wrong = await runCli(['providers', 'add', '--data', folder, ...http])
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('https')])
    expect((await runCli(['providers', 'list', '--data', join(folder, 'none')])).code).toBe(1)
    expect((await runCli(['providers', 'list', '--data', folder, '--json'])).json()).toEqual([])
  })
})
