import { lists } from '../../../worker/domain/kinds/table.ts'
import type { Prepared, Signed } from '../../../worker/ledger/prepared.ts'
import type { Json } from '../../types.ts'
import { type Fields, toSend } from '../form/fields/value.ts'
import type { Answer, Send } from '../frame/send.ts'

export interface Target {
  kind: string
  /** As in an address; `open` for a new record. */
  verb: string
  record: string | null
}

export interface Draft extends Target {
  id: string
  account: string
  department: string | null
  title: string
  input: Json
  seq: number | null
  version: number
  status: 'open' | 'waiting' | 'returned' | 'entered'
  note: string | null
  reviewer: string | null
  entry: number | null
  updated: string
  formal: { zh: string; en: string } | null
}

export interface Entered {
  /** Null where there is no draft. */
  draft: Draft | null
  records: { id: string; seq: number; index: number }[]
}

/** Answer of the server: entries to be signed and sent again, or the receipt of what was entered. */
export type Entering = Answer<Prepared | Entered>

/** True for an answer that asks for signatures, and has entered nothing yet. */
export function isPrepared(body: Prepared | Entered): body is Prepared {
  return 'ticket' in body
}

/** Way by which what was written is checked before it is entered, and entered. */
export interface Way {
  check(): Promise<Answer<Prepared>>
  /** With `prepare`, only what is to be signed. */
  enter(signing: { prepare: true } | { signed: Signed } | null): Promise<Entering>
}

/** Way by a draft of the server, which may need a second person. */
export function draftWay(send: Send, { id, version }: Draft, verb: 'submit' | 'approve'): Way {
  const at = `/api/v1/drafts/${id}`
  return {
    check: () => send('POST', `${at}/check`, { version }),
    enter: (signing) =>
      signing !== null && 'signed' in signing
        ? send('POST', `${at}/${verb}`, { version, signed: signing.signed })
        : send('POST', `${at}/${verb}`, { version }, { prepare: signing !== null }),
  }
}

/** Hands in at once what always waits for somebody else. @returns the draft that waits; nothing is left of one that is refused */
export async function handIn(
  send: Send,
  draft: Target & { title: string; input: Json; department?: string },
): Promise<Answer<Draft>> {
  const begun = await send<Draft>('POST', '/api/v1/drafts', draft)
  if (!begun.ok) return begun
  const { id, version } = begun.body
  const answer = await send<{ draft: Draft }>('POST', `/api/v1/drafts/${id}/submit`, { version })
  if (answer.ok) return { ...answer, body: answer.body.draft }
  await send('POST', `/api/v1/drafts/${id}/discard`, { version })
  return answer
}

/**
 * Straight into the ledger, for who drafts nothing: a verifier, a registrar.
 *
 * @param key one for each thing that is written, so that it is entered once
 */
export function directWay(
  send: Send,
  { kind, verb, record }: Target,
  whole: Fields,
  key: string,
  seq: number | null,
  today: string,
): Way {
  const list: Record<string, string | null> = lists
  const path = `/api/v1/${list[kind]}${record === null ? '' : `/${record}/${verb}`}`
  const options = seq === null ? {} : { seq }
  const body = toSend(whole, today)
  return {
    check: () => send('POST', path, body, { ...options, prepare: true }),
    enter: async (signing) => {
      if (signing !== null && 'prepare' in signing)
        return send<Prepared>('POST', path, body, { ...options, prepare: true })
      const signed = signing === null ? {} : { signed: signing.signed }
      const answer = await send<Omit<Entered, 'draft'>>(
        'POST',
        path,
        { ...body, ...signed },
        { ...options, idempotencyKey: key },
      )
      return answer.ok ? { ...answer, body: { draft: null, ...answer.body } } : answer
    },
  }
}
