/** Translations: who logs them and of what, how a page shows them, when they are outdated, and that they go with the original. */
import { beforeAll, describe, expect, it } from 'vitest'
import { translation } from '../../worker/domain/kinds/translation/kind.ts'
import { foremost, outdatedBy } from '../../worker/domain/kinds/translation/outdated.ts'
import type { TranslationState } from '../../worker/domain/kinds/translation/translation.ts'
import { Problem } from '../../worker/domain/record/problem.ts'
import type { Caller } from '../../worker/services/roles.ts'
import { type CaseCity, caseCity } from '../support/city/case-city.ts'
import { OPERATOR, SECOND } from '../support/ledger/ledger.ts'

const two = { actor: OPERATOR, approver: SECOND }
const RECORDER: Caller = { account: 'acc-water', role: 'recorder', department: 'dep-water' }
const OTHER: Caller = { account: 'acc-house', role: 'recorder', department: 'dep-house' }
const TITLE = '调整供水价格'
const ENGLISH = 'New prices for water'

let city: CaseCity

async function decision(fields: object = {}): Promise<string> {
  const { records } = await city.services.acts.open(two, 'decision', 'dep-water', {
    title: TITLE,
    summary: '第一阶梯不变。',
    class: 'ordinary',
    noResponsibility: '无',
    ...fields,
  })
  return records[0]?.id ?? ''
}

const given = (subject: string, more: object = {}) => ({
  subject,
  language: 'en',
  means: 'machine',
  translator: 'Office, program X',
  texts: [{ field: 'title', text: ENGLISH }],
  ...more,
})

async function translated(subject: string, more: object = {}, actor = RECORDER): Promise<string> {
  const { records } = await city.services.acts.open({ actor }, 'translation', null, given(subject, more))
  return records[0]?.id ?? ''
}

const textOf = async (path: string): Promise<string> => {
  const response = await city.get(path)
  expect([path, response.status]).toEqual([path, 200])
  return response.text()
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Problem)) throw new Error(`not refused: ${String(error)}`)
  return `${error.code} ${error.field ?? ''}: ${error.words.en}`
}

const correct = (id: string, set: object) =>
  city.services.acts.act(two, 'decision', 'corrected', id, { set, correction: 'data_entry', reason: '笔误' })

beforeAll(async () => {
  city = await caseCity()
  await city.services.acts.open({ actor: OPERATOR }, 'department', null, { code: 'house', name: '住建局' })
})

describe('a translation', () => {
  it('stands on the page of its language, marked, beneath the original; and on no other', async () => {
    const id = await decision()
    await translated(id)
    const en = await textOf(`/en/decisions/${id}`)
    expect(en.indexOf(TITLE)).toBeLessThan(en.indexOf(ENGLISH))
    expect(en).toMatch(/Machine translation[\s\S]*New prices for water[\s\S]*does not bind/)
    const zh = await textOf(`/zh/decisions/${id}`)
    expect(zh).not.toContain(ENGLISH)
    // One by a person goes before one by a machine.
    const human = await translated(id, { means: 'human', texts: [{ field: 'title', text: 'Water tariffs' }] })
    const later = await textOf(`/en/decisions/${id}`)
    expect(later).toContain('Human translation')
    expect(later).not.toContain(ENGLISH)
    expect(await textOf(`/zh/translations/${human}`)).toMatch(/人工翻译[\s\S]*Water tariffs/)
  })

  it('into Chinese stands on the Chinese page', async () => {
    const id = await decision({ title: 'Bridge toll' })
    await translated(id, { language: 'zh', texts: [{ field: 'title', text: '过桥费' }] })
    expect(await textOf(`/zh/decisions/${id}`)).toMatch(/Bridge toll[\s\S]*机器翻译[\s\S]*过桥费/)
    expect(await textOf(`/en/decisions/${id}`)).not.toContain('过桥费')
  })

  it('is found by what it says, and listed', async () => {
    const id = await translated(await decision(), {
      texts: [{ field: 'summary', text: 'Zebrafish remain.' }],
    })
    await city.services.catchUp()
    expect(
      (await city.services.reading.search({ q: 'zebrafish' })).items.map(({ record }) => record.id),
    ).toEqual([id])
    expect(await textOf('/en/translations')).toContain('Zebrafish')
  })

  it('is outdated once a text that it translates was changed, and by nothing else', async () => {
    const id = await decision()
    const made = await translated(id)
    const stale = async () => (await textOf(`/en/decisions/${id}`)).includes('has not followed')
    await correct(id, { summary: '第二阶梯不变。' })
    expect(await stale()).toBe(false)
    await correct(id, { title: '调整供水价格（二）' })
    expect(await stale()).toBe(true)
    expect(await textOf(`/zh/translations/${made}`)).toContain('译文尚未跟上')
    const renew = (set: object) =>
      city.services.acts.act({ actor: RECORDER }, 'translation', 'updated', made, { set })
    const texts = [{ field: 'title', text: 'New prices (2)' }]
    expect(await refusal(renew({ texts }))).toMatch(/^invalid set\/version: .*is at 3 now/)
    await renew({ texts, version: 3 })
    expect(await stale()).toBe(false)
  })
})

