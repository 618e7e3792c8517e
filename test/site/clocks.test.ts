import { beforeAll, describe, expect, it } from 'vitest'
import { createSite } from '../../worker/site/site.ts'
import { fakeAssets } from '../support/site/assets.ts'
import { createFakeLedger } from '../support/site/fake-reading.ts'
import { undivided } from '../support/site/undivided.ts'

const assets = fakeAssets
let site: ReturnType<typeof createSite>

beforeAll(async () => {
  const { reading } = await createFakeLedger()
  site = createSite({
    reading,
    assets,
    origin: 'https://mingchuan.example',
  })
})

async function read(path: string): Promise<string> {
  const response = await site.request(path)
  expect(response.status).toBe(200)
  return undivided(await response.text())
}

describe('the page that computes deadlines', () => {
  it('computes the same as the reference, with every day', async () => {
    const html = await read(
      '/zh/clocks?profile=ogi&start=2026-02-10&from1=2026-02-12&to1=2026-03-04&ground=co_agency&asOf=2026-03-27',
    )
    expect(html).toContain('最迟 2026-03-30')
    expect(html).toContain('即将到期，还剩 1 个工作日')
    expect(html).toContain('征求其他机关意见的时间不计')
    expect(html.match(/<time dateTime="2026-0/gi)?.length).toBeGreaterThan(45)
    expect(html).toContain(
      '/api/v1/clocks/ogi?start=2026-02-10&amp;pauses=co_agency%3A2026-02-12%2F2026-03-04&amp;asOf=2026-03-27',
    )
  })

  it('says of a last day that is not worked that nothing moves it on', async () => {
    const html = await read('/en/clocks?profile=xf.settle&start=2026-02-10')
    expect(html).toContain('by 2026-04-11')
    expect(html).toContain('The last day is not a working day.')
    expect(html).not.toContain('征')
  })

  it('shows the form alone before anything is asked, and all limits with their articles', async () => {
    const html = await read('/zh/clocks')
    expect(html).not.toContain('id="result"')
    expect(html).toContain('《信访工作条例》第 34 条')
    expect(html).toContain('本平台的承诺')
  })

  it.each([
    ['/en/clocks?profile=quux&start=2026-02-10', 'There is no clock quux'],
    ['/en/clocks?profile=ogi&start=soon', 'write it as 2026-03-05'],
    ['/en/clocks?profile=ogi&asOf=2026-03-01', 'Name the day from which it runs'],
    ['/en/clocks?profile=ogi&start=2026-02-10&to1=2026-03-01', 'is written as'],
    ['/en/clocks?profile=xf.notice&start=2026-02-10&extension=5', 'cannot be extended'],
  ])('%s says what would be right, and keeps what was typed', async (path, said) => {
    const html = await read(path)
    expect(html).toContain('role="alert"')
    expect(html).toContain(said)
    if (path.includes('start=2026')) expect(html).toContain('value="2026-02-10"')
  })
})
