import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { beforeAll, describe, expect, it } from 'vitest'
import { createApi } from '../../../worker/api/api.ts'
import type { ApiEnv } from '../../../worker/api/http/context.ts'
import { readKeyFile } from '../../../worker/cli/shell/department-key.ts'
import type { VerifyResult } from '../../../worker/cli/verify/whole/whole.ts'
import { toBase64 } from '../../../worker/ledger/bytes.ts'
import { canonicalJson } from '../../../worker/ledger/canonical.ts'
import { importSeed } from '../../../worker/ledger/ed25519.ts'
import { formatUnsigned } from '../../../worker/ledger/envelope.ts'
import { unsignedOf } from '../../../worker/ledger/unsigned.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { runCli } from '../../support/cli.ts'
import { copyOf, newFolder } from '../../support/folders.ts'
import { SECOND } from '../../support/ledger/ledger.ts'
import { seedOf } from '../../support/ledger/signers.ts'

const HEADER = '序号,事项名称,权力类型,行使主体,行使层级'
const LIST = `${HEADER}\n1,取水许可,行政许可,水务局,市级\n2,对违法取水的处罚,行政处罚,水务局,市级\n`
const NOW = new Date('2026-11-23T09:00:00.000Z')

let folder: string
let keyFile: string
let list: string
let key: string

/** A ledger with one department and its key, and the file that holds the private half. */
beforeAll(async () => {
  folder = await newFolder()
  const machine = await openMachine({ dataDir: folder, now: () => NOW })
  await machine.services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, {
    code: 'water',
    name: '水务局',
  })
  await machine.close()
  const files = await newFolder()
  keyFile = join(files, 'water.key')
  list = join(files, 'list.csv')
  await writeFile(list, LIST)
  key = (await runCli(['keys', 'department-new', '--out', keyFile])).out.trim()
})

async function registered(): Promise<string> {
  const data = await copyOf(folder)
  const on = ['--department', 'dep-water', '--data', data]
  const ran = await runCli(['keys', 'register', ...on, '--key', key, '--kept-on', '办公室电脑', '--json'])
  const { draft } = ran.json() as { draft: string }
  const { services, close } = await openMachine({ dataDir: data, now: () => NOW })
  const registrar = { account: SECOND, role: 'registrar', department: null }
  const { version } = await services.drafts.read(registrar, draft)
  const { outcome } = await services.drafts.approve(registrar, draft, version)
  expect(outcome.records).toMatchObject([{ id: 'dep-water', index: 1 }])
  await close()
  return data
}

async function verify(place: string): Promise<VerifyResult & { code: number }> {
  const ran = await runCli(['verify', place, '--json'], { home: await newFolder() })
  return { ...(ran.json() as VerifyResult), code: ran.code }
}

const importing = (...more: string[]) => runCli(['import', 'responsibility-list', list, '--json', ...more])

/** An entry with this signature, written past the services: as whoever holds the machine could. */
async function forge(
  data: string,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
  seq = 3,
): Promise<void> {
  const machine = await openMachine({ dataDir: data })
  const draft = {
    kind: 'department.renamed',
    record: 'dep-water',
    seq,
    department: 'dep-water',
    occurred: '2026-11-23',
    visibility: 'public',
    body: { name: '水利局', nameEn: null, reason: null },
  } as const
  const state = (await machine.services.reading.record('dep-water'))?.state
  const salt = seedOf('salt')
  const message = formatUnsigned(
    unsignedOf(draft, { actor: LOCAL_OPERATOR }, salt, canonicalJson(draft.body), 2),
    machine.services.log.origin,
  )
  await machine.services.ledger.committer.submit({
    key: 'forged',
    digest: '',
    actor: LOCAL_OPERATOR,
    drafts: [{ ...draft, salt, sig: toBase64(await sign(message)) }],
    before: new Map([['dep-water', state ?? null]]),
    since: 0,
  })
  await machine.close()
}

