/** Requests made from the description of the API, valid, nearly valid and hostile; each answer is held against it. */

import { kindOf, lists, recordKinds } from '../../../worker/domain/kinds/table.ts'
import type { RecordKind } from '../../../worker/domain/record/event.ts'
import { tokenIn } from '../following/world.ts'
import { BEARABLE, watched } from '../ledger/turns.ts'
import { chanceOf } from './chance.ts'
import { ENDING, isAnswered, newCourse, next, somebody } from './courses.ts'
import { spoil } from './hostile.ts'
import { conforming, isElsewhere, operationNameAt } from './judged.ts'
import { newKnowledge } from './knowledge.ts'
import { type Asked, type Making, nameOf, printed, type Target, valid } from './request.ts'
import { playScenes } from './scenes/run.ts'
import { holderOf } from './schema.ts'
import { openWorld, type Person, type World } from './world.ts'

export interface Fault {
  n: number
  what: string
  request: string
}

/** Milliseconds of the thread that something took. */
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
  /** The answer that took most of the thread, in however many turns. */
  slowest: Taken
  /** Answers that kept the thread, or the database, in one turn for longer than anybody should wait; the longest first. */
  busiest: Taken[]
  /** Before the first request, after the last one, and after that without what the maker of requests remembers. */
  heapMiB: { before: number; after: number; alone: number }
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
    const {
      longest,
      all,
      value: response,
    } = await watched(() =>
      world.ask(path, { method, headers, ...(sent === undefined ? {} : { body: sent }) }),
    )
    const request = `${method} ${path}`
    if (all > slowest.ms) slowest = { ms: Math.round(all), request }
    if (longest > BEARABLE) busiest.push({ ms: Math.round(longest), request })
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
  const after = heap()
  known.forget()
  const alone = heap()
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
    heapMiB: { before, after, alone },
  }
}
