/** The doctor on sound and on broken deployments: each thing that can be wrong is broken once, and named. */
import { chmod, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import type { DoctorResult } from '../../worker/cli/commands/upkeep/doctor.ts'
import type { Health } from '../../worker/cli/doctor/look.ts'
import { openMachine } from '../../worker/machine/machine.ts'
import { startCity } from '../support/city/city-server.ts'
import { demoFolder } from '../support/city/demo-folder.ts'
import { type Ran, runCli } from '../support/cli.ts'
import { newFolder } from '../support/folders.ts'
import { longCalendar } from '../support/ledger/long-calendar.ts'
import { emptyDeployment } from '../support/libsql/deployment.ts'

const city = await startCity()
const folder = await demoFolder()
afterAll(() => city.close())

/** The clock of the demo's ledger is not that of this machine: it is looked at by the day it was built for. */
const now = new Date()
const look = (args: string[], env: Record<string, string> = {}): Promise<Ran> =>
  runCli(['doctor', ...args, '--json'], { env, now })

const standing = (ran: Ran): Record<string, Health> =>
  Object.fromEntries((ran.json() as DoctorResult).looks.map(({ check, health }) => [check, health]))

/** The city behind something that changes its answers. */
async function behind(
  change: (path: string, answer: { status: number; headers: Record<string, string>; body: string }) => void,
): Promise<{ url: string; close(): void }> {
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/'
    const got = await fetch(city.url + path, {
      redirect: 'manual',
      headers: { 'accept-encoding': 'identity' },
    })
    const answer = { status: got.status, headers: Object.fromEntries(got.headers), body: await got.text() }
    change(path, answer)
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  }
}

describe('from outside', () => {
  it('a sound server is good, but for what a test lacks: https, a name, witnesses', async () => {
    const ran = await look([city.url])
    expect((ran.json() as DoctorResult).looks.filter(({ check }) => check === 'secrecy')).toMatchObject([
      { health: 'good' },
    ])
    expect(standing(ran)).toEqual({
      reachable: 'good',
      https: 'look',
      identity: 'bad',
      checkpoint: 'good',
      witnesses: 'look',
      pages: 'good',
      secrecy: 'good',
    })
    expect(ran.code).toBe(1)
  })

  it('says that nobody answers, and that something else does', async () => {
    const ran = await look(['http://127.0.0.1:1'])
    expect([ran.code, standing(ran)]).toEqual([1, { reachable: 'bad' }])
    const other = createServer((_, response) => void response.end('hello'))
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
    const stranger = await look([`http://127.0.0.1:${(other.address() as AddressInfo).port}`])
    other.close()
    expect([stranger.code, standing(stranger)]).toEqual([1, { reachable: 'bad' }])
  })

  const BREAKS: readonly [string, string, Health, Parameters<typeof behind>[0]][] = [
    [
      'a full disk',
      'reachable',
      'bad',
      (path, answer) => {
        if (path !== '/healthz') return
        answer.status = 503
        answer.body = JSON.stringify({ status: 'full', reason: { zh: '磁盘已满', en: 'The disk is full' } })
      },
    ],
    [
      'a Worker whose settings do not fit',
      'reachable',
      'bad',
      (path, answer) => {
        if (path !== '/healthz') return
        answer.status = 503
        const words = { zh: '尚未设置 SIGNING_KEY。', en: 'SIGNING_KEY is not set yet.' }
        answer.body = JSON.stringify({ code: 'unavailable', status: 503, detail: words.zh, words })
      },
    ],
    [
      'a clock that is wrong',
      'clock',
      'bad',
      (_, answer) => {
        answer.headers.date = new Date(now.getTime() + 3_600_000).toUTCString()
      },
    ],
    [
      'the checkpoint of another ledger',
      'checkpoint',
      'bad',
      (path, answer) => {
        if (path === '/log/checkpoint')
          answer.body = answer.body.replace(/^\d+$/m, (size) => String(Number(size) + 1))
      },
    ],
    [
      'a script that is not there',
      'pages',
      'bad',
      (path, answer) => {
        if (path.startsWith('/assets/')) answer.status = 404
      },
    ],
    [
      'headers that are taken away',
      'headers',
      'bad',
      (_, answer) => {
        delete answer.headers['content-security-policy']
      },
    ],
    [
      'a workbench that may be kept',
      'secrecy',
      'bad',
      (path, answer) => {
        if (path === '/zh/sign-in') answer.headers['cache-control'] = 'public, max-age=60'
      },
    ],
    [
      'a proxy that signs everybody in',
      'secrecy',
      'bad',
      (path, answer) => {
        if (path === '/api/v1/me') answer.status = 200
      },
    ],
    [
      'pages in place of data',
      'identity',
      'bad',
      (path, answer) => {
        if (path.startsWith('/.well-known')) answer.body = '<!doctype html>'
      },
    ],
    [
      'a quorum that is missing',
      'witnesses',
      'bad',
      (path, answer) => {
        if (path !== '/api/v1/witnesses') return
        const witnesses = [{ name: 'press', standing: 'unreachable', at: null }]
        answer.body = JSON.stringify({ newest: { size: 9 }, witnessed: null, witnesses })
      },
    ],
  ]
  it.each(BREAKS)('%s is named', async (_, check, health, change) => {
    const proxy = await behind(change)
    const ran = await look([proxy.url])
    proxy.close()
    expect(standing(ran)[check]).toBe(health)
    const found = (ran.json() as DoctorResult).looks.find(
      (one) => one.check === check && one.health === health,
    )
    expect(found?.mend).not.toBeNull()
    expect(ran.code).toBe(1)
  })
})

