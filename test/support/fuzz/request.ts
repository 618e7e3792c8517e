/** One request, as it is made, printed and made again. */
import type { Operation } from '../api/description.ts'
import type { Chance } from './chance.ts'
import { type Filling, fill, text } from './fill.ts'
import { type Knowledge, valuesIn } from './knowledge.ts'
import { followed, type Schema } from './schema.ts'
import type { Person, World } from './world.ts'

export interface Asked {
  method: string
  path: string
  headers: Record<string, string>
  /** Null for one that has none. */
  body: object | null
  /** What is sent in place of the body. */
  raw?: string | Uint8Array<ArrayBuffer>
}

export interface Target {
  method: string
  /** With its parameters, as `/api/v1/milestones/{id}/report`. */
  template: string
  operation: Operation
}

export const nameOf = ({ method, template }: Target): string => `${method} ${template}`

export interface Making {
  world: World
  chance: Chance
  known: Knowledge
}

/** The place of a document in bytes, which differ from one another. */
async function documentOf(n: number): Promise<{ bytes: Uint8Array<ArrayBuffer>; sha256: string }> {
  const bytes = new TextEncoder().encode(`document ${n}`)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return {
    bytes,
    sha256: [...digest].map((one) => one.toString(16).padStart(2, '0')).join(''),
  }
}

/** The id in the path of an act: a record of the caller, as far as there is one. */
function ownId(
  { template }: Target,
  prefix: string | undefined,
  person: Person | null,
  { known, chance }: Making,
): string {
  const collection = template.split('/{')[0] ?? ''
  const own = prefix === undefined ? undefined : known.id([prefix], person?.department ?? null)
  const found = own ?? known.made(collection, person?.name)
  return found ?? chance.of(['x', 'mil-0000000001'])
}

/** A request that the description allows. @param prefix of the ids of the list, where it is one of records */
export async function valid(
  target: Target,
  prefix: string | undefined,
  person: Person | null,
  making: Making,
): Promise<Asked> {
  const { world, chance, known } = making
  const { method, template, operation } = target
  const near = new Map<string, unknown[]>()
  const filling: Filling = {
    description: world.description,
    chance,
    known,
    today: world.today(),
    department: person?.department ?? known.id(['dep-'], null) ?? null,
    near,
    fullness: chance.of([0, 0.1, 0.3, 0.6, 0.9]),
  }
  if (template.startsWith('/api/v1/tracking')) near.set('code', [known.value('tracking code')])
  const document = await documentOf(chance.whole(200))
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'sha256')
      return method === 'PUT' ? document.sha256 : String(known.value('sha256') ?? document.sha256)
    if (name === 'index' || name === 'size') return String(known.value(name) ?? chance.whole(5))
    if (name === 'day') return String(known.value('day') ?? text({}, 'day', filling))
    if (name === 'id' && template.startsWith('/api/v1/records/'))
      return known.id(['dep-', 'res-', 'dec-', 'mil-'], null) ?? 'dep-water'
    const id = ownId(target, prefix, person, making)
    valuesIn(known.record(id)?.state ?? known.part(id), near)
    return encodeURIComponent(id)
  })
  const session = /\/(me|invitations)\//.test(template) && method === 'POST'
  const signed =
    person === null ? {} : session ? person.session : { authorization: person.headers.authorization ?? '' }
  const query = (operation.parameters ?? []).flatMap(({ in: where, name, required, schema }) =>
    where === 'query' && (required === true || chance.is(0.15))
      ? [`${name}=${encodeURIComponent(String(fill(schema as Schema, name, filling)))}`]
      : [],
  )
  const whole = query.length === 0 ? path : `${path}?${query.join('&')}`
  if (method === 'PUT')
    return {
      method,
      path,
      headers: {
        ...signed,
        'content-type': 'application/octet-stream',
        ...(near.has('code') ? { 'tracking-code': String(known.value('tracking code')) } : {}),
      },
      body: null,
      raw: document.bytes,
    }
  const schema = operation.requestBody?.content['application/json']?.schema
  if (schema === undefined) return { method, path: whole, headers: { ...signed }, body: null }
  const body = fill(followed(schema as Schema, world.description), '', filling) as object
  const headers = { ...signed, 'content-type': 'application/json' }
  return { method, path: whole, headers, body }
}

/** How a request is printed, so that it can be made again: who asks stands in place of the key. */
export function printed({ method, path, headers, body, raw }: Asked, person: Person | null): string {
  const { authorization: _, cookie: __, ...shown } = headers
  const sent =
    raw === undefined ? JSON.stringify(body) : typeof raw === 'string' ? raw : `${raw.length} bytes`
  return `${method} ${path} as ${person?.name ?? 'nobody'} ${JSON.stringify(shown)} ${sent.slice(0, 2000)}`
}
