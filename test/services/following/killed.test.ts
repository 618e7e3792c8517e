/**
 * The sender dies before and after every statement: each entry reaches each reader, in one message. Within this process
 * at each of them; as a process that is killed (SIGKILL) at two: before a message is handed over, and after it was.
 * `KILLS=all` kills at each, and says how many there were: 50 kills took 87 s of processor time.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it } from 'vitest'
import { openMachine } from '../../../worker/machine/machine.ts'
import { smtpMailer } from '../../../worker/machine/mail/smtp.ts'
import { createFollowing } from '../../../worker/services/following/following.ts'
import type { Mail } from '../../../worker/services/mail/mailer.ts'
import type { DatabaseClient } from '../../../worker/store/database.ts'
import { newFolder } from '../../support/folders.ts'
import { BASE, call, mailWorld, tokenIn } from '../../support/following/world.ts'
import { bundled } from '../../support/processes/bundled.ts'
import { PATIENCE } from '../../support/run/patience.ts'
import { mailServer } from '../../support/servers/mail-server.ts'

const SENDER = fileURLToPath(new URL('../../support/processes/mail/sender.ts', import.meta.url))
/** A round that takes longer hangs. */
const A_ROUND = 60_000
/** Rounds that there may be: far more than a sender has statements, before and after each. */
const MOST_ROUNDS = 400
/** Statements at which a process is killed: these, or each of them until a round comes to its end. */
const KILLED: readonly { when: string; statement: number }[] =
  process.env.KILLS === 'all'
    ? []
    : [
        { when: 'before', statement: 5 },
        { when: 'after', statement: 8 },
      ]
const READERS = ['a@example.net', 'b@example.net']

let sender = ''
beforeAll(async () => {
  sender = await bundled(SENDER)
}, PATIENCE)

/** @returns statements of the round; null when it was killed */
function round(args: string[]): Promise<number | null> {
  const child = spawn(process.execPath, [sender, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: A_ROUND,
    killSignal: 'SIGTERM',
  })
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => (told += String(chunk)))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') return resolve(null)
      if (code === 0) return resolve(Number(told))
      return reject(new Error(`the sender ended with ${code ?? signal}`))
    })
  })
}

/** As long as its rounds may take. */
const LIMIT = A_ROUND * (KILLED.length === 0 ? MOST_ROUNDS : KILLED.length + 1)

it('killed as a process: nothing is lost and nothing is told twice', { timeout: LIMIT }, async () => {
  const server = await mailServer()
  const dataDir = await newFolder('mingzhang-mail-')
  const start = Date.parse('2026-03-02T01:00:00Z')
  let minutes = 0
  const instant = (): string => new Date(start + minutes * 60_000).toISOString()
  let machine = await openMachine({
    dataDir,
    origin: 'mail.example/log',
    followDelay: 0,
    now: () => new Date(instant()),
    mailer: smtpMailer(server.url, 'ledger@example.org', null),
  })
  await machine.services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
  for (const email of READERS) {
    for (const topic of ['/departments/dep-water', '/responsibilities?department=dep-water']) {
      await machine.services.following.ask({ topic, email, cadence: 'now', lang: 'zh' })
      await machine.services.following.settle(BASE)
      await machine.services.following.confirm(tokenIn(server.received.at(-1)?.mail.text ?? '', 'confirm'))
    }
  }
  await machine.close()

  const titles: string[] = []
  async function record(): Promise<void> {
    machine = await openMachine({ dataDir, followDelay: 0, now: () => new Date(instant()) })
    const name = `事项甲${titles.length}乙`
    await machine.services.acts.open(call, 'responsibility', 'dep-water', { name, type: 'licence' })
    titles.push(name)
    await machine.close()
  }

  let kills = 0
  /** @returns false for a round that came to its end */
  async function killed(statement: number, when: string): Promise<boolean> {
    await record()
    const whole = await round([dataDir, server.url, instant(), String(statement), when])
    // What was in hand is free again, and readers may be written to again.
    minutes += 11
    if (whole === null) kills += 1
    return whole === null
  }
  for (const { statement, when } of KILLED) expect(await killed(statement, when)).toBe(true)
  if (KILLED.length === 0)
    for (const when of ['before', 'after']) for (let at = 1; await killed(at, when); at++);
  await round([dataDir, server.url, instant(), '0', 'before'])
  await server.close()

  expect(kills).toBeGreaterThan(1)
  for (const reader of READERS)
    for (const title of titles) {
      const ids = server.received
        .filter(({ to, mail }) => to.includes(reader) && mail.text?.includes(title))
        .map(({ mail }) => mail.messageId)
      expect([reader, title, new Set(ids).size]).toEqual([reader, title, 1])
    }
  if (KILLED.length === 0)
    console.info(`${kills} kills, ${titles.length} entries, ${server.received.length} messages handed over`)
})

/** A client that dies at a statement: from there on nothing of its process happens any more. */
function mortal(client: DatabaseClient, statement: number, when: 'before' | 'after'): DatabaseClient {
  let n = 0
  const dies = async <T>(work: () => Promise<T>): Promise<T> => {
    n += 1
    if (n > statement || (n === statement && when === 'before')) throw new Error('dead')
    const result = await work()
    if (n === statement) throw new Error('dead')
    return result
  }
  return {
    execute: (one) => dies(() => client.execute(one)),
    batch: (all, mode) => dies(() => client.batch(all, mode)),
    executeMultiple: (sql) => client.executeMultiple(sql),
    transaction: (mode) => client.transaction(mode),
    close: () => undefined,
  }
}

it.each(['before', 'after'] as const)('dead %s every statement: the same', async (when) => {
  const world = await mailWorld()
  for (const reader of READERS) {
    await world.follow(reader, '/departments/dep-water')
    await world.follow(reader, '/responsibilities?department=dep-water')
  }
  const fields = { title: '泵站', currentDue: '2027-01-01', source: { mapping: 'works', asOf: '2026-01-05' } }
  await world.services.acts.open(call, 'milestone', 'dep-water', fields)
  const mails: Mail[] = []
  const mailer = {
    async send(mail: Mail) {
      mails.push(mail)
      return { was: 'sent' } as const
    },
  }
  const titles: string[] = []
  let died = true
  for (let statement = 1; died; statement++) {
    world.clock.minutes(11)
    titles.push(`事项甲${statement}乙`)
    await world.list(titles.at(-1) ?? '')
    const database = { client: mortal(world.ledger.database.client, statement, when) }
    const settled = createFollowing({ ...world.ledger, database }, mailer, world.services.notices).settle(
      BASE,
    )
    died = await settled.then(
      () => false,
      () => true,
    )
  }
  expect(titles.length).toBeGreaterThan(10)
  for (const reader of READERS)
    for (const title of [...titles, '登记簿 works 没有新的交付']) {
      const ids = mails
        .filter(({ to, text }) => to === reader && text.includes(title))
        .map(({ messageId }) => messageId)
      expect([reader, title, new Set(ids).size]).toEqual([reader, title, 1])
    }
})
