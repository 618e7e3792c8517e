/** Destinations of alarms and news: the terminal, a webhook, an Atom file. */
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatAtom } from '../../domain/text/atom.ts'
import type { Raised } from '../../machine/mirror.ts'
import type { Terminal } from '../shell/terminal.ts'
import { type Alarm, isAlarm, kindWords } from './alarm.ts'

/** Items of the Atom file. */
const ITEMS = 100
/** Milliseconds that a webhook has for its answer. */
const WEBHOOK_TIME = 10_000

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

export type Post = (url: string, body: string) => Promise<void>

/** Sends JSON to a webhook. @throws Error when it is not taken */
const postJson: Post = async (url, body) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(WEBHOOK_TIME),
  })
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`)
}

/** Tells one notice everywhere. A webhook that fails is said so; the alarm stays in the memory of the monitor. */
export async function tell(
  notice: Notice,
  { json, notify }: { json: boolean; notify: string | undefined },
  { out, err }: Pick<Terminal, 'out' | 'err'>,
  post: Post = postJson,
): Promise<void> {
  out(json ? `${JSON.stringify(notice)}\n` : lineOf(notice))
  if (notify === undefined) return
  try {
    await post(notify, JSON.stringify(notice))
  } catch (error) {
    err(`通知没有送达 The webhook did not take it: ${String(error)}\n`)
  }
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
