/** A text that waits to be entered, for whoever holds its code. */

import { CodeForm } from '../../components/question/CodeForm.tsx'
import { LongText } from '../../components/record/Prose.tsx'
import { useFrame } from '../../frame.ts'
import { formatMoment } from '../../text/dates.ts'
import { count, fill } from '../../words/words.ts'

export interface QueuedData {
  code: string
  /** UTC instants: when it came in, and by when it is entered. */
  received: string
  enteredBy: string
  title: string | null
  text: string
  asks: string[]
  hasContact: boolean
  /** Texts that are entered before it. */
  before: number
  /** Reason for which it will not be entered; null while it waits. */
  refused: { zh: string; en: string } | null
}

/** The text, its place in the queue, and what its author can do with it meanwhile. */
export function Queued({
  code,
  received,
  enteredBy,
  title,
  text,
  asks,
  hasContact,
  before,
  refused,
}: QueuedData) {
  const { lang, words, timeZone } = useFrame()
  const { track, ask } = words
  const times = { time: formatMoment(received, timeZone), by: formatMoment(enteredBy, timeZone) }
  return (
    <>
      {refused === null ? (
        <div class="notice">
          <p>{fill(ask.waitingLede, times)}</p>
          <p>{before === 0 ? track.next : count(track.before, before)}</p>
        </div>
      ) : (
        <p class="notice notice--bad">{fill(track.notEntered, { ...times, why: refused[lang] })}</p>
      )}
      <section aria-labelledby="yours">
        <h2 id="yours">{track.yours}</h2>
        {title !== null && <h3>{title}</h3>}
        <LongText text={text} />
        {asks.length > 0 && (
          <ul>
            {asks.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </section>
      <CodeForm code={code} path="/m" button={track.again} />
      <details>
        <summary>{track.takeBack}</summary>
        <CodeForm code={code} path="/m/withdrawn" button={track.takeBack}>
          <p class="hint">{track.takeBackHint}</p>
        </CodeForm>
      </details>
      {hasContact && <CodeForm code={code} path="/m/forget" button={track.forget} />}
    </>
  )
}
