/** 逾期: on the page of a record that its day passed, and to whom that has come; and the steps of one notice, on its own. */
import { type OverdueState, stepOf } from '../../../worker/domain/kinds/overdue/overdue.ts'
import { overdueSteps, settlements } from '../../../worker/domain/kinds/overdue/vocabulary.ts'
import { at, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { RecordView } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { RecordLink } from '../list/RecordLink.tsx'
import { Mark } from '../Mark.tsx'

/** One line for each notice about a record that is still open; nothing where there is none. */
export function OverdueNotes({ notices }: { notices: readonly RecordView[] }) {
  const { lang, words } = useFrame()
  return (
    <>
      {notices.map(({ id, state }) =>
        state.kind !== 'overdue' || state.status !== 'open' ? null : (
          <p key={id} class="overdue-note">
            <span class="state state--late">
              <Mark shape="triangle" />
              {fill(words.overdue.note, { due: state.due, step: overdueSteps[stepOf(state)][lang] })}
            </span>{' '}
            <a href={at(lang, recordPath(id) ?? '/')}>{words.overdue.steps}</a>
          </p>
        ),
      )}
    </>
  )
}

/** The steps of one notice, and how it ended. */
export function OverdueSteps({ state }: { state: OverdueState }) {
  const { lang, words } = useFrame()
  const { subject, steps, settled } = state
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{words.overdue.steps}</h2>
      {subject !== null && (
        <p>
          <RecordLink id={subject} />
        </p>
      )}
      <ol class="items">
        {steps.map(({ step, to, on }) => (
          <li key={step}>
            <span>
              <time dateTime={on}>{on}</time> {fill(words.overdue.cameTo, { step: overdueSteps[step][lang] })}
              {to !== null && (
                <>
                  {' · '}
                  <RecordLink id={to} />
                </>
              )}
              {to === null && step === 'parent' && <span class="hint"> {words.overdue.noParent}</span>}
            </span>
          </li>
        ))}
        {settled !== null && (
          <li>
            <span>
              <time dateTime={settled.day}>{settled.day}</time> {settlements[settled.why][lang]}
              {settled.on !== null && ` · ${fill(words.overdue.doneOn, { day: settled.on })}`}
            </span>
          </li>
        )}
      </ol>
      <p class="hint">{words.overdue.hint}</p>
    </section>
  )
}
