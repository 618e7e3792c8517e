import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { Problem } from '../../../domain/record/problem.ts'
import type { Rule } from '../../../domain/rules/rule.ts'
import { isAddress } from '../../../intake/run/http.ts'
import { LedgerError } from '../../../ledger/error.ts'
import { parsePolicy } from '../../../ledger/policy.ts'
import { mailerIn } from '../../../machine/mail/node.ts'
import { openMonitorFolder } from '../../../machine/mirror.ts'
import { parseAddress } from '../../../services/mail/address.ts'
import { rulesNamed } from '../../inspect/options.ts'
import { isAlarm } from '../../monitor/alarm.ts'
import { folderOf } from '../../monitor/folders.ts'
import { type Budget, followOnce, type Round } from '../../monitor/round.ts'
import {
  createTelling,
  type Destination,
  mailboxAt,
  type Telling,
  webhookAt,
} from '../../monitor/telling/destinations.ts'
import { lineOf, noticeOf, writeAtom } from '../../monitor/telling/report.ts'
import { within, withinOf } from '../../monitor/within.ts'
import { defineCommand } from '../../shell/command.ts'
import { progressOn } from '../../shell/progress.ts'
import type { Terminal } from '../../shell/terminal.ts'
import { UsageError } from '../../shell/usage.ts'
import { openSite } from '../../verify/source/site.ts'

/** Seconds between two rounds. */
const EVERY = 300
const BUDGET: Budget = { bundles: 4, records: 50 }

/** A ledger that is followed. */
interface Followed {
  url: string
  verifierKey: string | undefined
}

