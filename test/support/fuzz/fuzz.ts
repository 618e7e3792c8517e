/** Requests made from the description of the API, valid, nearly valid and hostile; each answer is held against it. */

import { kindOf, lists, recordKinds } from '../../../worker/domain/kinds/table.ts'
import type { RecordKind } from '../../../worker/domain/record/event.ts'
import { operationAt, templateAt, undescribed } from '../api/description.ts'
import { tokenIn } from '../following/world.ts'
import { type Chance, chanceOf } from './chance.ts'
import { spoil } from './hostile.ts'
import { newKnowledge } from './knowledge.ts'
import { type Asked, type Making, nameOf, printed, type Target, valid } from './request.ts'
import { playScenes } from './scenes/run.ts'
import { type Holds, holderOf } from './schema.ts'
import { openWorld, type Person, type World } from './world.ts'

export interface Fault {
  n: number
  what: string
  request: string
}

/** Milliseconds that something took, by the clock or of the thread. */
export interface Taken {
  ms: number
  request: string
}

export interface Result {
  seed: number
  requests: number
  faults: Fault[]
  /** How many answers had each status. */
  statuses: Record<string, number>
  operations: number
  /** Operations that never answered 2xx, each with the problem that it answered most often. */
  unanswered: { operation: string; tries: number; usually: string }[]
  /** Operations that answered 2xx only through a draft that somebody else approved. */
  approved: string[]
  slowest: Taken
  /** Answers for which the thread was busy longer than nobody should wait, the longest first. */
  busiest: Taken[]
  heapMiB: { before: number; after: number }
}

/** What is known of an operation: how it went, and for whom it was not. */
interface Course {
  tries: number
  good: number
  isApproved: boolean
  refusals: Map<string, number>
  byRole: Map<string, number>
}

interface Problem {
  code?: string
  detail?: string
}

const kindsByList = new Map<string, RecordKind>(
  recordKinds.flatMap((kind) => (lists[kind] === null ? [] : [[lists[kind], kind]])),
)

function targetsOf({ description }: World): Target[] {
  return Object.entries(description.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      template,
      operation,
    })),
  )
}

function heap(): number {
  globalThis.gc?.()
  return Math.round(process.memoryUsage().heapUsed / 1_048_576)
}

/** Milliseconds of the thread after which others have waited. */
const BUSY = 50

/** Requests after which a long run says how far it is. */
const MARK = 5000

/** A run of so many has room for scenes before it. */
const WITH_SCENES = 5000

/**
 * Runs so many requests; scenes come before a long run.
 *
 * @param seed of all chance: the same run again
 * @param log is told how far it is, and what a scene asked for and did not get
 */
