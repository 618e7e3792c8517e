/** A list of comments as it is sent: parts small enough for a request, each with a key of its own content. */
import type { ListedComment } from '../../../../worker/domain/kinds/comment/list.schema.ts'
import { toHex, utf8 } from '../../../../worker/ledger/bytes.ts'
import { sha256 } from '../../../../worker/ledger/merkle.ts'

/** Comments of one request, and bytes of their JSON: the server takes a little more of both. */
const MOST = 2000
const MOST_BYTES = 800_000

export interface Part {
  key: string
  body: { channel: string; occurred: string; items: ListedComment[] }
}

/** @param id of the consultation */
export function partsOf(
  id: string,
  { channel, occurred, items }: { channel: string; occurred: string; items: readonly ListedComment[] },
): Part[] {
  const parts: ListedComment[][] = [[]]
  let bytes = 0
  for (const one of items) {
    const own = utf8(JSON.stringify(one)).length + 1
    const last = parts.at(-1) ?? []
    const isFull = last.length >= MOST || (last.length > 0 && bytes + own > MOST_BYTES)
    if (isFull) parts.push([one])
    else last.push(one)
    bytes = isFull ? own : bytes + own
  }
  return parts
    .filter((part) => part.length > 0)
    .map((part) => {
      const body = { channel, occurred, items: part }
      const hash = toHex(sha256(utf8(JSON.stringify([id, body])))).slice(0, 40)
      return { key: `comments-${hash}`, body }
    })
}

/** Comments that came in on a day outside of a consultation. */
export function outsideOf(
  items: readonly ListedComment[],
  occurred: string,
  { openAt, closeAt }: { openAt: string | null; closeAt: string | null },
): number {
  return items.filter((one) => {
    const day = one.occurred ?? occurred
    return openAt === null || closeAt === null || day < openAt || day > closeAt
  }).length
}
