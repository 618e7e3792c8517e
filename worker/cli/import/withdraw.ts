/** `import --withdraw DELIVERY`: a delivery that was a mistake is taken back. */

import { runWithdrawal, type WithdrawalSummary } from '../../intake/run/back/withdraw.ts'
import { openHttp } from '../../intake/run/http.ts'
import { openRemote } from '../../intake/run/remote.ts'
import type { Named } from '../../machine/serving/named.ts'
import { readKeyFile } from '../shell/department-key.ts'
import { placeOf } from '../shell/place.ts'
import { progressOn } from '../shell/progress.ts'
import type { Terminal } from '../shell/terminal.ts'
import { todayFor } from '../shell/today.ts'
import { UsageError } from '../shell/usage.ts'
import { openLocal } from './local.ts'

/** Records that are named one by one. */
const SHOWN = 20

/** Options that say where, and nothing of files. */
const TAKEN = new Set(['withdraw', 'data', 'libsql', 'url', 'key', 'sign', 'dry-run', 'json', 'help'])

interface Options extends Named {
  url?: string | undefined
  key?: string | undefined
  sign?: string | undefined
  'dry-run'?: boolean | undefined
}

/** @throws UsageError for files, or for an option that belongs to files */
export function requireAlone(values: object, positionals: readonly string[]): void {
  const other = Object.entries(values).find(([name, value]) => value !== undefined && !TAKEN.has(name))
  if (other === undefined && positionals.length === 0) return
  const what = other === undefined ? positionals.join(' ') : `--${other[0]}`
  throw new UsageError({
    zh: `--withdraw 撤回账本里已有的交付，不读文件，也不与 ${what} 同用。`,
    en: `--withdraw takes back a delivery that is in the ledger: it reads no files, and does not go with ${what}.`,
  })
}

/** Takes a delivery back, or shows what that would do. @param delivery as `uk-gmpp@2021-03-31` */
export async function takeBack(
  delivery: string,
  values: Options,
  terminal: Terminal,
): Promise<WithdrawalSummary> {
  const today = await todayFor(terminal, values.url === undefined ? values : null)
  const signer = values.sign === undefined ? null : await readKeyFile(values.sign)
  const place = placeOf(values, terminal)
  const target =
    values.url === undefined
      ? openLocal(place.shown, await place.open(), signer)
      : openRemote(openHttp(values.url, values.key ?? ''), signer)
  const progress = progressOn(terminal)
  try {
    return await runWithdrawal(target, delivery, { today, dryRun: values['dry-run'] === true }, progress)
  } finally {
    progress.end()
    await target.close()
  }
}

/** One equation, then what is left as it is. */
export function withdrawalText(summary: WithdrawalSummary): string {
  const { delivery, records, putBack, annulled, kept, same, before, left, entries, dryRun, drafts } = summary
  const named = left
    .slice(0, SHOWN)
    .map(({ id, title, since }) =>
      since === null
        ? `  − ${title} (${id})：仍有其他记录属于它 still in use`
        : `  − ${title} (${id})：账目 entry ${since}`,
    )
  const more = left.length > SHOWN ? [`  … ${left.length - SHOWN} (--json)`] : []
  const rest =
    kept === 0
      ? []
      : [
          '未动的，是这次交付之后另有账目的记录：请逐条核对，自行更正。',
          'Left as they are, since other entries followed this delivery: look at each, and correct it yourself.',
          ...named,
          ...more,
        ]
  const nothing = putBack + annulled === 0
  const end = dryRun
    ? ['只是比较，什么也没有写入。', 'Compared only; nothing was written.']
    : drafts > 0
      ? [
          `已作为 ${drafts} 份草稿提交，由另一人审核后入账。`,
          `Handed in as ${drafts} draft(s): it is recorded once somebody else approves.`,
        ]
      : nothing
        ? ['没有可撤回的，什么也没有写入。', 'There is nothing to take back; nothing was written.']
        : [
            `写入账目 ${entries} 条，注明“误登”。`,
            `Entries written: ${entries}, each says that it was entered by mistake.`,
          ]
  return `${[
    `${delivery} 的记录 ${records} 条 = 恢复 ${putBack} + 作废 ${annulled} + 未动 ${kept} + 本无差别 ${same} + 此前已撤回 ${before}`,
    `records of ${delivery} ${records} = put back ${putBack} + annulled ${annulled} + left as they are ${kept} + no different ${same} + taken back before ${before}`,
    ...rest,
    ...end,
  ].join('\n')}\n`
}