describe('a key file', () => {
  it('is for its owner alone, holds what its public key says, and is not written over', async () => {
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600)
    const file: { publicKey: string; privateKey: string } = JSON.parse(await readFile(keyFile, 'utf8'))
    expect(file.publicKey).toBe(key)
    const again = await runCli(['keys', 'department-new', '--out', keyFile])
    expect([again.code, again.err.includes('there is a file already')]).toEqual([1, true])
    expect(JSON.parse(await readFile(keyFile, 'utf8'))).toEqual(file)
  })

  it('that is none is refused before anything is written', async () => {
    const data = await registered()
    const file = join(await newFolder(), 'bad.key')
    const good: { publicKey: string; privateKey: string } = JSON.parse(await readFile(keyFile, 'utf8'))
    for (const text of ['', '{}', 'null', JSON.stringify({ ...good, publicKey: toBase64(seedOf('x')) })]) {
      await writeFile(file, text)
      const ran = await importing('--data', data, '--sign', file)
      expect([ran.code, ran.json()]).toMatchObject([1, { error: { code: 'invalid' } }])
    }
    expect((await importing('--data', data, '--sign', join(data, 'nothing'))).code).toBe(1)
    expect((await verify(data)).size).toBe(2)
  })
})

describe('import --sign', () => {
  it('signs on this machine; the same file twice adds nothing; verify counts the signatures', async () => {
    const data = await registered()
    expect((await importing('--data', data, '--sign', keyFile)).json()).toMatchObject({
      added: 2,
      entries: 2,
    })
    expect((await importing('--data', data, '--sign', keyFile)).json()).toMatchObject({
      added: 0,
      entries: 0,
    })
    expect(await verify(data)).toMatchObject({
      code: 0,
      ok: true,
      size: 4,
      signatures: 2,
      parts: { sig: true },
    })
  })

  it('signs over HTTP', async () => {
    const data = await registered()
    const machine = await openMachine({ dataDir: data })
    const { secret } = await machine.services.keys.createWithAccount(
      { actor: LOCAL_OPERATOR },
      { name: '水务局', role: 'system', department: 'dep-water' },
    )
    const api = createApi({ services: machine.services, requestId: () => 'test', log: () => undefined })
    const app = new Hono<ApiEnv>().route('/', api)
    let server: ServerType | undefined
    const url = await new Promise<string>((resolve) => {
      server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
        resolve(`http://127.0.0.1:${port}`),
      )
    })
    const to = ['--url', url, '--key', secret, '--sign', keyFile]
    expect((await importing(...to)).json()).toMatchObject({ added: 2, entries: 2 })
    expect((await importing(...to)).json()).toMatchObject({ added: 0, entries: 0 })
    expect(await verify(url)).toMatchObject({ ok: true, size: 5, signatures: 2 })
    server?.close()
    await machine.close()
  })

  it('writes nothing when no department has registered the key, or has revoked it', async () => {
    const data = await copyOf(folder)
    expect((await importing('--data', data, '--sign', keyFile)).json()).toMatchObject({
      error: { code: 'no_department' },
    })
    const other = await registered()
    const on = ['--department', 'dep-water', '--data', other, '--key', key]
    await runCli(['keys', 'revoke-department', ...on, '--from', '2026-11-01', '--reason', 'lost'])
    expect((await importing('--data', other, '--sign', keyFile)).json()).toMatchObject({
      error: { code: 'no_department' },
    })
    expect([(await verify(data)).size, (await verify(other)).size]).toEqual([1, 3])
  })
})

