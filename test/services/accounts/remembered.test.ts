/**
 * Keys, sessions, accounts and departments are kept in memory, and what is answered is what the database holds: two
 * processes over one folder ask and change in any order, one with the database on a thread of its own.
 */
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { type Machine, openMachine } from '../../../worker/machine/machine.ts'
import { createAccess } from '../../../worker/services/accounts/access-log.ts'
import { createAccounts } from '../../../worker/services/accounts/accounts.ts'
import { createKeys, type Signed } from '../../../worker/services/accounts/keys.ts'
import { createSessions } from '../../../worker/services/accounts/sessions.ts'
import type { Ledger } from '../../../worker/services/open.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import type { Services } from '../../../worker/services/services.ts'
import { loadLookup } from '../../../worker/services/submit/lookup.ts'
import { Remembered } from '../../../worker/store/remembered.ts'
import { newFolder } from '../../support/folders.ts'
import { freshDatabase } from '../../support/ledger/ledger.ts'

const RUNS = Number(process.env.INTERLEAVINGS ?? 3)
const call = { actor: LOCAL_OPERATOR }
const DEPARTMENT = 'dep-water'

const opened: Machine[] = []
afterEach(async () => {
  for (const machine of opened.splice(0)) await machine.close()
})

/** Whoever holds a key or a session, and since when it may be refused. */
interface Held {
  account: string
  id: string
  token: string
  means: 'key' | 'session'
  /** True once something was answered that ended it for good. */
  isEnded: boolean
}

type Asks = Pick<Services, 'keys' | 'sessions'>

const ask = ({ keys, sessions }: Asks, { means, token }: Held): Promise<Signed | null> =>
  means === 'key' ? keys.holderOf(token) : sessions.holderOf(token)

/** Asks the database about everything, and keeps nothing. */
function askingDatabase({ ledger }: Services): Asks & { ledger: Ledger } {
  const { keptVersion: _, ...database } = ledger.database
  const plain: Ledger = { ...ledger, database, remembered: new Remembered(undefined) }
  const [accounts, access] = [createAccounts(plain), createAccess(plain)]
  return {
    ledger: plain,
    keys: createKeys(plain, accounts, access),
    sessions: createSessions(plain, accounts, access),
  }
}

interface World {
  both: readonly [Services, Services]
  accounts: string[]
  held: Held[]
  names: number
  now: { at: number }
}

async function newWorld(): Promise<World> {
  const dataDir = await newFolder('mingzhang-remembered-')
  const clock = { at: Date.parse('2026-03-02T01:00:00.000Z') }
  const now = () => new Date(clock.at)
  const first = await openMachine({ dataDir, origin: 'remembered.example/log', now, threaded: true })
  opened.push(first)
  const second = await openMachine({ dataDir, now })
  opened.push(second)
  const { acts, accounts } = first.services
  for (const code of ['water', 'house'])
    await acts.open(call, 'department', null, { code, name: `部门 ${code}` })
  const grant = { post: '记录岗', role: 'recorder', department: DEPARTMENT }
  const granted = [await accounts.grant(call, grant), await accounts.grant(call, grant)]
  const ids = granted.flatMap(({ records }) => records.map(({ id }) => id))
  return { both: [first.services, second.services], accounts: ids, held: [], names: 0, now: clock }
}

type Kind = (typeof KINDS)[number]
const KINDS = [
  ...(['key', 'sign in', 'revoke key', 'end session', 'revoke', 'restore', 'move', 'rename'] as const),
  ...(['pass', 'ask', 'ask', 'ask', 'ask', 'ask', 'ask'] as const),
]

interface Step {
  kind: Kind
  who: 0 | 1
  which: number
}

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom(...KINDS),
    who: fc.constantFrom(0, 1),
    which: fc.nat({ max: 11 }),
  }),
  { minLength: 1, maxLength: 4 },
)

