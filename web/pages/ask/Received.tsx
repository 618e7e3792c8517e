/** The page after a question was sent: its code, once, and the receipt. */

import { MOST_ATTACHED } from '../../../worker/domain/record/spoken/fields.ts'
import { at, recordPath } from '../../address.ts'
import { CodeForm } from '../../components/question/CodeForm.tsx'
import { useFrame } from '../../frame.ts'
import type { SitePage } from '../../page.tsx'
import { formatMoment } from '../../text/dates.ts'
import { fill } from '../../words/words.ts'
import { Attach } from './Attach.tsx'

export interface ReceivedData {
  id: string
  kind: 'question' | 'comment'
  code: string
  index: number
  /** UTC instant at which it was recorded. */
  recorded: string
  hasReceipt: boolean
  /** An address was left, which is asked whether it wants to be told. */
  isToldByMail: boolean
  /** Beginning of the key of the form for documents; null where none are taken. */
  attaching: string | null
}

/** Words of the page, apart for each kind. */
interface Received {
  receivedLede: string
  codeHint: string
  see: string
}

/** Page with the receipt of a question or comment and its code, which is shown once. */
export const receivedPage: SitePage<ReceivedData> = {
  name: 'ask',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.ask.receivedTitle, path: null },
  ],
  head: (_, { words }) => ({
    title: words.ask.receivedTitle,
    description: words.ask.description,
    hidden: true,
  }),
  Body,
}

const received = ({ receivedLede, codeHint, see }: Received): Received => ({ receivedLede, codeHint, see })

function Body({ id, kind, code, index, recorded, hasReceipt, isToldByMail, attaching }: ReceivedData) {
  const { lang, words, timeZone } = useFrame()
  const ask = kind === 'comment' ? { ...words.ask, ...received(words.consultations) } : words.ask
  return (
    <>
      <div class="title">
        <h1>{ask.receivedTitle}</h1>
        <p class="lede">{fill(ask.receivedLede, { time: formatMoment(recorded, timeZone), index })}</p>
      </div>
      <section aria-labelledby="code">
        <h2 id="code">{ask.code}</h2>
        <p class="code-shown">
          <code>{code}</code>
        </p>
        <p>{ask.codeHint}</p>
        <p class="hint">{ask.print}</p>
      </section>
      {isToldByMail && <p>{ask.confirmMail}</p>}
      {hasReceipt && <CodeForm code={code} path="/m/receipt" button={ask.receipt} hint={ask.receiptHint} />}
      {attaching !== null && (
        <section aria-labelledby="attach">
          <h2 id="attach">{words.attach.title}</h2>
          <Attach code={code} nonce={attaching} left={MOST_ATTACHED.documents} fault={null} />
        </section>
      )}
      <p>
        <a href={at(lang, recordPath(id) ?? '/')}>{ask.see}</a>
      </p>
    </>
  )
}
