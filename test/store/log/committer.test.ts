import { join } from 'node:path'
import { LibsqlError } from '@libsql/core/api'
import { describe, expect, it } from 'vitest'
import type { Draft } from '../../../worker/domain/record/event.ts'
import { toBase64 } from '../../../worker/ledger/bytes.ts'
import type { Json } from '../../../worker/ledger/canonical.ts'
import { openCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { rootOf } from '../../../worker/ledger/merkle.ts'
import { createSealing } from '../../../worker/services/sealing/accounts.ts'
import type { Database } from '../../../worker/store/database.ts'
import { openFileDatabase } from '../../../worker/store/file-database.ts'
import type { Submission } from '../../../worker/store/log/batch.ts'
import { Committer } from '../../../worker/store/log/committer.ts'
import { readEntriesFrom } from '../../../worker/store/log/entries.ts'
import { loadFrontier } from '../../../worker/store/log/head.ts'
import { type HighWater, Notary } from '../../../worker/store/log/notary.ts'
import type { Committed } from '../../../worker/store/log/submitted.ts'
import { readRecords } from '../../../worker/store/records/records.ts'
import {
  freshDatabase,
  memoryHighWater,
  OPERATOR,
  seededRandom,
  steppingClock,
  temporaryFolder,
  testSigner,
} from '../../support/ledger/ledger.ts'

const signer = await testSigner()

/** A well-formed id for any short name. */
function idOf(name: string): string {
  return `res-${name.replace(/[^0-9a-hjkmnp-tv-z]/g, '0').padStart(10, '0')}`
}

function draft(record: string, seq = 1): Draft {
  const kind = seq === 1 ? 'responsibility.listed' : 'responsibility.suspended'
  const body: Json = seq === 1 ? { name: `item ${record}` } : { trigger: 'reform', reason: null }
  return { kind, record, seq, department: 'dep-a', occurred: '2026-03-01', visibility: 'public', body }
}

function submission(name: string, drafts: Draft[] = [draft(idOf(name))]): Submission {
  return { key: `test ${name}`, digest: name, actor: OPERATOR, drafts, before: new Map(), since: 0 }
}

function committer(database: Database, seed = 1, highWater: HighWater | null = memoryHighWater()): Committer {
  const notary = new Notary(signer, highWater)
  return new Committer({
    database,
    notary,
    atRest: createSealing(signer, seededRandom(9), 'withheld'),
    now: steppingClock(),
    random: seededRandom(seed),
  })
}

/** The ledger as stored: contiguous, and with exactly the root that was committed last. */
async function expectWhole(database: Database, size: number): Promise<void> {
  const entries = await readEntriesFrom(database, 0, size + 1)
  expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: size }, (_, i) => i))
  const { head } = await loadFrontier(database)
  expect(head.size).toBe(size)
  expect(toBase64(head.root)).toBe(toBase64(rootOf(entries.map(({ leafHash }) => leafHash))))
}

