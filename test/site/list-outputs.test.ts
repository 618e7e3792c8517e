/**
 * One declaration, every output: each filter of each list narrows page, API, files, feeds and calendar alike, and what
 * no filter takes is refused by each. Asked of the demo city, over a socket.
 */
import { read, utils } from '@e965/xlsx'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kindOf, listedKinds, lists } from '../../worker/domain/kinds/table.ts'
import type { Spec } from '../../worker/domain/record/shape.ts'
import { type CityServer, startCity } from '../support/city/city-server.ts'

/** Values that a filter may take, by its shape and its name. */
function valuesOf(name: string, spec: Spec): readonly string[] {
  if (spec.is === 'id') return [spec.kinds.includes('department') ? 'dep-mc-water' : 'dec-0000000000']
  if (spec.is === 'code') return spec.codes.slice(0, 2)
  if (spec.is === 'date') return ['2025-03']
  if (spec.is === 'number') return ['1000']
  return name === 'q' ? ['供水'] : ['明川市水务局']
}

const cases = listedKinds.flatMap((kind) =>
  Object.entries(kindOf(kind).filters).map(([name, { spec }]) => ({ kind, name, spec })),
)

describe('a list by each filter, in each output', () => {
  let city: CityServer
  beforeAll(async () => {
    city = await startCity()
  })
  afterAll(() => city?.close())

  const ask = async (path: string): Promise<{ status: number; bytes: Uint8Array; text: string }> => {
    const answer = await fetch(city.url + path)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    return { status: answer.status, bytes, text: new TextDecoder().decode(bytes) }
  }

  it('has lists and filters to ask by', () => {
    expect(listedKinds.length).toBeGreaterThan(10)
    expect(cases.length).toBeGreaterThan(80)
  })

  it.each(listedKinds)('%s', async (kind) => {
    const list = lists[kind]
    for (const { name, spec } of cases.filter((one) => one.kind === kind))
      for (const value of valuesOf(name, spec)) {
        const query = `${name}=${encodeURIComponent(value)}`
        const [api, csv, xlsx, page, feed, atom] = await Promise.all([
          ask(`/api/v1/${list}?${query}&limit=1`),
          ask(`/api/v1/${list}.csv?${query}`),
          ask(`/api/v1/${list}.xlsx?${query}`),
          ask(`/zh/${list}?${query}`),
          ask(`/feeds/${list}.json?${query}`),
          ask(`/feeds/${list}.atom?${query}`),
        ])
        const what = `${list}?${query}`
        expect(
          [api, csv, xlsx, page, feed, atom].map(({ status }) => status),
          `${what}: ${api.text.slice(0, 300)}`,
        ).toEqual([200, 200, 200, 200, 200, 200])
        const { total } = JSON.parse(api.text)
        const rows = parse(csv.text, { bom: true, relax_column_count: true }).length - 1
        const book = read(xlsx.bytes)
        const sheet = book.Sheets[book.SheetNames[0] ?? '']
        const inBook = sheet === undefined ? -1 : utils.sheet_to_json(sheet).length
        expect([rows, inBook], what).toEqual([total, total])
        expect(/class="said[^"]*"><b>([\d,]+)/.exec(page.text)?.[1]?.replaceAll(',', ''), what).toBe(
          String(total),
        )
        if (total === 0) expect(JSON.parse(feed.text).items, what).toEqual([])
      }
    for (const path of [
      `/api/v1/${list}`,
      `/api/v1/${list}.csv`,
      `/api/v1/${list}.xlsx`,
      `/feeds/${list}.json`,
      `/feeds/${list}.atom`,
    ])
      expect((await ask(`${path}?nonsense=1`)).status, path).toBe(400)
  })
})