export async function fuzz(
  requests: number,
  seed: number,
  log: (line: string) => void = () => undefined,
): Promise<Result> {
  const chance = chanceOf(seed)
  const world = await openWorld(seed)
  const known = newKnowledge(chance)
  const making: Making = { world, chance, known }
  const targets = targetsOf(world)
  const courses = new Map(targets.map((one) => [nameOf(one), newCourse()]))
  const holds = holderOf(world.description)
  const faults: Fault[] = []
  const statuses: Record<string, number> = {}
  let slowest = { ms: 0, request: '' }
  const busiest: Taken[] = []
  let [n, mark] = [0, MARK]
  const before = heap()

  /** Makes one request and holds its answer against the description. */
  async function ask(asked: Asked, person: Person | null): Promise<{ response: Response; answer: unknown }> {
    n += 1
    world.tick()
    const { method, path, headers, body, raw } = asked
    const takesBody = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
    const sent = takesBody ? (raw ?? (body === null ? undefined : JSON.stringify(body))) : undefined
    const [started, busy] = [performance.now(), process.threadCpuUsage()]
    const response = await world.ask(path, {
      method,
      headers,
      ...(sent === undefined ? {} : { body: sent }),
    })
    const ms = Math.round(performance.now() - started)
    if (ms > slowest.ms) slowest = { ms, request: `${method} ${path}` }
    const { user, system } = process.threadCpuUsage(busy)
    const kept = { ms: Math.round((user + system) / 1000), request: `${method} ${path}` }
    if (kept.ms > BUSY) busiest.push(kept)
    const { answer, fault } = await conforming(world, holds, asked, response)
    const course = courses.get(operationNameAt(world, method, path))
    if (response.ok && course !== undefined) course.good += 1
    statuses[response.status] = (statuses[response.status] ?? 0) + 1
    const cause = world.failures.splice(0).map(({ error }) => String(error).slice(0, 600))
    const what =
      fault ?? (response.status >= 500 && !isElsewhere(response, path) ? `${response.status}` : null)
    if (what !== null || cause.length > 0)
      faults.push({
        n,
        what: [what, ...cause].join(' '),
        request: printed(asked, person),
      })
    return { response, answer }
  }

  /** What one person alone may not do is handed in as a draft, and approved by somebody else. */
  async function approve(target: Target, asked: Asked, person: Person): Promise<boolean> {
    const [, , , list = '', record = null, verb = 'open'] = target.template
      .split('/')
      .map((part, at) => (part.startsWith('{') ? (asked.path.split('/')[at] ?? '') : part))
    const kind = kindsByList.get(list)
    if (kind === undefined || asked.body === null) return false
    const post = (path: string, body: object, by: Person) =>
      ask(
        {
          method: 'POST',
          path,
          headers: {
            authorization: by.headers.authorization ?? '',
            'content-type': 'application/json',
          },
          body,
        },
        by,
      )
    const draft = {
      kind,
      verb,
      record,
      input: asked.body,
      title: 'draft',
      ...(person.department === null ? {} : { department: person.department }),
    }
    const begun = await post('/api/v1/drafts', draft, person)
    known.learn('/api/v1/drafts', begun.answer, person.name)
    const { id, version } = begun.answer as { id?: string; version?: number }
    if (id === undefined || chance.is(0.2)) return false
    const handed = await post(`/api/v1/drafts/${id}/submit`, { version }, person)
    if (handed.response.status !== 202 || chance.is(0.2)) return false
    const waiting = (handed.answer as { draft: { version: number } }).draft.version
    const other = chance.maybe(
      world.people.filter(
        (one) =>
          one !== person &&
          ['approver', 'registrar'].includes(one.role) &&
          one.department === person.department,
      ),
    )
    if (other === undefined) return false
    const { response, answer } = await post(`/api/v1/drafts/${id}/approve`, { version: waiting }, other)
    known.learn('/api/v1/drafts', answer, other.name)
    return response.status === 201
  }

  async function take(target: Target): Promise<void> {
    const course = courses.get(nameOf(target)) ?? newCourse()
    const person = somebody(target, course, world, chance)
    const list = target.template.split('/')[3] ?? ''
    const kind = kindsByList.get(list)
    const prefix = kind === undefined ? undefined : kindOf(kind).prefix
    const made = await valid(target, prefix, person, making)
    const mood = chance.next()
    const spoilt = mood < 0.6 ? made : spoil(mood < 0.8 ? made : spoil(made, chance), chance)
    const { response, answer } = await ask(spoilt, person)
    if (spoilt !== made) return
    course.tries += 1
    if (response.ok) {
      known.learn(target.template, answer, person?.name)
      learnRecords(answer)
    }
    const code = response.ok ? 'ok' : String((answer as Problem | null)?.code ?? response.status)
    if (person !== null) {
      const weight = response.ok ? -3 : code === 'not_allowed' ? 1 : 0
      course.byRole.set(person.role, (course.byRole.get(person.role) ?? 0) + weight)
    }
    if (!response.ok) {
      const detail = `${code}: ${(answer as Problem | null)?.detail ?? ''}`.slice(0, 160)
      course.refusals.set(detail, (course.refusals.get(detail) ?? 0) + 1)
    }
    if (code === 'needs_approval' && person !== null && (await approve(target, made, person)))
      course.isApproved = true
    for (const id of pending.splice(0)) await see(id)
  }

  const pending: string[] = []
  function learnRecords(answer: unknown): void {
    const { records } = (answer ?? {}) as { records?: unknown }
    if (!Array.isArray(records)) return
    for (const { id } of records as { id: string }[]) pending.push(id)
  }

  /** Looks at a record that was just changed, so that the next act on it knows how it stands. */
  async function see(id: string): Promise<void> {
    const kind = recordKinds.find((one) => id.startsWith(kindOf(one).prefix))
    const list = kind === undefined ? null : lists[kind]
    if (list === null || !chance.is(0.5)) return
    const { response, answer } = await ask(
      { method: 'GET', path: `/api/v1/${list}/${id}`, headers: {}, body: null },
      null,
    )
    if (response.ok) known.learn(`/api/v1/${list}/{id}`, answer)
  }

  for (const list of ['departments', 'accounts', 'rules']) {
    const { answer } = await ask({ method: 'GET', path: `/api/v1/${list}`, headers: {}, body: null }, null)
    known.learn(`/api/v1/${list}`, answer)
  }
  if (requests >= WITH_SCENES)
    await playScenes(
      world,
      ask,
      ({ method, path }) => {
        const course = courses.get(operationNameAt(world, method, path))
        if (course !== undefined) course.isApproved = true
      },
      log,
    )
  while (n < requests) {
    const target = next(targets, courses, chance)
    const isEnding = ENDING.test(target?.template ?? '') && chance.is(0.9)
    if (target === undefined || (isEnding && isAnswered(courses.get(nameOf(target))))) continue
    await take(target)
    if (n % 100 === 0) {
      await world.settle()
      for (const { text } of world.mails.splice(0))
        for (const page of ['confirm', 'manage'] as const)
          known.learn('/api/v1/subscriptions', { token: tokenIn(text, page) || undefined })
    }
    if (n >= mark) {
      mark += MARK
      log(`${n} requests, ${faults.length} faults, ${busiest.length} that kept the thread busy`)
    }
    if (n % 300 === 0) for (const person of world.people) await world.renew(person)
  }
  await world.settle()
  const unanswered = targets.flatMap((target) => {
    const course = courses.get(nameOf(target)) ?? newCourse()
    if (course.good > 0 || course.isApproved) return []
    const [usually] = [...course.refusals].sort(([, a], [, b]) => b - a)
    return [
      {
        operation: nameOf(target),
        tries: course.tries,
        usually: usually?.[0] ?? 'never tried',
      },
    ]
  })
  const approved = targets
    .map(nameOf)
    .filter((name) => courses.get(name)?.good === 0 && courses.get(name)?.isApproved)
  return {
    seed,
    requests: n,
    faults,
    statuses,
    operations: targets.length,
    unanswered,
    approved,
    slowest,
    busiest: busiest.sort((a, b) => b.ms - a.ms),
    heapMiB: { before, after: heap() },
  }
}

