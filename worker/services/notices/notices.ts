/**
 * Reminders to departments, once a day: of all that they owe by a day (questions, answers to flags, milestones, adoption
 * reports), of what was turned to them, and of drafts that wait for a second person.
 */

import { type Step, stepBetween } from '../../domain/following/steps.ts'
import { nameOr } from '../../domain/kinds/title.ts'
import { dayAfter } from '../../domain/record/date.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Lang } from '../../domain/record/problem.ts'
import { dayIn, instantIn } from '../../domain/record/zone.ts'
import { type Obligation, ownedBy } from '../../domain/response/obligations.ts'
import { toHex, utf8 } from '../../ledger/bytes.ts'
import { sha256 } from '../../ledger/merkle.ts'
import * as stored from '../../store/outgoing/mailboxes.ts'
import { readParents } from '../../store/records/owed.ts'
import { namesOf, readRecords } from '../../store/records/records.ts'
import { holderIn } from '../accounts/in-force.ts'
import { newRowId } from '../accounts/secrets.ts'
import { idIn } from '../following/tokens.ts'
import { parseAddress, sameReader } from '../mail/address.ts'
import type { Ledger } from '../open.ts'
import type { Owed } from '../response/owed.ts'
import { type Caller, isOnMachine, requireRight } from '../roles.ts'
import { type Content, createLetters, langOf, type Reminder, sealedFor } from './letters.ts'

/** Local time of day at which departments are reminded. */
const HOUR = 'T08:30:00'
/** Mailboxes of one department or account. */
const MOST = 5
/** Days within which a mailbox is confirmed. */
const DAYS = 7

export interface MailboxView {
  id: string
  owner: string
  confirmed: string | null
  lang: Lang
  created: string
}

