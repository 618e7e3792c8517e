/**
 * Proof of work, and of the time that a form was open: both bound to one form by keyed digests, so that nothing is kept
 * of whoever writes. Format and solving of a challenge are those of ALTCHA, version 2.
 */
import { type Challenge, createChallenge, type Payload, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { readProof } from '../../domain/input/proof.schema.ts'
import { refuse } from '../../domain/record/guard.ts'
import { spendChallenge } from '../../store/accounts/challenges.ts'
import type { Ledger } from '../open.ts'

/** Milliseconds in which a challenge is solved and sent. */
const FOR = 600_000
/** Memory of what was spent, in milliseconds: a clock that is set back makes nothing good again. */
const REMEMBERED = 86_400_000
/** Iterations of PBKDF2 for each try, in quiet times. */
const COST = 1000
/** Tries that the solution takes: at least so many, and fewer than twice as many more. No phone is out of luck. */
const TRIES = 128
/** A form that is older is one that somebody kept. */
const OPEN_FOR = 7 * 86_400_000

const again = {
  zh: '内容还在，什么都没有丢：请再提交一次，或不带证明提交。',
  en: 'Nothing was lost: send it again, or send it without a proof.',
}

const refuseProof = (zh: string, en: string) =>
  refuse('invalid', `${zh}${again.zh}`, `${en} ${again.en}`, 'proof')

/** Challenges and forms of one ledger. */
export function createProofs(ledger: Pick<Ledger, 'database' | 'keyedDigest' | 'now' | 'random'>) {
  const { database, keyedDigest } = ledger
  const digestOfForm = async (form: string): Promise<string> =>
    (await keyedDigest(`form of a challenge ${form}`)).slice(0, 32)

  return {
    /**
     * A challenge for one form.
     *
     * @param form its nonce, or the idempotency key under which a program will send
     * @param level doublings of the work
     */
    async challenge(form: string, level: number): Promise<Challenge> {
      const [a = 0, b = 0] = ledger.random(2)
      return createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        deriveKey,
        cost: COST * 2 ** level,
        counter: TRIES + ((a * 256 + b) % (2 * TRIES)),
        data: { form: await digestOfForm(form), until: ledger.now().getTime() + FOR },
        hmacSignatureSecret: await keyedDigest('secret of challenges'),
        hmacKeySignatureSecret: await keyedDigest('secret of solutions'),
      })
    },

    /**
     * Takes the proof that came with a form: it is taken once.
     *
     * @throws Problem `invalid` that says what is wrong with it
     */
    async take(proof: string, form: string): Promise<void> {
      const read = readProof(proof)
      if (read === null) throw refuseProof('“证明”读不懂。', 'The proof of work cannot be read.')
      const { challenge, solution } = read
      const { until, form: bound } = challenge.parameters.data
      const { invalidSignature, invalidSolution } = await verifySolution({
        challenge: challenge satisfies Payload['challenge'],
        solution,
        deriveKey,
        hmacSignatureSecret: await keyedDigest('secret of challenges'),
        hmacKeySignatureSecret: await keyedDigest('secret of solutions'),
      })
      if (invalidSignature !== false)
        throw refuseProof('这道题不是本站出的。', 'The challenge is none of this site.')
      const now = ledger.now().getTime()
      if (now >= until)
        throw refuseProof('这道题已过期（十分钟）。', 'The challenge is older than ten minutes.')
      if (bound !== (await digestOfForm(form)))
        throw refuseProof('这道题是为另一张表单出的。', 'The challenge was made for another form.')
      if (invalidSolution !== false) throw refuseProof('这道题没有解对。', 'The challenge is not solved.')
      const row = { id: `proof-${challenge.signature}`, purpose: 'proof-of-work', data: '' }
      const expires = new Date(until + REMEMBERED).toISOString()
      if (!(await spendChallenge(database, { ...row, expires }, new Date(now).toISOString())))
        throw refuseProof('这道题已经用过。', 'The challenge was used before.')
    },

    /** The time at which a form is opened, as the form carries it. */
    async opening(nonce: string): Promise<string> {
      const at = ledger.now().getTime().toString(36)
      return `${at}.${(await keyedDigest(`form ${nonce} ${at}`)).slice(0, 32)}`
    },

    /**
     * Milliseconds for which a form was open; null for one that is none of ours, is too old, or says a time to come.
     *
     * @param opened as `opening` gave it
     */
    async openFor(nonce: string, opened: string): Promise<number | null> {
      const [at = '', mark = ''] = opened.split('.')
      if (!/^[0-9a-z]{1,12}$/.test(at)) return null
      if (mark !== (await keyedDigest(`form ${nonce} ${at}`)).slice(0, 32)) return null
      const open = ledger.now().getTime() - Number.parseInt(at, 36)
      return open < 0 || open > OPEN_FOR ? null : open
    },
  }
}
