/** `/cards/…`: the pictures of records for whoever shows an address as a card (Open Graph). Made when asked for. */
import { type Context, Hono } from 'hono'
import { toHex } from '../../ledger/bytes.ts'
import type { SiteDeps } from '../html/respond.ts'
import { targetAt } from '../share/target.ts'
import { type Card, drawCard } from './card.ts'
import { cardOf } from './card-words.ts'
import { Glyphs } from './glyphs.ts'

/** Raised when the same words are drawn in another way. */
const DRAWING = 1

/** Anyone may show these anywhere; whether one still says what the record says is asked each time. */
const OPEN = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'public, max-age=0, must-revalidate',
}

/** Routes of pictures as a Hono app, to be mounted at the root; none where no outlines of characters were built. */
export function createPictures(deps: SiteDeps): Hono {
  const app = new Hono()
  const { glyphs: packed } = deps
  if (packed === undefined) return app
  app.get('/cards/:file{.+\\.png}', async (c) => {
    const target = targetAt(`/${(c.req.param('file') ?? '').slice(0, -'.png'.length)}`)
    const card = target?.id == null ? null : await cardOf(target.id, target.lang, deps.reading, deps.timeZone)
    for (const [name, value] of Object.entries(OPEN)) c.header(name, value)
    if (card === null) {
      c.header('cache-control', 'no-store')
      return c.text('404', 404)
    }
    const tag = await tagOf(card)
    c.header('etag', tag)
    if (isKnown(c, tag)) return c.body(null, 304)
    c.header('content-type', 'image/png')
    return c.body(await drawCard(card, new Glyphs(await packed())))
  })
  return app
}

function isKnown(c: Context, tag: string): boolean {
  const known = c.req.header('if-none-match') ?? ''
  return known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
}

/** Tag of what is drawn: a card with other words has another, so that nobody is shown what was erased since. */
async function tagOf(card: Card): Promise<string> {
  const words = new TextEncoder().encode(JSON.stringify([DRAWING, card]))
  return `"${toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', words))).slice(0, 32)}"`
}
