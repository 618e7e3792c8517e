/** Promise and reports of a milestone: three dates, every move of the date, every report. */
import { dayNumber, latest } from '../../../worker/domain/record/date.ts'
import { useFrame } from '../../frame.ts'
import { fieldLabel, label } from '../../labels.ts'
import { plain } from '../../text/parts.ts'
import type { MilestoneState } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { countsAs, slipWords } from '../chart/milestones.ts'
import { Documents } from '../record/Documents.tsx'
import { LongText } from '../record/Prose.tsx'

/** The three dates, each as precise as it was given, with the day for which it counts. */
export function ThreeDates({ state }: { state: MilestoneState }) {
  const { lang, words } = useFrame()
  const name = words.board
  const cell = (date: string | null, end: 'first' | 'last') => {
    const counts = countsAs(lang, date, end)
    return (
      <td>
        {date ?? name.none}
        {counts !== null && <span class="hint block">{counts}</span>}
      </td>
    )
  }
  return (
    <table class="rows" id="dates" aria-labelledby="three">
      <tbody>
        <tr>
          <th scope="row">{name.baseline}</th>
          {cell(state.baselineDue, 'last')}
        </tr>
        <tr>
          <th scope="row">{name.current}</th>
          {cell(state.currentDue, 'last')}
        </tr>
        <tr>
          <th scope="row">{name.actual}</th>
          {cell(state.metAt, 'first')}
        </tr>
      </tbody>
    </table>
  )
}

/** Every move of the date, with its reason and who approved it. */
export function Moves({ state: { reschedules } }: { state: MilestoneState }) {
  const { lang, words } = useFrame()
  return (
    <ol class="moves" aria-labelledby="moves">
      {reschedules.map((move) => (
        <li key={`${move.occurred} ${move.to}`}>
          <span class="num">{move.occurred}</span>{' '}
          <span class="swap">
            <del>{move.from ?? words.board.none}</del>
            <span aria-hidden="true">→</span>
            <ins>{move.to}</ins>
          </span>{' '}
          <span class="who dot">
            {move.from !== null && (
              <span>{slipWords(lang, dayNumber(latest(move.to)) - dayNumber(latest(move.from)))}</span>
            )}
            {(move.reasonCode !== 'not_stated' || move.reason === null) && (
              <span>{label(lang, 'adjustment', move.reasonCode)}</span>
            )}
            {move.approver !== null && <span>{fill(words.act.approver, { name: move.approver })}</span>}
            {move.docNumber !== null && <span>{move.docNumber}</span>}
            {move.approvedAt !== null && <span>{move.approvedAt}</span>}
          </span>
          {move.reason !== null && <LongText text={move.reason} />}
        </li>
      ))}
    </ol>
  )
}

/** Reports that are shown, the newest: each is an entry on the line as well. */
const REPORTS = 50

/** Reports by the department itself on the state of things, newest first. */
export function Reports({ state: { reports } }: { state: MilestoneState }) {
  const { lang, words } = useFrame()
  if (reports.length === 0) return null
  const named = (field: string, value: string | number): string =>
    `${fieldLabel(lang, 'milestone', field)} ${value}`
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">{words.milestone.reports}</h2>
      <p class="hint">{words.milestone.reportsHint}</p>
      <ol class="agenda" reversed>
        {[...reports]
          .reverse()
          .slice(0, REPORTS)
          .map((report, i) => (
            <li key={`${reports.length - i}`}>
              <span class="num">{report.asOf ?? words.board.none}</span>
              <div>
                <p class="dot">
                  {report.declared && <b>{report.declared}</b>}
                  {report.progress !== undefined && <span>{named('progress', `${report.progress}%`)}</span>}
                  {report.forecast && <span>{named('forecast', report.forecast)}</span>}
                  {report.by && <span>{report.by}</span>}
                </p>
                {report.note && <LongText text={report.note} />}
                <Documents documents={(report.evidence ?? []).map(plain)} />
              </div>
            </li>
          ))}
      </ol>
      {reports.length > REPORTS && (
        <p class="hint">
          <a href="#line">{fill(words.milestone.olderReports, { n: reports.length - REPORTS })}</a>
        </p>
      )}
    </section>
  )
}
