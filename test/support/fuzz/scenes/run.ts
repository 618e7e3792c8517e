/** Plays the scenes: each of their requests is asked and judged as those that are made by chance. */
import { kindOf, lists, recordKinds } from '../../../../worker/domain/kinds/table.ts'
import type { Asked } from '../request.ts'
import type { Person, World } from '../world.ts'
import * as public_ from './public.ts'
import * as records from './records.ts'
import { asked, type Scene, type Told } from './scene.ts'
import * as watched from './watched.ts'

const SCENES: readonly ((scene: Scene) => Promise<void>)[] = [
  ...[
    records.named,
    records.people,
    records.deliveries,
    records.steps,
    records.moves,
    records.undone,
    records.annotations,
    records.translations,
  ],
  ...[public_.questions, public_.comments, public_.told],
  ...[watched.cases, watched.findings, watched.withheld, watched.drafts],
  ...[records.departments, watched.access],
]

type Ask = (asked: Asked, person: Person | null) => Promise<{ response: Response; answer: unknown }>

const toldIn = (answer: unknown): Told => (typeof answer === 'object' && answer !== null ? { ...answer } : {})

/** A draft of what was asked at an address, or null where there is none of it. */
function draftOf(path: string, body: object, { department }: Person): object | null {
  const [, , , list = '', record = null, verb = 'open'] = path.split('/')
  const own = department === null ? {} : { department }
  if (list === 'rules')
    return { kind: 'rulebook', verb: 'set', title: '草稿', input: { ...body, rule: record } }
  if (verb === 'erasure')
    return { kind: 'erasure', verb: 'open', title: '草稿', input: { ...body, entry: Number(record) } }
  if (list === 'deliveries')
    return { kind: 'register', verb: 'deliver', title: '草稿', input: body, department: 'dep-water' }
  if (verb === 'deliveries')
    return { kind: 'responsibility', verb: 'deliver', title: '草稿', input: body, department: record }
  const kind = recordKinds.find((one) => lists[one] === list)
  return kind === undefined
    ? null
    : { kind: kindOf(kind).kind, verb, record, title: '草稿', input: body, ...own }
}

/**
 * Plays every scene, one after the other.
 *
 * @param approved is told the path of each request that only a second person brought through
 * @param log is told what a scene asked for and did not get
 */
export async function playScenes(
  world: World,
  ask: Ask,
  approved: (asked: Asked) => void,
  log: (line: string) => void = () => undefined,
): Promise<void> {
  const as: Scene['as'] = (role, department, nth = 0) => {
    const found = world.people.filter(
      (one) => one.role === role && (department === undefined || one.department === department),
    )[nth]
    if (found === undefined) throw new Error(`no ${role} of ${department}`)
    return found
  }
  const said = (asked: Asked, by: Person | null, { response, answer }: Awaited<ReturnType<Ask>>): Told => {
    const told = toldIn(answer)
    if (!response.ok && told.code !== 'needs_approval')
      log(`${asked.method} ${asked.path} as ${by?.name}: ${response.status} ${told.code} ${told.detail}`)
    return told
  }
  const send = async (
    method: string,
    path: string,
    body: object | null,
    by: Person | null,
    raw?: Uint8Array<ArrayBuffer>,
    code?: string,
  ): Promise<Told> => {
    const one = asked(method, path, body, by, raw, code)
    return said(one, by, await ask(one, by))
  }

  /** Hands a draft in, and has somebody else approve it. */
  async function settle(path: string, body: object, by: Person): Promise<Told | null> {
    const draft = draftOf(path, body, by)
    if (draft === null) return null
    const { id, version } = await send('POST', '/api/v1/drafts', draft, by)
    const handed = await send('POST', `/api/v1/drafts/${id}/submit`, { version }, by)
    const waiting = handed.draft
    if (waiting === undefined) return null
    const at = `/api/v1/drafts/${id}/approve`
    const { department } = toldIn(waiting)
    const other = /\/(rules|flags)\//.test(path)
      ? as('inspector', null, 1)
      : typeof department === 'string'
        ? as('approver', department)
        : as('registrar', null, by.role === 'registrar' ? 1 : 0)
    const done = await send('POST', at, { version: waiting.version }, other)
    return done.records === undefined ? null : done
  }

  const scene: Scene = {
    world,
    as,
    get: (path, by = null) => send('GET', path, null, by),
    put: (path, bytes, by, code) => send('PUT', path, null, by, bytes, code),
    async post(path, body, by) {
      const told = await send('POST', path, body, by)
      if (told.code !== 'needs_approval' || by === null) return told
      const done = await settle(path, body, by)
      if (done !== null) approved(asked('POST', path, body, by))
      return done ?? told
    },
    async open(list, body, by) {
      const { records: made } = await scene.post(`/api/v1/${list}`, body, by)
      const kind = recordKinds.find((one) => lists[one] === list)
      const prefix = kind === undefined ? '' : kindOf(kind).prefix
      return made?.find(({ id }) => id.startsWith(prefix))?.id ?? ''
    },
  }
  for (const play of SCENES)
    await play(scene).catch((error: unknown) => log(`${play.name}: ${String(error)}`))
}
