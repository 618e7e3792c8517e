/** Each field that prints the name of an organ, a unit or a person is a link on the page of its record. */
import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { kindOf, type ListedKind, listedKinds, lists, openingOf } from '../../worker/domain/kinds/table.ts'
import type { Draft } from '../../worker/domain/record/event.ts'
import type { Spec } from '../../worker/domain/record/shape.ts'
import { base } from '../support/api/api.ts'
import { freshLedger, OPERATOR } from '../support/ledger/ledger.ts'
import { fakeAssets } from '../support/site/assets.ts'

interface Printing {
  kind: ListedKind
  field: string
  many: boolean
  /** The department that is named. */
  id: string
  name: string
}

const namesOf = (spec: Spec): boolean => spec.is === 'text' && spec.names !== undefined

const printings = listedKinds.flatMap((kind): Printing[] => {
  const spec = kindOf(kind).fields?.spec
  if (spec?.is !== 'object') return []
  return Object.entries(spec.fields).flatMap(([field, of]) => {
    const many = of.is === 'list'
    if (!namesOf(many ? of.of : of)) return []
    return [{ kind, field, many, id: `dep-${kind}-${field}`.toLowerCase(), name: `${kind} ${field} 中心` }]
  })
})

let pageOf: (path: string) => Promise<string> = async () => ''
const idOf = (kind: ListedKind) => `${kindOf(kind).prefix}0000000001`

beforeAll(async () => {
  const { services } = await freshLedger()
  const app = createApp({
    ...{ services, assets: fakeAssets, serveFiles: (_, next) => next() },
    ...{ requestId: () => 'request', log: () => undefined },
  })
  pageOf = async (path) => (await app.request(`${base}${path}`)).text()
  const of = { occurred: '2026-01-05', visibility: 'public', department: 'dep-own', seq: 1 } as const
  const drafts: Draft[] = [
    { ...of, record: 'dep-own', kind: openingOf('department'), body: { code: 'own', name: '本局' } },
    ...printings.map(
      ({ id, name }): Draft => ({
        ...of,
        ...{ record: id, kind: openingOf('department'), body: { code: id.slice(4), name } },
      }),
    ),
    ...[...new Set(printings.map(({ kind }) => kind))].map((kind): Draft => {
      const named = printings.filter((one) => one.kind === kind)
      const fields = Object.fromEntries(named.map(({ field, many, name }) => [field, many ? [name] : name]))
      return {
        ...of,
        ...{ record: idOf(kind), kind: openingOf(kind), body: { title: '某事', name: '某事', ...fields } },
      }
    }),
  ]
  const submission = { key: 'one', digest: '', actor: OPERATOR, before: new Map(), since: 0, drafts }
  await services.ledger.committer.submit(submission)
  await services.ledger.follower.flush()
})

describe('a name that is printed', () => {
  it('is declared by the fields of several kinds', () => {
    expect(new Set(printings.map(({ kind }) => kind)).size).toBeGreaterThan(4)
  })

  it.each(printings)('in $kind as $field leads to whom it means', async ({ kind, id }) => {
    expect(await pageOf(`/zh/${lists[kind]}/${idOf(kind)}`)).toContain(`href="/zh/departments/${id}"`)
  })
})
