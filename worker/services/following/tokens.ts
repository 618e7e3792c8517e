/** Tokens and codes in messages: made of the id of a row and a mark that nobody else can make, so none is kept. */
import { equal, utf8 } from '../../ledger/bytes.ts'
import type { Contacts, MarkPurpose } from '../sealing/contacts.ts'

/** 128 bits of a mark, in hexadecimal. */
const MARK = 32

/** `sub-0123456789.…` */
export async function tokenOf(contacts: Contacts, purpose: MarkPurpose, id: string): Promise<string> {
  return `${id}.${(await contacts.mark(purpose, id)).slice(0, MARK)}`
}

/** The id in a token; null when it was not made here for this purpose. */
export async function idIn(contacts: Contacts, purpose: MarkPurpose, token: string): Promise<string | null> {
  const [, id = ''] = /^([a-z]{3}-[0-9a-f]{10})\.[0-9a-f]{32}$/.exec(token) ?? []
  if (id === '') return null
  return equal(utf8(await tokenOf(contacts, purpose, id)), utf8(token)) ? id : null
}

/** Eight digits to type instead of following a link. */
export async function codeOf(contacts: Contacts, id: string): Promise<string> {
  const mark = await contacts.mark('code', id)
  return String(Number.parseInt(mark.slice(0, 12), 16) % 100_000_000).padStart(8, '0')
}
