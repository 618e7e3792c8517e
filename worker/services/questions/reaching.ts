/**
 * 联系: how whoever wrote can be reached. By mail they follow their own record, once they have confirmed it themselves;
 * a telephone number is shown to the organ that answers, and each look is noted.
 */

import { lists } from '../../domain/kinds/table.ts'
import { json, refuse } from '../../domain/record/guard.ts'
import type { Lang } from '../../domain/record/problem.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import type { Statement } from '../../store/database.ts'
import { endedContacts, forgetContacts, readContact } from '../../store/questions.ts'
import type { FollowingService } from '../following/following.ts'
import { parseAddress } from '../mail/address.ts'
import type { Ledger } from '../open.ts'
import type { SpokenState } from './load.ts'

/** Addresses at which somebody can be reached, as typed in. */
export interface Contact {
  email?: string
  phone?: string
}

/** A record of somebody who writes, and the language in which they do. */
interface Written {
  kind: SpokenState['kind']
  id: string
  lang: Lang
}

export type Reaching = ReturnType<typeof createReaching>

const isThere = (text: string | undefined): text is string => (text ?? '').trim() !== ''

/** Ways by which those can be reached who write into one ledger. */
export function createReaching(
  ledger: Pick<Ledger, 'database' | 'inbox'>,
  following: Pick<FollowingService, 'isOpen' | 'asking' | 'end'>,
) {
  const { database, inbox } = ledger
  const takes = { email: inbox !== null && following.isOpen, phone: inbox !== null }
  const topicOf = ({ kind, id }: Pick<Written, 'kind' | 'id'>): string => `/${lists[kind]}/${id}`

  /** The contact that was left with a record; null where nothing is kept, or no key opens it. */
  async function contactOf(id: string): Promise<Contact | null> {
    const sealed = inbox === null ? null : await readContact(database, id)
    return sealed === null ? null : open(sealed)
  }

  async function open(sealed: string): Promise<Contact | null> {
    const text = inbox === null ? null : await inbox.open(sealed, 'contact')
    return text === null ? null : (JSON.parse(text) as Contact)
  }

  /** Ends the mail that an address gets of its own record. */
  async function endMail(of: Pick<Written, 'kind' | 'id'>, contact: Contact | null): Promise<void> {
    if (isThere(contact?.email)) await following.end(contact.email, topicOf(of))
  }

  return {
    /** Ways that whoever writes may leave: none that would lead nowhere. */
    takes,

    /**
     * The contact that was left, sealed with the key for it, and the rows by which its address is asked whether it wants to be told.
     *
     * @throws Problem `unavailable` on a ledger without that key, or without mail; `invalid` for what is no address
     */
    async keep(contact: Contact, of: Written): Promise<{ sealed: string | null; beside: Statement[] }> {
      const { email, phone } = contact
      if (!isThere(email) && !isThere(phone)) return { sealed: null, beside: [] }
      if (inbox === null)
        throw refuse(
          'unavailable',
          '本账本没有设置保存联系方式的密钥（INBOX_KEY），不收联系方式：请凭查询码查询。',
          'Contacts are not taken here, as no key for them (INBOX_KEY) is set: use the code to look.',
          'contact',
        )
      if (isThere(email) && !takes.email)
        throw refuse(
          'unavailable',
          '本站没有设置发信，不收邮箱：请凭查询码查询，或用这件事的订阅源。',
          'No mail is set up here, so no address is taken: use the code to look, or the feed of the record.',
          'contact/email',
        )
      const kept = {
        ...(isThere(email) ? { email: parseAddress(email) } : {}),
        ...(isThere(phone) ? { phone } : {}),
      }
      const { lang } = of
      const beside =
        kept.email === undefined
          ? []
          : await following.asking({ topic: topicOf(of), email: kept.email, cadence: 'now', lang })
      return { sealed: await inbox.seal(canonicalJson(json(kept)), 'contact'), beside }
    },

    /** The telephone number that was left with a record; null where none was. */
    async phoneOf(id: string): Promise<string | null> {
      return (await contactOf(id))?.phone ?? null
    },

    /** Forgets all that was left with a record, and ends the mail about it. */
    async forget(of: Pick<Written, 'kind' | 'id'>): Promise<void> {
      await endMail(of, await contactOf(of.id))
      await forgetContacts(database, [of.id])
    },

    /**
     * The same for records of a kind that have ended, and of which nothing was entered since a moment.
     *
     * @returns how many went
     */
    async forgetSince(
      kind: SpokenState['kind'],
      statuses: readonly string[],
      before: string,
    ): Promise<number> {
      const gone = await endedContacts(database, kind, statuses, before)
      for (const { record, sealed } of gone) await endMail({ kind, id: record }, await open(sealed))
      if (gone.length > 0)
        await forgetContacts(
          database,
          gone.map(({ record }) => record),
        )
      return gone.length
    },
  }
}