/** Of a promise nobody has to be told that it was made, nor that half of its time is over. */
function stepOf({ what, open, received, due }: Obligation, told: string, day: string): Step | null {
  if (!open || due === null) return null
  return stepBetween(what === 'milestone' ? null : received, due, told, day)
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const keyOf = (text: string): string => toHex(sha256(utf8(text)))
export function createNotices(ledger: Ledger, owed: Owed) {
  const { database, contacts, random } = ledger
  const { zone } = ledger.calendar.days
  const today = (): string => dayIn(zone, ledger.now().toISOString())

  /** The next time at which is reminded. */
  function nextDue(): string {
    const now = ledger.now().toISOString()
    const day = dayIn(zone, now)
    const at = instantIn(zone, day + HOUR)
    return at > now ? at : instantIn(zone, dayAfter(day) + HOUR)
  }

  /** Steps that a department reached after one day and up to another: of all that it owes, and of what was turned to it. */
  async function remindersOf(department: string, told: string, day: string): Promise<Reminder[]> {
    const [byRecord, parents] = await Promise.all([owed.byRecord(), readParents(database)])
    const all = [...byRecord.values()].flat()
    return all
      .flatMap((one): Reminder[] => {
        const { record, due } = one
        // Of a day that is over alone: a reminder is made in the morning, and most comes later in the day.
        const turned = one.turns.filter(({ to, on }) => to === department && on >= told && on < day)
        const reachedBy = ownedBy(one, parents) === department ? stepOf(one, told, day) : null
        // What was handed on is new to whoever has it now: that is said once.
        const step = reachedBy === 'asked' && turned.length > 0 ? null : reachedBy
        return [...turned.map((turn) => turn.step), ...(step === null ? [] : [step])].map((reached) => ({
          record,
          step: reached,
          due,
        }))
      })
      .sort((a, b) => byText(a.due ?? '~', b.due ?? '~') || byText(a.record, b.record))
  }

  /** The department of an owner, which is itself or that of an account. @throws Problem `not_found`, `invalid` */
  async function departmentOf(owner: string): Promise<string> {
    const [record] = await readRecords(database, [owner])
    if (record === undefined) throw refuse('not_found', `没有 ${owner}。`, `There is no ${owner}.`, 'owner')
    if (record.state.kind === 'department') return owner
    const holder = holderIn(ledger, record.state)
    if (holder !== null && holder.department !== null) return holder.department
    throw refuse(
      'invalid',
      `${owner} 不是部门，也不是某部门在用的账户。`,
      `${owner} is no department, nor an account in force of one.`,
      'owner',
    )
  }

  /** @throws Problem `not_allowed` for a mailbox of others */
  async function requireOwner(caller: Caller, owner: string): Promise<string> {
    if (isOnMachine(caller)) return departmentOf(owner)
    const { department } = caller
    if (department === null || (owner !== department && owner !== caller.account))
      throw refuse(
        'not_allowed',
        '只能为本人或本部门设置提醒邮箱。',
        'Only a mailbox of one’s own or of one’s department can be set.',
        'owner',
      )
    if (owner === department) requireRight(caller, 'draft.write', department)
    return department
  }

  async function remind(box: stored.StoredMailbox): Promise<void> {
    const day = today()
    const [reminders, approvals] = await Promise.all([
      remindersOf(box.department, box.told, day),
      stored.countApprovals(database, box.department),
    ])
    const created = ledger.now().toISOString()
    const content: Content = { day, reminders, approvals }
    const nothing = reminders.length === 0 && approvals === 0
    const notice = nothing
      ? null
      : { key: keyOf(`${box.id}|${box.told}|${day}`), content: JSON.stringify(content), created }
    await stored.tellMailbox(database, box, { told: day, due: nextDue() }, notice)
  }

  return {
    compose: createLetters(ledger),

    /** The mailboxes that the caller may set: of the department, and one's own. Addresses are not shown again. */
    async list({ account, department }: Caller): Promise<MailboxView[]> {
      const rows = await stored.mailboxesOf(database, [account, ...(department === null ? [] : [department])])
      return rows.map(({ id, owner, confirmed, lang, created }) => ({
        id,
        owner,
        confirmed,
        lang: langOf(lang),
        created,
      }))
    },

    /**
     * Asks an address whether it wants to be reminded, for the department or for the account itself.
     *
     * @throws Problem `invalid`, `not_allowed`, `quota_reached`
     */
    async add(
      caller: Caller,
      { email, owner, lang }: { email: string; owner: string; lang: Lang },
    ): Promise<void> {
      const department = await requireOwner(caller, owner)
      const address = parseAddress(email)
      if ((await stored.mailboxesOf(database, [owner])).length >= MOST)
        throw refuse('quota_reached', `至多 ${MOST} 个提醒邮箱。`, `There can be ${MOST} mailboxes at most.`)
      const id = newRowId('mbx', random)
      const created = ledger.now().toISOString()
      const row = {
        ...{ id, owner, department, lang, created, confirmed: null, told: dayAfter(today(), -1), due: '' },
        hash: await contacts.mark('address', sameReader(address)),
        address: await contacts.seal(address, sealedFor(id)),
      }
      const content: Content = { ask: true }
      await stored.insertMailbox(database, row, {
        key: keyOf(`ask|${id}`),
        content: JSON.stringify(content),
        created,
      })
    },

    /** @throws Problem `not_found` also for a mailbox of others */
    async remove(caller: Caller, id: string): Promise<void> {
      const row = await stored.readMailbox(database, id)
      const isTheirs = row !== null && [caller.account, caller.department].includes(row.owner)
      if (row === null || !(isTheirs || isOnMachine(caller))) throw noMailbox(id)
      if (!isOnMachine(caller)) await requireOwner(caller, row.owner)
      await stored.deleteMailbox(database, id)
    },

    /** Mailboxes of everybody, for the operator on the machine. Addresses are not shown. */
    async all(): Promise<(MailboxView & { department: string })[]> {
      const rows = await stored.allMailboxes(database)
      return rows.map(({ id, owner, department, confirmed, lang, created }) => ({
        ...{ id, owner, department, confirmed, created },
        lang: langOf(lang),
      }))
    },

    /**
     * Puts a message that says nothing but that it arrives on its way to a mailbox.
     *
     * @throws Problem `not_found`, `wrong_state` for one that nobody has confirmed
     */
    async trial(id: string): Promise<void> {
      const row = await stored.readMailbox(database, id)
      if (row === null) throw noMailbox(id)
      if (row.confirmed === null)
        throw refuse(
          'wrong_state',
          '邮箱还没有确认：请先按确认信里的按钮。',
          'The mailbox is not confirmed: press the button of its first message.',
        )
      const created = ledger.now().toISOString()
      const content: Content = { trial: true }
      await stored.post(database, id, {
        key: keyOf(`trial|${id}|${created}`),
        content: JSON.stringify(content),
        created,
      })
    },

    /** The department of a token, and whether it is one of a mailbox. Changes nothing. */
    async look(token: string, page?: Lang): Promise<{ id: string; title: string; lang: Lang } | null> {
      const id = await idIn(contacts, 'confirm', token)
      const row = id === null ? null : await stored.readMailbox(database, id)
      if (row === null) return null
      const lang = langOf(row.lang)
      const name = (await namesOf(database, [row.department])).get(row.department)
      return { id: row.id, title: nameOr(page ?? lang, name, row.department), lang }
    },

    /** Confirms, as often as one likes. */
    async confirm(id: string): Promise<void> {
      await stored.confirmMailbox(database, id, ledger.now().toISOString(), nextDue())
    },

    /** Ends it. @returns false for a token of something else */
    async leave(token: string): Promise<boolean> {
      const id = await idIn(contacts, 'leave', token)
      if (id?.startsWith('mbx-') !== true) return false
      await stored.deleteMailbox(database, id)
      return true
    },

    /** Posts the reminders of the day. */
    async gather(): Promise<void> {
      for (const box of await stored.dueMailboxes(database, ledger.now().toISOString())) await remind(box)
    },

    /** Forgets mailboxes that nobody confirmed. */
    async tidy(): Promise<void> {
      const before = new Date(ledger.now().getTime() - DAYS * 86_400_000)
      await stored.forgetUnconfirmedMailboxes(database, before.toISOString())
    },
  }
}

const noMailbox = (id: string) => refuse('not_found', `没有邮箱 ${id}。`, `There is no mailbox ${id}.`, 'id')

export type Notices = ReturnType<typeof createNotices>