export const monitor = defineCommand({
  operands: '<url>…',
  options: {
    data: {
      type: 'string',
      value: 'DIR',
      words: {
        zh: '监测的目录，每本账一个子目录（默认 .monitor）',
        en: 'folder of the monitor, with one for each ledger (default .monitor)',
      },
    },
    keys: {
      type: 'string',
      value: 'FILE',
      words: {
        zh: '从可信渠道得到的公钥，每行 log <公钥> <网址>（C2SP tlog-policy）；没有列出网址时跟踪其中所有的',
        en: 'keys from a source that you trust, a line log <key> <url> for each (C2SP tlog-policy); without addresses all of them are followed',
      },
    },
    once: {
      type: 'boolean',
      words: { zh: '只看一轮；有报警时退出码为 1', en: 'one round alone; exit code 1 when there are alarms' },
    },
    every: {
      type: 'string',
      value: 'SECONDS',
      words: { zh: `两轮之间的秒数（默认 ${EVERY}）`, en: `seconds between two rounds (default ${EVERY})` },
    },
    again: {
      type: 'string',
      value: 'N',
      words: {
        zh: `每轮重新核对多少包旧账目，每包 256 条（默认 ${BUDGET.bundles}）；记录按此十倍抽查`,
        en: `bundles of 256 old entries that each round looks at again (default ${BUDGET.bundles}), and some ten records for each`,
      },
    },
    watch: {
      type: 'string',
      value: 'IDS',
      words: {
        zh: '关注的部门和记录，逗号分开：它们的每条新账目都报',
        en: 'departments and records, parted by commas, of which every new entry is told',
      },
    },
    rules: {
      type: 'string',
      value: 'RULES',
      words: {
        zh: '关注的规则或规则组，逗号分开：在镜像上运行，每处新发现都报',
        en: 'rules or groups of rules, parted by commas: they are run over the mirror, and every new finding is told',
      },
    },
    within,
    notify: {
      type: 'string',
      value: 'URL',
      words: { zh: '把报警和消息以 JSON 发到这个网址', en: 'sends alarms and news to this address, as JSON' },
    },
    mail: {
      type: 'string',
      value: 'ADDRESS',
      words: {
        zh: '每轮有报警或消息时发一封邮件到这个邮箱；发信用环境变量 MAIL、MAIL_FROM、MAIL_KEY',
        en: 'sends a message to this mailbox for each round with alarms or news; it leaves by the variables MAIL, MAIL_FROM, MAIL_KEY',
      },
    },
  },
  notes: [
    {
      zh: '每轮：取检查点并验签，用哈希瓦片核验只增未改，镜像新的账目和正文，重放并与公布的记录比较，抽查以前给出过的内容。看过的每个检查点都留着；历史分叉时两份签名都存进 histories.conflict-….json。同一件事只报一次，都写进 alarms.atom。带 --json 时每行一条。',
      en: 'Each round takes the checkpoint and checks its signature, checks growth from hash tiles, mirrors new entries and bodies, replays them and compares published records, and looks again at some of what was served before. Every checkpoint that it saw is kept; when histories part, both signed notes go into histories.conflict-….json. The same is raised once, and all of it stands in alarms.atom. With --json there is one line for each.',
    },
  ],
  async run({ values, positionals, terminal }) {
    const followed = await followedIn(positionals, values.keys)
    const data = values.data ?? '.monitor'
    const notify = values.notify
    if (notify !== undefined && !isAddress(notify))
      throw new UsageError({ zh: '--notify 须为 http(s) 网址。', en: '--notify takes an http(s) address.' })
    const telling = createTelling([
      ...(notify === undefined ? [] : [webhookAt(notify)]),
      ...(values.mail === undefined ? [] : [mailboxIn(values.mail, data, terminal)]),
    ])
    const every = countOf(values.every, '--every', EVERY)
    const bundles = countOf(values.again, '--again', BUDGET.bundles)
    const options: RoundOptions = {
      data,
      budget: { bundles, records: Math.max(BUDGET.records, bundles * 10) },
      rules: values.rules === undefined ? [] : rulesNamed(values.rules.split(',')),
      watched: new Set(values.watch?.split(',').map((id) => id.trim())),
      json: values.json === true,
      telling,
      within: withinOf(values.within),
    }
    if (values.once === true) {
      let alarms = 0
      for (const one of followed)
        alarms += (await roundOf(one, options, terminal)).noticed.filter(isAlarm).length
      return alarms === 0 ? 0 : 1
    }
    const stopping = new AbortController()
    const stopped = terminal.stopped().then(() => stopping.abort())
    while (!stopping.signal.aborted) {
      for (const one of followed) if (!stopping.signal.aborted) await roundOf(one, options, terminal)
      await setTimeout(every * 1000, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
    await stopped
    return 0
  },
})

interface RoundOptions {
  data: string
  budget: Budget
  watched: ReadonlySet<string>
  rules: readonly Rule[]
  json: boolean
  telling: Telling
  within: number
}

/** One round over one ledger, told to everybody. */
async function roundOf(
  { url, verifierKey }: Followed,
  { data, budget, watched, rules, json, telling, within }: RoundOptions,
  terminal: Terminal,
): Promise<Round> {
  const dir = folderOf(data, url)
  const source = openSite(url)
  const progress = progressOn(terminal)
  const round = await followOnce({
    dir,
    source,
    verifierKey,
    budget,
    watched,
    rules,
    within,
    now: terminal.now,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    onProgress: (done, of) => progress.at(done, of, '镜像 mirroring'),
  })
  progress.end()
  const ledger = { url, origin: round.origin, verifierKey: round.verifierKey }
  const at = terminal.now().toISOString()
  const notices = round.raised.map((one) => noticeOf(one, ledger, at))
  for (const one of notices) terminal.out(json ? `${JSON.stringify(one)}\n` : lineOf(one))
  await telling.tell(notices, url, terminal.err)
  if (round.raised.length > 0) {
    const memory = await openMonitorFolder(dir)
    await writeAtom(dir, ledger, await memory.raised(100), at)
    memory.close()
  }
  return round
}

/** The mailbox of `--mail`. @throws UsageError where it is none, or the environment names no way for mail */
function mailboxIn(given: string, data: string, { env }: Terminal): Destination {
  const mailer = mailerIn(env, data)
  if (mailer === null)
    throw new UsageError({
      zh: '--mail 需要环境变量 MAIL 和 MAIL_FROM：邮件由哪里发出。',
      en: '--mail takes the variables MAIL and MAIL_FROM: where mail leaves, and from whom.',
    })
  try {
    return mailboxAt(parseAddress(given), mailer)
  } catch (error) {
    if (error instanceof Problem) throw new UsageError(error.words)
    throw error
  }
}

/** The ledgers that the command line names, with their keys where those are trusted from elsewhere. */
async function followedIn(urls: readonly string[], keys: string | undefined): Promise<Followed[]> {
  const wrong = urls.find((url) => !URL.canParse(url) || !isAddress(url))
  if (wrong !== undefined)
    throw new UsageError({ zh: `${wrong} 不是 http(s) 网址。`, en: `${wrong} is no http(s) address.` })
  const listed = keys === undefined ? [] : await logsIn(keys)
  const plain = (url: string): string => url.replace(/\/+$/, '')
  const followed =
    urls.length === 0
      ? listed.flatMap(({ vkey, url }) => (url === null ? [] : [{ url, verifierKey: vkey }]))
      : urls.map((url) => ({
          url,
          verifierKey: listed.find((one) => one.url !== null && plain(one.url) === plain(url))?.vkey,
        }))
  if (followed.length > 0) return followed
  throw new UsageError({
    zh: '请给出要跟踪的网址，或用 --keys 给出写有网址的文件。',
    en: 'Name the addresses to follow, or a file with addresses with --keys.',
  })
}

async function logsIn(path: string): Promise<{ vkey: string; url: string | null }[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError({ zh: `读不到文件 ${path}。`, en: `The file ${path} cannot be read.` })
  })
  try {
    return [...parsePolicy(/^quorum\s/m.test(text) ? text : `${text}\nquorum none\n`).logs]
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    throw new UsageError({ zh: `${path}：${error.message}`, en: `${path}: ${error.message}` })
  }
}

function countOf(given: string | undefined, name: string, usual: number): number {
  if (given === undefined) return usual
  if (/^[1-9]\d{0,6}$/.test(given)) return Number(given)
  throw new UsageError({
    zh: `${name} 应为从 1 起的整数，而不是“${given}”。`,
    en: `${name} must be a whole number from 1, not "${given}".`,
  })
}
