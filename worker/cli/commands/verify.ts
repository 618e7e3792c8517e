import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { isAddress } from '../../intake/run/http.ts'
import { defineCommand } from '../shell/command.ts'
import { libsql, placeOf } from '../shell/place.ts'
import { progressOn } from '../shell/progress.ts'
import { UsageError } from '../shell/usage.ts'
import { evidenceText, isFile, requireNoDatabase, verifyEvidence } from '../verify/evidence/evidence.ts'
import { openSite } from '../verify/source/site.ts'
import type { Source } from '../verify/source/source.ts'
import { textOf } from '../verify/whole/text.ts'
import { type VerifyResult, verifySource } from '../verify/whole/whole.ts'

export const verify = defineCommand({
  operands: '<url|dir|file>',
  options: {
    libsql,
    vkey: {
      type: 'string',
      value: 'KEY',
      words: { zh: '从可信渠道得到的验证公钥', en: 'verifier key from a source that you trust' },
    },
    since: {
      type: 'string',
      value: 'FILE',
      words: {
        zh: '上次所见检查点的状态文件（默认在 ~/.mingzhang/seen）',
        en: 'state file of the last checkpoint seen (default: in ~/.mingzhang/seen)',
      },
    },
    policy: {
      type: 'string',
      value: 'FILE',
      words: {
        zh: '核验证据文件时所信任的账本与见证方（C2SP tlog-policy）',
        en: 'for an evidence file: the ledger and witnesses that you trust (C2SP tlog-policy)',
      },
    },
    history: {
      type: 'string',
      value: 'FILE',
      words: {
        zh: '核验证据文件时：该账本的公钥沿革（/log/keys），从前的公钥由此得知',
        en: 'for an evidence file: the history of keys of that ledger (/log/keys), which names former ones',
      },
    },
  },
  notes: [
    {
      zh: '依次核验：检查点签名、每条账目与叶哈希、哈希瓦片、树根、自上次以来只增未改、信封、正文摘要（数据目录含不予公开的）、部门签名、公布的记录与重放结果、数据库的表与触发器；对数据目录还核验搜索用的词、规则的发现与统计、访问记录与日摘要、登录方式属于谁。没有核对的也逐项列出。全部成立时退出码为 0。',
      en: 'Checks in order: checkpoint signature, every entry and its leaf hash, tiles, root, growth since the last visit, envelopes, body digests (withheld ones too in a data folder), signatures of departments, published records against a replay, tables and triggers of the database; in a data folder also the words of the search index, findings of the rules and their figures, the access log with its daily digests, and whose the ways into accounts are. What was not checked is listed as well. Exit code 0 only when all hold.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    const [place, ...more] = positionals
    if ((place === undefined) === (values.libsql === undefined) || more.length > 0) {
      throw new UsageError({
        zh: '请给出一个网址、数据目录或证据文件，或 --libsql。',
        en: 'Name one address, data folder or evidence file, or --libsql.',
      })
    }
    if (place !== undefined && !isAddress(place) && (await isFile(place))) {
      requireForFile(values)
      await requireNoDatabase(place)
      const result = await verifyEvidence(place, values, terminal.now())
      if (values.json === true) json(result)
      else terminal.out(evidenceText(result))
      return result.ok ? 0 : 1
    }
    if (values.policy !== undefined || values.history !== undefined)
      throw new UsageError({
        zh: '--policy 和 --history 只用于证据文件。',
        en: '--policy and --history are for evidence files alone.',
      })
    const progress = progressOn(terminal)
    const check = (source: Source): Promise<VerifyResult> =>
      verifySource(source, {
        vkey: values.vkey,
        since: values.since,
        home: terminal.env.HOME,
        now: terminal.now,
        threads: Math.max(1, availableParallelism() - 1),
        random: (below) => randomInt(below),
        onProgress: (done, of) => progress.at(done, of, '核验账目 entries'),
      })
    try {
      const result = await (place !== undefined && isAddress(place)
        ? checkSite(place, check)
        : placeOf({ data: place, libsql: values.libsql }, terminal).audit(check, (done, of) =>
            progress.at(done, of, '抄取 copying'),
          ))
      progress.end()
      if (values.json === true) json(result)
      else terminal.out(textOf(result))
      return result.ok ? 0 : 1
    } finally {
      progress.end()
    }
  },
})

/** @throws UsageError for options that an evidence file has no use for, or that name whom to trust twice */
function requireForFile({
  since,
  policy,
  vkey,
  history,
}: {
  since?: string
  policy?: string
  vkey?: string
  history?: string
}): void {
  if (history !== undefined && policy === undefined && vkey === undefined)
    throw new UsageError({
      zh: '--history 要同 --vkey 或 --policy 一起给：公钥沿革由所信任的公钥证明。',
      en: '--history goes with --vkey or --policy: a history of keys is proven by the key that is trusted.',
    })
  if (since !== undefined)
    throw new UsageError({
      zh: '证据文件只对一个检查点，没有“上次”：--since 用于网址和数据目录。',
      en: 'An evidence file is of one checkpoint, and has no last visit: --since is for addresses and data folders.',
    })
  if (policy !== undefined && vkey !== undefined)
    throw new UsageError({
      zh: '策略里已写明公钥：--policy 与 --vkey 只给一个。',
      en: 'A policy names the key: give --policy or --vkey, not both.',
    })
}

async function checkSite<T>(address: string, check: (source: Source) => Promise<T>): Promise<T> {
  const source = openSite(address)
  try {
    return await check(source)
  } finally {
    source.close()
  }
}