describe('from inside', () => {
  const CASES_KEY = Buffer.alloc(32, 9).toString('base64')

  it('a sound folder has nothing bad, and nothing is recorded', async () => {
    for (const post of ['甲登记岗', '乙登记岗'])
      expect((await runCli(['invite', '--role', 'registrar', '--post', post, '--data', folder])).code).toBe(0)
    const entries = (): unknown => {
      const database = new DatabaseSync(join(folder, 'mingzhang.db'), { readOnly: true })
      const { n } = database.prepare('SELECT COUNT(*) AS n FROM entry').get() ?? {}
      database.close()
      return n
    }
    await writeFile(join(folder, 'calendar.json'), longCalendar)
    const before = entries()
    const ran = await look(['--data', folder], { CASES_KEY })
    expect(entries()).toBe(before)
    const found = standing(ran)
    expect((ran.json() as DoctorResult).looks.filter(({ health }) => health === 'bad')).toEqual([])
    expect(ran.code).toBe(0)
    expect(found).toMatchObject({ database: 'good', signing: 'good', cases: 'good' })
    expect(Object.values(found)).not.toContain('bad')
  })

  it('a folder without the key of the cases works, and it is said', async () => {
    expect(standing(await look(['--data', folder])).cases).toBe('look')
  })

  it('rights, another version, a restored database and an empty calendar are named', async () => {
    const open = await demoFolder()
    await chmod(join(open, 'signing-key'), 0o644)
    expect(standing(await look(['--data', open])).open).toBe('bad')

    const newer = await demoFolder()
    const database = new DatabaseSync(join(newer, 'mingzhang.db'))
    const [table] = database.prepare("SELECT name FROM sqlite_master WHERE name LIKE '%migration%'").all()
    const name = String(table?.name)
    const columns = database.prepare(`SELECT * FROM ${name} LIMIT 1`).get() ?? {}
    const keys = Object.keys(columns)
    database
      .prepare(`INSERT INTO ${name} (${keys.join(', ')}) VALUES (${keys.map(() => '?').join(', ')})`)
      .run(...keys.map((key) => (key === 'name' ? '9999_later.sql' : (columns[key] ?? null))))
    database.close()
    expect(standing(await look(['--data', newer]))).toEqual({ settings: 'good', database: 'bad' })

    const state = await newFolder()
    const grown = await demoFolder()
    const machine = await openMachine({ dataDir: grown, stateDir: state })
    await machine.services.acts.open(
      { actor: { account: 'local', role: 'operator', department: null } },
      'department',
      null,
      { code: 'later', name: '后来的局' },
    )
    await machine.close()
    const restored = await demoFolder()
    expect(standing(await look(['--data', restored], { STATE_DIR: state })).signing).toBe('bad')

    const ended = await demoFolder()
    const days = { from: '2020-01-01', to: '2020-12-31', holidays: [], makeUpDays: [] }
    const calendar = { name: '旧历', zone: 'Asia/Shanghai', weekend: [0, 6], ...days }
    await writeFile(join(ended, 'calendar.json'), JSON.stringify(calendar))
    expect(standing(await look(['--data', ended])).calendar).toBe('bad')
  })

  it('a server that was never migrated, and one that is empty of people', async () => {
    const deployment = await emptyDeployment()
    const at = ['--libsql', deployment.url]
    expect(standing(await look(at, deployment.env))).toEqual({ settings: 'good', database: 'bad' })
    await deployment.run('migrate')
    const ran = await look(at, deployment.env)
    expect(standing(ran)).toMatchObject({ database: 'good', registrars: 'bad' })
    await deployment.close()
  })

  it('names a setting that does not fit, and one that nothing reads', async () => {
    const ran = await look(['--data', folder], {
      MAIL: 'gopher://x',
      MAIL_FROM: 'a@x.example',
      CASE_KEY: 'x',
    })
    const told = (ran.json() as DoctorResult).looks.filter(({ check }) => check === 'settings')
    expect(told.map(({ health, words }) => [health, words.en.split(' ')[0]])).toEqual([
      ['bad', 'MAIL'],
      ['look', 'The'],
    ])
    expect(ran.code).toBe(1)
  })

  it('takes an address or a ledger, and nothing else', async () => {
    expect((await runCli(['doctor'])).code).toBe(2)
    expect((await runCli(['doctor', 'ledger.example'])).code).toBe(2)
  })
})
