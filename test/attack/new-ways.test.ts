/** C1: whoever has got into the account of a member of a case by a new way does not read its file by that. */
import { beforeAll, describe, expect, it } from 'vitest'
import { caseVerbs } from '../../worker/domain/case/acts.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { type CaseCity, caseCity } from '../support/city/case-city.ts'

const TITLE = '绝密案由某某'
const declared = { declaration: '无', conflict: false }
const HOUR = 3_600_000

describe('the file of a case', () => {
  let city: CaseCity
  let id: string
  let member: string
  let stolen: { key: string; session: string; once: string }

  /** Holder of a key or of a session, as each request asks anew. */
  async function holder(token: string) {
    const { keys, sessions } = city.services
    const found = (await keys.holderOf(token)) ?? (await sessions.holderOf(token))
    if (found === null) throw new Error('the way is closed')
    return found
  }

  beforeAll(async () => {
    city = await caseCity()
    const { services, inspectors, clock } = city
    const [first, second] = inspectors
    member = first.account
    clock.now += HOUR
    id = (
      await services.cases.open(
        { actor: first },
        { title: TITLE, source: 'report', lead: TITLE, ...declared },
      )
    ).id
    await services.cases.act({ actor: first }, id, 'assign', {
      account: second.account,
      part: 'approver',
      ...declared,
    })
    clock.now += HOUR
    const since = new Date(clock.now).toISOString()
    stolen = {
      key: (await services.keys.create(member, { name: '新钥匙' })).secret,
      session: (await services.sessions.open(member, 'passkey', 'x', since)).token,
      once: (await services.sessions.open(member, 'link', 'x')).token,
    }
    clock.now += HOUR
  })

  const tried = async (token: string) => {
    const { cases } = city.services
    const caller = await holder(token)
    const asked = [
      () => cases.read(caller, id),
      () => cases.check(caller, id),
      ...caseVerbs.map((verb) => () => cases.act({ actor: caller }, id, verb, bodyOf(verb))),
    ]
    const codes = []
    for (const ask of asked)
      codes.push(
        await ask().then(
          () => 'open',
          ({ code }) => code,
        ),
      )
    const { items } = await cases.list(caller)
    return { codes: [...new Set(codes)], own: items.find((one) => one.id === id)?.own ?? null }
  }
  /** Bodies that get as far as the membership; what else is wrong with them is found later. */
  const bodyOf = (verb: string) =>
    verb === 'assign'
      ? { account: member, part: 'handler', ...declared }
      : verb === 'confirm-access' || verb === 'withdraw'
        ? { account: member, reason: '核实' }
        : {}

  it('is closed, with its title, to a way that was added since: no read, no check, no act, by key or session', async () => {
    for (const way of ['key', 'session'] as const) {
      const { codes, own } = await tried(stolen[way])
      expect([way, own]).toEqual([way, null])
      expect(codes.filter((code) => code === 'open')).toEqual([])
      expect(codes).toContain('not_allowed')
    }
    expect(JSON.stringify(await city.services.cases.list(await holder(stolen.key)))).not.toContain(TITLE)
  })

  it('stays open to the ways that were there, and to a link that the operator made on the machine', async () => {
    const { cases } = city.services
    const [first] = city.inspectors
    expect((await cases.read(first, id)).state.title).toBe(TITLE)
    expect((await cases.read(await holder(stolen.once), id)).state.title).toBe(TITLE)
  })

  it('is not opened by the member alone: neither by confirming, nor by being assigned again', async () => {
    const { cases } = city.services
    const [first] = city.inspectors
    const own = cases.act({ actor: first }, id, 'confirm-access', { account: member })
    await expect(own).rejects.toMatchObject({ code: 'not_allowed' })
    await cases.act({ actor: first }, id, 'assign', { account: member, part: 'handler', ...declared })
    await expect(cases.read(await holder(stolen.session), id)).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('is opened to it by another member, and to ways that come later by nobody yet', async () => {
    const { services, inspectors, clock } = city
    const [, second, third] = inspectors
    const confirm = (actor: typeof second) =>
      services.cases.act({ actor }, id, 'confirm-access', { account: member })
    await expect(confirm(third)).rejects.toMatchObject({ code: 'not_allowed' })
    await confirm(second)
    expect((await services.cases.read(await holder(stolen.session), id)).state.title).toBe(TITLE)
    clock.now += HOUR
    const later = (await services.keys.create(member, { name: '更新的' })).secret
    await expect(services.cases.read(await holder(later), id)).rejects.toMatchObject({ code: 'not_allowed' })
    await services.cases.confirmOnMachine(member)
    const { acts } = await services.cases.read(await holder(later), id)
    expect(acts.filter(({ event }) => event === 'access_confirmed').map(({ account }) => account)).toEqual([
      second.account,
      LOCAL_OPERATOR.account,
    ])
    expect((await services.cases.check(second, id)).lines.every(({ holds }) => holds)).toBe(true)
    await expect(services.cases.confirmOnMachine('acc-none')).rejects.toMatchObject({ code: 'not_found' })
  })
})
