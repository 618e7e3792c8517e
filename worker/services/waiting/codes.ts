/** 凭码: whatever the holder of a code does, whether their text has been entered or still waits. */
import { refuse } from '../../domain/record/guard.ts'
import type { Proving } from '../consultations/proving.ts'
import type { Questions } from '../questions/questions.ts'
import type { AskersAct, KeptDocument, SentFile, Tracked } from '../questions/tracking.ts'
import type { Outcome } from '../submit/call.ts'
import type { createQueue, WaitingText } from './queue.ts'

/** Acts by which a text that waits is taken away: nothing of it was entered, so that nothing of it stays. */
const takingBack: readonly AskersAct[] = ['withdrawn', 'erasure_asked']

const notEntered = () =>
  refuse(
    'wrong_state',
    '这一件还在排队，尚未入账：入账以后才能这样做。现在可以查看，也可以撤回并删除。',
    'It still waits to be entered, and this can be done once it is. For now you can look at it, or take it back.',
  )

/** Doings of those who hold a code. A text leaves the queue in the transaction of its entry: it is in one or the other. */
export function createCodes(
  tracking: Questions['tracking'],
  queue: Pick<ReturnType<typeof createQueue>, 'look' | 'takeBack' | 'forgetContact'>,
  proving: Pick<Proving, 'prove'>,
) {
  /** Guard of what is done with an entry alone. @throws Problem `wrong_state` of a text that waits */
  async function requireEntered(code: string): Promise<void> {
    if ((await queue.look(code)) !== null) throw notEntered()
  }

  return {
    requireEntered,

    /** The text of a code, and how it stands. @throws Problem `not_found` */
    async look(
      code: string,
    ): Promise<{ waits: WaitingText; tracked: null } | { waits: null; tracked: Tracked }> {
      const waits = await queue.look(code)
      return waits === null ? { waits, tracked: await tracking.look(code) } : { waits, tracked: null }
    },

    /** The evidence file of what was entered. @throws Problem `wrong_state` of what was not */
    async evidence(code: string) {
      await requireEntered(code)
      return tracking.evidence(code)
    },

    /** A document that was attached, as it was kept. @throws Problem `wrong_state`, `not_found` */
    async document(code: string, of: number): Promise<KeptDocument> {
      await requireEntered(code)
      return tracking.document(code, of)
    },

    /** Attaches documents to what was entered. @throws Problem */
    async attach(code: string, files: readonly SentFile[], nonce?: string): Promise<Outcome> {
      await requireEntered(code)
      return tracking.attach(code, files, nonce)
    },

    /** Looks at a domain that names what was entered. @throws Problem */
    async prove(code: string, domain: string, nonce?: string): Promise<Outcome> {
      await requireEntered(code)
      return proving.prove(code, domain, nonce)
    },

    /** One act. @returns null where a text that waited was taken away. @throws Problem */
    async act(code: string, event: AskersAct, given: unknown, nonce?: string): Promise<Outcome | null> {
      if ((await queue.look(code)) !== null) {
        if (!takingBack.includes(event)) throw notEntered()
        if (await queue.takeBack(code)) return null
      }
      return tracking.act(code, event, given, nonce)
    },

    /** Forgets how its holder can be reached. */
    async forget(code: string): Promise<void> {
      if (!(await queue.forgetContact(code))) await tracking.forget(code)
    },
  }
}
