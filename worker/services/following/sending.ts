/** Sends what is in the outbox: taken in hand for a while, made into a letter, handed to the mailer, marked. */
import type { Lang } from '../../domain/record/problem.ts'
import { forgetFollower, readFollower, readSubscription } from '../../store/outgoing/followers.ts'
import { deleteMailbox } from '../../store/outgoing/mailboxes.ts'
import {
  forgetEnded,
  givenUp,
  lease,
  markReturned,
  markSent,
  putOff,
  type StoredMessage,
} from '../../store/outgoing/outbox.ts'
import { letterOf } from '../mail/letter.ts'
import type { Mail, Mailer } from '../mail/mailer.ts'
import type { Notices } from '../notices/notices.ts'
import type { Ledger } from '../open.ts'
import { createDigests } from './digest.ts'
import type { DigestContent } from './tick.ts'
import { codeOf, tokenOf } from './tokens.ts'
import { createTopics } from './topics.ts'

/** Messages in hand at a time, and for how long: longer than any mailer takes for all of them. */
const TOGETHER = 10
const LEASE = 5 * 60_000
const MINUTE = 60_000
/** Minutes to the next try, by the number of tries there were. */
const WAITS = [1, 5, 30, 120, 360, 720, 1440]
/** Tries after which a message that is never taken is given up: about a week. */
const MOST_TRIES = 12
/** Times in a row that a reader's server refuses for good until all that is kept of the reader goes. */
const MOST_BOUNCES = 3
/** Days for which a message that was sent is remembered. */
const KEPT = 30

/** A message before it is addressed. */
type Letter = Pick<Mail, 'to' | 'subject' | 'text' | 'html' | 'headers'>

/** Makes the letter of a message. Null where there is nothing left to say or nobody to say it to. */
type Composer = (message: StoredMessage, base: string) => Promise<Letter | null>

const langOf = (text: string): Lang => (text === 'en' ? 'en' : 'zh')

/** Letters of its key that a Message-ID holds. */
const NAMED = 40
const MESSAGE_ID = new RegExp(`^<?([0-9a-f]{${NAMED}})@`)

/** Headers of every letter that a machine writes (RFC 3834 §5.2). */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', Precedence: 'bulk' } as const

