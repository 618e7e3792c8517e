/** The public form for a comment on a draft: works without JavaScript, sets no cookie, and acts by POST alone. */
import { Hono } from 'hono'
import { at } from '../../web/address.ts'
import { type CommentData, commentPage } from '../../web/pages/ask/Comment.tsx'
import type { FormFault } from '../../web/pages/ask/fields.tsx'
import { receivedPage } from '../../web/pages/ask/Received.tsx'
import { waitingPage } from '../../web/pages/ask/Waiting.tsx'
import type { Lang } from '../../web/words/words.ts'
import { takesComments } from '../domain/kinds/consultation/phase.ts'
import { draftVersion } from '../domain/kinds/consultation/state.ts'
import { refuse } from '../domain/record/guard.ts'
import { toHex } from '../ledger/bytes.ts'
import type { Consultations } from '../services/consultations/consultations.ts'
import { type Form, type FormDeps, faultOf, formOf, formsOf, given, statusOf } from './form.ts'
import { type SendingDeps, sendingOf } from './sending.ts'

export interface CommentingDeps extends FormDeps, SendingDeps {
  consultations: Consultations
  /** Documents are taken after the receipt. */
  takesDocuments: boolean
}

/** Forms for comments. One that was refused is shown again as it was filled in. */
export function createCommentForms(deps: CommentingDeps): Hono {
  const app = new Hono()
  const { consultations, reading } = deps
  const { draw, inRoom } = formsOf(deps)
  const sending = sendingOf(deps)

  async function dataOf(id: string, form: Form, fault: FormFault | null): Promise<CommentData | null> {
    const state = (await reading.record(id))?.state
    if (state?.kind !== 'consultation') return null
    return {
      id,
      title: state.title,
      openAt: state.openAt ?? '',
      closeAt: state.closeAt ?? '',
      isOpen: takesComments(state, reading.today()),
      version: draftVersion(state),
      prompts: state.prompts.flatMap(({ id: one, text = '' }) =>
        one === undefined ? [] : [{ id: one, text: text || one }],
      ),
      takes: consultations.takes,
      given: form,
      fault,
      ...(await sending.carried(form)),
    }
  }

  for (const lang of ['zh', 'en'] as const satisfies readonly Lang[]) {
    const path = at(lang, '/consultations/:id/comment')
    app.get(path, async (c, next) => {
      const data = await dataOf(c.req.param('id') ?? '', {}, null)
      return data === null ? next() : draw(c, lang, commentPage, data)
    })
    app.post(path, async (c, next) => {
      const id = c.req.param('id') ?? ''
      let form: Form = {}
      try {
        form = await formOf(c)
        if (form.website) throw refuse('invalid', '“网址”一栏请留空。', 'Leave the hidden field empty.')
        return await inRoom(c, async () => {
          const { nonce, lane } = await sending.arrive(c, form)
          const written = {
            text: form.text ?? '',
            name: given(form, 'name'),
            prompt: given(form, 'prompt'),
            submitter: given(form, 'submitter'),
            language: lang,
            contact: { email: given(form, 'email') },
          }
          if (lane === 'waiting') {
            const kept = await deps.keep({ kind: 'comment', consultation: id }, written, nonce)
            return draw(c, lang, waitingPage, kept, 202)
          }
          const { id: made, code, outcome, evidence } = await consultations.receive(id, written, null, nonce)
          const index = outcome.records[0]?.index ?? 0
          const recorded = (await reading.record(made))?.recorded ?? ''
          const data = {
            id: made,
            kind: 'comment',
            code,
            index,
            recorded,
            hasReceipt: evidence !== null,
            isToldByMail: given(form, 'email') !== undefined,
            attaching: deps.takesDocuments ? `act-${toHex(deps.random(16))}` : null,
          } as const
          return draw(c, lang, receivedPage, data, 201)
        })
      } catch (error) {
        const data = await dataOf(id, form, faultOf(error, lang))
        return data === null ? next() : draw(c, lang, commentPage, data, statusOf(error))
      }
    })
  }
  return app
}
