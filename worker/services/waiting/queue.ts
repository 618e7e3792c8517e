/**
 * 待入账: texts of the public that came in faster than they may be entered. Each is kept at once, sealed as what is
 * withheld is, under the code that was shown for it; each is entered in its turn, as of the day on which it came in.
 */
import { newRecordId } from '../../domain/kinds/ids.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Words } from '../../domain/record/problem.ts'
import { openText, sealText } from '../../store/at-rest.ts'
import {
  countBefore,
  forgetRefused,
  forgetWay,
  keepWaiting,
  queueOf,
  takeBack,
  type WaitingRow,
  waitingOfCode,
  waitsUnder,
} from '../../store/waiting.ts'
import type { Aftercare } from '../aftercare.ts'
import { untimelyOf } from '../clock/guard.ts'
import type { createCommenting } from '../consultations/receive.ts'
import type { Ledger } from '../open.ts'
import { hashOfCode, newCode } from '../questions/code.ts'
import { receivedBefore } from '../questions/receipt.ts'
import type { createReceiving } from '../questions/receive.ts'
import { problemOf } from '../submit/perform.ts'

/** Time within which whoever wrote is promised the entry, in milliseconds. */
const PROMISED = 3_600_000
/** Days for which a text that could not be entered is kept for whoever wrote it, as contacts are. */
const KEPT_DAYS = 183
const A_DAY = 86_400_000

/** Text of the public that comes in, and what it would be. */
export type Incoming = { kind: 'question' } | { kind: 'comment'; consultation: string }

/** A text that waits, as it is kept: beside its contact, which has a key of its own. */
export type Kept = Incoming & {
  given: object
  /** Key of its form or request. */
  nonce: string | null
  draft?: string
}

/** Answer to whoever wrote what waits. */
export interface Waits {
  id: string
  kind: Incoming['kind']
  /** To be shown once: nobody can find it again. */
  code: string
  /** UTC instants: when it came in, and by when it is entered. */
  received: string
  enteredBy: string
}

/** A text that waits, for whoever holds its code. */
export interface WaitingText extends Omit<Waits, 'code'> {
  title: string | null
  text: string
  asks: string[]
  hasContact: boolean
  /** Texts that are entered before it. */
  before: number
  /** Reason for which it will not be entered; null while it waits. */
  refused: Words | null
}

export interface QueueParts {
  aftercare: Pick<Aftercare, 'owe'>
  receiving: Pick<ReturnType<typeof createReceiving>, 'requireEnterable' | 'enter'>
  commenting: Pick<ReturnType<typeof createCommenting>, 'requireEnterable' | 'enter'>
}

/** A text as it is kept. @throws Error when the key of the ledger is another one */
export async function openKept({ atRest }: Ledger, { id, sealed }: WaitingRow): Promise<Kept> {
  return JSON.parse(await openText(atRest, sealed, `waiting ${id}`))
}

const enteredBy = (received: string): string => new Date(Date.parse(received) + PROMISED).toISOString()

const full = () =>
  refuse(
    'quota_reached',
    '眼下来件太多，一小时内入不完：内容还在表单里，请一小时后再提交。急事请打 12345，危险时打 110、119 或 120。',
    'More came in than can be entered within the hour. Your text is still in the form: send it again in an hour. In danger call the police or an ambulance.',
  )

