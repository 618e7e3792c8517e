/** Alarms and news in words: a line for the terminal, the body of a webhook, an Atom file. */
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatAtom } from '../../../domain/text/atom.ts'
import type { Raised } from '../../../machine/mirror.ts'
import { type Alarm, isAlarm, kindWords } from '../alarm.ts'

/** Items of the Atom file. */
const ITEMS = 100

/** An alarm as it leaves the monitor: one line of JSON, or the body of a webhook. */
export interface Notice extends Omit<Alarm, 'about'> {
  at: string
  /** True if something does not hold; otherwise it is news. */
  alarm: boolean
  ledger: { url: string; origin: string; verifierKey: string }
}

/**
 * Notice of one alarm, for a webhook.
 *
 * @param at instant, ISO 8601
 */
export function noticeOf(one: Alarm, ledger: Notice['ledger'], at: string): Notice {
  const { about: _, ...told } = one
  return { at, alarm: isAlarm(one), ledger, ...told }
}

/** One line for a person: time, ledger, kind, words. */
export function lineOf({ at, alarm, kind, ledger, words, evidence }: Notice): string {
  const mark = alarm ? '✗' : '·'
  const file = evidence === null ? '' : `\n  ${evidence}`
  return `${mark} ${at}  ${ledger.origin}  ${kindWords[kind].zh} ${kindWords[kind].en}\n  ${words.zh}\n  ${words.en}${file}\n`
}

/** Writes `alarms.atom` (RFC 4287) into the folder of a mirror, whole, so that a reader never sees half of it. */
export async function writeAtom(
  dir: string,
  ledger: Notice['ledger'],
  raised: readonly Raised[],
  now: string,
): Promise<void> {
  const path = join(dir, 'alarms.atom')
  await writeFile(`${path}.new`, atomOf(ledger, raised.slice(0, ITEMS), now))
  await rename(`${path}.new`, path)
}

function atomOf({ url, origin }: Notice['ledger'], raised: readonly Raised[], now: string): string {
  const id = `tag:${origin.split('/')[0] ?? ''},2026:monitor`
  return formatAtom({
    id,
    title: `明账监测 Monitor · ${origin}`,
    about: null,
    author: 'mingzhang monitor',
    lang: 'zh-CN',
    home: url,
    self: 'alarms.atom',
    updated: raised[0]?.at ?? now,
    items: raised.map(({ n, at, json }) => {
      const { kind, words }: Alarm = JSON.parse(json)
      const { zh, en } = kindWords[kind]
      const times = { published: at, updated: at }
      const summary = `${words.zh} ${words.en}`
      return { id: `${id}/${n}`, title: `${zh} ${en}`, url, author: origin, ...times, summary }
    }),
  })
}
