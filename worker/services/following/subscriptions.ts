/** Following by mail: asked for by anybody, confirmed by whoever reads the address, left at any time. */
import { type Cadence, isCadence, nextDue } from '../../domain/following/cadence.ts'
import { formatTopic, parseTopic } from '../../domain/following/topic.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Lang } from '../../domain/record/problem.ts'
import { toHex, utf8 } from '../../ledger/bytes.ts'
import { sha256 } from '../../ledger/merkle.ts'
import type { Statement } from '../../store/database.ts'
import * as stored from '../../store/outgoing/followers.ts'
import { newRowId } from '../accounts/secrets.ts'
import { parseAddress, sameReader } from '../mail/address.ts'
import type { Ledger } from '../open.ts'
import { codeOf, idIn } from './tokens.ts'
import { createTopics } from './topics.ts'

/** Days for which the link in a message confirms. */
const DAYS = 7
const A_DAY = 86_400_000
/** Messages to one address in 24 hours that ask for confirmation. */
const MOST_PENDING = 3
/** Wrong codes until the code of a message is worth nothing; its link still is. */
const MOST_TRIES = 10

export interface Asked {
  /** Address of what is followed, on this site. */
  topic: string
  email: string
  cadence: Cadence
  lang: Lang
}

/** Subscription of a reader, as it is shown to whoever holds the link in a message. */
export interface Followed {
  id: string
  topic: string
  title: string
  confirmed: string | null
}

export interface Following {
  lang: Lang
  cadence: Cadence
  topics: Followed[]
}

const langOf = (text: string): Lang => (text === 'en' ? 'en' : 'zh')
const cadenceOf = (text: string): Cadence => (isCadence(text) ? text : 'daily')

function stale() {
  return refuse(
    'not_found',
    `这个链接或验证码无效，或已超过 ${DAYS} 天：请重新填写关注。`,
    `This link or code is not valid, or is older than ${DAYS} days: ask to follow again.`,
  )
}

