/** H4, H6: whatever was withheld, by whomever, somebody who may read it can open it; with a second person, and nobody else. */
import { describe, expect, it } from 'vitest'
import { roleDepartments } from '../../worker/domain/kinds/account/vocabulary.ts'
import { actKinds, kindFace } from '../../worker/domain/kinds/registry.ts'
import { isUnread } from '../../worker/domain/kinds/table.ts'
import type { Envelope } from '../../worker/ledger/envelope-shape.ts'
import { maySeeSealed } from '../../worker/services/read/sealed.ts'
import { KEEPING, keeperOf, mayOpen } from '../../worker/services/records/keepers.ts'
import { hasRight, roles } from '../../worker/services/roles.ts'
import { people } from '../support/api/people.ts'
import { OPERATOR, SECOND } from '../support/ledger/ledger.ts'

const sealing = { visibility: 'sealed', ground: 'privacy', review: '2026-12-01' } as const
const allRoles = Object.keys(roles) as (keyof typeof roles)[]
const HOME = 'dep-water'
const FLAG = 'fla-0000000001'

/** Somebody of each role: of the department, and of another one. */
const somebody = (role: keyof typeof roles, department: string) => ({
  ...{ account: `acc-${role}`, role },
  department: roleDepartments[role] === 'never' ? null : department,
})

function* withheld(): Generator<{ envelope: Envelope; isKept: boolean }> {
  for (const kind of actKinds) {
    const { firstEvent, acts } = kindFace(kind)
    for (const event of [firstEvent, ...acts.map((one) => one.event)])
      for (const by of allRoles)
        for (const department of [HOME, null])
          for (const isKept of [true, false])
            yield {
              isKept,
              envelope: {
                ...{
                  v: 1,
                  kind: `${kind}.${event}`,
                  record: 'mil-0000000001',
                  seq: 1,
                  department,
                  ...sealing,
                },
                ...{ occurred: '2026-01-01', recorded: '2026-01-01T00:00:00.000Z', body: '' },
                actor: somebody(by, HOME),
              },
            }
  }
}

describe('every kind, withheld by anybody', () => {
  it('is opened by whoever keeps it, who may read it and has a second person; by nobody else', () => {
    let looked = 0
    for (const { envelope, isKept } of withheld()) {
      const keeper = keeperOf(envelope, isKept)
      const told = [envelope.kind, envelope.actor.role, envelope.department, isKept, keeper]
      expect([...told, keeper === null]).toEqual([...told, isUnread(envelope.kind)])
      const openers = allRoles.flatMap((role) =>
        [HOME, 'dep-house'].map((department) => somebody(role, department)),
      )
      for (const caller of openers.filter((one) => mayOpen(one, envelope, keeper))) {
        expect([...told, caller.role, maySeeSealed(caller, envelope)]).toEqual([...told, caller.role, true])
        expect([keeper, caller.department]).toEqual(
          caller.role === 'inspector' ? ['inspectors', null] : ['department', HOME],
        )
      }
      if (keeper === null) continue
      looked += 1
      const drafting = openers.filter((one) => mayOpen(one, envelope, keeper))
      const second = drafting.filter((one) => hasRight(one, KEEPING[keeper].approve))
      expect([...told, drafting.length > 0, second.length > 0]).toEqual([...told, true, true])
    }
    expect(looked).toBeGreaterThan(1000)
  })
})

describe('what inspectors withheld', () => {
  it('is opened by two of them, and not by the department that it is about', async () => {
    const { api, grant, signIn, send, read } = await people()
    const { acts } = api.services
    const call = { actor: OPERATOR }
    const decision = await acts.open(call, 'decision', HOME, {
      ...{ title: '供水方案', class: 'ordinary', noResponsibility: '无' },
    })
    const [one, two] = [await signIn(await grant('inspector')), await signIn(await grant('inspector'))]
    const clerk = await signIn(await grant('recorder', HOME))
    const chief = await signIn(await grant('approver', HOME))
    const draft = async (cookie: string, target: object, input: object) => {
      const body = { record: null, title: '稿', ...target, input }
      const begun = await send(cookie, '/api/v1/drafts', body)
      if (begun.status >= 300) return begun
      return send(cookie, `/api/v1/drafts/${begun.body.id}/submit`, { version: begun.body.version })
    }
    const approve = async (cookie: string, waiting: { body: { draft: { id: string; version: number } } }) => {
      const { id, version } = waiting.body.draft
      return send(cookie, `/api/v1/drafts/${id}/approve`, { version })
    }
    const said = '涉及举报人的情形'
    // Nobody withholds a flag any more; those of an earlier version are opened as ever.
    const { committer } = api.services.ledger
    const { first: entry } = await committer.submit({
      ...{ key: 'earlier', digest: '', approver: SECOND },
      actor: { account: 'acc-i', role: 'inspector', department: null },
      before: new Map([[FLAG, null]]),
      since: (await committer.end.tree()).head.size,
      drafts: [
        {
          ...{
            kind: 'flag.raised',
            record: FLAG,
            seq: 1,
            department: HOME,
            occurred: '2026-11-23',
            ...sealing,
          },
          body: {
            title: '监察发现',
            subject: decision.records[0]?.id ?? '',
            severity: 'high',
            finding: said,
          },
        },
      ],
    })
    const unsealing = { kind: 'unsealing', verb: 'open' }
    const why = { entry, reason: '核查已结' }
    expect((await draft(clerk, unsealing, why)).status).toBe(403)
    expect((await read(one, `/api/v1/entries/${entry}/withheld`)).body.opens).toBe(true)
    const waiting = await draft(one, unsealing, why)
    expect([waiting.status, waiting.body.draft?.status]).toEqual([202, 'waiting'])
    expect((await approve(one, waiting)).status).toBe(403)
    expect((await approve(chief, waiting)).status).toBe(404)
    expect((await read('', `/api/v1/entries/${entry}`)).body.opened).toBeNull()
    expect((await approve(two, waiting)).status).toBe(201)
    expect((await read('', `/api/v1/entries/${entry}`)).body.opened.content).toMatchObject({ finding: said })
  })

  it('is opened by inspectors too where its department is no more', async () => {
    const { api, grant, signIn, read } = await people()
    const { acts } = api.services
    const formal = { actor: OPERATOR, approver: SECOND }
    const gone = await acts.open({ actor: OPERATOR }, 'department', null, { code: 'gone', name: '旧局' })
    const id = gone.records[0]?.id ?? ''
    const hidden = await acts.open({ ...formal, ...sealing }, 'milestone', id, {
      ...{ title: '旧事', currentDue: '2026-12-01' },
    })
    const entry = hidden.records[0]?.index ?? -1
    const inspector = await signIn(await grant('inspector'))
    const opens = async () => (await read(inspector, `/api/v1/entries/${entry}/withheld`)).body.opens
    expect(await opens()).toBe(false)
    await acts.act(formal, 'department', 'abolished', id, { reason: '机构改革' })
    expect(await opens()).toBe(true)
  })
})
