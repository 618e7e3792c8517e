import { useFrame } from '../../frame.ts'
import { type Day, weekdayOf, weeksOf } from '../../text/month.ts'
import { count } from '../../words/words.ts'

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const

/** The name of a weekday. */
export function Weekday({ day }: { day: string }) {
  const { words } = useFrame()
  const number = WEEK[weekdayOf(day) - 1] ?? 1
  return <>{words.clock.weekday[number]}</>
}

/** A month at a glance, where there is room: each day leads to its lines in the agenda. */
export function MonthGrid({ month, days, today }: { month: string; days: Day[]; today: string }) {
  const { words } = useFrame()
  const counts = new Map(days.map(({ day, placed }) => [day, placed.length]))
  return (
    <table class="month" aria-label={month}>
      <thead>
        <tr>
          {WEEK.map((number) => (
            <th key={number} scope="col">
              {words.clock.weekday[number]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, i) => (
              <td key={WEEK[i]} aria-current={day === today ? 'date' : undefined}>
                {day !== null && <Cell day={day} n={counts.get(day) ?? 0} isToday={day === today} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({ day, n, isToday }: { day: string; n: number; isToday: boolean }) {
  const { words } = useFrame()
  const number = (
    <>
      {Number(day.slice(8))}
      {isToday && <b> {words.decision.today}</b>}
    </>
  )
  if (n === 0) return <span class="hint">{number}</span>
  return (
    <a href={`#day-${day}`}>
      {number} <small>{count(words.calendar.items, n)}</small>
    </a>
  )
}
