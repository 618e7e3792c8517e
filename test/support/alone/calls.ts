/** Calls that are made from what the kinds and the description declare, and the ways in which one effect is tried. */
import { actKinds, kindFace } from '../../../worker/domain/kinds/registry.ts'
import { kindOf, kindOfRecord, lists } from '../../../worker/domain/kinds/table.ts'
import { type Asked, type Making, type Target, valid } from '../fuzz/request.ts'
import type { Crew, Member } from './crew.ts'

/** An act, or an opening, on its way. */
export interface Deed {
  kind: string
  verb: string
  event: string | null
  record: string | null
  asked: Asked
}

const ENVELOPE = ['signed', 'visibility', 'ground', 'review', 'occurred']

/** Everything that the description offers. */
export function targetsOf({ world: { description } }: Making): Target[] {
  return Object.entries(description.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      template,
      operation,
    })),
  )
}

/** Requests of one kind by the address at which they are made. */
export function deedsOf(
  targets: readonly Target[],
): Map<string, { target: Target; event: string | null; verb: string }[]> {
  const at = new Map(targets.map((one) => [`${one.method} ${one.template}`, one]))
  return new Map(
    actKinds.map((kind) => {
      const path = `/api/v1/${lists[kind]}`
      const { acts, firstEvent } = kindFace(kind)
      const all = [
        { verb: 'open', event: null, target: at.get(`POST ${path}`) },
        ...acts.map(({ verb, event }) => ({ verb, event, target: at.get(`POST ${path}/{id}/${verb}`) })),
      ]
      void firstEvent
      return [kind, all.flatMap(({ target, ...rest }) => (target === undefined ? [] : [{ ...rest, target }]))]
    }),
  )
}

/** A deed on a record, as somebody asks for it. */
export async function deed(
  { target, event, verb }: { target: Target; event: string | null; verb: string },
  record: string | null,
  member: Member,
  making: Making,
): Promise<Deed> {
  const kind =
    kindOfRecord(record ?? '') ??
    actKinds.find((one) => target.template === `/api/v1/${lists[one]}`) ??
    'milestone'
  const known = record === null ? making.known : { ...making.known, id: theFirst(record, making.known.id) }
  const asked = await valid(target, kindOf(kind).prefix, member, { ...making, known })
  return { kind, verb, event, record, asked }
}

/** The ids that the path asks for first are those of the record; later ones any. */
function theFirst(record: string, other: Making['known']['id']): Making['known']['id'] {
  let isGiven = false
  return (prefixes, department) => {
    if (isGiven || !prefixes.some((one) => record.startsWith(one))) return other(prefixes, department)
    isGiven = true
    return record
  }
}

const bodyOf = ({ asked: { body } }: Deed): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body ?? {}).filter(([name]) => !ENVELOPE.includes(name)))

/** As it stands in the description. */
async function straight({ asked }: Deed, member: Member, { send }: Crew): Promise<number> {
  const { status } = await send({ ...asked, headers: { ...asked.headers, ...credentials(member) } }, member)
  return status
}

/** The way in by which somebody asks: a key where there is one, unless only a session will do. */
export function credentials(
  { headers: { authorization }, session }: Member,
  own = false,
): Record<string, string> {
  return authorization === undefined || (own && session.cookie !== undefined) ? session : { authorization }
}

function post(path: string, body: object, member: Member): Asked {
  const headers = { ...credentials(member), 'content-type': 'application/json' }
  return { method: 'POST', path, headers, body }
}

/** As an operation of a register. */
async function delivered(one: Deed, member: Member, { send }: Crew): Promise<number> {
  const { event, record, kind } = one
  const made =
    record ?? `${kindOf(kindOfRecord(`${kind.slice(0, 3)}-0000000000`) ?? 'milestone').prefix}0000000000`
  const operation =
    event === null
      ? { id: made, department: member.department, fields: bodyOf(one) }
      : { id: made, event, body: kind === 'responsibility' ? (bodyOf(one).set ?? {}) : bodyOf(one) }
  const { status } = await send(post('/api/v1/deliveries', { operations: [operation] }, member), member)
  return status
}

/** As a draft, handed in and approved by whoever of the crew will do. */
async function drafted(
  one: Deed,
  member: Member,
  crew: Crew,
  pick: (members: Member[]) => Member,
): Promise<number> {
  const { kind, verb, record, asked } = one
  const draft = {
    ...{ kind, verb, record, title: '草稿', input: asked.body ?? {} },
    ...(member.department === null ? {} : { department: member.department }),
  }
  const { status, body } = await crew.send(post('/api/v1/drafts', draft, member), member)
  const begun = body as { id?: string; version?: number }
  if (begun?.id === undefined) return status
  const at = `/api/v1/drafts/${begun.id}`
  const handed = await crew.send(post(`${at}/submit`, { version: begun.version }, member), member)
  if (handed.status !== 202) return handed.status
  const { draft: waiting } = handed.body as { draft: { version: number } }
  const other = pick(crew.members)
  await crew.send(post(`${at}/approve`, { version: waiting.version }, other), other)
  return handed.status
}

/** One effect by some way. @returns the status of the first answer that settles it */
export async function go(one: Deed, member: Member, crew: Crew, { chance }: Making): Promise<number> {
  const pick = (members: Member[]) => chance.maybe(members) ?? member
  const way = chance.of([straight, straight, delivered, drafted, drafted])
  return way(one, member, crew, pick)
}
