/** Answers of long lists: entries of a ledger carry bodies, and five hundred of them are megabytes. */
import type { ApiContext } from './context.ts'

/** Items that are written down in one turn. */
const PART = 50

/** The page as JSON, as `c.json` gives it, made in turns so that whoever else asks is answered in between. */
export async function longList<Page extends { items: readonly unknown[] }>(
  c: ApiContext,
  { items, ...rest }: Page,
): Promise<Response> {
  const parts: string[] = []
  for (let at = 0; at < items.length; at += PART) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve, 0))
    parts.push(JSON.stringify(items.slice(at, at + PART)).slice(1, -1))
  }
  const others = JSON.stringify(rest).slice(1, -1)
  const body = `{"items":[${parts.join(',')}]${others === '' ? '' : `,${others}`}}`
  return c.body(body, 200, { 'content-type': 'application/json' })
}
