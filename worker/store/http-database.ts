import { createClient } from '@libsql/client/web'
import type { Database } from './database.ts'

/** A libSQL database over HTTP. Cheap to make: a Worker opens one for each request. */
export function openHttpDatabase(url: string, authToken?: string): Database {
  const client = createClient(authToken === undefined ? { url } : { url, authToken })
  return { client }
}
