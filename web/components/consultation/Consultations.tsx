/** Consultations on a decision: open until when, or what became of them, and where the procedure says otherwise. */

import { takesComments } from '../../../worker/domain/kinds/consultation/phase.ts'
import { reportFigures, reportOf } from '../../../worker/domain/kinds/consultation/state.ts'
import { titleIn } from '../../../worker/domain/kinds/title.ts'
import { at, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { DecisionState, RecordView } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { Status } from '../list/Status.tsx'

interface ConsultationsProps {
  decision: DecisionState
  consultations: readonly RecordView[]
  /** `YYYY-MM-DD` */
  today: string
}

/** Section on the consultations of a decision; nothing where there is none. */
export function Consultations({ decision, consultations, today }: ConsultationsProps) {
  const { words } = useFrame()
  if (consultations.length === 0) return null
  return (
    <section aria-labelledby="consultations">
      <h2 id="consultations">{words.consultations.linked}</h2>
      <ul class="plain-list">
        {consultations.map((one) => (
          <Consultation key={one.id} record={one} decision={decision} today={today} />
        ))}
      </ul>
    </section>
  )
}

function Consultation({
  record,
  decision,
  today,
}: {
  record: RecordView
  decision: DecisionState
  today: string
}) {
  const { lang, words } = useFrame()
  const { consultations } = words
  const { state } = record
  if (state.kind !== 'consultation') return null
  const report = reportOf(state)
  const figures = report === null ? null : reportFigures(report)
  const typed = decision.steps.find(({ id }) => id !== undefined && id === state.step)
  const isOdd =
    figures !== null &&
    typed?.received !== undefined &&
    (typed.received !== figures.received || (typed.adopted ?? figures.adopted) !== figures.adopted)
  return (
    <li>
      <p class="dot">
        <a href={at(lang, recordPath(record.id) ?? '/')}>{titleIn(lang, record)}</a>
        {takesComments(state, today) ? (
          <a href={at(lang, `/consultations/${record.id}/comment`)}>
            {fill(consultations.open, { to: state.closeAt ?? '' })}
          </a>
        ) : (
          <Status of={record} />
        )}
      </p>
      {figures !== null && <p>{fill(consultations.figures, figures)}</p>}
      {isOdd && (
        <p>
          <strong class="late">
            {fill(consultations.disagree, {
              typed: `${typed.received} / ${typed.adopted ?? '–'}`,
              counted: `${figures.received} / ${figures.adopted}`,
            })}
          </strong>
        </p>
      )}
    </li>
  )
}
