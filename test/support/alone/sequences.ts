/** Random sequences of calls by one account of each role, and by two of every pair of roles. */

import { type Role, roleWords } from '../../../worker/domain/kinds/account/vocabulary.ts'
import { kindOfRecord } from '../../../worker/domain/kinds/table.ts'
import { type Chance, chanceOf } from '../fuzz/chance.ts'
import { newKnowledge } from '../fuzz/knowledge.ts'
import { type Making, nameOf, type Target, valid } from '../fuzz/request.ts'
import type { Person } from '../fuzz/world.ts'
import { credentials, deed, deedsOf, go, targetsOf } from './calls.ts'
import { type Crew, type Member, newCrew } from './crew.ts'
import { type Watch, watch } from './held.ts'
import { openStage, type Stage } from './stage.ts'

/** Sequences that share a stage. */
const ON_ONE_STAGE = 60
const LONGEST = 8

export interface Played {
  sequences: number
  calls: number
  /** How many answers had each status. */
  statuses: Record<string, number>
  entries: number
  faults: string[]
}

/** One of each role, and two of every pair of them. */
function casts(): Role[][] {
  const roles = Object.keys(roleWords) as Role[]
  return [
    ...roles.map((one) => [one]),
    ...roles.flatMap((one, at) => roles.slice(at).map((other) => [one, other])),
  ]
}

/** Plays so many. @param seed of all chance: the same sequences again */
export async function play(sequences: number, seed: number): Promise<Played> {
  const played: Played = { sequences, calls: 0, statuses: {}, entries: 0, faults: [] }
  const all = casts()
  for (let n = 0; n < sequences; n += ON_ONE_STAGE) {
    const stage = await openStage(seed + n)
    const round = await newRound(stage, chanceOf(seed + n))
    for (let at = n; at < Math.min(n + ON_ONE_STAGE, sequences); at++) {
      const faults = await round.sequence(all[at % all.length] ?? [], played)
      played.faults.push(...faults.map((what) => `seed ${seed}, sequence ${at}: ${what}`))
    }
    played.entries += (await stage.world.services.log.snapshot()).size
    stage.world.close()
  }
  return played
}

/** What is known of a stage while sequences are played on it. */
async function newRound(stage: Stage, chance: Chance) {
  const { world, records } = stage
  const known = newKnowledge(chance)
  const making: Making = { world, chance, known }
  const targets = targetsOf(making)
  const deeds = deedsOf(targets)
  const others = targets.filter(({ method }) => method !== 'GET').map((target) => ({ target }))
  const reads = targets.filter(({ method }) => method === 'GET').map((target) => ({ target }))
  const refused = new Map<string, number>()
  const watching: Watch = await watch(world.services)
  for (const id of records) {
    const found = await world.services.reading.record(id)
    known.learn('/api/v1/records/{id}', { ...found, id })
  }

  /** Of some, the one that the role was refused least. */
  function least<T extends { target: Target }>(some: readonly T[], role: string): T | undefined {
    const drawn = Array.from({ length: 4 }, () => chance.maybe(some)).flatMap((one) => one ?? [])
    const weight = ({ target }: T) => refused.get(`${role} ${nameOf(target)}`) ?? 0
    return drawn.sort((a, b) => weight(a) - weight(b))[0]
  }

  function note(role: string, target: Target, status: number): void {
    const key = `${role} ${nameOf(target)}`
    if (status === 403) refused.set(key, (refused.get(key) ?? 0) + 1)
  }

  async function call({ target }: { target: Target }, member: Member, crew: Crew): Promise<void> {
    const asked = await valid(target, undefined, member, making)
    const { authorization: _, cookie: __, ...headers } = asked.headers
    const own = /\/(me|invitations)\b/.test(target.template)
    const { status } = await crew.send(
      { ...asked, headers: { ...headers, ...credentials(member, own) } },
      member,
    )
    note(member.role, target, status)
  }

  /** True for somebody whom earlier sequences have put out. */
  async function isOut({ headers, session }: Person): Promise<boolean> {
    const { keys, sessions } = world.services
    const [, key = ''] = headers.authorization?.split(' ') ?? []
    const [, cookie = ''] = session.cookie?.split('=') ?? []
    return (await keys.holderOf(key)) === null || (await sessions.holderOf(cookie)) === null
  }

  async function step(crew: Crew, focus: string): Promise<void> {
    const member = chance.maybe(crew.members.slice(-6))
    if (member === undefined) return
    const luck = chance.next()
    if (luck < 0.6) {
      const one = least(deeds.get(kindOfRecord(focus) ?? '') ?? [], member.role)
      if (one === undefined) return
      const made = await deed(one, one.event === null ? null : focus, member, making)
      note(member.role, one.target, await go(made, member, crew, making))
    } else {
      const one = least(luck < 0.85 ? others : reads, member.role)
      if (one !== undefined) await call(one, member, crew)
    }
  }

  return {
    async sequence(cast: readonly Role[], played: Played): Promise<string[]> {
      const people: Person[] = []
      for (const role of cast) {
        const one = chance.maybe(
          world.people.filter(
            (each) => each.role === role && each.department !== 'dep-parks' && !people.includes(each),
          ),
        )
        if (one !== undefined) people.push(one)
      }
      for (const one of people) if (await isOut(one)) await world.renew(one)
      const crew = newCrew(stage, people, (path, body, member) =>
        known.learn(collectionOf(path), body, member.name),
      )
      const sent = crew.send
      crew.send = async (asked, member) => {
        const answer = await sent(asked, member)
        played.calls += 1
        played.statuses[answer.status] = (played.statuses[answer.status] ?? 0) + 1
        return answer
      }
      const { department = null } = chance.maybe(people) ?? {}
      const own = records.filter((one) => known.record(one)?.department === department)
      let focus = chance.maybe(own.length > 0 && chance.is(0.85) ? own : records) ?? ''
      const length = 2 + chance.whole(LONGEST - 1)
      for (let n = 0; n < length; n++) {
        if (chance.is(0.15))
          focus = known.id(['mil-', 'dec-', 'res-', 'han-', 'acc-', 'fla-', 'que-'], null) ?? focus
        await step(crew, focus)
      }
      return [...crew.faults, ...(await watching.look(crew.holderOf))]
    },
  }
}

/** As `/api/v1/drafts` of any address below it. */
function collectionOf(path: string): string {
  const parts = path.split('?')[0]?.split('/') ?? []
  return parts.slice(0, parts[3] === 'me' ? 5 : 4).join('/')
}