async function take(world: World, { kind, who, which }: Step): Promise<void> {
  const services = world.both[who]
  const account = world.accounts[which % world.accounts.length] ?? ''
  const held = world.held[which % Math.max(1, world.held.length)]
  const of = (id: string): Held[] => world.held.filter((one) => one.account === id)
  switch (kind) {
    case 'key': {
      const { key, secret } = await services.keys.create(account, { name: '报表' })
      world.held.push({ account, id: key.id, token: secret, means: 'key', isEnded: false })
      return
    }
    case 'sign in': {
      const { session, token } = await services.sessions.open(account, 'passkey', 'x')
      world.held.push({ account, id: session.id, token, means: 'session', isEnded: false })
      return
    }
    case 'revoke key':
      if (held?.means !== 'key') return
      await services.keys.revoke(held.id)
      held.isEnded = true
      return
    case 'end session':
      if (held?.means !== 'session') return
      await services.sessions.end(held.account, held.id, { account: held.account, request: '' }, 'sign_out')
      held.isEnded = true
      return
    case 'revoke': {
      const before = of(account)
      await services.accounts.revoke(call, account, { reason: '离岗' })
      for (const one of before) one.isEnded = true
      return
    }
    case 'restore':
      await services.accounts.restore(call, account, { reason: '回岗' })
      return
    case 'move': {
      const before = of(account)
      const { department } = await services.accounts.requireAccount(account)
      const to = department === DEPARTMENT ? 'dep-house' : DEPARTMENT
      await services.accounts.change(call, account, { set: { department: to }, reason: '调动' })
      for (const one of before) one.isEnded = true
      return
    }
    case 'rename':
      world.names += 1
      await services.acts.act({ ...call, approver: 'acc-second' }, 'department', 'renamed', DEPARTMENT, {
        name: `水务局 ${world.names}`,
      })
      return
    case 'pass':
      world.now.at += 3 * 60_000
      return
    case 'ask': {
      if (held === undefined) return
      const { isEnded } = held
      const holder = await ask(services, held)
      // What was ended before it was asked is refused, whoever ended it and whatever happens beside.
      if (isEnded && holder !== null) throw new Error(`a ${held.means} that had ended was let in`)
      return
    }
  }
}

/** What a step may meet where another of its turn was first; anything else is a fault. */
const isRefused = (reason: unknown): boolean =>
  reason instanceof Error &&
  'code' in reason &&
  ['wrong_state', 'unchanged', 'not_found', 'conflict', 'not_allowed', 'invalid'].includes(
    String(reason.code),
  )

describe('what is kept in memory of keys, sessions, accounts and departments', () => {
  it('is what the database holds, in two processes that change and ask in any order', async () => {
    const seen = { let: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 15, maxLength: 25 }), async (turns) => {
        const world = await newWorld()
        const plain = world.both.map(askingDatabase)
        for (const turn of turns) {
          const settled = await Promise.allSettled(turn.map((step) => take(world, step)))
          const faults = settled.flatMap((one) =>
            one.status === 'rejected' && !isRefused(one.reason) ? [one.reason] : [],
          )
          expect(faults).toEqual([])
          for (const [i, services] of world.both.entries()) {
            const truth = plain[i]
            if (truth === undefined) throw new Error('two processes')
            for (const held of world.held) {
              const holder = await ask(services, held)
              expect([held, holder]).toEqual([held, await ask(truth, held)])
              seen[holder === null ? 'refused' : 'let'] += 1
            }
            const ids = [DEPARTMENT, ...world.accounts]
            const [kept, read] = [await loadLookup(services.ledger, ids), await loadLookup(truth.ledger, ids)]
            expect(ids.map((id) => kept.record(id))).toEqual(ids.map((id) => read.record(id)))
          }
        }
        for (const machine of opened.splice(0)) await machine.close()
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    expect(Math.min(seen.let, seen.refused)).toBeGreaterThan(RUNS)
  })

  it('is not asked for again while nothing changes', async () => {
    const world = await newWorld()
    const [services] = world.both
    await take(world, { kind: 'key', who: 1, which: 0 })
    const [key] = world.held
    if (key === undefined) throw new Error('a key was made')
    const { client } = services.ledger.database
    const { execute } = client
    const asked: string[] = []
    client.execute = (statement) => {
      asked.push(typeof statement === 'string' ? statement : statement.sql)
      return execute(statement)
    }
    const counts: number[] = []
    const count = async (): Promise<void> => {
      await ask(services, key)
      await loadLookup(services.ledger, [DEPARTMENT])
      counts.push(asked.splice(0).length)
    }
    // The first use of a key in an hour is noted, and the key is read once more.
    await count()
    await count()
    await count()
    await take(world, { kind: 'rename', who: 1, which: 0 })
    await count()
    await count()
    expect(counts).toEqual([3, 1, 0, 2, 0])
  })
})