/** Subscriptions of the readers of one ledger: asked for, confirmed by a link, changed and ended. */
export function createSubscriptions(ledger: Ledger) {
  const { database, contacts, random } = ledger
  const { titleOf, requireThere } = createTopics(ledger)
  const zone = ledger.calendar.days.zone

  async function shown(row: stored.StoredSubscription, lang: Lang): Promise<Followed> {
    const { id, topic, confirmed } = row
    return { id, topic, title: await titleOf(topic, lang), confirmed }
  }

  async function confirmRow(row: stored.StoredSubscription): Promise<Followed> {
    const now = ledger.now()
    const due = nextDue(cadenceOf(row.cadence), now, zone, true)
    await stored.confirm(database, row, now.toISOString(), due)
    return shown({ ...row, confirmed: row.confirmed ?? now.toISOString() }, langOf(row.lang))
  }

  /** The row of a token that may still confirm. @throws Problem `not_found` */
  async function rowOfToken(token: string): Promise<stored.StoredSubscription> {
    const id = await idIn(contacts, 'confirm', token)
    const row = id === null ? null : await stored.readSubscription(database, id)
    if (row === null || (row.confirmed === null && row.expires <= ledger.now().toISOString())) throw stale()
    return row
  }

  async function readerOf(token: string): Promise<stored.StoredFollower | null> {
    const id = await idIn(contacts, 'leave', token)
    return id === null ? null : stored.readFollower(database, id)
  }

  async function requireReader(token: string): Promise<stored.StoredFollower> {
    const reader = await readerOf(token)
    if (reader !== null) return reader
    throw refuse(
      'not_found',
      '这个链接无效，或已全部退订。',
      'This link is not valid, or everything was left already.',
    )
  }

  async function asking({ topic, email, cadence, lang }: Asked): Promise<Statement[]> {
    const address = parseAddress(email)
    const hash = await contacts.mark('address', sameReader(address))
    const [reader, id] = [newRowId('fol', random), newRowId('sub', random)]
    const now = ledger.now()
    const created = now.toISOString()
    const at = (days: number): string => new Date(now.getTime() + days * A_DAY).toISOString()
    // Sealed for its hash, not for its row: that of an earlier asking may stand instead.
    const sealed = await contacts.seal(address, `address ${hash}`)
    const following = { id, follower: reader, topic: formatTopic(parseTopic(topic)), lang, cadence, created }
    return stored.asking(
      {
        id: reader,
        hash,
        address: sealed,
        lang,
        cadence,
        cursor: 0,
        due: '',
        bounces: 0,
        silent: '{}',
        looked: '',
        created,
      },
      { ...following, expires: at(DAYS), confirmed: null, since: 0, tries: 0 },
      {
        key: toHex(sha256(utf8(`confirm|${id}`))),
        content: JSON.stringify({ subscription: id }),
        created,
      },
      { most: MOST_PENDING, recent: at(-1) },
    )
  }

  return {
    /**
     * Asks an address whether it wants to follow something. What is answered does not depend on whether it follows
     * anything already, nor on whether it was asked too often.
     *
     * @throws Problem `invalid` for an address or topic that cannot be
     */
    async ask(asked: Asked): Promise<void> {
      const statements = await asking(asked)
      await requireThere(parseTopic(asked.topic))
      await database.client.batch(statements, 'write')
    },

    /** Rows that ask an address about something which is entered in the same transaction. @throws Problem `invalid` */
    asking,

    /** Ends what an address follows, or was asked to follow, of one topic; nothing where it does not. */
    async end(email: string, topic: string): Promise<void> {
      const hash = await contacts.mark('address', sameReader(parseAddress(email)))
      await stored.dropTopic(database, hash, formatTopic(parseTopic(topic)))
    },

    /**
     * Subscription that a link would confirm. Changes nothing.
     *
     * @param page language of the titles; that of the subscription unless said
     * @throws Problem `not_found`
     */
    async look(token: string, page?: Lang): Promise<Followed & { cadence: Cadence; lang: Lang }> {
      const row = await rowOfToken(token)
      const lang = langOf(row.lang)
      return { ...(await shown(row, page ?? lang)), cadence: cadenceOf(row.cadence), lang }
    },

    /** Confirms by link, as often as one likes. @throws Problem `not_found` */
    async confirm(token: string): Promise<Followed> {
      return confirmRow(await rowOfToken(token))
    },

    /** Confirms by the code of a message. @throws Problem `not_found` also for whom nothing waits */
    async confirmByCode(email: string, code: string): Promise<Followed> {
      const hash = await contacts.mark('address', sameReader(parseAddress(email)))
      const waiting = await stored.waitingOf(database, hash, ledger.now().toISOString())
      const open = waiting.filter(({ tries }) => tries < MOST_TRIES)
      const digits = code.replace(/[\s-]/g, '')
      for (const row of open) if ((await codeOf(contacts, row.id)) === digits) return confirmRow(row)
      if (open.length > 0)
        await stored.countTries(
          database,
          open.map(({ id }) => id),
        )
      throw stale()
    },

    /**
     * Subscriptions of whoever holds the link of a message. Changes nothing.
     *
     * @param page language of the titles; that of the reader unless said
     * @throws Problem `not_found`
     */
    async following(token: string, page?: Lang): Promise<Following> {
      const reader = await requireReader(token)
      const lang = langOf(reader.lang)
      const rows = await stored.followedBy(database, [reader.id])
      const topics = await Promise.all(rows.map((row) => shown(row, page ?? lang)))
      return { lang, cadence: cadenceOf(reader.cadence), topics }
    },

    /** Changes how often, and in which language. @throws Problem `not_found` */
    async change(token: string, { cadence, lang }: { cadence: Cadence; lang: Lang }): Promise<void> {
      const reader = await requireReader(token)
      const due = reader.due === '' ? '' : nextDue(cadence, ledger.now(), zone, true)
      await stored.changeFollower(database, reader.id, { cadence, lang, due })
    },

    /** Ends one subscription. @throws Problem `not_found` */
    async drop(token: string, id: string): Promise<void> {
      await stored.drop(database, (await requireReader(token)).id, id)
    },

    /**
     * Ends everything and forgets the address; for one that is forgotten already, nothing is left to do.
     *
     * @throws Problem `not_found` for a token that was not made here
     */
    async leave(token: string): Promise<void> {
      const id = await idIn(contacts, 'leave', token)
      if (id === null) throw refuse('not_found', '这个退订链接无效。', 'This link to leave is not valid.')
      await database.client.batch(stored.forgetFollower(id), 'write')
    },
  }
}
