/** The page of the figures of answers: shares with denominators, none of fewer than five, no ranking, bad days told. */
import { beforeAll, describe, expect, it } from 'vitest'
import { createSite } from '../../worker/site/site.ts'
import { fakeAssets } from '../support/site/assets.ts'
import { HOUSING } from '../support/site/fake-city.ts'
import { createFakeLedger } from '../support/site/fake-reading.ts'
import { undivided } from '../support/site/undivided.ts'

const assets = fakeAssets
let site: ReturnType<typeof createSite>

beforeAll(async () => {
  const { reading } = await createFakeLedger()
  site = createSite({ reading, assets, origin: 'https://mingchuan.example' })
})

async function read(path: string): Promise<string> {
  const response = await site.request(path)
  expect(response.status).toBe(200)
  return undivided(await response.text())
}

const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('the page of the figures of answers', () => {
  it('has a denominator and an interval beside each share, and none of fewer than five', async () => {
    const text = plain(await read('/zh/response'))
    expect(text).toContain('87.5% 7 / 8 件 区间 52.9% 至 97.8%')
    expect(text).toContain('不足 5 件，不给比例')
    expect(text).toMatch(/中位数 \d+ 个工作日，九成在 \d+ 个工作日内 8 件/)
    expect(text).toContain('4.0（满分 5）')
    expect(text.match(/没有登记部门/g)).toHaveLength(1)
    expect(text).toContain('连同下级')
  })

  it('says why its figures may mislead, in the language of the page', async () => {
    for (const [lang, said] of [
      ['zh', ['自己选择评价', '不排名次', '公开登记册导入的记录', '还没有到期的不在任何分母里']],
      [
        'en',
        ['have chosen to', 'nothing is ranked', 'followed registers', 'not due yet is in no denominator'],
      ],
    ] as const)
      for (const words of said) expect(await read(`/${lang}/response`)).toContain(words)
    expect(plain(await read('/en/response?by=kind')).replace('中文', '')).not.toMatch(/中位数|不足|件/)
  })

  it.each([
    ['department', `/zh/departments/${HOUSING}`],
    ['profile', '/zh/clocks?profile=ogi#compute'],
    ['kind', '/zh/overdue?type=milestone&amp;status=open'],
  ])('by %s leads to what stands behind it: %s', async (by, href) => {
    expect(await read(`/zh/response?by=${by}`)).toContain(`href="${href}"`)
  })

  it('links the list of today only to a figure of today', async () => {
    expect(await read('/zh/response?by=kind&asOf=2026-11-22')).not.toContain('/zh/overdue?type=')
  })

  it('links the same question as JSON and CSV, with its days', async () => {
    const html = await read('/en/response?by=kind&to=2026-06-30')
    const query = 'by=kind&amp;from=2026-01-01&amp;to=2026-06-30&amp;asOf=2026-11-23'
    expect(html).toContain(`href="/api/v1/response?${query}"`)
    expect(html).toContain(`href="/api/v1/response.csv?${query}"`)
    expect(html).toContain('rel="canonical" href="https://mingchuan.example/en/response?by=kind')
  })

  it('tells of a period in which nothing was, and of rows that it leaves out', async () => {
    const empty = await read('/zh/response?from=2020-01-01&to=2020-12-31&asOf=2021-01-01')
    expect(empty).toContain('这段时间没有到期的，也没有收到的')
    expect(empty).not.toContain('id="timely"')
    expect(empty).toMatch(/另有 \d+ 行/)
  })

  it.each([
    ['from=soon', 'from', 'write it as 2026-03-05'],
    ['to=2026-02-30', 'to', 'write it as 2026-03-05'],
    ['asOf=%3Cb', 'asOf', 'write it as 2026-03-05'],
    ['from=2026-02-01&to=2026-01-01', 'to', 'should be that day or a later one'],
  ])('%s is told at its field, and nothing is computed', async (query, field, said) => {
    const html = await read(`/en/response?${query}`)
    expect(html).toContain('role="alert"')
    expect(html).toContain(said)
    expect(html).toMatch(new RegExp(`<input[^>]*name="${field}"[^>]*aria-invalid`))
    expect(html).not.toContain('id="timely"')
  })

  it.each(['/zh/ledger', '/zh/questions', '/zh/overdue'])('%s leads to it', async (path) => {
    expect(await read(path)).toContain('href="/zh/response"')
  })
})
