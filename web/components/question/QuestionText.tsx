/**
 * Text of a question, as far as it is published: its words, what was cut from them, or the reason for which
 * there are none.
 */
import type { SpokenText as Text } from '../../../worker/domain/record/spoken/text.ts'
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { formatDay } from '../../text/dates.ts'
import { count, fill } from '../../words/words.ts'
import { LongText } from '../record/Prose.tsx'
import { Attached } from './Attached.tsx'
import { CopyNote } from './CopyNote.tsx'
import { Organisation } from './Organisation.tsx'

/** @param due the day by which it is to be read; null where that cannot be told */
export function QuestionText(props: { text: Text; due: string | null }) {
  const { questions } = useFrame().words
  const second = props.text.second ?? null
  return (
    <>
      <Published {...props} />
      {second !== null && <p class="hint">{second === 'asked' ? questions.second : questions.secondRead}</p>}
    </>
  )
}

function Published({ text, due }: { text: Text; due: string | null }) {
  const { lang, words, timeZone } = useFrame()
  const { questions } = words
  const date = formatDay(text.occurred, timeZone)
  if (text.publication === 'pending' && text.event === 'attached')
    return <p class="hint">{fill(questions.pendingAttached, { date })}</p>
  if (text.publication === 'pending')
    return (
      <p class="hint">
        {due === null ? fill(questions.pendingUndated, { date }) : fill(questions.pending, { date, due })}
      </p>
    )
  if (text.publication === 'erased') return <p class="hint">{questions.erased}</p>
  if (text.publication === 'withheld')
    return (
      <p>
        {fill(questions.withheld, {
          ground: label(lang, 'moderationGround', text.ground ?? ''),
          explanation: text.explanation ?? questions.explanationErased,
        })}
      </p>
    )
  const proof = text.proof ?? null
  const name = text.name ?? null
  const grounds = [...new Set(text.redactions.map(({ ground }) => label(lang, 'moderationGround', ground)))]
  return (
    <>
      {(text.attachment ?? null) !== null && (
        <Attached lang={lang} name={text.title ?? ''} attachment={text.attachment ?? {}} />
      )}
      <CopyNote copied={text.copied ?? []} />
      {proof !== null && <Organisation lang={lang} proof={proof} />}
      <LongText text={text.text ?? ''} />
      {name !== null && <p class="hint">{fill(questions.signed, { name })}</p>}
      {text.asks.length > 0 && (
        <>
          <h3>{questions.asks}</h3>
          <ul>
            {text.asks.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
      {text.redactions.length > 0 && (
        <p class="hint">
          {count(questions.cut, text.redactions.length, {
            grounds: grounds.join(lang === 'zh' ? '、' : ', '),
          })}
        </p>
      )}
      {text.opens !== null && (
        <p class="hint">
          <a href={at(lang, `/entries/${text.opens}`)}>{fill(questions.asReceived, { index: text.opens })}</a>
        </p>
      )}
    </>
  )
}
