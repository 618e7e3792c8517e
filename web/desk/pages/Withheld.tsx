import { useEffect, useState } from 'preact/hooks'
import { label } from '../../../worker/domain/kinds/labels.ts'
import { digestBody } from '../../../worker/ledger/body.ts'
import { fromBase64, toBase64 } from '../../../worker/ledger/bytes.ts'
import type { Envelope } from '../../../worker/ledger/envelope-shape.ts'
import { at, entryPath } from '../../address.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { handIn } from '../write/drafts.ts'

interface Withheld {
  envelope: Envelope
  content: string
  salt: string
  opens: boolean
}

/** Page of a withheld entry, of which the public is shown the ground alone. Its opening is logged. */
export function WithheldPage({ index }: { index: number }) {
  const { words, lang, send } = useDesk()
  const [found, setFound] = useState<Withheld | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    void send<Withheld>('GET', `/api/v1/entries/${index}/withheld`).then((answer) => {
      if (answer.ok) setFound(answer.body)
      else setProblem(answer.problem)
    })
  }, [send, index])
  const { withheld } = words
  return (
    <>
      <h1>{withheld.title}</h1>
      <p>
        <a href={at(lang, entryPath(index))}>{fill(withheld.entry, { index })}</a>
      </p>
      <Trouble problem={problem} lead={withheld.refused} />
      {found !== null && (
        <>
          <p class="hint">{withheld.logged}</p>
          <dl class="facts">
            <dt>{withheld.ground}</dt>
            <dd>{label(lang, 'ground', found.envelope.ground ?? '')}</dd>
            <dt>{withheld.review}</dt>
            <dd>{found.envelope.review}</dd>
          </dl>
          <p role="status">{isSame(found) ? withheld.holds : withheld.differs}</p>
          <h2>{withheld.content}</h2>
          <pre class="json">{JSON.stringify(JSON.parse(found.content), null, 2)}</pre>
          {found.opens && <Unseal index={index} />}
        </>
      )}
    </>
  )
}

/** Form that drafts the opening of the text, for somebody else of whoever keeps it to approve. */
function Unseal({ index }: { index: number }) {
  const { words, send, to } = useDesk()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const { withheld } = words
  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const title = fill(withheld.unsealTitle, { index })
    const input = { entry: index, reason }
    const answer = await handIn(send, { kind: 'unsealing', verb: 'open', record: null, title, input })
    if (answer.ok) location.assign(to(`/drafts/${answer.body.id}`))
    else setProblem(answer.problem)
  }
  return (
    <form onSubmit={submit}>
      <h2>{withheld.unseal}</h2>
      <p class="hint">{withheld.unsealHint}</p>
      <Trouble problem={problem} lead={withheld.unsealRefused} />
      <label class="field">
        <span>{withheld.unsealReason}</span>
        <textarea
          rows={3}
          required
          value={reason}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </label>
      <button type="submit">{withheld.unsealAction}</button>
    </form>
  )
}

function isSame({ envelope, content, salt }: Withheld): boolean {
  return toBase64(digestBody(fromBase64(salt), content)) === envelope.body
}
