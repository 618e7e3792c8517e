/** 期限怎么算出来的: the days that led to a last day, folded under it or in the open. */
import { weekdayOf } from '../../../worker/domain/calendar/table.ts'
import type { ClockLine, LineKind } from '../../../worker/domain/clock/lines.ts'
import { dayNumber } from '../../../worker/domain/record/date.ts'
import type { Lang } from '../../../worker/domain/record/problem.ts'
import type { Words } from '../../words/words.ts'

interface Explained {
  lines: readonly ClockLine[]
  lang: Lang
  words: Pick<Words, 'clock'>
}

/** Kinds of lines that do not count, drawn fainter; their words say why. */
const PASSED: ReadonlySet<LineKind> = new Set(['holiday', 'pause', 'roll'])

const WEEK = [7, 1, 2, 3, 4, 5, 6] as const

/** The table of days: date, day of the week, how it counts, on what that rests. */
export function ClockTable({ lines, lang, words: { clock } }: Explained) {
  return (
    <table class="rows clock-table">
      <caption class="vh">{clock.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{clock.day}</th>
          <th scope="col">{clock.what}</th>
          <th scope="col">{clock.article}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ day, kind, words, article }) => (
          <tr key={`${day} ${kind} ${words.en}`} class={PASSED.has(kind) ? 'passed' : kind}>
            <th scope="row">
              <time dateTime={day}>{day}</time> {clock.weekday[WEEK[weekdayOf(dayNumber(day))] ?? 1]}
            </th>
            <td>{words[lang]}</td>
            <td>{article?.[lang]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The same, folded under the day that it explains; nothing where there is nothing to say. */
export function ClockLines(props: Explained) {
  if (props.lines.length === 0) return null
  return (
    <details class="clock">
      <summary>{props.words.clock.how}</summary>
      <ClockTable {...props} />
    </details>
  )
}
