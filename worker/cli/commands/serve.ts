import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { departmentId } from '../../domain/kinds/department/ids.ts'
import { kindOfRecord, lists } from '../../domain/kinds/table.ts'
import { many } from '../../domain/text/many.ts'
import { createHook } from '../../machine/hooks/node.ts'
import { openMachine } from '../../machine/machine.ts'
import { parseMetrics } from '../../machine/metrics/address.ts'
import { serveApp } from '../../machine/server.ts'
import { askingLimits } from '../../machine/serving/asking.ts'
import { groundIn, groundWith } from '../../machine/serving/ground.ts'
import { namedIn } from '../../machine/serving/named.ts'
import { misspelt, requireSettings } from '../../machine/serving/settings.ts'
import { LOCAL_OPERATOR } from '../../services/roles.ts'
import { todayOf } from '../../services/submit/call.ts'
import { openAccounts } from '../demo/accounts.ts'
import { buildDemo, CITY, demoClock, demoRandom } from '../demo/demo.ts'
import { advisedFlag, openFlag } from '../demo/flag.ts'
import { demoOutline } from '../demo/outline.ts'
import { consultPublic } from '../demo/public/consultations.ts'
import { askQuestions, leaveUncompleted } from '../demo/public/questions.ts'
import { openWatchdog } from '../demo/public/watchdog.ts'
import { demoMail, openReader } from '../demo/readers.ts'
import { defineCommand } from '../shell/command.ts'
import { LEDGER, placeOf } from '../shell/place.ts'
import { portOf, socket } from '../shell/socket.ts'

export const serve = defineCommand({
  operands: '',
  options: {
    ...socket,
    ...LEDGER,
    origin: {
      type: 'string',
      value: 'URL',
      words: {
        zh: '公开地址，如 https://ledger.example.org（默认 ORIGIN）',
        en: 'public address, such as https://ledger.example.org (default: ORIGIN)',
      },
    },
  },
  async run({ values, terminal, json }) {
    const { env } = terminal
    for (const { name, meant } of misspelt(Object.keys(env)))
      terminal.err(
        `没有读取环境变量 ${name}；是否指 ${meant}？The variable ${name} is not read; did you mean ${meant}?\n`,
      )
    requireSettings({
      ...env,
      ORIGIN: values.origin ?? env.ORIGIN,
      HOST: values.host ?? env.HOST,
      PORT: values.port ?? env.PORT,
    })
    const origin = (values.origin ?? env.ORIGIN)?.replace(/\/+$/, '')
    const named = values.data === undefined && values.libsql === undefined ? namedIn(env) : values
    const place = placeOf(named, terminal)
    const grounded = await groundIn(env, named)
    const machine = await place.open({ serving: true, origin })
    const served = await serveApp({
      services: machine.services,
      host: values.host ?? env.HOST ?? '127.0.0.1',
      port: portOf(values.port, terminal),
      origin,
      trustProxy: env.TRUST_PROXY === '1',
      limits: askingLimits(env),
      metrics: env.METRICS === undefined || env.METRICS === '' ? undefined : parseMetrics(env.METRICS),
      ...grounded,
    })
    if (values.json === true) json({ url: served.url, dataDir: place.shown })
    else terminal.out(`明账 Mingzhang: ${served.url} (${place.shown})\n`)
    await terminal.stopped()
    await served.close()
    await machine.close()
    return 0
  },
})

