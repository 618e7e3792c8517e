/** What is withheld as a whole is of no type or class that anybody is told: neither its page nor its list makes one up. */
import { beforeAll, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { label } from '../../worker/domain/kinds/labels.ts'
import { csvLines } from '../../worker/services/export/published-list.ts'
import { base } from '../support/api/api.ts'
import { freshLedger, OPERATOR, SECOND } from '../support/ledger/ledger.ts'
import { fakeAssets } from '../support/site/assets.ts'

let app: ReturnType<typeof createApp>
let listed = ''
const ids = { responsibility: '', decision: '' }

beforeAll(async () => {
  const { services } = await freshLedger()
  const call = { actor: OPERATOR, approver: SECOND }
  await services.acts.open(call, 'department', null, { code: 'works', name: '建设局' })
  const seal = { ...call, visibility: 'sealed', ground: 'trade_secret', review: '2026-12-31' } as const
  const opened = async (kind: 'responsibility' | 'decision', fields: object): Promise<string> =>
    (await services.acts.open(seal, kind, 'dep-works', fields)).records[0]?.id ?? ''
  ids.responsibility = await opened('responsibility', { name: '甲', type: 'licence' })
  ids.decision = await opened('decision', {
    title: '乙',
    class: 'major_admin',
    noResponsibility: 'statutory_duty',
  })
  for await (const line of csvLines(services.reading, { kind: 'responsibility' }, 'zh')) listed += line
  app = createApp({
    ...{ services, assets: fakeAssets, serveFiles: (_, next) => next() },
    ...{ requestId: () => 'request', log: () => undefined },
  })
})

it.each(['zh', 'en'] as const)('says so on its page (%s)', async (lang) => {
  for (const [path, words] of [
    [
      `responsibilities/${ids.responsibility}`,
      [label(lang, 'type', 'other'), label(lang, 'type', 'licence')],
    ],
    [
      `decisions/${ids.decision}`,
      [label(lang, 'decisionClass', 'ordinary'), label(lang, 'decisionClass', 'major_admin')],
    ],
  ] as const) {
    const page = await (await app.request(`${base}/${lang}/${path}`)).text()
    expect(page).toContain(label(lang, 'status', 'withheld'))
    for (const word of words) expect(page).not.toContain(word)
  }
})

it('and in the published list', () => {
  expect(listed).toContain(ids.responsibility)
  expect(listed).not.toContain(label('zh', 'type', 'other'))
})
