import { describe, expect, it } from 'vitest'
import { wayBack } from '../../../worker/domain/record/entered/acts.ts'
import { annulmentOf } from '../../../worker/domain/record/entered/annulment.ts'
import type { Call } from '../../../worker/services/submit/call.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const call: Call = { actor: OPERATOR, approver: SECOND }

async function city() {
  const { services } = await freshLedger()
  await services.acts.open(call, 'department', null, { code: 'x1', name: '某局' })
  const decide = async (title: string) =>
    (
      await services.acts.open(call, 'decision', 'dep-x1', {
        title,
        class: 'ordinary',
        noResponsibility: '未列入清单',
      })
    ).records[0]?.id ?? ''
  return { services, kept: await decide('供水方案'), twice: await decide('供水方案（重复）') }
}

describe('a record that was annulled', () => {
  it('is kept with its reason, linked both ways, and counted nowhere', async () => {
    const { services, kept, twice } = await city()
    const { acts, reading } = services
    await acts.act(call, 'decision', 'annulled', twice, { reason: '登记了两次', duplicateOf: kept })
    const record = await reading.record(twice)
    expect(annulmentOf(record?.state ?? {})).toMatchObject({ reason: '登记了两次', duplicateOf: kept })
    expect((await reading.linked(kept, 'duplicate_of')).items.map(({ id }) => id)).toEqual([twice])
    const ids = async (annulled?: 'yes' | 'any') =>
      (await reading.records({ kind: 'decision', annulled })).items.map(({ id }) => id)
    expect(await ids()).toEqual([kept])
    expect(await ids('yes')).toEqual([twice])
    expect(await ids('any')).toEqual([kept, twice])
    expect((await reading.stats()).decisions).toBe(1)
    await services.catchUp()
    expect((await reading.search({ q: '供水方案' })).items.map(({ record: { id } }) => id)).toEqual([kept])
    expect((await reading.search({ q: '供水方案', annulled: 'yes' })).total).toBe(1)
    const looked: string[] = []
    await services.inspection.inspect({ onAssessment: ({ subject }) => looked.push(subject) })
    expect(looked).toContain(kept)
    expect(looked).not.toContain(twice)
  })

  it('takes nothing more until it is reinstated, and is as before then', async () => {
    const { services, kept, twice } = await city()
    const { acts, reading } = services
    const before = await reading.record(twice)
    await acts.act(call, 'decision', 'annulled', twice, { reason: '误登' })
    const update = acts.act(call, 'decision', 'updated', twice, { set: { area: '城区' } })
    await expect(update).rejects.toMatchObject({ code: 'wrong_state' })
    const again = acts.act(call, 'decision', 'annulled', kept, { reason: '误登', duplicateOf: twice })
    await expect(again).rejects.toMatchObject({ code: 'wrong_state', field: 'duplicateOf' })
    const pointed = acts.open(call, 'milestone', 'dep-x1', { title: '节点', decision: twice })
    await expect(pointed).rejects.toMatchObject({ code: 'wrong_state' })
    await acts.act(call, 'decision', 'reinstated', twice, { reason: '没有误登' })
    const after = await reading.record(twice)
    expect({ ...after?.state, seq: 0 }).toEqual({ ...before?.state, seq: 0 })
  })

  it('begins, entered anew, on the day of that entry, with a department that may hold it', async () => {
    const { services, twice } = await city()
    const { acts, reading } = services
    await acts.open(call, 'department', null, { code: 'x2', name: '旧局' })
    await acts.act(call, 'decision', 'annulled', twice, { reason: '误登' })
    await acts.act(call, 'department', 'abolished', 'dep-x2', { reason: '撤并' })
    const fields = { title: '供水方案', class: 'ordinary', noResponsibility: '未列入清单' }
    const anew = (department: string, occurred?: string) =>
      acts.act({ ...call, occurred }, 'decision', 'reinstated', twice, {
        reason: '另有其事',
        department,
        fields,
      })
    await expect(anew('dep-x2')).rejects.toMatchObject({ code: 'wrong_state', field: 'department' })
    await expect(anew('dep-x9')).rejects.toMatchObject({ code: 'not_found' })
    await anew('dep-x1', '2026-02-03')
    expect((await reading.record(twice))?.state).toMatchObject({
      ...{ title: '供水方案', department: 'dep-x1', corrections: 0 },
      ...{ listed: '2026-02-03', changed: '2026-02-03', latest: '2026-02-03' },
    })
  })

  it('takes a second person, whoever does it', async () => {
    const { services, twice } = await city()
    const alone: Call = { actor: { account: 'acc-0000000001', role: 'recorder', department: 'dep-x1' } }
    const act = services.acts.act(alone, 'decision', 'annulled', twice, { reason: '误登' })
    await expect(act).rejects.toMatchObject({ code: 'needs_approval' })
  })
})

describe('a record that is restored', () => {
  it('moves no signing key of a department: those stand or fall with their own entries', () => {
    const state = { kind: 'department', id: 'dep-x1', seq: 1, name: '某局', keys: [] }
    const now = { ...state, seq: 4, name: '新局', keys: [{ key: 'k' }] }
    expect(wayBack(now, state)).toEqual({ set: { name: '某局' }, unset: [] })
    const { keys: _, ...before } = state
    expect(wayBack(now, before)).toEqual({ set: { name: '某局' }, unset: [] })
  })

  it('is as it was at that version, and its history tells both', async () => {
    const { services, kept } = await city()
    const { acts, reading } = services
    const before = await reading.record(kept)
    await acts.act(call, 'decision', 'updated', kept, { set: { area: '城区', summary: '错的' } })
    await acts.act(call, 'decision', 'updated', kept, { set: { area: '郊区' } })
    await acts.act(call, 'decision', 'put_back', kept, { to: 1, reason: '导入错了版本' })
    const after = await reading.record(kept)
    expect({ ...after?.state, seq: 0, changed: '', latest: '' }).toEqual({
      ...before?.state,
      seq: 0,
      changed: '',
      latest: '',
    })
    const last = (await reading.timeline(kept)).at(-1)
    expect(last?.changes.map(({ field, from, to }) => [field, from, to]).sort()).toEqual([
      ['area', '郊区', null],
      ['summary', '错的', null],
    ])
    const nothing = acts.act(call, 'decision', 'put_back', kept, { to: 1, reason: '再来一次' })
    await expect(nothing).rejects.toMatchObject({ code: 'unchanged' })
  })
})