export const demo = defineCommand({
  operands: '',
  options: socket,
  async run({ values, terminal, json }) {
    const dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-demo-'))
    const clock = demoClock()
    // Each demo is a ledger of its own, with a name of its own: whoever saw another one is not alarmed.
    const origin = `demo-${randomBytes(4).toString('hex')}.mingchuan.example/log`
    const place = { dataDir, origin, place: CITY }
    const city = await openMachine({ ...place, now: clock.now, random: demoRandom(), shared: false })
    const { sights, size } = await buildDemo(city.services, clock)
    const { zone } = city.services.ledger.calendar.days
    await leaveUncompleted(city.services, clock, todayOf(new Date(), zone))
    await city.close()

    const mail = demoMail(dataDir)
    const secret = () => new Uint8Array(randomBytes(32))
    const watchdog = await openWatchdog(dataDir)
    const machine = await openMachine({
      ...place,
      hook: watchdog.hook(createHook()),
      caseKey: secret(),
      inboxKey: secret(),
      mailer: mail.mailer,
    })
    await machine.services.closeDays()
    const { keys: apiKeys } = machine.services
    const system = await apiKeys.createWithAccount(
      { actor: LOCAL_OPERATOR },
      { name: '水务局办公系统', role: 'system', department: departmentId('mc-water') },
    )
    const opened = await openAccounts(machine.services)
    const inspector = opened.find(({ role }) => role === 'inspector')?.account ?? ''
    const [host, port] = [values.host ?? terminal.env.HOST ?? '127.0.0.1', portOf(values.port, terminal)]
    await openReader(machine.services, mail, `http://${host}:${port}`)
    const flag = await openFlag(machine.services, inspector)
    const advised = await advisedFlag(machine.services, inspector)
    const reader = opened.find(({ role }) => role === 'moderator')?.account ?? ''
    const question = await askQuestions(machine.services, reader)
    const consultation = await consultPublic(machine.services, reader)
    // What is overdue stands on its list from the beginning, and not after ten minutes.
    await machine.services.escalations.settle()
    const filter = {
      kind: 'milestone',
      department: departmentId('mc-water'),
      sort: '-due',
      limit: 1,
    } as const
    const [milestone] = (await machine.services.reading.records(filter)).items
    const annotated = milestone?.id ?? departmentId('mc-water')
    const annotation = await watchdog.annotate(machine.services, annotated)
    const log = (line: Record<string, unknown>): void => {
      if (line.level === 'error') console.error(JSON.stringify(line))
    }
    const served = await serveApp({
      services: machine.services,
      host,
      port,
      ...groundWith(demoOutline),
      log,
    })
    const paper = await serveApp({ services: watchdog.services, host, port: 0, log })
    const flagged = [
      {
        zh: '一条预警和部门的答复',
        en: 'A flag, and what the department says to it',
        record: flag,
        entry: null,
      },
      {
        zh: '一条预警，另有监督建议和整改',
        en: 'A flag that ended with advice, and the remedy',
        record: advised,
        entry: null,
      },
      {
        zh: '一件提问：答复、据此列入的节点、提问人的评价',
        en: 'A question: the answer, the milestone that follows, and what the asker says of it',
        record: question,
        entry: null,
      },
      {
        zh: '一次征求意见：每条意见采纳与否、为什么、草案改了哪里',
        en: 'A consultation: what became of every comment, why, and what was changed in the draft',
        record: consultation,
        entry: null,
      },
      {
        zh: '一个节点，被另一个账本批注，核对后列出',
        en: 'A milestone that another ledger annotates, listed once it was checked',
        record: annotated,
        entry: null,
      },
    ]
    const places = [...sights, ...flagged.filter(({ record }) => record !== null)].map(
      ({ zh, en, record, entry }) => ({
        zh,
        en,
        url: `${served.url}/zh${pathOf(record, entry)}`,
      }),
    )
    places.push({
      zh: '批注在监督者自己的账本里（虚构报纸，另一个端口）',
      en: 'The annotation in the ledger of the watchdog (a fictional paper, on another port)',
      url: `${paper.url}/zh${pathOf(annotation, null)}`,
    })
    // A passkey is bound to a name: an address in figures cannot have one.
    const home = served.url.replace('//127.0.0.1:', '//localhost:')
    const links = opened.map(({ post, role, department, token }) => ({
      post,
      role,
      department,
      url: `${home}/zh/join#${token}`,
    }))
    const keys = { system: system.secret }
    if (values.json === true)
      json({ url: served.url, entries: size, dataDir, mail: mail.folder, places, links, keys })
    else {
      const lines = [
        '',
        `明账 Mingzhang · ${CITY.zh} ${CITY.en}`,
        '',
        `  ${served.url}`,
        '',
        ...places.flatMap(({ zh, en, url }) => [`  ${zh}  ${en}`, `    ${url}`]),
        '',
        '  一次性登录链接（每个角色一个）One-time sign-in links, one for each role:',
        ...links.flatMap(({ post, role, url }) => [`  ${role}  ${post}`, `    ${url}`]),
        '',
        `  API 密钥（部门业务系统）API key (system of a department): ${departmentId('mc-water')}`,
        `    ${keys.system}`,
        '',
        `  一位读者收到的邮件（.eml）Mail of a reader: ${mail.folder}`,
        '',
        `  ${size} 条账目，在 ${dataDir}，停止时删除。${many(size, 'entry', 'entries')}, removed on exit. Ctrl+C`,
        '',
      ]
      terminal.out(`${lines.join('\n')}\n`)
    }
    await terminal.stopped()
    await Promise.all([served.close(), paper.close()])
    await machine.close()
    await watchdog.close()
    await rm(dataDir, { recursive: true, force: true })
    return 0
  },
})

function pathOf(record: string | null, entry: number | null): string {
  if (record === null) return entry === null ? '' : `/entries/${entry}`
  const kind = kindOfRecord(record)
  const list = kind === null ? null : lists[kind]
  return list === null ? '' : `/${list}/${record}`
}