describe('a translation is refused', () => {
  it('of a text that there is not, with the nearest that there is', async () => {
    const id = await decision()
    const texts = (field: string, text = 'x') => translated(id, { texts: [{ field, text }] })
    expect(await refusal(texts('titel'))).toMatch(/^invalid texts\/0\/field: .*did you mean “title”/)
    expect(await refusal(texts('remark'))).toMatch(/^wrong_state texts\/0\/field: .*no “remark” now/)
    expect(await refusal(texts('title', 'x'.repeat(2001)))).toMatch(/^invalid texts\/0\/text: .*2000/)
    // The name of an organ means a record, which has a name of its own in each language.
    expect(await refusal(texts('decisionOrgan'))).toMatch(/^invalid /)
    const again = { texts: [1, 2].map((n) => ({ field: 'title', text: `${n}` })) }
    expect(await refusal(translated(id, again))).toMatch(/^invalid texts\/1\/field: /)
    expect(await refusal(translated(id, { version: 2 }))).toMatch(/^invalid version: /)
  })

  it('by another department, for another record, of what is withheld, and in secret', async () => {
    const id = await decision()
    expect(await refusal(translated(id, {}, OTHER))).toMatch(/^not_allowed /)
    const elsewhere = city.services.acts.open({ actor: OTHER }, 'translation', 'dep-house', given(id))
    expect(await refusal(elsewhere)).toMatch(/^not_allowed department: /)
    const registrar: Caller = { account: 'acc-registrar', role: 'registrar', department: null }
    expect(await translated(id, {}, registrar)).toMatch(/^tra-/)
    const sealed = { visibility: 'sealed', ground: 'process_info', review: '2027-01-01' } as const
    const secret = city.services.acts.open({ actor: RECORDER, ...sealed }, 'translation', null, given(id))
    expect(await refusal(secret)).toMatch(/^invalid visibility: /)
    const hidden = await city.services.acts.open({ ...two, ...sealed }, 'decision', 'dep-water', {
      title: TITLE,
      class: 'ordinary',
      noResponsibility: '无',
    })
    expect(await refusal(translated(hidden.records[0]?.id ?? ''))).toMatch(/^wrong_state subject: /)
    const made = await translated(id)
    const put: { [field: string]: string } = { subject: await decision(), language: 'zh' }
    // What no form offers to put otherwise is refused by every act.
    expect(translation.form.fixed).toEqual(Object.keys(put))
    const how = { updated: {}, corrected: { correction: 'data_entry', reason: '笔误' } } as const
    for (const [event, more] of Object.entries(how))
      for (const field of translation.form.fixed) {
        const set = { [field]: put[field] }
        const moved = city.services.acts.act({ actor: RECORDER }, 'translation', event, made, {
          set,
          ...more,
        })
        expect(await refusal(moved), `${event} ${field}`).toMatch(new RegExp(`^invalid set/${field}: `))
      }
  })
})