const isAnswered = (course: Course | undefined): boolean =>
  (course?.good ?? 0) > 0 || course?.isApproved === true

function newCourse(): Course {
  return {
    tries: 0,
    good: 0,
    isApproved: false,
    refusals: new Map(),
    byRole: new Map(),
  }
}

/** Mostly what has not answered yet, and of that what was tried least. */
function next(targets: readonly Target[], courses: Map<string, Course>, chance: Chance): Target | undefined {
  if (chance.is(0.3)) return chance.maybe(targets)
  const some = Array.from({ length: 4 }, () => chance.maybe(targets))
  const weight = (one: Target | undefined) => {
    const course = one === undefined ? undefined : courses.get(nameOf(one))
    return course === undefined ? 0 : course.tries + (course.good > 0 || course.isApproved ? 10 : 0)
  }
  return some.sort((a, b) => weight(a) - weight(b))[0]
}

/** Who asks: whoever was least refused among some; nobody, where none is needed. */
function somebody(
  { operation }: Target,
  { byRole }: Course,
  { people }: World,
  chance: Chance,
): Person | null {
  if (operation.security === undefined && chance.is(0.8)) return null
  if (chance.is(0.03)) return null
  const some = Array.from({ length: 12 }, () => chance.maybe(people)).filter((one) => one !== undefined)
  const refused = (one: Person) => byRole.get(one.role) ?? 0
  return some.sort((a, b) => refused(a) - refused(b))[0] ?? null
}

/** A provider of sign-in that cannot be reached is no fault of this ledger. */
function isElsewhere({ status }: Response, path: string): boolean {
  return status === 503 && path.startsWith('/api/v1/providers')
}

/** The name of the operation that answers here, as of its target. */
function operationNameAt({ description }: World, method: string, path: string): string {
  return `${method} ${templateAt(description, method, path.split('?')[0] ?? '')}`
}

/** What ends a thing is asked for less once it was answered: little could be done with what is left. */
const ENDING = /(abolish|annul|revoke|merge|stop|cancel|end|withdraw|discard|put-back|change)$/

async function conforming(
  { description }: World,
  holds: Holds,
  { method, path }: Asked,
  response: Response,
): Promise<{ answer: unknown; fault: string | null }> {
  const type = response.headers.get('content-type') ?? ''
  const body = await response.clone().text()
  const isJson = /json/.test(type) && body !== ''
  const answer: unknown = isJson ? JSON.parse(body) : null
  const asked = method === 'HEAD' ? 'GET' : method
  const operation = operationAt(description, asked, path.split('?')[0] ?? '')
  if (operation === null) return { answer, fault: null }
  const fault = undescribed(operation, method, response)
  if (fault !== null || !isJson) return { answer, fault }
  const schema = operation.responses[response.status]?.content?.[type.split(';')[0] ?? '']?.schema
  return { answer, fault: schema === undefined ? null : holds(schema, answer) }
}