describe('verify', () => {
  it('notes a signature whose key is reported lost later, which holds, and one made after that, which does not', async () => {
    const data = await registered()
    await importing('--data', data, '--sign', keyFile)
    const on = ['--department', 'dep-water', '--data', data, '--key', key]
    const revoke = await runCli([
      'keys',
      'revoke-department',
      ...on,
      '--from',
      '2026-01-01',
      '--reason',
      'lost',
    ])
    expect(revoke.code).toBe(0)
    const result = await verify(data)
    expect(result).toMatchObject({ code: 0, ok: true, findings: [] })
    expect(result.warnings.map(({ en }) => en).join('\n')).toMatch(
      /reported lost from 2026-01-01; .* still hold: 2, 3\./,
    )
    await forge(data, (await readKeyFile(keyFile)).sign, 4)
    const later = await verify(data)
    expect(later).toMatchObject({ code: 0, findings: [] })
    expect(later.warnings.map(({ en }) => en).join('\n')).toMatch(/revoked by entry 4, .* do not count: 5\./)
  })

  it('names an entry whose signature does not hold', async () => {
    const data = await registered()
    await forge(data, (await importSeed(seedOf('somebody else'))).sign)
    const result = await verify(data)
    expect(result).toMatchObject({
      code: 1,
      ok: false,
      first: { part: 'sig', index: 2, record: 'dep-water' },
    })
    expect(result.findings).toHaveLength(1)
    expect(result.first?.words.en).toContain('does not hold')
    expect(result.parts).toMatchObject({ leaf: true, body: true, sig: false, record: true })
  })

  it('names an entry that is signed where no key was registered', async () => {
    const data = await copyOf(folder)
    const machine = await openMachine({ dataDir: data })
    await machine.services.acts.act(
      { actor: LOCAL_OPERATOR, approver: SECOND },
      'department',
      'renamed',
      'dep-water',
      {
        name: '水利局',
      },
    )
    await machine.close()
    await forge(data, (await importSeed(seedOf('somebody else'))).sign)
    const { first } = await verify(data)
    expect(first).toMatchObject({ part: 'sig', index: 2 })
    expect(first?.words.en).toContain('had registered no key')
  })

  it('names a signed entry whose body was edited behind the triggers', async () => {
    const data = await registered()
    await importing('--data', data, '--sign', keyFile)
    const database = new DatabaseSync(join(data, 'mingzhang.db'))
    for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all())
      database.exec(`DROP TRIGGER "${String(name)}"`)
    database.exec(`UPDATE body SET content = replace(content, '取水许可', '取水许呵') WHERE "index" = 2`)
    database.close()
    expect(await verify(data)).toMatchObject({ code: 1, first: { part: 'body', index: 2 } })
  })
})

describe('keys of departments on the command line', () => {
  it('say what is missing or wrong', async () => {
    const data = await copyOf(folder)
    const to = ['--data', data, '--department', 'dep-water']
    const cases: [string[], number, string][] = [
      [['department-new'], 2, 'Name a file'],
      [['register', ...to], 2, '--kept-on'],
      [['register', ...to, '--key', 'x', '--kept-on', 'y'], 1, 'expected an Ed25519 public key'],
      [
        ['register', '--data', data, '--department', 'dep-no', '--key', key, '--kept-on', 'y'],
        1,
        'no record dep-no',
      ],
      [
        ['register', '--data', '/nowhere', '--department', 'dep-no', '--key', key, '--kept-on', 'y'],
        1,
        'no ledger',
      ],
      [['revoke-department', ...to, '--key', key], 2, '--reason'],
      [['revoke-department', ...to, '--key', key, '--from', '2026', '--reason', 'lost'], 1, 'expected a day'],
      [
        ['revoke-department', ...to, '--key', key, '--from', '2026-01-01', '--reason', 'x'],
        1,
        'expected one of',
      ],
      [
        ['revoke-department', ...to, '--key', key, '--from', '2026-01-01', '--reason', 'lost'],
        1,
        'not registered',
      ],
    ]
    for (const [args, code, words] of cases) {
      const ran = await runCli(['keys', ...args])
      expect([args[0], ran.code, ran.err]).toEqual([args[0], code, expect.stringContaining(words)])
    }
    const package_ = await runCli(['import', 'package', data, '--sign', keyFile])
    expect(package_.code).toBe(2)
  })
})
