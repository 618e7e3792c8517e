/** Who is sent to a second person finds one: what can be withheld can be handed in, and nothing else is offered. */
import { describe, expect, it } from 'vitest'
import { actKinds, kindFace } from '../../worker/domain/kinds/registry.ts'
import { eventName, isUnread, recordKinds } from '../../worker/domain/kinds/table.ts'
import { canBeWithheld, withholdableKinds } from '../../worker/domain/kinds/withholding.ts'
import { rules } from '../../worker/domain/rules/rules.ts'
import { isDraftable } from '../../worker/services/records/dispatch.ts'
import { testApi } from '../support/api/api.ts'
import { OPERATOR } from '../support/ledger/ledger.ts'

const seal = { visibility: 'sealed', ground: 'enforcement_file', review: '2026-12-31' }
const events = actKinds.flatMap((kind) => {
  const { firstEvent, acts } = kindFace(kind)
  return [
    { kind, verb: 'open', record: null, event: eventName(kind, firstEvent) },
    ...acts.map(({ verb, event }) => ({ kind, verb, record: 'x', event: eventName(kind, event) })),
  ]
})

describe('what may be withheld', () => {
  it('is what a second person can be asked for, of every act of every kind', () => {
    expect(events.length).toBeGreaterThan(100)
    const alone = events.filter(
      ({ event, ...target }) => canBeWithheld(event) && !isUnread(event) && !isDraftable(target),
    )
    expect(alone.map(({ event }) => event)).toEqual([])
  })

  it('is asked about by the rules on withholding, for every kind of which something can be', () => {
    const able = new Set(
      events.flatMap(({ kind, event }) => (canBeWithheld(event) && !isUnread(event) ? [kind] : [])),
    )
    expect(withholdableKinds).toEqual(recordKinds.filter((kind) => able.has(kind as never)))
    const asking = rules.filter(({ id }) => ['R06', 'R09', 'R11'].includes(id))
    expect(asking).toHaveLength(3)
    const unasked = asking.flatMap(({ id, kinds }) =>
      withholdableKinds.filter((kind) => !kinds.includes(kind)).map((kind) => `${id} ${kind}`),
    )
    expect(unasked).toEqual([])
  })

  it('is no flag, which is raised to be public: not in one step, and not by a draft', async () => {
    const api = await testApi()
    const made = { actor: OPERATOR }
    const { secret: key } = await api.services.keys.createWithAccount(made, {
      name: 'inspector',
      role: 'inspector',
      department: null,
    })
    const flag = { title: '督查发现', subject: 'dep-water', severity: 'high', finding: '逾期' }
    const before = await api.size()
    const asked = await api.post('/api/v1/flags', { ...flag, ...seal }, { key })
    expect([asked.status, await asked.json()]).toMatchObject([400, { code: 'invalid', field: 'visibility' }])
    const draft = { kind: 'flag', verb: 'open', input: { ...flag, ...seal } }
    expect((await api.post('/api/v1/drafts', draft, { key })).status).toBe(400)
    expect(await api.size()).toBe(before)
    expect((await api.post('/api/v1/flags', flag, { key })).status).toBe(201)
  })
})
