/** The form on which annotations in other ledgers are handed in. Looking at it changes nothing, its button does. */
import { Hono } from 'hono'
import { at } from '../../web/address.ts'
import { mentionPage } from '../../web/pages/ask/Mention.tsx'
import type { Mentions } from '../services/mentions/mentions.ts'
import { type FormDeps, faultOf, formOf, formsOf, statusOf } from './form.ts'

export interface MentioningDeps extends FormDeps {
  mentions: Mentions
}

/** Form for mentions. One that was refused is shown again as it was filled in. */
export function createMentionForm(deps: MentioningDeps): Hono {
  const app = new Hono()
  const { mentions } = deps
  const { draw, requireRoom } = formsOf(deps)
  const { isOpen, ledgers } = mentions
  for (const lang of ['zh', 'en'] as const) {
    const path = at(lang, '/mention')
    app.get(path, (c) =>
      draw(c, lang, mentionPage, { isOpen, ledgers, address: '', fault: null, done: null }),
    )
    app.post(path, async (c) => {
      let address = ''
      try {
        address = ((await formOf(c)).address ?? '').slice(0, 2000)
        requireRoom(c, 'tracks')
        const done = await mentions.handIn(address)
        return await draw(c, lang, mentionPage, { isOpen, ledgers, address, fault: null, done })
      } catch (error) {
        const fault = faultOf(error, lang)
        return draw(c, lang, mentionPage, { isOpen, ledgers, address, fault, done: null }, statusOf(error))
      }
    })
  }
  return app
}