describe('an erasure of the original', () => {
  const law = { ground: 'personal_data', authority: '整改通知', reason: '个人信息' }
  const texts = () =>
    city.database.client
      .execute('SELECT (SELECT group_concat(content) FROM body) || group_concat(state) AS told FROM record')
      .then(({ rows }) => String(rows[0]?.told))

  it('takes all its translations along, annulled ones too, and leaves those of others', async () => {
    const [id, other] = [await decision(), await decision()]
    const made = await translated(id, { texts: [{ field: 'title', text: 'Canary one' }] })
    const gone = await translated(id, { texts: [{ field: 'title', text: 'Canary two' }] })
    await city.services.acts.act(two, 'translation', 'annulled', gone, { reason: '误译' })
    await city.services.acts.act({ actor: RECORDER }, 'translation', 'updated', made, {
      set: { texts: [{ field: 'title', text: 'Canary three' }] },
    })
    await translated(other, { texts: [{ field: 'title', text: 'Sparrow' }] })
    expect(await texts()).toContain('Canary')
    const { lastIndex } = (await city.services.reading.record(id)) ?? { lastIndex: -1 }
    await city.services.erasures.erase(two, lastIndex, law)
    expect(await texts()).not.toContain('Canary')
    expect(await texts()).toContain('Sparrow')
    // Without the original there is nothing to translate: nobody brings it back unknowing.
    expect(await refusal(translated(id))).toMatch(/^wrong_state /)
  })

  it('and one of a translation takes all of that', async () => {
    const id = await decision()
    const made = await translated(id, { texts: [{ field: 'title', text: 'Finch one' }] })
    const { lastIndex } = (await city.services.reading.record(made)) ?? { lastIndex: -1 }
    await city.services.acts.act({ actor: RECORDER }, 'translation', 'updated', made, {
      set: { texts: [{ field: 'title', text: 'Finch two' }] },
    })
    await city.services.erasures.erase(two, lastIndex, law)
    expect(await texts()).not.toContain('Finch')
    expect(await textOf(`/en/decisions/${id}`)).not.toContain('translation')
  })

  it('is overtaken by none that was read before', async () => {
    const id = await decision()
    const { lastIndex } = (await city.services.reading.record(id)) ?? { lastIndex: -1 }
    await Promise.allSettled([
      city.services.erasures.erase(two, lastIndex, law),
      translated(id, { texts: [{ field: 'title', text: 'Magpie' }] }),
    ])
    await city.services.erasures.erase(two, lastIndex, law).catch(() => undefined)
    expect(await texts()).not.toContain('Magpie')
  })
})

describe('the translation that is shown', () => {
  const state = (means: 'machine' | 'human', version: number) =>
    ({ subject: 'dec-0', means, version, texts: [{ field: 'title', text: 'x' }] }) as TranslationState
  const moment = (seq: number, field: string, record = 'dec-0') =>
    ({ entry: { envelope: { record, seq } }, changes: [{ field, from: null, to: null }] }) as never

  it('is the one of the text that stands, then the one by a person', () => {
    const aged = (means: 'machine' | 'human', version: number) => {
      const one = state(means, version)
      return { state: one, outdated: outdatedBy(one, [moment(1, 'title'), moment(3, 'title')]) }
    }
    const [old, machine, human] = [aged('human', 1), aged('machine', 3), aged('human', 4)]
    expect([old, machine, human].map(({ outdated }) => outdated !== null)).toEqual([true, false, false])
    expect(foremost([old, machine])).toBe(machine)
    expect(foremost([old, machine, human])).toBe(human)
    expect(foremost([])).toBeNull()
    expect(outdatedBy(state('human', 1), [moment(2, 'title', 'mil-0'), moment(2, 'summary')])).toBeNull()
  })
})
