/** The end of a ledger and the beginning of the one that continues it. */

import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LEDGER as RECORD } from '../../../domain/kinds/ledger/ledger.ts'
import { many } from '../../../domain/text/many.ts'
import { isAddress } from '../../../intake/run/http.ts'
import { openMirror } from '../../../machine/mirror-site.ts'
import { type Alarm, isAlarm } from '../../monitor/alarm.ts'
import { followOnce } from '../../monitor/round.ts'
import { defineCommand } from '../../shell/command.ts'
import { LEDGER, placeOf, withServices } from '../../shell/place.ts'
import type { Terminal } from '../../shell/terminal.ts'
import { UsageError } from '../../shell/usage.ts'
import { openFolder } from '../../verify/source/folder.ts'
import { openSite } from '../../verify/source/site.ts'
import type { Source } from '../../verify/source/source.ts'

const address = {
  type: 'string',
  value: 'URL',
  words: { zh: '另一本账公开的网址', en: 'address at which the other ledger is published' },
} as const

export const ledgerClose = defineCommand({
  operands: '<vkey>',
  notes: [
    {
      zh: '不能撤销。先为接续的账本生成私钥（keys new --origin），这里给出它的验证公钥；它要有另一个名称。封账时一并记下最后一份记录总目。此后照常供查阅和核验，请见证方联署最后的检查点。',
      en: 'It cannot be undone. First make the key of the ledger that continues it (keys new --origin), and give its verifier key here; it needs another name. A last catalogue of records goes in with the end. The ledger can be read and checked as before: have the witnesses cosign its last checkpoint.',
    },
  ],
  options: { ...LEDGER, address },
  async run({ values, positionals, terminal, json }) {
    const [successor, ...more] = positionals
    if (successor === undefined || more.length > 0)
      throw new UsageError({
        zh: '请给出接续账本的一把验证公钥。',
        en: 'Give one verifier key, of the ledger that continues this one.',
      })
    const told = await withServices(values, terminal, async ({ succession, log }) => {
      await succession.close(successor, values.address ?? null)
      const { size, checkpoint } = await log.published()
      return { size, checkpoint: await checkpoint(), verifierKey: log.verifierKey, successor }
    })
    if (values.json === true) json(told)
    else {
      terminal.out(told.checkpoint)
      terminal.err(
        `已封存 ${told.size} 条账目，由 ${successor} 接续。\nClosed at ${many(told.size, 'entry', 'entries')}; ${successor} continues it.\n`,
      )
    }
    return 0
  },
})

export const ledgerContinue = defineCommand({
  operands: '<url|dir>',
  notes: [
    {
      zh: '新账本还没有任何账目时运行；它的私钥就是封账时所指的那一把。旧账的每条账目、正文和记录先核对一遍，抄进 --into（默认数据目录下的 predecessor），以后可用 mirror serve 照原样供查阅、verify 再核对；有一处不成立就什么也不记。信任旧账公钥的读者由此找到新账本。',
      en: 'Run it while the new ledger has no entries; its key is the one that the old ledger named. Every entry, body and record of the old one is checked and copied to --into (predecessor in the data folder), from where mirror serve shows all of it and verify checks it again; where anything does not hold, nothing is recorded. Readers who trust a key of the old ledger are led to the new one.',
    },
  ],
  options: {
    ...LEDGER,
    address,
    vkey: {
      type: 'string',
      value: 'VKEY',
      words: {
        zh: '旧账本的验证公钥，取自可信渠道',
        en: 'verifier key of the old ledger, from a source that you trust',
      },
    },
    into: {
      type: 'string',
      value: 'DIR',
      words: { zh: '旧账抄到哪个目录', en: 'folder for the copy of the old ledger' },
    },
  },
  async run({ values, positionals, terminal, json }) {
    const [from, ...more] = positionals
    const { vkey } = values
    if (from === undefined || more.length > 0 || vkey === undefined)
      throw new UsageError({
        zh: '请给出旧账本的网址或目录，以及 --vkey。',
        en: 'Give the address or folder of the old ledger, and its --vkey.',
      })
    const { folder } = placeOf(values, terminal)
    const into = values.into ?? (folder === null ? undefined : join(folder, 'predecessor'))
    if (into === undefined)
      throw new UsageError({
        zh: '账本在服务器上时，用 --into 指定旧账抄到哪里。',
        en: 'For a ledger on a server, --into names the folder for the copy of the old one.',
      })
    const history = await historyOf(from, terminal)
    const told = await withServices(
      values,
      terminal,
      async ({ succession, log }) => {
        const alarms = await takeIn(from, { into, vkey, terminal })
        if (alarms.length > 0) return { ok: false, alarms, into }
        const { ended } = await succession.begin({
          history,
          verifierKey: vkey,
          address: values.address ?? (isAddress(from) ? from : null),
        })
        const { origin, size } = ended
        return { ok: true, alarms, into, origin, size, record: RECORD, verifierKey: log.verifierKey }
      },
      { mustExist: false },
    )
    if (values.json === true) json(told)
    else
      terminal.out(
        told.ok
          ? `接续 ${told.origin}（${told.size} 条账目），已抄入 ${into}。\nContinues ${told.origin} (${many(told.size ?? 0, 'entry', 'entries')}), which was copied to ${into}.\n`
          : told.alarms.map(({ words }) => `${words.zh}\n${words.en}\n`).join(''),
      )
    return told.ok ? 0 : 1
  },
})

/** Checks the whole old ledger and mirrors it. @returns what does not hold */
async function takeIn(
  from: string,
  { into, vkey, terminal }: { into: string; vkey: string; terminal: Terminal },
): Promise<Alarm[]> {
  const source: Source = isAddress(from) ? openSite(from) : openFolder(from, { hasMark: false })
  try {
    const { noticed } = await followOnce({
      dir: into,
      source,
      verifierKey: vkey,
      budget: { bundles: Number.MAX_SAFE_INTEGER, records: Number.MAX_SAFE_INTEGER },
      watched: new Set(),
      rules: [],
      now: terminal.now,
      random: (bytes) => new Uint8Array(randomBytes(bytes)),
    })
    return noticed.filter(isAlarm)
  } finally {
    source.close()
  }
}

/** The history of the keys of a ledger at an address, in its folder, or in a mirror of it. */
async function historyOf(from: string, { env, now }: Terminal): Promise<string> {
  if (isAddress(from)) return (await openSite(from).keyHistory()) ?? ''
  if (existsSync(join(from, 'signing-key')))
    return withServices({ data: from }, { env }, ({ ledgerKeys }) => ledgerKeys.history())
  const mirror = await openMirror(from, now)
  try {
    return await mirror.services.ledgerKeys.history()
  } finally {
    await mirror.close()
  }
}
