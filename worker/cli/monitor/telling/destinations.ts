/** Destinations that are told away from this machine: a webhook, a mailbox. What one does not take is told again with what comes next. */
import { createHash } from 'node:crypto'
import { many } from '../../../domain/text/many.ts'
import { letterOf } from '../../../services/mail/letter.ts'
import type { Mailer } from '../../../services/mail/mailer.ts'
import type { Words } from '../../shell/usage.ts'
import { kindWords } from '../alarm.ts'
import type { Notice } from './report.ts'

/** Milliseconds that a webhook has for its answer. */
const WEBHOOK_TIME = 10_000
/** Notices of one message; the rest is counted, and stands in the Atom file. */
const IN_ONE = 100
/** Notices that wait for a destination which takes none; the oldest are given up. */
const WAITING = 1000

/** Somebody who is told. */
export interface Destination {
  name: Words
  /** True for one that takes what a round has raised as one; others take notices one by one. */
  whole: boolean
  /** @throws Error when it is not taken now */
  take(notices: readonly [Notice, ...Notice[]]): Promise<void>
}

export type Post = (url: string, body: string) => Promise<void>

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

/** Webhook: each notice as JSON. */
export function webhookAt(url: string, post: Post = postJson): Destination {
  return {
    name: { zh: '网址', en: 'The webhook' },
    whole: false,
    take: ([notice]) => post(url, JSON.stringify(notice)),
  }
}

/**
 * Mailbox: one message for each round that raised anything, both languages in it.
 *
 * @param to address, as `parseAddress` gives it
 */
export function mailboxAt(to: string, mailer: Mailer): Destination {
  return {
    name: { zh: '邮箱', en: 'The mailbox' },
    whole: true,
    async take(notices) {
      const [{ at, ledger }] = notices
      const alarms = notices.filter(({ alarm }) => alarm).length
      const subject =
        alarms > 0
          ? `✗ ${ledger.origin}：${alarms} 处不成立 · ${many(alarms, 'alarm')}`
          : `${ledger.origin}：${notices.length} 条消息 · ${many(notices.length, 'notice')}`
      const left = notices.length - IN_ONE
      const parts = [
        {
          heading: '明账监测 Mingzhang monitor',
          lines: [ledger.origin, ledger.verifierKey],
          url: ledger.url,
        },
        ...notices.slice(0, IN_ONE).map(({ at: day, alarm, kind, words, evidence }) => ({
          heading: `${alarm ? '✗' : '·'} ${kindWords[kind].zh} ${kindWords[kind].en}`,
          lines: [words.zh, words.en, day, ...(evidence === null ? [] : [evidence])],
        })),
        ...(left > 0 ? [{ lines: [`另有 ${left} 条，见 alarms.atom。${left} more: see alarms.atom.`] }] : []),
      ]
      // The same message has the same name, however often it is tried.
      const id = createHash('sha256').update(JSON.stringify(notices)).digest('hex').slice(0, 40)
      const outcome = await mailer.send({
        ...{ to, subject, ...letterOf('zh', parts), date: new Date(at) },
        headers: { 'Auto-Submitted': 'auto-generated' },
        messageId: `<${id}@${new URL(ledger.url).hostname}>`,
      })
      if (outcome.was !== 'sent') throw new Error(outcome.why)
    },
  }
}

export type Telling = ReturnType<typeof createTelling>

/** Tells destinations, and remembers for each what it has not taken yet. */
export function createTelling(destinations: readonly Destination[]) {
  const waiting = new Map<string, Notice[]>()

  /** @returns what it has not taken */
  async function bring(
    to: Destination,
    notices: readonly Notice[],
  ): Promise<{ left: Notice[]; why: unknown }> {
    const [first, ...rest] = notices
    if (first === undefined) return { left: [], why: null }
    try {
      await to.take(to.whole ? [first, ...rest] : [first])
    } catch (why) {
      return { left: [...notices], why }
    }
    return to.whole ? { left: [], why: null } : bring(to, rest)
  }

  return {
    /** Brings what one ledger has raised, and what is still due of it, to everybody. @param err says what was not taken */
    async tell(notices: readonly Notice[], ledger: string, err: (text: string) => void): Promise<void> {
      for (const [i, to] of destinations.entries()) {
        const due = `${i} ${ledger}`
        const { left, why } = await bring(to, [...(waiting.get(due) ?? []), ...notices])
        waiting.set(due, left.slice(-WAITING))
        if (left.length > 0)
          err(
            `${to.name.zh}没有收下 ${left.length} 条，下一轮再送。${to.name.en} did not take ${many(left.length, 'notice')}; told again with the next round: ${String(why)}\n`,
          )
      }
    },
  }
}
