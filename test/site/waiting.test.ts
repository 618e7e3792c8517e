/** Forms of the public while much comes in, as a browser without a script sends them: nothing is lost, and all is said. */
import { expect, it } from 'vitest'
import { type CaseCity, caseCity } from '../support/city/case-city.ts'
import { undivided } from '../support/site/undivided.ts'

const hidden = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  )
const codeIn = (html: string): string => /<code>([0-9A-Z-]{19})<\/code>/.exec(html)?.[1] ?? ''

async function told(answer: Promise<Response>, status: number): Promise<string> {
  const response = await answer
  const html = undivided(await response.text())
  expect(response.status, html.slice(0, 4000)).toBe(status)
  return html
}

const opened = async (city: CaseCity) => hidden(await told(city.get('/zh/ask?subject=dep-water'), 200))
const words = { type: 'help', title: '路灯不亮', text: '三个月了' }

it('a form that was sent sooner than a person writes, or is none of ours, waits; one in its time does not', async () => {
  const city = await caseCity(null, null, { quickest: 3 })
  const form = await opened(city)
  city.clock.now += 2_999
  await told(city.submit('/zh/ask', { ...form, ...words }), 202)
  for (const opening of ['', `${form.opened}0`, `zzzzzzzz.${form.opened?.split('.')[1]}`])
    await told(city.submit('/zh/ask', { ...(await opened(city)), ...words, opened: opening }), 202)
  const other = await opened(city)
  city.clock.now += 3_000
  await told(city.submit('/zh/ask', { ...other, opened: form.opened ?? '', ...words }), 202)
  const slow = await opened(city)
  city.clock.now += 3_000
  // What is wrong is said, and the form keeps the time at which it was opened.
  const again = hidden(await told(city.submit('/zh/ask', { ...slow, ...words, title: '' }), 400))
  expect(again.opened).toBe(slow.opened)
  await city.services.waiting.settle({ budget: 1e9, most: 99 })
  await told(city.submit('/zh/ask', { ...again, ...words }), 201)
})

it('what waits is told under its code, taken back or entered; a proof that is none loses no word', async () => {
  const city = await caseCity(null, null, { atOnce: 1 })
  await told(city.submit('/zh/ask', { ...(await opened(city)), ...words }), 201)
  const kept = await told(
    city.submit('/zh/ask', { ...(await opened(city)), ...words, email: 'a@example.net' }),
    202,
  )
  for (const said of ['已收到，一小时内入账', '2026-03-02 09:00 收到', '2026-03-02 10:00 前入账'])
    expect(kept).toContain(said)
  const code = codeIn(kept)
  const mine = await told(city.submit('/zh/m', { code }), 200)
  for (const said of ['下一个就是它', '三个月了', '撤回并删除', '删除联系方式']) expect(mine).toContain(said)
  expect(await told(city.submit('/zh/m/forget', { code }), 200)).not.toContain('删除联系方式')
  await told(city.submit('/zh/m/added', { code, text: '又' }), 400)
  await told(city.submit('/zh/m/receipt', { code }), 400)
  await city.services.waiting.settle({ budget: 1e9, most: 9 })
  expect(await told(city.submit('/en/m', { code }), 200)).toContain('The public page')

  const next = codeIn(await told(city.submit('/en/ask', { ...(await opened(city)), ...words }), 202))
  expect(await told(city.submit('/en/m/withdrawn', { code: next }), 200)).toContain('in no ledger')
  await told(city.submit('/en/m', { code: next }), 400)

  const form = await opened(city)
  const refused = await told(city.submit('/zh/ask', { ...form, ...words, proof: 'bm9uZQ==' }), 400)
  expect(refused).toContain('三个月了')
  expect(refused).not.toContain('bm9uZQ')
  expect(hidden(refused).nonce).toBe(form.nonce)
  await told(city.submit('/zh/ask', { ...hidden(refused), ...words }), 202)
  // Nothing acts by a link.
  const { waiting } = await city.services.waiting.queue.standing()
  for (const path of ['m/withdrawn', 'm/forget', 'm']) await city.get(`/zh/${path}?code=${next}`)
  expect((await city.services.waiting.queue.standing()).waiting).toBe(waiting)
})
