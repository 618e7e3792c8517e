/** What chance alone would seldom come to: steps that lead to an operation, each asked and judged as any other. */
import type { Role } from '../../../../worker/domain/kinds/account/vocabulary.ts'
import type { Asked } from '../request.ts'
import type { Person, World } from '../world.ts'

/** An answer, as far as a scene reads it. */
export interface Told {
  id?: string
  code?: string
  version?: number
  index?: number
  records?: { id: string; index: number }[]
  draft?: { id: string; version: number }
  state?: { [field: string]: unknown; steps?: { id: string }[]; remedies?: { id: string }[] }
  items?: { id: string; sha256?: string; key?: string; day?: string }[]
  [field: string]: unknown
}

export interface Scene {
  world: World
  /** Whoever has a role, and a department where it needs one; the nth of them. */
  as(role: Role, department?: string | null, nth?: number): Person
  get(path: string, by?: Person | null): Promise<Told>
  /** What takes a second person is handed in and approved. */
  post(path: string, body: object, by: Person | null): Promise<Told>
  /** @param code of whoever wrote, where nobody signs */
  put(path: string, bytes: Uint8Array<ArrayBuffer>, by: Person | null, code?: string): Promise<Told>
  /** Opens a record, and answers with its id. */
  open(list: string, body: object, by: Person): Promise<string>
}

/** Lets days go by in the world. */
export async function pass({ world }: Scene, days: number): Promise<void> {
  for (const until = world.today() + days * 86_400_000; world.today() < until; ) world.tick()
  // Sessions have run out by then.
  for (const one of world.people) await world.renew(one)
}

/** How a scene asks: with a session where a key does not do. */
export function asked(
  method: string,
  path: string,
  body: object | null,
  by: Person | null,
  raw?: Uint8Array<ArrayBuffer>,
  code?: string,
): Asked {
  const own = /\/(me|invitations)\b/.test(path) && method !== 'GET'
  const signed: Record<string, string> =
    by === null ? {} : own ? by.session : { authorization: by.headers.authorization ?? '' }
  const type = raw === undefined ? 'application/json' : 'application/octet-stream'
  const coded: Record<string, string> = code === undefined ? {} : { 'tracking-code': code }
  const headers = method === 'GET' ? signed : { ...signed, ...coded, 'content-type': type }
  return { method, path, headers, body, ...(raw === undefined ? {} : { raw }) }
}
