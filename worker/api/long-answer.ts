/** Long answers: made in turns, so that whoever else asks is answered in between. */
import { toHex, utf8 } from '../ledger/bytes.ts'
import { breathe, eachInTurn } from '../services/turns.ts'
import type { ApiContext } from './http/context.ts'

/** The page as JSON, made in turns so that whoever else asks is answered in between. */
export function longList<Page extends { items: readonly unknown[] }>(
  c: ApiContext,
  { items, ...rest }: Page,
): Promise<Response> {
  return longAnswer(c, 'items', items, rest)
}

/**
 * An object as JSON, its one long list first, in the same way. It is handed on as bytes with its tag: of a text, whoever
 * takes it further would make both in one turn.
 */
export async function longAnswer(
  c: ApiContext,
  name: string,
  list: readonly unknown[],
  rest: object,
): Promise<Response> {
  const items = await eachInTurn(list, (item, i) => utf8(`${i === 0 ? '' : ','}${JSON.stringify(item)}`))
  const others = JSON.stringify(rest).slice(1, -1)
  const parts = [utf8(`{"${name}":[`), ...items, utf8(`]${others === '' ? '' : `,${others}`}}`)]
  const body = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    await breathe()
    body.set(part, at)
    at += part.length
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  const tag = `"${toHex(digest.subarray(0, 20))}"`
  return c.body(body, 200, { 'content-type': 'application/json', etag: tag })
}
