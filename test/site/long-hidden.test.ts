/** A part of a decision says what became of it, however long ago it was entered: of two withheld ones, one was erased. */
import { expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import type { Draft } from '../../worker/domain/record/event.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { readRecord } from '../../worker/store/records/records.ts'
import { base } from '../support/api/api.ts'
import { freshLedger, OPERATOR, SECOND } from '../support/ledger/ledger.ts'
import { fakeAssets } from '../support/site/assets.ts'

/** More entries than a page shows. */
const LATER = 160
const call = { actor: OPERATOR, approver: SECOND }

it('is called erased where it was erased, beyond the entries that the page shows', async () => {
  const { services } = await freshLedger()
  await services.acts.open(call, 'department', null, { code: 'works', name: '建设局' })
  const opened = await services.acts.open(call, 'decision', 'dep-works', {
    ...{ title: '桥梁加固', class: 'ordinary', noResponsibility: 'statutory_duty' },
  })
  const id = opened.records[0]?.id ?? ''
  const seal = { visibility: 'sealed', ground: 'trade_secret', review: '2026-12-31' } as const
  const withhold = async (remark: string): Promise<number> => {
    const made = await services.acts.act({ ...call, ...seal }, 'decision', 'updated', id, { set: { remark } })
    return made.records[0]?.index ?? -1
  }
  const [first] = [await withhold('甲'), await withhold('乙')]
  const before = new Map([[id, (await readRecord(services.ledger.database, id))?.state ?? null]])
  const drafts = Array.from({ length: LATER }, (_, i): Draft => {
    const of = { record: id, department: 'dep-works', occurred: '2026-03-02', visibility: 'public' } as const
    return { ...of, seq: 4 + i, kind: 'decision.updated', body: { set: { remark: `${i}` } } }
  })
  await services.ledger.committer.submit({
    ...{ key: 'later', digest: '', actor: OPERATOR, before, since: 0, drafts },
  })
  await services.erasures.erase({ actor: LOCAL_OPERATOR, approver: SECOND }, first ?? -1, {
    ...{ ground: 'law', authority: '市人民法院', reason: '判决' },
  })
  const app = createApp({
    ...{ services, assets: fakeAssets, serveFiles: (_, next) => next() },
    ...{ requestId: () => 'request', log: () => undefined },
  })
  const page = await (await app.request(`${base}/zh/decisions/${id}`)).text()
  const text = page.replace(/<[^>]*>/g, ' ')
  expect(text).toMatch(/另有\s*1\s*条内容\s+正文已依法删除/)
  expect(text).toMatch(/另有\s*1\s*条内容\s+依法不予公开|另有\s*1\s*条内容[^。]*商业秘密/)
  expect(page).toContain('?before=')
})
