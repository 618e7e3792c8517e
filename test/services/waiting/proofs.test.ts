/** Proof of work and of the time that a form was open: good for one form, once, for ten minutes, by one ledger. */
import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { beforeAll, describe, expect, it } from 'vitest'
import { laneOf, levelOf } from '../../../worker/services/waiting/lanes.ts'
import { createProofs } from '../../../worker/services/waiting/proofs.ts'
import type { Database } from '../../../worker/store/database.ts'
import { freshDatabase, seededRandom } from '../../support/ledger/ledger.ts'

const FORM = 'form-0123456789abcdef0123456789abcdef'
let now = Date.parse('2026-03-02T01:00:00Z')
let database: Database

const proofsOf = (key: string) =>
  createProofs({
    database,
    keyedDigest: async (text) => {
      const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${key} ${text}`))
      return Buffer.from(bytes).toString('hex')
    },
    now: () => new Date(now),
    random: seededRandom(),
  })

beforeAll(async () => {
  database = await freshDatabase()
})

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64')
async function solved(challenge: Challenge): Promise<string> {
  return encode({ challenge, solution: await solveChallenge({ challenge, deriveKey }) })
}

describe('the lane of a text', () => {
  const quiet = { proven: false, hurried: false, load: 0, waiting: 0 }
  it.each([
    ['anybody in quiet times', {}, 'now'],
    ['a proof in quiet times', { proven: true }, 'now'],
    ['nobody without a proof when much comes in', { load: 0.5 }, 'waiting'],
    ['a proof when much comes in', { load: 0.99, proven: true }, 'now'],
    ['nobody when too much comes in', { load: 1, proven: true }, 'waiting'],
    ['nobody without a proof before those who wait', { waiting: 1 }, 'waiting'],
    ['a proof, while others wait', { waiting: 900, proven: true }, 'now'],
    ['nobody who was quicker than a person', { hurried: true, proven: true }, 'waiting'],
  ])('takes %s', (_, given, lane) => {
    expect(laneOf({ ...quiet, ...given })).toBe(lane)
  })

  it('asks for more work the more comes, and for no more than an old phone can do', () => {
    expect([levelOf(0, 0), levelOf(1, 0), levelOf(0, 0.5), levelOf(2.9, 0.25), levelOf(5, 9)]).toEqual([
      0, 1, 2, 3, 4,
    ])
  })
})

describe('a proof of work', () => {
  it('is taken once, and not again when the clock was set back', async () => {
    const proofs = proofsOf('ours')
    const proof = await solved(await proofs.challenge(FORM, 0))
    await proofs.take(proof, FORM)
    await expect(proofs.take(proof, FORM)).rejects.toThrow('used before')
    const then = now
    now += 3_600_000
    await proofs.take(await solved(await proofs.challenge(FORM, 0)), FORM)
    now = then
    await expect(proofs.take(proof, FORM)).rejects.toThrow('used before')
  })

  it('is refused when it is of another form, another site, too old, not solved, or made easier', async () => {
    const proofs = proofsOf('ours')
    const challenge = await proofs.challenge(FORM, 0)
    const proof = await solved(challenge)
    await expect(proofs.take(proof, `${FORM}0`)).rejects.toThrow('another form')
    await expect(proofsOf('theirs').take(proof, FORM)).rejects.toThrow('none of this site')
    const easier = { ...challenge, parameters: { ...challenge.parameters, cost: 1 } }
    await expect(proofs.take(await solvedLike(easier), FORM)).rejects.toThrow('none of this site')
    await expect(proofs.take(await solvedLike(challenge), FORM)).rejects.toThrow('not solved')
    for (const none of ['', 'x', encode({}), encode({ challenge }), '%', 'A'.repeat(10_000)])
      await expect(proofs.take(none, FORM)).rejects.toThrow('cannot be read')
    now += 600_000
    await expect(proofs.take(proof, FORM)).rejects.toThrow('older than ten minutes')
    now -= 600_000
    await proofs.take(proof, FORM)
  })

  const solvedLike = async (challenge: Challenge): Promise<string> =>
    encode({ challenge, solution: { counter: 1, derivedKey: '00'.repeat(32) } })

  it('costs twice as much with each level', async () => {
    const cost = async (level: number) => (await proofsOf('ours').challenge(FORM, level)).parameters.cost
    expect([await cost(0), await cost(1), await cost(4)]).toEqual([1000, 2000, 16_000])
  })
})

describe('the time that a form was open', () => {
  it('is told by its mark, and by none that was made up, is of another form, or says a time to come', async () => {
    const proofs = proofsOf('ours')
    const opened = await proofs.opening(FORM)
    now += 2500
    expect(await proofs.openFor(FORM, opened)).toBe(2500)
    expect(await proofs.openFor(`${FORM}0`, opened)).toBeNull()
    const [at = '', mark = ''] = opened.split('.')
    for (const forged of ['', '.', at, `${at}.`, `0.${mark}`, `${at}.${mark}0`, `${mark}.${at}`])
      expect(await proofs.openFor(FORM, forged)).toBeNull()
    now -= 86_400_000
    expect(await proofs.openFor(FORM, opened)).toBeNull()
    now += 30 * 86_400_000
    expect(await proofs.openFor(FORM, opened)).toBeNull()
  })
})
