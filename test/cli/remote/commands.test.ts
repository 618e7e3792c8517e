/** Every command that knows a folder knows a libSQL server as well; each is run on one here. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../../support/cli.ts'
import { knownCommands } from '../../support/commands.ts'
import { newFolder } from '../../support/folders.ts'
import { testSigner } from '../../support/ledger/ledger.ts'
import { longCalendar } from '../../support/ledger/long-calendar.ts'
import { type Deployment, emptyDeployment } from '../../support/libsql/deployment.ts'

let deployment: Deployment
let folder: string
let departmentKey: string
let account: string
let key: string

beforeAll(async () => {
  deployment = await emptyDeployment()
  folder = await newFolder()
  const made = await runCli(['keys', 'department-new', '--out', join(folder, 'department.key')])
  departmentKey = made.out.trim()
  await writeFile(join(folder, 'comments.csv'), '意见内容\n请补充\n')
  await writeFile(
    join(folder, 'list.csv'),
    '部门,事项名称,类型,编码\n水务局,取水许可,行政许可,A1\n水务局,河道巡查,行政检查,A2\n',
  )
})
afterAll(() => deployment.close())

/** Commands in an order in which they build on each other: what is typed, and what they then answer. */
interface Run {
  name: string
  args: () => string[]
  /** Variables of this command alone. */
  env?: Record<string, string>
  code?: number
  says: RegExp
}

const RUNS: readonly Run[] = [
  { name: 'migrate', args: () => [], says: /0000_create_tables/ },
  { name: 'invite', args: () => ['--role', 'registrar', '--post', '登记岗'], says: /\/zh\/join#/ },
  { name: 'accounts list', args: () => ['--json'], says: /acc-/ },
  {
    name: 'import',
    args: () => ['responsibility-list', join(folder, 'list.csv'), '--department', '水务局', '--dry-run'],
    says: /./,
  },
  { name: 'keys create', args: () => ['--name', '系统', '--role', 'inspector', '--json'], says: /"secret"/ },
  { name: 'keys list', args: () => [], says: /key-/ },
  { name: 'keys cases', args: () => [], code: 2, says: /CASES_KEY/ },
  { name: 'cases confirm', args: () => ['--account', 'acc-none'], code: 1, says: /acc-none/ },
  { name: 'approve', args: () => [], says: /Nothing waits/ },
  { name: 'keys show', args: () => [], says: /ledger\.example\/log\+/ },
  // One key is held: there is none to announce, and none that could be retired.
  { name: 'keys rotate', args: () => [], code: 1, says: /keys new/ },
  { name: 'keys retire', args: () => [], code: 1, says: /./ },
  { name: 'ledger close', args: () => ['nonsense'], code: 1, says: /keys new/ },
  { name: 'ledger continue', args: () => [folder], code: 2, says: /--vkey/ },
  { name: 'keys revoke', args: () => [key], says: /已撤销/ },
  {
    name: 'keys register',
    args: () => ['--department', 'dep-none', '--key', departmentKey, '--kept-on', '办公室电脑'],
    code: 1,
    says: /dep-none/,
  },
  {
    name: 'keys revoke-department',
    args: () => [
      ...['--department', 'dep-none', '--key', departmentKey],
      ...['--from', '2026-03-05', '--reason', 'lost'],
    ],
    code: 1,
    says: /./,
  },
  {
    name: 'providers add',
    args: () => [
      ...['--id', 'sso', '--name-zh', '统一认证', '--name-en', 'SSO'],
      ...['--issuer', 'https://sso.example', '--client-id', 'mz'],
    ],
    says: /\/auth\/oidc\/sso\/callback/,
  },
  { name: 'providers list', args: () => [], says: /sso\.example/ },
  { name: 'providers disable', args: () => ['sso'], says: /已停用/ },
  { name: 'providers enable', args: () => ['sso'], says: /已启用/ },
  {
    name: 'comments',
    args: () => ['con-0123456789', join(folder, 'comments.csv')],
    code: 1,
    says: /con-0123456789/,
  },
  { name: 'webhooks list', args: () => ['--json'], says: /^\[\]/ },
  {
    name: 'webhooks add',
    args: () => ['http://127.0.0.1/in', '--account', account],
    code: 1,
    says: /https:\/\//,
  },
  { name: 'webhooks remove', args: () => ['whk-none'], code: 1, says: /whk-none/ },
  { name: 'webhooks test', args: () => ['whk-none'], code: 1, says: /whk-none/ },
  { name: 'mailboxes list', args: () => ['--json'], says: /^\[\]/ },
  // The address is read from standard input, where there is none.
  { name: 'mailboxes add', args: () => ['dep-none'], code: 2, says: /standard input/ },
  { name: 'mailboxes remove', args: () => ['mbx-none'], code: 1, says: /mbx-none/ },
  { name: 'mailboxes test', args: () => ['mbx-none'], code: 1, says: /mbx-none/ },
  { name: 'mentions list', args: () => ['--json'], says: /"ledgers": \[\]/ },
  {
    name: 'mentions add',
    args: () => ['https://watch.example/zh/annotations/ann-0123456789'],
    code: 1,
    says: /KNOWN_LEDGERS/,
  },
  { name: 'mentions check', args: () => [], says: /0 entries were made/ },
  { name: 'rules list', args: () => [], says: /M01\.long/ },
  { name: 'rules try', args: () => ['M01.long=60'], says: /M01/ },
  { name: 'rules set', args: () => ['M01.long=60', '--reason', '试行'], says: /待纪检监察员审核/ },
  { name: 'recheck', args: () => ['flg-none'], code: 1, says: /./ },
  { name: 'inspect', args: () => ['R03', '--json'], says: /"whole": true/ },
  { name: 'rebuild', args: () => ['--check'], says: /都与账目一致/ },
  { name: 'export', args: () => ['entries'], says: /account\.granted/ },
  { name: 'restore', args: () => [], says: /可以签署/ },
  { name: 'clock', args: () => ['ogi', '2026-02-10'], says: /2026-03-16/ },
  { name: 'drill', args: () => [], says: /✓/ },
  { name: 'doctor', args: () => [], env: { CALENDAR: longCalendar }, says: /可以签署/ },
  { name: 'backup', args: () => [join(folder, 'backup')], says: /核验成立/ },
  { name: 'serve', args: () => ['--port', '0'], says: /明账 Mingzhang: http/ },
  { name: 'verify', args: () => [], says: /全部成立/ },
]

describe('a ledger on a libSQL server', () => {
  it('is known to every command that knows a folder', () => {
    // Witnesses and monitors keep what they have seen of others in a folder, and have no ledger.
    const ledgers = knownCommands.filter(({ name }) => !['witness', 'monitor'].includes(name))
    const folderAlone = ledgers.filter(
      ({ options }) => options.includes('data') && !options.includes('libsql'),
    )
    expect(folderAlone.map(({ name }) => name)).toEqual([])
    const remote = knownCommands.filter(({ options }) => options.includes('libsql')).map(({ name }) => name)
    expect(RUNS.map(({ name }) => name).toSorted()).toEqual(remote.toSorted())
  })

  it.each(RUNS)('$name', async ({ name, args, code = 0, says, env = {} }) => {
    Object.assign(deployment.env, env)
    const ran = await deployment.run(...name.split(' '), ...args())
    for (const one of Object.keys(env)) Reflect.deleteProperty(deployment.env, one)
    expect(ran.out + ran.err).toMatch(says)
    expect(ran.err).not.toMatch(/Error:/)
    expect(ran.code).toBe(code)
    if (name === 'keys create') key = (ran.json() as { id: string }).id
    if (name === 'accounts list') account = (ran.json() as { id: string }[])[0]?.id ?? ''
  })

  it('gives a link again for an account that is there', async () => {
    const again = await deployment.run('invite', '--account', account)
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('/zh/join#')])
  })

  it('is migrated once: a second run does nothing', async () => {
    const ran = await deployment.run('migrate', '--json')
    expect(ran.json()).toMatchObject({ now: [] })
  })
})

