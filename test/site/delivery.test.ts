/** The page of a delivery: what it brought, each number with its records, within two clicks of the front page. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { type Machine, openMachine } from '../../worker/machine/machine.ts'
import { runCli } from '../support/cli.ts'
import { newFolder } from '../support/folders.ts'
import { works } from '../support/intake/trial.ts'
import { fakeAssets } from '../support/site/assets.ts'

let machine: Machine
let app: ReturnType<typeof createApp>

beforeAll(async () => {
  const folder = await newFolder('delivery-')
  const mapping = {
    ...works({ area: 'Place', summary: 'Note', proposedAt: 'Day' }),
    ...{ complete: true, outside: true, delivery: 'each-file', asOf: [{ file: '(\\d{4})' }] },
  }
  const [record] = (mapping as unknown as { records: object[] }).records
  await writeFile(
    join(folder, 'm.json'),
    JSON.stringify({ ...mapping, records: [{ ...record, past: ['proposedAt'] }] }),
  )
  const editions = {
    2024: [
      'W-1,Bridge,North,first,2024-01-01',
      'W-2,Lock,South,first,2024-01-02',
      'W-3,Dam,East,,2024-01-03',
    ],
    2025: [
      'W-1,Bridge,North,second,2024-01-01',
      'W-2,Lock,South,first,2024-02-02',
      'W-4,Weir,West,,2025-01-01',
    ],
  }
  for (const [year, rows] of Object.entries(editions)) {
    const file = join(folder, `${year}.csv`)
    await writeFile(file, `Ref,Work,Place,Note,Day,Office\n${rows.map((row) => `${row},Parks\n`).join('')}`)
    const args = ['import', join(folder, 'm.json'), file, '--data', join(folder, 'data')]
    const { code } = await runCli([...args, '--accept', 'rewritten=1', '--json'])
    expect(code, year).toBe(0)
  }
  machine = await openMachine({ dataDir: join(folder, 'data') })
  app = createApp({
    services: machine.services,
    assets: fakeAssets,
    serveFiles: (_, next) => next(),
    requestId: () => 'request',
    log: () => undefined,
  })
})

afterAll(() => machine?.close())

const textOf = async (path: string): Promise<string> => {
  const response = await app.request(path)
  expect(response.status, path).toBe(200)
  return response.text()
}

it('is two clicks away: the front page leads to all deliveries, the newest first, and that to each', async () => {
  expect(await textOf('/zh')).toContain('href="/zh/deliveries"')
  const list = await textOf('/zh/deliveries')
  const [newest, first] = ['works%402025', 'works%402024'].map((name) =>
    list.indexOf(`/zh/deliveries/${name}"`),
  )
  expect(newest).toBeGreaterThan(0)
  expect(newest).toBeLessThan(first ?? 0)
})

it('counts each record once: what is new, changed, rewritten and gone', async () => {
  const counts = async (name: string) => JSON.parse(await textOf(`/api/v1/deliveries/${name}`)).counts
  expect(await counts('works@2024')).toEqual(
    expect.arrayContaining([
      { kind: 'decision', what: 'new', records: 3 },
      { kind: 'department', what: 'new', records: 1 },
    ]),
  )
  expect((await counts('works@2025')).filter((one: { kind: string }) => one.kind === 'decision')).toEqual(
    expect.arrayContaining(
      ['new', 'changed', 'rewritten', 'vanished'].map((what) => ({ kind: 'decision', what, records: 1 })),
    ),
  )
})

it('shows the records behind each number, what is gone before what is new', async () => {
  const told = async (query: string): Promise<string> => {
    const page = await textOf(`/en/deliveries/works%402025${query}`)
    return page.slice(page.indexOf('id="told"'))
  }
  expect(await told('')).toContain('Dam')
  expect(await told('?what=rewritten&kind=decision')).toContain('Lock')
  expect(await told('?what=changed')).toContain('Bridge')
  expect(await told('?what=new')).toContain('Weir')
  expect(await told('?what=new')).not.toContain('Bridge')
  expect(await textOf('/en/deliveries/works%402025')).toContain('/en/deliveries/works%402024')
  expect(await textOf('/en/deliveries/works%402025?what=lost')).toContain('what=lost')
})

it('is not there for another name', async () => {
  for (const path of ['/zh/deliveries/works%402020', '/zh/deliveries/works', '/api/v1/deliveries/none@2024'])
    expect((await app.request(path)).status, path).toBe(404)
  expect((await app.request('/api/v1/deliveries/works@2025?what=lost')).status).toBe(400)
})

it('says on every page of what comes from a register that nothing has come, and by when it was expected', async () => {
  // Two editions a year and a day apart: the next is not expected before as long again.
  const silent = { register: 'works', since: '2025-01-01', expected: '2026-01-02' }
  const { items } = JSON.parse(await textOf('/api/v1/decisions'))
  expect(items.map((one: { silent: object }) => one.silent)).toEqual(Array(4).fill(silent))
  const said = {
    zh: '登记簿 works 自 2025-01-01 起没有新的交付，下一次本应在 2026-01-02 以前到',
    en: 'Nothing has been delivered from the register works since 2025-01-01, although it was expected by 2026-01-02',
  }
  for (const lang of ['zh', 'en'] as const)
    for (const path of ['deliveries', 'deliveries/works%402024', `decisions/${items[0].id}`]) {
      const page = (await textOf(`/${lang}/${path}`)).replace(/<[^>]*>|\u2060/g, '')
      expect(page.replaceAll('\u2011', '-'), `${lang} ${path}`).toContain(said[lang])
    }
})
