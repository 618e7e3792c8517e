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

interface Withheld {
  envelope: Envelope
  content: string
  salt: string
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
        </>
      )}
    </>
  )
}

function isSame({ envelope, content, salt }: Withheld): boolean {
  return toBase64(digestBody(fromBase64(salt), content)) === envelope.body
}
