/** A report of somebody inside a question: it reaches the inspectors' files in the transaction that withholds it, and nobody else. */
import { describe, expect, it } from 'vitest'
import type { Caller } from '../../../worker/services/roles.ts'
import { addressesOf } from '../../support/city/addresses.ts'
import { type CaseCity, caseCity } from '../../support/city/case-city.ts'

const LEAD = '极秘线索某某某'
const reader: Caller = { account: 'acc-reader', role: 'moderator', department: null }
const DIVERTED = { of: 2, onGround: 'diverted', explanation: '不属提问，已转其他渠道。' }

/** A question in which somebody is reported, asked of the water bureau. */
const reporting = ({ services }: CaseCity) =>
  services.questions.receiving.receive({
    ...{ department: 'dep-water', type: 'complaint', title: `${LEAD}甲`, text: `${LEAD}乙` },
    asks: [`${LEAD}丙`],
  })

const divert = ({ services }: CaseCity, id: string, body: object = DIVERTED) =>
  services.acts.act({ actor: reader }, 'question', 'withheld', id, body)

/** The leads of all cases, as the first inspector reads them. */
async function leadsOf({ services, inspectors }: CaseCity) {
  const [first] = inspectors
  const declared = { declaration: '无', conflict: false }
  const leads: object[] = []
  for (const { id } of (await services.cases.list(first)).items) {
    const part = { account: first.account, part: 'handler', ...declared }
    await services.cases.act({ actor: first }, id, 'assign', part)
    const { title, lead, departments, source } = (await services.cases.read(first, id)).state
    leads.push({ title, lead, departments, source })
  }
  return leads
}

describe('a report inside a question', () => {
  it('reaches the inspectors, from its own text and from what is added, alone or with others', async () => {
    const city = await caseCity()
    const { questions } = city.services
    const own = await reporting(city)
    await divert(city, own.id)
    const plain = { department: 'dep-water', type: 'help', title: '路灯', text: '不亮' }
    const asked = await questions.receiving.receive(plain)
    await questions.moderation.publish({ actor: reader }, asked.id, { of: 2, cuts: [] })
    await questions.tracking.act(asked.code, 'added', { text: `${LEAD}丁` })
    const { records } = await questions.tracking.act(asked.code, 'added', { text: '仍不亮' })
    const seq = records[0]?.seq ?? 0
    await questions.together.withhold(
      { actor: reader },
      {
        texts: [{ id: asked.id, of: seq - 1, seq }],
        onGround: 'diverted',
        explanation: '已转其他渠道。',
      },
    )
    expect(await leadsOf(city)).toEqual([
      { title: `${LEAD}甲`, lead: `${LEAD}乙\n${LEAD}丙`, departments: ['dep-water'], source: 'report' },
      { title: `${LEAD}丁`, lead: `${LEAD}丁`, departments: ['dep-water'], source: 'report' },
    ])
    // What was added and is not read by a moderator yet is not for the department either.
    const texts = await city.get(`/api/v1/questions/${asked.id}/texts`, city.keys.department)
    const { texts: open }: { texts: { text: string }[] } = await texts.json()
    expect(open.map(({ text }) => text)).toEqual(['不亮'])
  })

  it('is read at no address, by the public or by the department that was asked', async () => {
    const city = await caseCity()
    const { id } = await reporting(city)
    await divert(city, id)
    city.clock.now += 2 * 86_400_000
    await city.services.closeDays()
    await city.services.catchUp()
    await city.services.ledger.follower.flush()
    const paths = [...(await addressesOf(city, id, LEAD)), `/api/v1/questions/${id}/texts`]
    let shown = 0
    for (const path of paths)
      for (const key of [undefined, city.keys.department]) {
        const response = await city.get(path, key)
        if (response.ok) shown += 1
        // A search repeats the words that were asked for.
        const text = (await response.text()).replaceAll(LEAD, path.includes('q=') ? '' : LEAD)
        expect(`${path} ${text.includes('极秘')}`).toBe(`${path} false`)
      }
    expect(shown).toBeGreaterThan(300)
    expect(JSON.stringify(city.lines)).not.toContain('极秘')
    const looked = await city.get(`/api/v1/questions/${id}/texts`, city.keys.department)
    expect(looked.status).toBe(403)
  })

  it('is not said to be passed on where there is nowhere to: nothing is recorded, and another ground holds', async () => {
    const city = await caseCity(null)
    const { id } = await reporting(city)
    const { size } = await city.services.log.snapshot()
    await expect(divert(city, id)).rejects.toMatchObject({ code: 'unavailable' })
    expect((await city.services.log.snapshot()).size).toBe(size)
    // The entry that withholds it stands behind the one that names the text.
    await divert(city, id, { ...DIVERTED, onGround: 'off_topic' })
    expect((await city.services.log.snapshot()).size).toBe(size + 2)
  })

  it('is one lead, however often the decision is sent, and none where it is refused', async () => {
    const city = await caseCity()
    const { id } = await reporting(city)
    const send = (idempotencyKey: string) =>
      city.services.acts.act({ actor: reader, idempotencyKey }, 'question', 'withheld', id, DIVERTED)
    const sent = await Promise.allSettled([send('a'), send('a'), send('b')])
    expect(sent.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
    await send('a').catch(() => undefined)
    expect(await leadsOf(city)).toHaveLength(1)
  })
})
