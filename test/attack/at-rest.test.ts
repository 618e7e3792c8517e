/** H6: a copy of the database gives nothing away that the public does not have. */
import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { dayAfter } from '../../worker/domain/record/date.ts'
import { openMachine } from '../../worker/machine/machine.ts'
import { sealRest } from '../../worker/services/sealing/rounds.ts'
import type { Services } from '../../worker/services/services.ts'
import { openFileDatabase } from '../../worker/store/file-database.ts'
import { sealBodies } from '../../worker/store/log/seal-bodies.ts'
import { putTriage } from '../../worker/store/standing/triage.ts'
import { runCli } from '../support/cli.ts'
import { newFolder } from '../support/folders.ts'
import { freshLedger, OPERATOR, SECOND } from '../support/ledger/ledger.ts'

const call = { actor: OPERATOR }
/** Withholding takes a second person. @param on today, by the clock of the ledger */
const sealedOn = (on: string) =>
  ({
    visibility: 'sealed',
    ground: 'state_secret',
    review: dayAfter(on, 30),
    approver: 'acc-00000000000000000001',
  }) as const
/** Words of each place in which something withheld is kept. */
const WORDS = {
  body: '内部讨论意见之一',
  title: '草稿标题之二',
  input: '草稿正文之三',
  note: '退回理由之四',
  reason: '搁置理由之五',
}

