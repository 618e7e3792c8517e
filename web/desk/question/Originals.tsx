/** Texts of somebody of the public as they came in: a moderator reads and decides, others who may see them are shown. */
import { useState } from 'preact/hooks'
import { pendingTexts, type Spoken } from '../../../worker/domain/record/spoken/text.ts'
import { Attached } from '../../components/question/Attached.tsx'
import { Organisation } from '../../components/question/Organisation.tsx'
import { mayI, useDesk, useMe } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { type OpenText, ReadText } from './ReadText.tsx'

interface OriginalsProps {
  /** Address of the record in the API. */
  path: string
  seq: number
  state: Spoken
  onDone(): void
}

/**
 * Original texts of one record. They are asked for by a button, since each look stands in the access log.
 */
export function Originals({ path, seq, state, onDone }: OriginalsProps) {
  const { words, lang, send } = useDesk()
  const me = useMe()
  const { questionDesk } = words
  const [texts, setTexts] = useState<readonly OpenText[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  if (state.texts.length === 0) return null

  async function read(): Promise<void> {
    const answer = await send<{ texts: OpenText[] }>('GET', `${path}/texts`)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setTexts(answer.body.texts)
  }

  if (texts === null)
    return (
      <>
        <Trouble problem={problem} />
        <p>
          <button type="button" onClick={read}>
            {questionDesk.original}
          </button>{' '}
          <span class="hint">{questionDesk.originalHint}</span>
        </p>
      </>
    )
  const again = new Set(state.texts.flatMap(({ of, second }) => (second === 'asked' ? of : [])))
  const pending = new Set(pendingTexts(state).map(({ of }) => of))
  return (
    <section aria-labelledby="originals">
      <h2 id="originals">{questionDesk.originals}</h2>
      {texts.map((one) =>
        mayI(me, 'message.moderate') && pending.has(one.of) ? (
          <div key={one.of}>
            {again.has(one.of) && <p class="hint">{questionDesk.second}</p>}
            <ReadText path={path} seq={seq} text={one} onDone={onDone} />
          </div>
        ) : (
          <div key={one.of}>
            {one.attachment !== null && (
              <Attached lang={lang} name={one.title ?? ''} attachment={one.attachment} />
            )}
            {one.attachment === null && one.title !== null && <h3>{one.title}</h3>}
            {one.proof !== null && <Organisation lang={lang} proof={one.proof} />}
            {one.name !== null && <p>{one.name}</p>}
            <p>{one.text}</p>
            {one.asks.map((ask) => (
              <p key={ask}>{ask}</p>
            ))}
          </div>
        ),
      )}
    </section>
  )
}
