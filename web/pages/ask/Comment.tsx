/** The form on which anybody comments on a draft: works without JavaScript, keeps what was written. */
import { submitters } from '../../../worker/domain/kinds/comment/vocabulary.ts'
import { at, recordPath } from '../../address.ts'
import type { Head } from '../../components/page/Html.tsx'
import { type Frame, useFrame } from '../../frame.ts'
import { fieldLabel, label, listWords } from '../../labels.ts'
import type { SitePage } from '../../page.tsx'
import { fill } from '../../words/words.ts'
import { Choose, Contacts, Fault, type FormFault, Line, Long, type Takes, Trap } from './fields.tsx'
import { Carried, Send } from './send.tsx'

export interface CommentData {
  id: string
  title: string
  /** First and last day on which comments are taken. */
  openAt: string
  closeAt: string
  isOpen: boolean
  version: string
  prompts: { id: string; text: string }[]
  takes: Takes
  /** Fields as they were filled in, where the form is shown again. */
  given: { readonly [field: string]: string }
  fault: FormFault | null
  /** So that the same form sent twice is received once. */
  nonce: string
  /** When the form was opened, under a mark of this site. */
  opened: string
}

/** Page with the form for a comment. */
export const commentPage: SitePage<CommentData> = {
  name: 'ask',
  trail: ({ id, title }, { words, lang }) => [
    { name: words.site.home, path: '/' },
    { name: listWords('consultation').title[lang], path: '/consultations' },
    { name: title, path: recordPath(id) },
    { name: words.consultations.comment, path: null },
  ],
  head: ({ title }, { words }: Frame): Head => ({
    title: words.consultations.comment,
    description: title,
    alternates: [],
    hidden: true,
    sends: true,
  }),
  Body,
}

function Body(data: CommentData) {
  const { lang, words } = useFrame()
  const { consultations, ask } = words
  const { id, title, openAt, closeAt, isOpen, version, prompts, given, fault } = data
  return (
    <>
      <div class="title">
        <h1>{consultations.comment}</h1>
        <p class="lede">{consultations.lede}</p>
      </div>
      <Fault fault={fault} />
      <p class="dot">
        <a href={at(lang, recordPath(id) ?? '/')}>{title}</a>
        <span>{fill(consultations.days, { from: openAt, to: closeAt })}</span>
        <span>{fill(consultations.version, { version })}</span>
      </p>
      {!isOpen && <p class="notice">{consultations.notOpen}</p>}
      {isOpen && (
        <form method="post" action={at(lang, `/consultations/${id}/comment`)} class="paper-form" data-sends>
          <Carried {...data} />
          <Trap />
          {prompts.length > 0 && (
            <Choose
              name="prompt"
              label={fieldLabel(lang, 'comment', 'prompt')}
              given={given.prompt ?? ''}
              fault={fault}
              options={[
                ['', consultations.whole],
                ...prompts.map(({ id: one, text }): [string, string] => [one, text]),
              ]}
            />
          )}
          <Long
            name="text"
            label={fieldLabel(lang, 'comment', 'text')}
            hint={ask.textHint}
            given={given.text}
            fault={fault}
            most={5000}
            required
          />
          <Choose
            name="submitter"
            label={fieldLabel(lang, 'comment', 'submitter')}
            given={given.submitter ?? 'undisclosed'}
            fault={fault}
            options={Object.keys(submitters).map((one) => [one, label(lang, 'submitter', one)])}
          />
          <Line
            name="name"
            label={fieldLabel(lang, 'comment', 'name')}
            hint={consultations.nameHint}
            given={given.name}
            fault={fault}
            most={40}
          />
          <Contacts takes={data.takes} given={given} fault={fault} />
          <Send />
        </form>
      )}
    </>
  )
}