describe('what is refused, in words', () => {
  it('two ledgers at once, by every command', async () => {
    for (const { name, options } of knownCommands.filter((one) => one.options.includes('libsql'))) {
      const other = options.includes('data') ? ['--data', '.data'] : ['.data']
      const ran = await runCli([...name.split(' '), ...other, '--libsql', 'http://127.0.0.1:1'])
      expect([name, ran.code]).toEqual([name, 2])
    }
  })

  const refused = async (url: string, env: Record<string, string>, ...args: string[]): Promise<string> => {
    const ran = await runCli([...args, '--libsql', url, '--json'], { env })
    expect(ran.code).toBe(1)
    return (ran.json() as { error: { words: { en: string } } }).error.words.en
  }

  it('an address that is none, or has a token in it', async () => {
    expect(await refused('file:x.db', deployment.env, 'keys', 'list')).toContain('--data')
    expect(await refused('libsql://a.example/?authToken=x', deployment.env, 'keys', 'list')).toContain(
      'LIBSQL_AUTH_TOKEN',
    )
  })

  it('a missing key, one that is named twice, another ledger’s', async () => {
    expect(await refused(deployment.url, {}, 'keys', 'list')).toContain('SIGNING_KEY_FILE')
    const twice = { ...deployment.env, SIGNING_KEY: deployment.signingKey }
    expect(await refused(deployment.url, twice, 'keys', 'list')).toContain('not both')
    const other = await runCli(['keys', 'new', '--origin', 'staging.example/log'])
    const env = { SIGNING_KEY: other.out }
    expect(await refused(deployment.url, env, 'keys', 'list')).toContain('belongs to')
  })

  it('a key of another address than the one that is served', async () => {
    const said = await refused(deployment.url, deployment.env, 'serve', '--origin', 'https://other.example')
    expect(said).toContain((await testSigner()).name)
  })

  it('a database that is not migrated, or holds something else', async () => {
    const empty = await emptyDeployment()
    try {
      expect(await refused(empty.url, empty.env, 'keys', 'list')).toContain('mingzhang migrate')
      await fetch(`${empty.url}/v2/pipeline`, {
        method: 'POST',
        body: JSON.stringify({
          baton: null,
          requests: [
            { type: 'execute', stmt: { sql: 'CREATE TABLE shop (id INTEGER)', want_rows: false } },
            { type: 'close' },
          ],
        }),
      })
      expect(await refused(empty.url, empty.env, 'migrate')).toContain('shop')
      expect(await refused(empty.url, empty.env, 'keys', 'list')).toContain('shop')
    } finally {
      await empty.close()
    }
  })
})
