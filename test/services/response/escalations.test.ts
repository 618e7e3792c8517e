import { describe, expect, it } from 'vitest'
import { decideStep, subjectOfNotice } from '../../../worker/domain/kinds/overdue/overdue.ts'
import { createEscalations } from '../../../worker/services/response/escalations.ts'
import { createOwed } from '../../../worker/services/response/owed.ts'
import { enterByClock } from '../../../worker/services/submit/by-clock.ts'
import { freshLedger, OPERATOR, type TestLedger } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR, approver: 'test-second' }

/** A district below a city, with three milestones; the last is promised for a day that is far. */
async function city(): Promise<TestLedger & { ids: string[] }> {
  const made = await freshLedger()
  const { acts } = made.services
  const open = async (kind: 'department' | 'milestone', department: string | null, fields: object) =>
    (await acts.open(call, kind, department, fields)).records[0]?.id ?? ''
  const above = await open('department', null, { code: 'city', name: '市政府' })
  const water = await open('department', null, { code: 'water', name: '水务局', parent: above })
  const ids: string[] = []
  for (const due of ['2026-03-13', '2026-03-13', '2026-11-30'])
    ids.push(
      await open('milestone', water, {
        title: '清淤',
        type: 'delivery',
        baselineDue: due,
        currentDue: due,
      }),
    )
  return { ...made, ids }
}

const at = (day: string) => () => new Date(`${day}T04:00:00Z`)
const stepper = ({ ledger }: TestLedger, day: string) =>
  createEscalations({ ...ledger, now: at(day) }, createOwed(ledger))

async function notices({ services }: TestLedger) {
  const { items } = await services.reading.records({ kind: 'overdue' })
  return items.map(({ state, status, level, department }) => {
    if (state.kind !== 'overdue') throw new Error('no notice')
    return { status, level, department, steps: state.steps.map(({ step, to, on }) => `${step} ${to} ${on}`) }
  })
}

describe('escalation', () => {
  it('takes each step on its day, to whom it belongs, by the clock alone', async () => {
    const made = await city()
    expect(await stepper(made, '2026-03-13').settle()).toBe(0)
    expect(await stepper(made, '2026-03-14').settle()).toBe(2)
    expect(await stepper(made, '2026-03-19').settle()).toBe(0)
    expect(await stepper(made, '2026-03-20').settle()).toBe(2)
    const [one] = await notices(made)
    expect(one).toMatchObject({
      status: 'open',
      level: 'parent',
      department: 'dep-water',
      steps: ['approver dep-water 2026-03-14', 'parent dep-city 2026-03-20'],
    })
    const { size } = await made.services.log.snapshot()
    const entry = await made.services.reading.entry(size - 1)
    expect(entry?.envelope).toMatchObject({
      kind: 'overdue.escalated',
      actor: { account: 'clock', role: 'clock', department: null },
      visibility: 'public',
    })
  })

  it('ends when it is done, and when the day was moved', async () => {
    const made = await city()
    const { acts } = made.services
    await stepper(made, '2026-03-14').settle()
    await acts.act(call, 'milestone', 'rescheduled', made.ids[0] ?? '', {
      to: '2026-09-30',
      reasonCode: 'force_majeure',
      reason: '汛情',
    })
    await acts.act(call, 'milestone', 'claimed', made.ids[1] ?? '', {
      metAt: '2026-03-20',
      evidence: [{ title: '验收单' }],
    })
    await stepper(made, '2026-03-21').settle()
    expect((await notices(made)).map(({ status }) => status)).toEqual(['settled', 'settled'])
    expect(await stepper(made, '2026-03-22').settle()).toBe(0)
    expect(await stepper(made, '2026-10-01').settle()).toBeGreaterThan(0)
  })

  it('takes each step once, by several at once and again and again', async () => {
    const made = await city()
    const { size } = await made.services.log.snapshot()
    await Promise.all(['a', 'b', 'c'].map(() => stepper(made, '2026-03-20').settle()))
    expect((await made.services.log.snapshot()).size).toBe(size + 4)
    expect(await stepper(made, '2026-03-20').settle()).toBe(0)
    const found = await notices(made)
    expect(found.map(({ steps }) => steps.length)).toEqual([2, 2])
  })

  it('goes on where it was broken off, after any number of entries', async () => {
    const whole = await city()
    await stepper(whole, '2026-04-20').settle()
    const wanted = await notices(whole)
    for (let broken = 0; broken < 6; broken++) {
      const made = await city()
      let left = broken
      const committer = new Proxy(made.ledger.committer, {
        get(target, name) {
          const value = Reflect.get(target, name, target)
          if (typeof value !== 'function') return value
          return (...args: unknown[]) => {
            if (name === 'submit' && left-- <= 0) throw new Error('killed')
            return value.apply(target, args)
          }
        },
      })
      const dying = createEscalations(
        { ...made.ledger, committer, now: at('2026-04-20') },
        createOwed(made.ledger),
      )
      await expect(dying.settle()).rejects.toThrow('killed')
      await stepper(made, '2026-04-20').settle()
      expect(await notices(made)).toEqual(wanted)
    }
  })

  it('goes on with a notice that was named before ids said what of a record is late, beside one that is', async () => {
    const made = await city()
    const [subject = ''] = made.ids
    const fields = {
      subject,
      department: 'dep-water',
      what: 'milestone',
      profile: '',
      due: '2026-03-13',
    } as const
    const first = decideStep(null, fields, { step: 'approver', to: 'dep-water' }, '2026-03-14')
    const record = `ove-${subject}-2026-03-13`
    const draft = { ...first, record }
    await enterByClock(made.ledger, record, { verb: 'overdue', record }, async () => ({
      drafts: [draft],
      before: new Map(),
    }))
    await stepper(made, '2026-03-20').settle()
    const { items } = await made.services.reading.records({ kind: 'overdue' })
    expect(items.map(({ id, seq }) => [id, seq]).sort()).toEqual(
      [
        [record, 2],
        [`ove-${made.ids[1]}-milestone-2026-03-13`, 2],
      ].sort(),
    )
    for (const { id, state } of items)
      expect(subjectOfNotice(id)).toBe(state.kind === 'overdue' ? state.subject : '')
    // Another thing of the same record, missed on the same day, has a notice of its own.
    const other = decideStep(
      null,
      { ...fields, what: 'review' },
      { step: 'approver', to: null },
      '2026-03-14',
    )
    expect(items.map(({ id }) => id)).not.toContain(other.record)
  })

  it('cannot be written by anybody: no verb, no right', async () => {
    const made = await city()
    await stepper(made, '2026-03-14').settle()
    const { acts } = made.services
    const open = acts.open as (...args: unknown[]) => Promise<unknown>
    await expect(open(call, 'overdue', 'dep-water', {})).rejects.toThrow()
  })
})