describe('committer', () => {
  it('appends what comes together as one commit, and signs it', async () => {
    const database = await freshDatabase()
    const one = committer(database)
    const committed = await Promise.all(
      Array.from({ length: 300 }, (_, i) => one.submit(submission(`n${i}`))),
    )
    expect(committed.map(({ first }) => first)).toEqual(Array.from({ length: 300 }, (_, i) => i))
    await expectWhole(database, 300)
    const { rows } = await database.client.execute('SELECT COUNT(*) AS n FROM "commit"')
    expect(rows[0]?.n).toBeLessThan(10)
    const last = committed.at(-1)
    const opened = await openCheckpoint(last?.checkpoint ?? '', signer.verifierKey)
    expect(opened.size).toBe(last?.head.size)
  })

  it('takes a submission of more entries than SQLite takes values in one statement, and changes them all', async () => {
    const database = await freshDatabase()
    const one = committer(database)
    const names = Array.from({ length: 1_400 }, (_, i) => idOf(String(i)))
    await one.submit(
      submission(
        'many',
        names.map((id) => draft(id)),
      ),
    )
    const before = new Map((await readRecords(database, names)).map(({ id, state }) => [id, state]))
    const again = submission(
      'again',
      names.map((id) => draft(id, 2)),
    )
    await one.submit({ ...again, before })
    await expectWhole(database, 2_800)
    const [last] = await readRecords(database, names.slice(-1))
    expect(last?.state).toMatchObject({ status: 'suspended' })
  })

  it('gives a repeated key its first place, and refuses it for something else', async () => {
    const database = await freshDatabase()
    const one = committer(database)
    const first = await one.submit(submission('a'))
    await one.submit(submission('b'))
    expect((await one.find('test a', 'a'))?.first).toBe(first.first)
    expect((await one.submit(submission('a'))).first).toBe(first.first)
    await expect(one.submit({ ...submission('a'), digest: 'other' })).rejects.toThrow(
      'used for another request',
    )
    await expectWhole(database, 2)
  })

  it('tells the later of two writers of one (record, seq) to decide again', async () => {
    const database = await freshDatabase()
    const one = committer(database)
    const results = await Promise.allSettled([
      one.submit(submission('x', [draft(idOf('x'))])),
      one.submit(submission('y', [draft(idOf('x'))])),
      one.submit(submission('z', [draft(idOf('z'))])),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await expect(one.submit(submission('w', [draft(idOf('x'))]))).rejects.toMatchObject({ record: idOf('x') })
    await expectWhole(database, 2)
  })

  it('is all or nothing: one taken place rolls the whole submission back', async () => {
    const database = await freshDatabase()
    const one = committer(database)
    await one.submit(submission('taken'))
    await expect(
      one.submit(submission('mixed', [draft(idOf('new')), draft(idOf('taken'))])),
    ).rejects.toThrow()
    await expectWhole(database, 1)
    const { rows } = await database.client.execute(`SELECT 1 FROM record WHERE id = '${idOf('new')}'`)
    expect(rows).toEqual([])
  })

  it('several committers on one file give one history', async () => {
    const path = join(temporaryFolder(), 'shared.db')
    await freshDatabase().then(({ client }) => client.execute(`VACUUM INTO '${path}'`))
    const writers = await Promise.all(
      [1, 2, 3, 4].map(async (seed) => committer(await openFileDatabase(path), seed, null)),
    )
    const committed = await Promise.all(
      writers.flatMap((writer, w) =>
        Array.from({ length: 25 }, async (_, i): Promise<Committed> => {
          await new Promise((resolve) => setTimeout(resolve, i * 2))
          return writer.submit(submission(`w${w}-${i}`))
        }),
      ),
    )
    expect(new Set(committed.map(({ first }) => first)).size).toBe(100)
    await expectWhole(await openFileDatabase(path), 100)
  })
})

describe('when the database fails', () => {
  /** A database whose next write batch fails: before it is written, or after, so that the answer is lost. */
  function failing(
    database: Database,
    when: 'before' | 'after',
    error: () => Error,
  ): Database & { fail: number } {
    const faulty = {
      ...database,
      fail: 0,
      client: new Proxy(database.client, {
        get(client, name) {
          if (name !== 'batch')
            return Reflect.get(client, name, client).bind?.(client) ?? Reflect.get(client, name, client)
          return async (statements: never, mode: 'write' | 'read') => {
            const failsNow = mode === 'write' && faulty.fail > 0
            if (failsNow) faulty.fail -= 1
            if (failsNow && when === 'before') throw error()
            const result = await client.batch(statements, mode)
            if (failsNow) throw error()
            return result
          }
        },
      }),
    }
    return faulty
  }

  it.each([
    ['before', 'a lost connection', () => new Error('socket hang up')],
    ['after', 'a lost connection', () => new Error('socket hang up')],
    ['before', 'a lock', () => new LibsqlError('locked', 'SQLITE_BUSY')],
  ] as const)('%s the write, through %s: written once, answered once', async (when, _, error) => {
    const database = failing(await freshDatabase(), when, error)
    const one = committer(database)
    await one.submit(submission('first'))
    database.fail = 1
    const results = await Promise.all(['a', 'b', 'c'].map((name) => one.submit(submission(name))))
    expect(results.map(({ first }) => first).sort()).toEqual([1, 2, 3])
    await expectWhole(database, 4)
  })

  it('says so when it stays away, and recovers by itself', async () => {
    const database = failing(await freshDatabase(), 'before', () => new LibsqlError('locked', 'SQLITE_BUSY'))
    const one = committer(database)
    database.fail = 1000
    await expect(one.submit(submission('a'))).rejects.toThrow('nothing was written')
    database.fail = 0
    expect((await one.submit(submission('a'))).first).toBe(0)
  })
})

describe('several things at once', () => {
  /** A database whose reads are answered late, with what was true when they were asked. */
  function lateReader(database: Database): Database {
    const client = new Proxy(database.client, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target)
        if (name !== 'batch') return typeof value === 'function' ? value.bind(target) : value
        return async (statements: never, mode: 'write' | 'read') => {
          const result = await target.batch(statements, mode)
          if (mode === 'read') await new Promise((resolve) => setTimeout(resolve, 30))
          return result
        }
      },
    })
    return { ...database, client }
  }

  it('a head that was read before a commit never takes the place of the one after it', async () => {
    const one = committer(lateReader(await freshDatabase()))
    await one.submit(submission('a'))
    const repeated = one.find('test a', 'a')
    await new Promise((resolve) => setTimeout(resolve, 10))
    const b = await one.submit(submission('b'))
    await repeated
    const { head, tree } = await one.end.tree()
    expect(head.size).toBe(2)
    await expect(tree.inclusion(b.first, b.head.size)).resolves.toHaveLength(1)
  })

  it('a submission that can never be recorded does not take the others with it', async () => {
    const database = await freshDatabase()
    const one = committer(database)
    await one.submit(submission('first'))
    const results = await Promise.allSettled([
      one.submit(submission('good1')),
      one.submit(submission('bad', [draft('no id at all!')])),
      one.submit(submission('good2')),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await expectWhole(database, 3)
  })
})

describe('history that was signed', () => {
  it('refuses to sign when the database is older than the mark', async () => {
    const database = await freshDatabase()
    const highWater = memoryHighWater()
    await committer(database, 1, highWater).submit(submission('a'))
    const restored = await freshDatabase()
    const one = committer(restored, 2, highWater)
    await expect(one.submit(submission('b'))).rejects.toMatchObject({ frozen: { code: 'history_lost' } })
    await expectWhole(restored, 0)
  })

  it('notices on its next look, without an entry, that somebody signed more elsewhere', async () => {
    const highWater = memoryHighWater()
    const one = committer(await freshDatabase(), 1, highWater)
    await one.submit(submission('a'))
    expect(await one.end.recheck()).toBeNull()
    highWater.mark = { size: 9, root: highWater.mark?.root ?? '' }
    expect(await one.end.recheck()).toMatchObject({ code: 'history_lost' })
    await expect(one.submit(submission('b'))).rejects.toMatchObject({ frozen: { code: 'history_lost' } })
  })

  it('refuses to sign another history of the same or a greater length', async () => {
    const highWater = memoryHighWater()
    await committer(await freshDatabase(), 1, highWater).submit(submission('a'))
    const other = await freshDatabase()
    await committer(other, 2, null).submit(submission('b'))
    await committer(other, 2, null).submit(submission('c'))
    await expect(committer(other, 3, highWater).submit(submission('d'))).rejects.toMatchObject({
      frozen: { code: 'history_differs' },
    })
  })

  it('notices leaves that no longer give the committed root', async () => {
    const database = await freshDatabase()
    await committer(database).submit(submission('a'))
    await database.client.execute('DROP TRIGGER entry_no_update')
    await database.client.execute('UPDATE entry SET leaf_hash = zeroblob(32)')
    await expect(committer(database, 2).submit(submission('b'))).rejects.toMatchObject({
      frozen: { code: 'broken_tree' },
    })
  })
})

describe('triggers', () => {
  it.each([
    ['UPDATE entry SET kind = 1', 'append-only: entry'],
    ['DELETE FROM entry', 'append-only: entry'],
    ['UPDATE "commit" SET size = 9', 'append-only: commit'],
    ['DELETE FROM "commit"', 'append-only: commit'],
    ["UPDATE body SET content = '{}'", 'append-only: body'],
    ['DELETE FROM body', 'append-only: body'],
    ['INSERT INTO erasure (target, entry) VALUES (0, 0)', 'erasure without an entry'],
    ['UPDATE submission SET digest = 1', 'append-only: submission'],
    ['INSERT INTO "commit" VALUES (1, 3, zeroblob(32), zeroblob(0), 1)', 'broken commit'],
    ['DELETE FROM record', 'derived row without an entry'],
    ["UPDATE record SET last_index = 7, state = '{}'", 'derived row without an entry'],
  ])('%s is refused', async (statement, message) => {
    const database = await freshDatabase()
    await committer(database).submit(submission('a'))
    await expect(database.client.execute(statement)).rejects.toThrow(message)
    await expectWhole(database, 1)
  })

  it.each(['tile', 'checkpoint'])('%s rows stay as they are', async (table) => {
    const database = await freshDatabase()
    const rows = { tile: '(0, 0, zeroblob(8192), zeroblob(32), NULL)', checkpoint: "(1, 'note')" }
    await database.client.execute(
      `INSERT INTO ${table} VALUES ${rows[table === 'tile' ? 'tile' : 'checkpoint']}`,
    )
    await expect(database.client.execute(`DELETE FROM ${table}`)).rejects.toThrow(`append-only: ${table}`)
    const column = table === 'tile' ? 'n' : 'note'
    await expect(database.client.execute(`UPDATE ${table} SET ${column} = 5`)).rejects.toThrow(
      `append-only: ${table}`,
    )
  })
})
