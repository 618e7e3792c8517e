/** A record whose opening was erased is called erased, wherever it is listed, drawn or exported: nobody withheld it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { base } from '../support/api/api.ts'
import { freshLedger, OPERATOR, SECOND } from '../support/ledger/ledger.ts'
import { fakeAssets } from '../support/site/assets.ts'

const KINDS = [
  ['milestone', 'milestones', { title: '桥梁验收', currentDue: '2027-01-01' }],
  ['decision', 'decisions', { title: '桥梁验收', class: 'ordinary', noResponsibility: 'statutory_duty' }],
  ['responsibility', 'responsibilities', { name: '桥梁验收', type: 'licence' }],
] as const
const SAID = { zh: ['已依法删除', '不予公开'], en: ['Lawfully erased', 'Withheld'] } as const

describe.each(KINDS)('a %s', (kind, list, fields) => {
  const texts: { [address: string]: string } = {}
  const ids = { erased: '', sealed: '' }

  beforeAll(async () => {
    const { services } = await freshLedger()
    await services.acts.open({ actor: OPERATOR }, 'department', null, { code: 'works', name: '建设局' })
    const seal = { visibility: 'sealed', ground: 'state_secret', review: '2026-12-31' } as const
    const opened = async (call: object): Promise<{ id: string; index: number }> => {
      const made = await services.acts.open({ actor: OPERATOR, ...call }, kind, 'dep-works', fields)
      const { id = '', index = 0 } = made.records[0] ?? {}
      return { id, index }
    }
    const erased = await opened({})
    const sealed = await opened({ ...seal, approver: SECOND })
    Object.assign(ids, { erased: erased.id, sealed: sealed.id })
    await services.erasures.erase({ actor: LOCAL_OPERATOR, approver: SECOND }, erased.index, {
      ground: 'law',
      authority: '市人民法院',
      reason: '判决',
    })
    const app = createApp({
      ...{ services, assets: fakeAssets, serveFiles: (_, next) => next() },
      ...{ requestId: () => 'request', log: () => undefined },
      limits: {
        reading: 1e12,
        attempts: 1e9,
        asks: 1e9,
        tracks: 1e9,
        follows: 1e9,
        atOnce: 1e9,
        quickest: 0,
      },
    })
    for (const lang of ['zh', 'en'])
      for (const path of [
        `/${lang}/${list}`,
        `/${lang}/${list}/${erased.id}`,
        `/${lang}/${list}/${sealed.id}`,
        `/api/v1/${list}.csv?lang=${lang}`,
      ]) {
        const response = await app.request(base + path)
        expect(response.status, path).toBe(200)
        texts[path] = await response.text()
      }
  })

  /** The row, or the line, of a record. */
  const rowOf = (address: string, id: string): string =>
    (texts[address] ?? '')
      .split(/<tr|<li|\n/)
      .filter((row) => row.includes(id))
      .join('\n')

  it.each(['zh', 'en'] as const)('in %s', (lang) => {
    const [gone, kept] = SAID[lang]
    for (const address of [`/${lang}/${list}`, `/api/v1/${list}.csv?lang=${lang}`]) {
      expect(rowOf(address, ids.erased), address).toContain(gone)
      expect(rowOf(address, ids.erased), address).not.toContain(kept)
      expect(rowOf(address, ids.sealed), address).toContain(kept)
      expect(rowOf(address, ids.sealed), address).not.toContain(gone)
    }
    const title = (id: string): string =>
      /<h1[\s\S]*?<\/h1>/.exec(texts[`/${lang}/${list}/${id}`] ?? '')?.[0] ?? ''
    expect(title(ids.erased)).toContain(gone)
    expect(title(ids.sealed)).toContain(kept)
  })
})
