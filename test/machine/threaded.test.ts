/** A machine whose database has a thread of its own, as it is served. */
import { expect, it } from 'vitest'
import { openMachine } from '../../worker/machine/machine.ts'
import { bulkRandom } from '../../worker/machine/random.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { newFolder } from '../support/folders.ts'

it('records, refuses a taken code, and finds what it has recorded, with many requests at once', async () => {
  const dataDir = await newFolder('mingzhang-threaded-')
  const call = { actor: LOCAL_OPERATOR }
  const machine = await openMachine({ dataDir, origin: 'threaded.example/log', threaded: true })
  const { acts, ledger, reading, log } = machine.services
  const codes = Array.from({ length: 30 }, (_, i) => `dep${i}`)
  await Promise.all(
    codes.map((code) => acts.open(call, 'department', null, { code, name: `取水局 ${code}` })),
  )
  await expect(acts.open(call, 'department', null, { code: 'dep3', name: '又一个' })).rejects.toMatchObject({
    code: 'conflict',
  })
  await ledger.follower.flush()
  const found = await reading.search({ q: '取水局', limit: 5 })
  expect([found.total, found.indexedTo, (await log.snapshot()).size]).toEqual([30, 30, 30])
  await machine.close()
  // Another process, as a command beside the server, reads what it has written.
  const again = await openMachine({ dataDir })
  expect((await again.services.reading.search({ q: '取水局', limit: 5 })).total).toBe(30)
  await again.close()
})

it('draws random bytes in bulk and gives none of them twice', () => {
  const random = bulkRandom()
  const given = Array.from({ length: 1000 }, () => Buffer.from(random(32)).toString('hex'))
  expect(new Set(given).size).toBe(1000)
  expect([random(0).length, random(1).length, random(8192).length, random(20_000).length]).toEqual([
    0, 1, 8192, 20_000,
  ])
  // None of them is a part of what is kept: whoever writes into one changes no other.
  const [one, other] = [random(32), random(32)]
  one.fill(0)
  expect(other.some((byte) => byte !== 0)).toBe(true)
})
