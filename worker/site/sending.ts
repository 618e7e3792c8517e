/** Sending of a form of the public: the lane that its text takes, and what the form carries for that. */
import type { Context } from 'hono'
import { toHex } from '../ledger/bytes.ts'
import type { Incoming, Waits } from '../services/waiting/queue.ts'
import type { Waiting } from '../services/waiting/waiting.ts'
import type { Form } from './form.ts'

export interface SendingDeps {
  random(bytes: number): Uint8Array
  waiting: Pick<Waiting, 'proofs' | 'codes'>
  /** The lane of a text, which is counted with it. @throws Problem */
  chooseLane(
    c: Context,
    sending: { form: string | undefined; opened: string; proof: string | undefined },
  ): Promise<'now' | 'waiting'>
  /** Keeps what is to wait. @throws Problem */
  keep(incoming: Incoming, given: object, nonce: string | undefined): Promise<Waits>
}

/** Fields that a form carries, and nobody fills in. */
export interface Carried {
  /** So that the same form sent twice is received once. */
  nonce: string
  /** When it was opened, under a mark of this site. */
  opened: string
}

const FORM = /^form-[0-9a-f]{32}$/

/** Sending of forms by which somebody of the public writes. */
export function sendingOf({ random, waiting: { proofs }, chooseLane }: SendingDeps) {
  return {
    /** Fields of a form that is drawn, or drawn again as it was filled in. */
    async carried(form: Form): Promise<Carried> {
      const nonce = FORM.test(form.nonce ?? '') ? (form.nonce ?? '') : `form-${toHex(random(16))}`
      const isOurs = form.opened !== undefined && (await proofs.openFor(nonce, form.opened)) !== null
      return { nonce, opened: isOurs ? (form.opened ?? '') : await proofs.opening(nonce) }
    },

    /** The nonce of a form that was sent, and the lane of what it says. @throws Problem */
    async arrive(c: Context, form: Form): Promise<{ nonce: string | undefined; lane: 'now' | 'waiting' }> {
      const nonce = FORM.test(form.nonce ?? '') ? form.nonce : undefined
      const sending = { form: nonce ?? '', opened: form.opened ?? '', proof: form.proof || undefined }
      return { nonce, lane: await chooseLane(c, sending) }
    },
  }
}