/** Queue of what waits to be entered into one ledger. */
export function createQueue(ledger: Ledger, { receiving, commenting, aftercare }: QueueParts) {
  const { database, atRest, inbox } = ledger

  /** @throws Problem that says what is wrong, or why nothing is taken in now */
  async function requireTakable(incoming: Incoming, given: object, nonce?: string): Promise<string | null> {
    const untimely = untimelyOf(ledger.clock, (await ledger.committer.end.tree()).head.recorded)
    if (untimely !== null) throw untimely
    if (await holds(nonce)) throw receivedBefore()
    if (incoming.kind === 'comment') return commenting.requireEnterable(incoming.consultation, given, nonce)
    await receiving.requireEnterable(given, nonce)
    return null
  }

  const markOf = (nonce: string): Promise<string> => ledger.keyedDigest(`waiting ${nonce}`)

  async function holds(nonce: string | undefined): Promise<boolean> {
    return nonce !== undefined && (await waitsUnder(database, await markOf(nonce)))
  }

  async function rowOf(code: string): Promise<WaitingRow | null> {
    return waitingOfCode(database, hashOfCode(code))
  }

  return {
    /** Standing of the queue. */
    standing: () => queueOf(database),

    /** True where a form or request brought one that still waits. */
    holds,

    /**
     * Takes one in. Whatever would keep it from being entered is said now, while it is in the form of whoever writes.
     *
     * @param given as `asking` or `commenting` has it
     * @param most texts that may wait: more are refused while they are still in the form of whoever writes
     * @param nonce of a form or request, so that it is received once
     * @throws Problem that says what is wrong and what would be right
     */
    async keep(incoming: Incoming, given: object, most: number, nonce?: string): Promise<Waits> {
      const draft = await requireTakable(incoming, given, nonce)
      const code = newCode(ledger.random)
      const id = newRecordId(incoming.kind, ledger.random)
      const received = ledger.now().toISOString()
      const { contact: left, ...rest } = given as { contact?: object | null }
      const contact = left ?? {}
      const kept: Kept = {
        ...incoming,
        given: rest,
        nonce: nonce ?? null,
        ...(draft === null ? {} : { draft }),
      }
      const hasWay = Object.values(contact).some((one) => typeof one === 'string' && one.trim() !== '')
      const row = {
        id,
        hash: hashOfCode(code),
        nonce: nonce === undefined ? null : await markOf(nonce),
        received,
        sealed: await sealText(atRest, JSON.stringify(kept), `waiting ${id}`),
        contact:
          inbox === null || !hasWay ? null : await inbox.seal(JSON.stringify(contact), `waiting ${id}`),
      }
      const isKept = await keepWaiting(database, row, most).catch((error: unknown) => {
        throw problemOf(error)
      })
      if (!isKept) throw nonce !== undefined && (await holds(nonce)) ? receivedBefore() : full()
      return { id, kind: incoming.kind, code, received, enteredBy: enteredBy(received) }
    },

    /** The text of a code, for whoever holds it; null where none waits. @throws Problem `invalid` for what is no code */
    async look(code: string): Promise<WaitingText | null> {
      const row = await rowOf(code)
      if (row === null) return null
      const { kind, given } = await openKept(ledger, row)
      const { title = null, text = '', asks = [] } = given as Partial<WaitingText>
      const refused = row.refused === null ? null : await openText(atRest, row.refused, `refused ${row.id}`)
      return {
        id: row.id,
        kind,
        received: row.received,
        enteredBy: enteredBy(row.received),
        title,
        text,
        asks,
        hasContact: row.contact !== null,
        before: refused === null ? await countBefore(database, row.n) : 0,
        refused: refused === null ? null : JSON.parse(refused),
      }
    },

    /** Takes the text of a code away before it is entered: nothing is left of it. @returns false where none waits */
    async takeBack(code: string): Promise<boolean> {
      const row = await rowOf(code)
      if (row === null || !(await takeBack(database, row.id))) return false
      aftercare.owe()
      return true
    },

    /** Forgets how whoever wrote the text of a code can be reached. @returns false where none waits */
    async forgetContact(code: string): Promise<boolean> {
      const row = await rowOf(code)
      if (row === null || !(await forgetWay(database, row.id))) return false
      aftercare.owe()
      return true
    },

    /** Forgets what was not entered, half a year after it came in. */
    async tidy(): Promise<void> {
      const before = new Date(ledger.now().getTime() - KEPT_DAYS * A_DAY).toISOString()
      if ((await forgetRefused(database, before)) > 0) aftercare.owe()
    },
  }
}
