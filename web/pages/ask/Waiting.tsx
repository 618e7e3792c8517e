/** The page after something was sent that waits to be entered: its code, once, and by when it is entered. */

import { CodeForm } from '../../components/question/CodeForm.tsx'
import { useFrame } from '../../frame.ts'
import type { SitePage } from '../../page.tsx'
import { formatMoment } from '../../text/dates.ts'
import { fill } from '../../words/words.ts'

export interface WaitingData {
  code: string
  /** UTC instants: when it came in, and by when it is entered. */
  received: string
  enteredBy: string
}

/** Page of what was received and is entered within the hour. */
export const waitingPage: SitePage<WaitingData> = {
  name: 'ask',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.ask.waitingTitle, path: null },
  ],
  head: (_, { words }) => ({
    title: words.ask.waitingTitle,
    description: words.ask.description,
    hidden: true,
  }),
  Body,
}

function Body({ code, received, enteredBy }: WaitingData) {
  const { words, timeZone } = useFrame()
  const { ask } = words
  return (
    <>
      <div class="title">
        <h1>{ask.waitingTitle}</h1>
        <p class="lede">
          {fill(ask.waitingLede, {
            time: formatMoment(received, timeZone),
            by: formatMoment(enteredBy, timeZone),
          })}
        </p>
      </div>
      <section aria-labelledby="code">
        <h2 id="code">{ask.code}</h2>
        <p class="code-shown">
          <code>{code}</code>
        </p>
        <p>{ask.waitingCode}</p>
        <p class="hint">{ask.print}</p>
      </section>
      <CodeForm code={code} path="/m" button={words.questions.track} />
    </>
  )
}