export function createSending(
  ledger: Ledger,
  mailer: Mailer,
  notices: Pick<Notices, 'compose'>,
  onError: (error: unknown) => void,
) {
  const { database, contacts } = ledger
  const digests = createDigests(ledger)
  const { titleOf } = createTopics(ledger)
  const origin = ledger.notary.origin
  const host = origin.split('/')[0] ?? origin

  const addressOf = async (row: { address: string; hash: string }): Promise<string | null> =>
    contacts.open(row.address, `address ${row.hash}`)

  /** The letter that asks; null once there is nothing to ask. */
  async function confirmation({ content }: StoredMessage, base: string): Promise<Letter | null> {
    const { subscription: id } = JSON.parse(content) as { subscription: string }
    const row = await readSubscription(database, id)
    const reader = row === null ? null : await readFollower(database, row.follower)
    if (row === null || reader === null) return null
    const to = await addressOf(reader)
    if (to === null) return null
    const lang = langOf(row.lang)
    const [title, token, code] = await Promise.all([
      titleOf(row.topic, lang),
      tokenOf(contacts, 'confirm', id),
      codeOf(contacts, id),
    ])
    const url = `${base}/${lang}/follow/confirm?token=${token}`
    const parts =
      lang === 'en'
        ? [
            { lines: [`Somebody, we suppose you, wants this address to follow: ${title}.`] },
            { links: [{ words: 'Open this page and press its button', url }] },
            { lines: [`or type this code on the page “Follow”: ${code}`, 'Both are good for 7 days.'] },
            { lines: ['If it was not you, do nothing: without your confirmation nothing is sent.'] },
          ]
        : [
            { lines: [`有人（应该是你）想用这个地址关注：${title}。`] },
            { links: [{ words: '打开这个页面，按页面上的按钮确认', url }] },
            { lines: [`或者在“关注”页面输入验证码：${code}`, '链接和验证码七天内有效。'] },
            { lines: ['如果不是你，请不必理会：不确认就不会再有信。'] },
          ]
    const subject = lang === 'en' ? `Confirm that you want to follow: ${title}` : `请确认关注：${title}`
    return { to, subject, ...letterOf(lang, parts), headers: AUTOMATIC }
  }

  async function digest({ recipient, content }: StoredMessage, base: string): Promise<Letter | null> {
    const reader = await readFollower(database, recipient)
    const to = reader === null ? null : await addressOf(reader)
    if (reader === null || to === null) return null
    const lang = langOf(reader.lang)
    const token = await tokenOf(contacts, 'leave', reader.id)
    const leave = `${base}/${lang}/follow/manage?token=${token}`
    const told: DigestContent = JSON.parse(content)
    return {
      to,
      ...(await digests.compose(told, { lang, cadence: reader.cadence, base, leave })),
      headers: {
        ...AUTOMATIC,
        'List-Id': `<follow.${host}>`,
        // One click, one POST, without a cookie (RFC 8058 §3.1).
        'List-Unsubscribe': `<${base}/u/${token}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    }
  }

  const notice: Composer = async (message, base) => {
    const letter = await notices.compose(message, base)
    return letter === null ? null : { ...letter, headers: { ...AUTOMATIC, ...letter.headers } }
  }

  const composers: Readonly<Record<string, Composer>> = { confirm: confirmation, digest, notice }

  /** After so many tries, when to try again. */
  function later(attempts: number): string {
    const minutes = WAITS[Math.min(attempts, WAITS.length) - 1] ?? 1
    return new Date(ledger.now().getTime() + minutes * MINUTE).toISOString()
  }

  async function giveUp(message: StoredMessage, why: string, withReader = false): Promise<void> {
    const all = withReader ? forgetFollower(message.recipient) : []
    await database.client.batch([givenUp(message.key, ledger.now().toISOString(), why), ...all], 'write')
  }

  async function sendOne(message: StoredMessage, base: string): Promise<boolean> {
    const letter = (await composers[message.kind]?.(message, base)) ?? null
    if (letter === null) {
      await giveUp(message, 'nobody to tell')
      return false
    }
    const messageId = `<${message.key.slice(0, NAMED)}@${host}>`
    const outcome = await mailer.send({ ...letter, messageId, date: new Date(message.created) })
    if (outcome.was === 'sent') {
      await markSent(database, message, ledger.now().toISOString())
      return true
    }
    const refused = outcome.was === 'refused'
    const bounces = refused
      ? ((await readFollower(database, message.recipient))?.bounces ?? message.refusals) + 1
      : 0
    if (bounces >= MOST_BOUNCES) {
      await giveUp(message, 'refused for good', true)
      if (message.kind === 'notice') await deleteMailbox(database, message.recipient)
    } else if (message.attempts >= MOST_TRIES) await giveUp(message, 'never taken')
    else await putOff(database, message, refused ? later(WAITS.length) : later(message.attempts), refused)
    return false
  }

  /** A message that cannot be made into a letter keeps no other waiting. */
  async function tried(message: StoredMessage, base: string): Promise<boolean> {
    try {
      return await sendOne(message, base)
    } catch (error) {
      await putOff(database, message, later(message.attempts), false)
      onError(error)
      return false
    }
  }

  return {
    /**
     * Takes in that a message came back for good, after it was taken over. The third that did, of those that are
     * remembered, ends all that its reader follows.
     *
     * @param messageId as the message had it; of no message of ours nothing follows
     */
    async returned(messageId: string): Promise<void> {
      const start = MESSAGE_ID.exec(messageId)?.[1]
      const found = start === undefined ? null : await markReturned(database, start)
      if (found === null || found.returned < MOST_BOUNCES) return
      await database.client.batch(forgetFollower(found.recipient), 'write')
      if (found.kind === 'notice') await deleteMailbox(database, found.recipient)
    },

    /**
     * Sends what may be sent now, until nothing is left or the time is over.
     *
     * @param base public scheme and host of the site, for links
     * @param until tells whether there is time for more
     * @returns messages that were taken over
     */
    async send(base: string, until: () => boolean): Promise<number> {
      let taken = 0
      while (until()) {
        const now = ledger.now()
        const [from, to] = [now.toISOString(), new Date(now.getTime() + LEASE).toISOString()]
        const messages = await lease(database, { now: from, until: to, limit: TOGETHER })
        if (messages.length === 0) break
        for (const message of messages) if (await tried(message, base)) taken += 1
      }
      return taken
    },

    /** Forgets what was sent long ago. */
    async tidy(): Promise<void> {
      const before = new Date(ledger.now().getTime() - KEPT * 24 * 60 * MINUTE)
      await forgetEnded(database, before.toISOString())
    },
  }
}