describe('a review that nobody answers', () => {
  it('climbs the same ladder, from the organ above the one that answered, and ends when it is there', async () => {
    const made = await freshLedger()
    const { acts, questions, reading } = made.services
    for (const [code, parent] of [
      ['province', null],
      ['city', 'dep-province'],
      ['water', 'dep-city'],
    ] as const)
      await acts.open(call, 'department', null, { code, name: code, parent })
    const asking = {
      department: 'dep-water',
      type: 'complaint',
      profile: 'xf.settle',
      title: '水',
      text: '停水',
    }
    const { id, code } = await questions.receiving.receive(asking)
    const reader = { account: 'acc-reader', role: 'moderator', department: null }
    await questions.moderation.publish({ actor: reader }, id, { of: 2, cuts: [] })
    await acts.act(call, 'question', 'accepted', id, {})
    await acts.act(call, 'question', 'answered', id, {
      answer: 'explain',
      outcome: 'explained',
      text: '检修',
    })
    await questions.tracking.act(code, 'review_asked', {})
    // Thirty days from 2026-03-02: the last is 2026-04-01.
    expect(await stepper(made, '2026-04-01').settle()).toBe(0)
    expect(await stepper(made, '2026-04-02').settle()).toBe(1)
    const { items } = await reading.records({ kind: 'overdue' })
    expect(items).toMatchObject([
      { department: 'dep-city', status: 'open', state: { what: 'review', subject: id, due: '2026-04-01' } },
    ])
    await stepper(made, '2026-04-10').settle()
    expect((await notices(made))[0]?.steps).toEqual([
      'approver dep-city 2026-04-02',
      'parent dep-province 2026-04-10',
    ])
    const rows = await made.services.response.rollUp('department', {
      from: '2026-01-01',
      to: '2026-12-31',
      asOf: '2026-04-10',
    })
    expect(rows.find(({ key }) => key === 'dep-city')?.own).toMatchObject({ received: 1, due: 1 })
    expect(rows.find(({ key }) => key === 'dep-water')?.own).toMatchObject({ received: 1, due: 0 })
    await acts.act(call, 'question', 'reviewed', id, { outcome: 'upheld', text: '维持' })
    await stepper(made, '2026-04-11').settle()
    expect((await notices(made))[0]?.status).toBe('settled')
  })
})