/** Files of the database in whose bytes a text stands. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('mingzhang.db'))
    .filter((name) => readFileSync(join(folder, name)).includes(text))
}

async function fill(services: Services): Promise<{ record: string; index: number; draft: string }> {
  await services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
  const opened = await services.acts.open(call, 'responsibility', 'dep-water', {
    name: '取水许可',
    type: 'licence',
  })
  const record = opened.records[0]?.id ?? ''
  const body = { set: { remark: WORDS.body }, trigger: 'other', reason: '调整。' }
  const done = await services.acts.act(
    { ...call, ...sealedOn(services.reading.today()) },
    'responsibility',
    'amended',
    record,
    body,
  )
  const caller = async (role: 'recorder' | 'approver') => {
    const { records } = await services.accounts.grant(call, { post: role, role, department: 'dep-water' })
    return { account: records[0]?.id ?? '', role, department: 'dep-water' }
  }
  const [author, approver] = [await caller('recorder'), await caller('approver')]
  const draft = await services.drafts.begin(author, {
    kind: 'responsibility',
    verb: 'amend',
    record,
    title: WORDS.title,
    input: { set: { name: WORDS.input }, trigger: 'other', reason: '调整。' },
  })
  const handed = await services.drafts.submit(author, draft.id, draft.version)
  await services.drafts.giveBack(approver, draft.id, handed.draft.version, WORDS.note)
  await putTriage(services.ledger, [
    { key: 'R01 x', assignee: null, digest: 'd', reason: WORDS.reason, account: 'acc-a', at: '2026-01-01' },
  ])
  expect(await services.drafts.read(author, draft.id)).toMatchObject({
    title: WORDS.title,
    note: WORDS.note,
    input: { set: { name: WORDS.input } },
  })
  return { record, index: done.records[0]?.index ?? -1, draft: draft.id }
}

describe('a raw copy of the database', () => {
  let folder: string

  beforeAll(async () => {
    folder = await newFolder()
  })

  it('holds no word of what is withheld, drafted or noted among inspectors, while open and when closed', async () => {
    const machine = await openMachine({ dataDir: folder, followDelay: 0 })
    const { services } = machine
    const { index } = await fill(services)
    await services.standing.settle({ budget: 60_000 })
    for (const word of Object.values(WORDS)) expect([word, filesWith(folder, word)]).toEqual([word, []])
    const auditor = { account: 'acc-a', role: 'auditor', department: null }
    expect((await services.withheld.read(auditor, index, 'r')).content).toContain(WORDS.body)
    await machine.close()
    for (const word of Object.values(WORDS)) expect([word, filesWith(folder, word)]).toEqual([word, []])
  })

  it('is verified with the key of the folder, body by body; without it those are left unchecked', async () => {
    expect(await runCli(['verify', folder])).toMatchObject({ code: 0 })
    const database = (await openFileDatabase(join(folder, 'mingzhang.db'))).client
    const { rows } = await database.execute('SELECT "index", content FROM body WHERE length(salt) = 0')
    expect(rows).toHaveLength(1)
    const [row] = rows
    await database.execute('DROP TRIGGER body_no_update')
    const altered = String(row?.content).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    const set = (content: string) =>
      database.execute({
        sql: 'UPDATE body SET content = ? WHERE "index" = ?',
        args: [content, row?.index ?? 0],
      })
    await set(`${altered.slice(0, 20)}${altered[20] === 'A' ? 'B' : 'A'}${altered.slice(21)}`)
    const found = await runCli(['verify', folder, '--json'])
    expect(found.code).toBe(1)
    expect(found.out).toContain('"part": "body"')
    await set(String(row?.content))
    database.close()
    rmSync(join(folder, 'signing-key'))
    expect((await runCli(['verify', folder, '--json'])).out).not.toContain('"part": "body"')
  })
})

describe('what an earlier version left open', () => {
  it('is sealed in rounds, and again nothing of it is in the files', async () => {
    const folder = await newFolder()
    const machine = await openMachine({ dataDir: folder, followDelay: 0 })
    const { services } = machine
    const { index, draft } = await fill(services)
    const { ledger } = services
    const { client } = ledger.database
    const entry = await services.withheld.read(
      { account: 'a', role: 'auditor', department: null },
      index,
      'r',
    )
    // As an earlier version kept it.
    const { rows } = await client.execute(
      "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'body%'",
    )
    for (const { name } of rows) await client.execute(`DROP TRIGGER ${name}`)
    const salt = Uint8Array.from(atob(entry.salt), (one) => one.charCodeAt(0))
    await client.execute({
      sql: 'UPDATE body SET salt = ?, content = ? WHERE "index" = ?',
      args: [salt, entry.content, index],
    })
    for (const { sql } of rows) await client.execute(String(sql))
    await client.execute('UPDATE at_rest SET entries = 0')
    await client.execute({
      sql: 'UPDATE draft SET title = ?, note = ?, input = ? WHERE id = ?',
      args: [WORDS.title, WORDS.note, JSON.stringify({ set: { name: WORDS.input } }), draft],
    })
    await client.execute({ sql: 'UPDATE triage SET reason = ?', args: [WORDS.reason] })
    for (const word of Object.values(WORDS)) expect(filesWith(folder, word)).not.toEqual([])
    // A process that has no time does nothing, and the next one goes on.
    expect(await sealRest(ledger, { budget: 0 })).toBe(false)
    await machine.close()
    const again = await openMachine({ dataDir: folder, followDelay: 0 })
    const auditor = { account: 'a', role: 'auditor', department: null }
    expect((await again.services.withheld.read(auditor, index, 'r')).content).toBe(entry.content)
    expect(await sealRest(again.services.ledger)).toBe(false)
    for (const word of Object.values(WORDS)) expect([word, filesWith(folder, word)]).toEqual([word, []])
    await again.close()
  })

  it('stays as it is when it is erased, or sealed by another process, while it is being sealed', async () => {
    for (const meanwhile of ['erased', 'sealed'] as const) {
      const { services } = await freshLedger()
      const { index } = await fill(services)
      const { ledger } = services
      const { client } = ledger.database
      const entry = await services.withheld.read(
        { account: 'a', role: 'auditor', department: null },
        index,
        'r',
      )
      await client.execute('DROP TRIGGER body_no_update')
      const salt = Uint8Array.from(atob(entry.salt), (one) => one.charCodeAt(0))
      const opened = 'UPDATE body SET salt = ?, content = ? WHERE "index" = ?'
      await client.execute({ sql: opened, args: [salt, entry.content, index] })
      await client.execute('UPDATE at_rest SET entries = 0')
      const seen = async () =>
        (await client.execute({ sql: 'SELECT content FROM body WHERE "index" = ?', args: [index] })).rows.map(
          ({ content }) => content,
        )
      let then: unknown[] = []
      const atRest = {
        ...ledger.atRest,
        async seal(text: string, of: string) {
          if (meanwhile === 'sealed') expect(await sealBodies(ledger)).toBe(1)
          else
            await services.erasures.erase({ ...call, approver: SECOND }, index, {
              ground: 'personal_data',
              authority: '明川市〔2026〕11 号',
              reason: '含个人信息。',
            })
          then = await seen()
          return ledger.atRest.seal(text, of)
        },
      }
      expect(await sealBodies({ database: ledger.database, atRest })).toBe(0)
      expect(await seen()).toEqual(then)
    }
  })

  it('is refused by the database itself when it is new', async () => {
    const { services } = await freshLedger()
    const { index } = await fill(services)
    const { client } = services.ledger.database
    for (const sql of [
      `UPDATE body SET content = '{}', salt = zeroblob(32) WHERE "index" = ${index}`,
      `UPDATE body SET content = 'v1.other' WHERE "index" = ${index}`,
      `UPDATE body SET content = 'v1.other', salt = zeroblob(0) WHERE "index" = 0`,
    ])
      await expect(client.execute(sql)).rejects.toThrow('append-only: body')
  })
})

describe('files of a ledger', () => {
  it('are for their owner alone, whatever the umask', async () => {
    const folder = join(await newFolder(), 'data')
    execFileSync('sh', [
      '-c',
      'umask 022; exec "$@"',
      'sh',
      process.execPath,
      '--import',
      'tsx',
      'worker/cli/main.ts',
      'keys',
      'create',
      '--data',
      folder,
      '--name',
      'x',
      '--role',
      'registrar',
    ])
    const open = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => (statSync(join(folder, name)).mode & 0o077) !== 0,
    )
    expect(open).toEqual([])
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  it.each([
    ['the folder', '', 0o755, '700'],
    ['the folder, for the group', '', 0o750, '700'],
    ['the signing key', 'signing-key', 0o640, '600'],
    ['any other key', 'other-key', 0o604, '600'],
  ])('%s that others can read is refused, with the command that mends it', async (_, name, mode, mended) => {
    const folder = join(await newFolder(), 'data')
    const machine = await openMachine({ dataDir: folder })
    await machine.close()
    if (name === 'other-key') writeFileSync(join(folder, name), 'k')
    const path = name === '' ? folder : join(folder, name)
    chmodSync(path, mode)
    const command = `chmod ${mended} ${path}`
    await expect(openMachine({ dataDir: folder })).rejects.toMatchObject({
      code: 'not_allowed',
      words: { zh: expect.stringContaining(command), en: expect.stringContaining(command) },
    })
    execFileSync('sh', ['-c', command])
    await (await openMachine({ dataDir: folder })).close()
  })
})
