import { createClient } from '@libsql/client/web'
import type { Database, DatabaseClient, Opening } from './database.ts'
import { gathering } from './gathering.ts'

/**
 * Servers are asked at `/v2/pipeline`, which all of them have, without looking first for what else they speak: that
 * look would be a round trip of every request of a Worker.
 */
const withoutProbing: typeof fetch = async (input, init) =>
  input instanceof Request && input.method === 'GET'
    ? new Response(null, { status: 404 })
    : fetch(input, init)

/** A libSQL database over HTTP. Cheap to make: a Worker opens one for each request. */
export function openHttpDatabase(url: string, authToken?: string, { wide = false }: Opening = {}): Database {
  const client: DatabaseClient = createClient({
    url,
    fetch: withoutProbing,
    intMode: wide ? 'bigint' : 'number',
    ...(authToken === undefined ? {} : { authToken }),
  })
  return { client: gathering(client), isRemote: true }
}
