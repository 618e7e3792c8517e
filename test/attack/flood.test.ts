/** A flood of texts: everybody who got a code is entered, in the order of the queue, and what reads does not wait behind all. */
import { expect, it } from 'vitest'
import { createTurnstile } from '../../worker/services/waiting/turnstile.ts'
import { testApi } from '../support/api/api.ts'

it('loses nobody who got a code, fails for nobody, and lets a reader in before its end', async () => {
  const api = await testApi(undefined, { asks: 1000, tracks: 1000, atOnce: 6, waiting: 30 }, () => 0)
  const ended: string[] = []
  const ask = async (n: number) => {
    const body = { type: 'help', title: `第${n}件`, text: '三个月了' }
    const response = await api.post('/api/v1/questions', body, { key: null })
    ended.push('text')
    return { n, status: response.status, code: (await response.json()).code as string }
  }
  const flood = Array.from({ length: 40 }, (_, n) => ask(n))
  const read = api.get('/api/v1/questions').then(() => ended.push('page'))
  const [answers] = await Promise.all([Promise.all(flood), read])
  expect(ended.indexOf('page')).toBeLessThan(20)
  const of = (status: number) => answers.filter((one) => one.status === status)
  expect([of(201).length, of(202).length, of(403).length]).toEqual([3, 30, 7])
  const order = await api.services.ledger.database.client.execute('SELECT hash FROM waiting ORDER BY n')
  await api.services.waiting.settle({ budget: 1e9, most: 99 })
  const entered: { n: number; index: number }[] = []
  for (const { n, code } of of(202)) {
    const { tracked } = await api.services.waiting.codes.look(code)
    expect(tracked?.texts[0]?.title).toBe(`第${n}件`)
    entered.push({ n, index: tracked?.texts[0]?.index ?? 0 })
  }
  const rows = await api.services.ledger.database.client.execute(
    'SELECT hash FROM tracking JOIN entry ON entry.record = tracking.record WHERE seq = 1 ORDER BY "index"',
  )
  const hashes = rows.rows.map(({ hash }) => hash).slice(-30)
  expect(hashes).toEqual(order.rows.map(({ hash }) => hash))
  expect(new Set(entered.map(({ index }) => index)).size).toBe(30)
})

it('is let in by a few at a time, in line, and a place is given on when a work fails', async () => {
  const { pass } = createTurnstile(2)
  const [begun, freed]: [number[], (() => void)[]] = [[], []]
  const all = [0, 1, 2, 3, 4].map((n) =>
    pass(async () => {
      begun.push(n)
      await new Promise<void>((resolve) => freed.push(resolve))
      if (n === 1) throw new Error('failed')
    }),
  )
  const settled = Promise.allSettled(all)
  const step = () => new Promise((resolve) => setImmediate(resolve))
  for (const expected of [
    [0, 1],
    [0, 1, 2],
    [0, 1, 2, 3],
    [0, 1, 2, 3, 4],
  ]) {
    await step()
    expect(begun).toEqual(expected)
    freed.shift()?.()
  }
  for (let n = 0; n < 5; n++) {
    await step()
    freed.shift()?.()
  }
  expect((await settled).filter(({ status }) => status === 'rejected')).toHaveLength(1)
})
