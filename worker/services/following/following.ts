/** Following a ledger by mail: who follows what, and what they are told. */
import { refuse } from '../../domain/record/guard.ts'
import type { Lang } from '../../domain/record/problem.ts'
import { spendChallenge } from '../../store/accounts/challenges.ts'
import { forgetUnconfirmed } from '../../store/outgoing/followers.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { ReturnCall } from '../mail/returns/call.ts'
import { parseReturnsKey, readReturned } from '../mail/returns/returns.ts'
import type { Notices } from '../notices/notices.ts'
import type { Ledger } from '../open.ts'
import type { Hook } from '../webhooks/hook.ts'
import { isSigned, type Signed } from '../webhooks/signature.ts'
import { createSending } from './sending.ts'
import { createSubscriptions, type Followed } from './subscriptions.ts'
import { createTick } from './tick.ts'
import { createTopics } from './topics.ts'

/** Milliseconds for which a call that counts once is remembered: longer than one is taken. */
const REMEMBERED = 86_400_000

/** Characters of a certificate. */
const MOST_READ = 20_000

const noReturns = () =>
  refuse(
    'not_found',
    '本站没有设置退信通知（MAIL_RETURNS_KEY）。',
    'No notices of returned mail are taken here: MAIL_RETURNS_KEY is not set.',
  )

export type FollowingService = ReturnType<typeof createFollowing>

/**
 * @param mailer null where no mail is set up: then nobody can follow by it, and pages say so
 * @param notices reminders to departments, which go through the same outbox
 * @param hook by which certificates of a provider are fetched; null where nothing can be
 */
export function createFollowing(
  ledger: Ledger,
  mailer: Mailer | null,
  notices: Notices,
  hook: Hook | null = null,
) {
  async function get(url: string): Promise<string | null> {
    const answer = await hook?.({ url, headers: {}, body: null, read: MOST_READ })
    return answer?.status === 200 ? answer.text : null
  }

  const tick = createTick(ledger)
  const faults: unknown[] = []
  const sending =
    mailer === null ? null : createSending(ledger, mailer, notices, (error) => faults.push(error))
  const subscriptions = createSubscriptions(ledger)
  return {
    ...subscriptions,

    /** The thing that a link would confirm: a subscription, or a mailbox. Changes nothing. @throws Problem `not_found` */
    async look(token: string, page?: Lang): Promise<{ title: string }> {
      return (await notices.look(token, page)) ?? subscriptions.look(token, page)
    },

    /** Confirms by link, as often as one likes. @throws Problem `not_found` */
    async confirm(token: string): Promise<Followed> {
      const box = await notices.look(token)
      if (box === null) return subscriptions.confirm(token)
      await notices.confirm(box.id)
      return { id: box.id, topic: '', title: box.title, confirmed: ledger.now().toISOString() }
    },

    /** Ends everything that a link is of, and forgets the address. @throws Problem `not_found` */
    async leave(token: string): Promise<void> {
      if (!(await notices.leave(token))) await subscriptions.leave(token)
    },

    /** True if mail is set up. */
    isOpen: mailer !== null,
    /** A topic in words. @throws Problem `invalid` */
    titleOf: createTopics(ledger).titleOf,

    /**
     * One round: writes what is to be told, and sends what may be sent. Budgeted, and safe to be interrupted.
     *
     * @param base public scheme and host of the site, for links
     * @param budget milliseconds
     * @param clock milliseconds, from any point on
     * @returns messages that were taken over
     * @throws the first fault by which a message could not be made, when all others are done
     */
    async settle(base: string, { budget = 20_000, clock = () => performance.now() } = {}): Promise<number> {
      if (sending === null) return 0
      const from = clock()
      const until = (): boolean => clock() - from < budget
      while (until() && (await tick.gather()));
      await notices.gather()
      const taken = await sending.send(base, until)
      const [fault] = faults.splice(0)
      if (fault !== undefined) throw fault
      return taken
    },

    /** True where the provider tells of returned mail in a format of its own. */
    isToldByProvider: parseReturnsKey(mailer?.returnsKey ?? '') !== null,

    /**
     * Takes in what a provider tells in its own format, where it is shown to be the provider. What came before changes
     * nothing.
     *
     * @throws Problem `not_allowed` for anybody else's call
     */
    async returnedBy(call: ReturnCall): Promise<void> {
      const setting = parseReturnsKey(mailer?.returnsKey ?? '')
      if (sending === null || setting === null) throw noReturns()
      const now = ledger.now()
      const notice = await readReturned(setting, call, { now, get })
      if (notice === null)
        throw refuse(
          'not_allowed',
          '不是服务商发来的：签名或口令不对，或已过时。',
          'It does not come from the provider: its signature or password does not fit, or is too old.',
        )
      const { returned, once } = notice
      if (returned === null || !returned.hard) return
      if (once !== null) {
        const id = `returned-${await ledger.keyedDigest(once)}`
        const expires = new Date(now.getTime() + REMEMBERED).toISOString()
        const row = { id, purpose: 'returned', data: '', expires }
        if (!(await spendChallenge(ledger.database, row, now.toISOString()))) return
      }
      await sending.returned(returned.messageId)
    },

    /**
     * Takes in what the provider tells of a message that came back, where it has signed that.
     *
     * @param call headers by which it is signed, and the text over which it is
     * @throws Problem `not_found` where the provider tells nothing here; `not_allowed` for what it has not signed
     */
    async returned(
      call: Signed & { text: string },
      told: { messageId: string; hard: boolean },
    ): Promise<void> {
      const secret = mailer?.returnsKey
      if (sending === null || secret === undefined) throw noReturns()
      if (!(await isSigned(call, call.text, secret, ledger.now())))
        throw refuse(
          'not_allowed',
          '签名不对，或已超过五分钟。',
          'The signature does not fit, or is older than five minutes.',
        )
      if (told.hard) await sending.returned(told.messageId)
    },

    /** Every ten minutes: forgets what was never confirmed, and what was sent long ago. */
    async tidy(): Promise<void> {
      await forgetUnconfirmed(ledger.database, ledger.now().toISOString())
      await notices.tidy()
      await sending?.tidy()
    },
  }
}