describe('the version of what is kept', () => {
  it('changes with every change of an account, a department, a key or a session, and of nothing else', async () => {
    const database = await freshDatabase()
    const { client, keptVersion } = database
    const record = (n: number, id: string, kind: string): string =>
      `INSERT INTO record (n, id, kind, seq, title, status, state, last_index, recorded, annulled, altered, derived)
       VALUES (${n}, '${id}', '${kind}', 1, '', '', '{}', ${n}, '', 0, 0, 1)`
    // Rows without entries, which other triggers refuse.
    const others = `SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'kept@_%' ESCAPE '@'`
    for (const { name } of (await client.execute(others)).rows) await client.execute(`DROP TRIGGER "${name}"`)
    let before = keptVersion?.() ?? null
    expect(before).not.toBeNull()
    const isDrawn = async (sql: string): Promise<[string, boolean]> => {
      await client.execute(sql)
      const now = keptVersion?.() ?? null
      const drawn: [string, boolean] = [sql, now !== before]
      before = now
      return drawn
    }
    const columnsOf = async (table: string): Promise<string[]> =>
      (await client.execute(`SELECT name FROM pragma_table_info('${table}')`)).rows.map(({ name }) =>
        String(name),
      )
    // Marks of use, which say nothing of what is in force.
    const marks: Readonly<Record<string, string>> = { api_key: 'used', session: 'seen' }
    const touched: [string, boolean][] = []
    const untouched: [string, boolean][] = []
    for (const [n, kind] of ['account', 'department', 'responsibility'].entries()) {
      const into = kind === 'responsibility' ? untouched : touched
      into.push(await isDrawn(record(n, kind, kind)))
      for (const column of await columnsOf('record'))
        into.push(await isDrawn(`UPDATE record SET "${column}" = "${column}" WHERE id = '${kind}'`))
      into.push(await isDrawn(`DELETE FROM record WHERE id = '${kind}'`))
    }
    for (const [table, mark] of Object.entries(marks)) {
      const columns = await columnsOf(table)
      touched.push(
        await isDrawn(
          `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => "'x'").join(', ')})`,
        ),
      )
      for (const column of columns) {
        const into = column === mark ? untouched : touched
        into.push(await isDrawn(`UPDATE ${table} SET "${column}" = "${column}"`))
      }
      touched.push(await isDrawn(`DELETE FROM ${table}`))
    }
    expect(touched.filter(([, drawn]) => !drawn)).toEqual([])
    expect(untouched.filter(([, drawn]) => drawn)).toEqual([])
    expect(untouched.length).toBeGreaterThan(2)
    await client.close()
  })

  it('cannot be told of a closed database, or of one without it: then nothing is kept', async () => {
    const database = await freshDatabase()
    await database.client.execute('DELETE FROM kept_version')
    const asked: number[] = []
    const remembered = new Remembered<{ at: number }>(database.keptVersion)
    const read = async (): Promise<{ at: number }> => {
      asked.push(1)
      return { at: asked.length }
    }
    expect([await remembered.find('a', read), await remembered.find('a', read)]).toEqual([
      { at: 1 },
      { at: 2 },
    ])
    await database.client.close()
    expect(database.keptVersion?.()).toBeNull()
  })

  it('was another one before a value was read than after: the value is not kept', async () => {
    let version = 'a'
    const remembered = new Remembered<string>(() => version)
    await remembered.find('x', async () => {
      version = 'b'
      return 'read in between'
    })
    expect(await remembered.find('x', async () => 'read anew')).toBe('read anew')
    expect(await remembered.find('x', async () => 'not asked')).toBe('read anew')
    version = 'a'
    expect(await remembered.find('x', async () => 'read again')).toBe('read again')
  })
})
