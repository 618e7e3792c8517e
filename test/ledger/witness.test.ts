import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatAddCheckpoint, parseAddCheckpoint, parseTlogSize } from '../../worker/ledger/add-checkpoint.ts'
import { checkRequest, isRefusal, openRequest, type Seen } from '../../worker/ledger/witness.ts'
import { codeOf } from '../support/ledger/ledger-error.ts'
import { readVectors } from '../support/shared.ts'

interface WitnessVectors {
  log_origin: string
  log_vkey: string
  cases: { name: string; request_body: string; status: number; body?: string; body_contains?: string }[]
}

const vectors = readVectors<WitnessVectors>('witness-add-checkpoint.json')

/** Runs the requests one after another against one state, as a witness without a disk would. */
async function answerAll({ log_origin, log_vkey, cases }: WitnessVectors) {
  let seen: Seen | null = null
  const answers: { name: string; status: number; body: string }[] = []
  for (const { name, request_body } of cases) {
    const request = await openRequest(request_body, (origin) => (origin === log_origin ? [log_vkey] : []))
    const refusal = isRefusal(request) ? request : checkRequest(request, seen)
    if (refusal === null && !isRefusal(request)) seen = request.opened
    answers.push({ name, status: refusal?.status ?? 200, body: refusal?.body ?? '' })
  }
  return answers
}

describe('the decision of a witness', () => {
  it.skipIf(vectors === null)('is that of the published sequence, status and size', async () => {
    if (vectors === null) return
    const answers = await answerAll(vectors)
    expect(answers.map(({ name, status }) => ({ name, status }))).toEqual(
      vectors.cases.map(({ name, status }) => ({ name, status })),
    )
    for (const [i, { body }] of vectors.cases.entries()) {
      if (body !== undefined) expect(answers[i]?.body).toBe(body)
    }
  })
})

describe('add-checkpoint', () => {
  it('comes back', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.array(hash, { maxLength: 63 }), (old, proof) => {
        const request = { old, proof, checkpoint: 'o\n1\nroot\n\n— o sig\n' }
        expect(parseAddCheckpoint(formatAddCheckpoint(request))).toEqual(request)
      }),
    )
  })

  it.each([
    '',
    'old 1',
    'old 01\n\nnote\n',
    'old -1\n\nnote\n',
    'new 1\n\nnote\n',
    'old 1\nx\n\nnote\n',
    'old 1\r\n\nnote',
  ])('refuses %j', (text) => expect(codeOf(() => parseAddCheckpoint(text))).toBe('malformed_request'))

  it('refuses 64 hashes and a size that is not plain', () => {
    const hash = Buffer.alloc(32).toString('base64')
    const many = `old 1\n${`${hash}\n`.repeat(64)}\nnote\n`
    expect(codeOf(() => parseAddCheckpoint(many))).toBe('malformed_request')
    expect(parseTlogSize('5\n')).toBe(5)
    for (const text of ['5', '05\n', '5\n\n', ' 5\n', '-5\n', '5e3\n'])
      expect(codeOf(() => parseTlogSize(text))).toBe('malformed_request')
  })
})
