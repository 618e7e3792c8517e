/** Finding of a flag, and beside it at equal size the department's answer. */
import type { FlagState } from '../../../worker/domain/kinds/flag/flag.ts'
import { kindOfRecord } from '../../../worker/domain/kinds/table.ts'
import { NO_VERDICT } from '../../../worker/domain/rules/words.ts'
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { figureLabel, label } from '../../labels.ts'
import { plain } from '../../text/parts.ts'
import { fill } from '../../words/words.ts'
import { ClockNote, type ShownClock } from '../clock/ClockNote.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { Severity } from '../list/Severity.tsx'
import { Documents } from '../record/Documents.tsx'
import { LongText } from '../record/Prose.tsx'

/** A limit of the rule, as it was when the flag was raised. */
export interface FlagLimit {
  name: { zh: string; en: string }
  unit: { zh: string; en: string }
  value: number
}

/**
 * Both sides of a flag. `limits` are those of its rule; `clock` is the deadline of the answer, null for none.
 */
export function FlagSides({
  state,
  limits = [],
  unit = null,
  clock = null,
}: {
  state: FlagState
  limits?: readonly FlagLimit[]
  /** Unit of the value and of what it is held against, where these are numbers. */
  unit?: FlagLimit['unit'] | null
  /** Deadline of the last question. */
  clock?: ShownClock | null
}) {
  const { lang, words } = useFrame()
  const { flags } = words
  const figure = (value: string): string => {
    const named = figureLabel(lang, kindOfRecord(state.subject) ?? '', value)
    return unit !== null && /^-?\d[\d.,]*$/.test(named) ? `${named} ${unit[lang]}` : named
  }
  return (
    <>
      <div class="sides">
        <section aria-labelledby="found">
          <h2 id="found">{flags.found}</h2>
          <p class="dot">
            <Severity level={state.severity} />
            {state.rule !== null && <a href={at(lang, `/rules/${state.rule}`)}>{state.rule}</a>}
            {state.value !== null && <span>{fill(flags.valued, { value: figure(state.value) })}</span>}
            {state.threshold !== null && (
              <span>{fill(flags.against, { value: figure(state.threshold) })}</span>
            )}
          </p>
          <LongText text={lang === 'en' ? (state.findingEn ?? state.finding) : state.finding} />
          {limits.length > 0 && (
            <ul class="hint">
              {limits.map(({ name, unit, value }) => (
                <li key={name.en}>{fill(flags.limit, { name: name[lang], value, unit: unit[lang] })}</li>
              ))}
            </ul>
          )}
          {state.inputs.length > 0 && (
            <p class="dot">
              <span>{flags.entries}</span>
              {state.inputs.slice(0, 20).map((index) => (
                <a key={index} href={at(lang, `/entries/${index}`)}>
                  {index}
                </a>
              ))}
            </p>
          )}
        </section>
        <section aria-labelledby="answer">
          <h2 id="answer">{flags.answer}</h2>
          {state.question !== null && (
            <p class="hint">{fill(flags.asked, { question: state.question, date: state.answerDue ?? '' })}</p>
          )}
          {clock !== null && <ClockNote {...clock} />}
          {state.answers.length === 0 ? (
            <p>{flags.noAnswer}</p>
          ) : (
            state.answers.map((answer) => (
              <div key={`${answer.occurred} ${answer.text}`}>
                <p class="dot">
                  <b>{label(lang, 'flagResponse', answer.response)}</b>
                  <span>{answer.occurred}</span>
                  {answer.by !== null && <span>{answer.by}</span>}
                </p>
                <LongText text={answer.text} />
                {answer.commitments.map((id) => (
                  <p key={id}>
                    <RecordLink id={id} />
                  </p>
                ))}
                <Documents documents={answer.evidence.map((one) => plain(one))} />
              </div>
            ))
          )}
        </section>
      </div>
      {state.outcome !== null && (
        <section aria-labelledby="outcome">
          <h2 id="outcome">{flags.outcome}</h2>
          <LongText text={state.outcome} />
          {state.advice !== null && <LongText text={state.advice} />}
        </section>
      )}
      <p class="hint">{NO_VERDICT[lang]}</p>
    </>
  )
}
