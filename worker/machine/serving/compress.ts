/** Answers in fewer bytes, for readers who take them so. */
import type { Context, MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'

const done = async (): Promise<void> => undefined

/**
 * Compresses what is public (gzip or deflate, by `Accept-Encoding`). What is for one reader alone stays as it is: the
 * length of a compressed answer tells something of a secret that stands in it beside words of the request (BREACH).
 * A strong ETag becomes a weak one, as the same bytes are not sent any more (RFC 9110 §8.8.1).
 */
export function compressPublic(): MiddlewareHandler {
  const encode = compress()
  return async function compressPublic(c, next) {
    await next()
    if (isForAll(c)) await encode(c, done)
  }
}

function isForAll({ req, res }: Context): boolean {
  if (req.header('cookie') !== undefined || req.header('authorization') !== undefined) return false
  return /(?:^|,)\s*public\b/.test(res.headers.get('cache-control') ?? '')
}
