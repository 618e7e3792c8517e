/** A ledger with a clock that a test moves, and a mailer that keeps what it is given. */

import { createFollowing, type FollowingService } from '../../../worker/services/following/following.ts'
import type { Mail, Mailer, Sending } from '../../../worker/services/mail/mailer.ts'
import { type Ledger, openLedger } from '../../../worker/services/open.ts'
import { createServices, type Services } from '../../../worker/services/services.ts'
import type { Database } from '../../../worker/store/database.ts'
import {
  freshDatabase,
  memoryHighWater,
  OPERATOR,
  SECOND,
  seededRandom,
  testSigner,
} from '../ledger/ledger.ts'

/** Secret by which the provider signs what it tells of messages that came back. */
export const RETURNS = `whsec_${'bm90ZXMgb2YgcmV0dXJuZWQgbWFpbCwgc2lnbmVk'}`
export const BASE = 'https://ledger.example'
export const call = { actor: OPERATOR, approver: SECOND }

export interface MailWorld {
  ledger: Ledger
  services: Services
  following: FollowingService
  /** What was handed over, in order. */
  mails: Mail[]
  /** What the mailer answers next to an address; `sent` where it is not named. */
  answers: Map<string, Sending>
  clock: { at: Date; minutes(n: number): void }
  /** A responsibility of the water bureau with this title. */
  list(title: string): Promise<string>
  /** Asks, reads the message, and confirms. @returns the token with which the reader leaves */
  follow(email: string, topic: string, cadence?: 'now' | 'daily' | 'weekly'): Promise<void>
  settle(): Promise<number>
}

/** @param given a database that is there already, as another process would open it */
export async function mailWorld(given?: Database, seed = 1): Promise<MailWorld> {
  const clock = {
    at: new Date('2026-03-02T01:00:00.000Z'),
    minutes(n: number) {
      this.at = new Date(this.at.getTime() + n * 60_000)
    },
  }
  const ledger = await openLedger({
    database: given ?? (await freshDatabase()),
    signer: await testSigner(),
    highWater: memoryHighWater(given === undefined ? null : { size: 0, root: '' }),
    now: () => {
      clock.at = new Date(clock.at.getTime() + 1)
      return clock.at
    },
    random: seededRandom(seed),
    place: { zh: '明川市', en: 'Mingchuan' },
    followDelay: 0,
    inboxKey: new Uint8Array(32).fill(4),
  })
  const mails: Mail[] = []
  const answers = new Map<string, Sending>()
  const mailer: Mailer = {
    returnsKey: RETURNS,
    async send(mail) {
      const answer = answers.get(mail.to) ?? { was: 'sent' }
      if (answer.was === 'sent') mails.push(mail)
      return answer
    },
  }
  const services = createServices(ledger, null, { mailer })
  const { following } = services
  if (given === undefined)
    await services.acts.open(call, 'department', null, {
      code: 'water',
      name: '水务局',
      nameEn: 'Water Bureau',
    })
  await ledger.follower.flush()
  async function settle(): Promise<number> {
    await ledger.follower.flush()
    return following.settle(BASE)
  }
  return {
    ledger,
    services,
    following,
    mails,
    answers,
    clock,
    settle,
    async list(title) {
      const { records } = await services.acts.open(call, 'responsibility', 'dep-water', {
        name: title,
        type: 'licence',
      })
      await ledger.follower.flush()
      return records[0]?.id ?? ''
    },
    async follow(email, topic, cadence = 'now') {
      await following.ask({ topic, email, cadence, lang: 'zh' })
      await settle()
      const asked = mails.findLast(({ to }) => to === email)
      await following.confirm(tokenIn(asked?.text ?? '', 'confirm'))
    },
  }
}

/** The token behind a link of a message. */
export function tokenIn(text: string, page: 'confirm' | 'manage'): string {
  return new RegExp(`/follow/${page}\\?token=(\\S+)`).exec(text)?.[1] ?? ''
}

/** A second process over the same database, with a memory of its own. */
export async function besides(world: MailWorld, mailer: Mailer): Promise<FollowingService> {
  const { ledger, services } = await mailWorld(world.ledger.database, 99)
  return createFollowing({ ...ledger, now: world.ledger.now }, mailer, services.notices)
}
