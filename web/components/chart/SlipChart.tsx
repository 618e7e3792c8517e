/** 节点推移: first promise → promise now → done, one row per milestone. Drawn by shapes; the table has the figures. */
import { dayNumber } from '../../../worker/domain/record/date.ts'
import { useFrame } from '../../frame.ts'
import { type Axis, axisOf } from '../../text/axis.ts'
import { foreign } from '../../text/language.ts'
import { count } from '../../words/words.ts'
import type { SlipRow } from './milestones.ts'

/** Rows that stand open; the others unfold. */
const OPEN = 12
/** Middle of a row, and half of a diamond. */
const MID = 10
const DIAMOND = 'M0-6 6 0 0 6-6 0z'

const percent = (place: number): string => `${place.toFixed(2)}%`

/** The chart, and what its shapes mean. `table` is the id of the table that says the same, or several. */
export function SlipChart({ rows, today, table }: { rows: SlipRow[]; today: string; table: string }) {
  const { words } = useFrame()
  const drawn = rows.filter(({ baseline, due, done }) => baseline !== null || due !== null || done !== null)
  if (drawn.length === 0) return null
  const now = dayNumber(today)
  const axis = axisOf([
    now,
    ...drawn.flatMap(({ baseline, due, done }) => [baseline ?? now, due ?? now, done ?? now]),
  ])
  const rest = drawn.slice(OPEN)
  return (
    <figure class="shift">
      <figcaption>{words.board.chart}</figcaption>
      <p class="hint" id="slip-hint">
        {words.board.chartHint}
      </p>
      <Legend />
      <Plot rows={drawn.slice(0, OPEN)} axis={axis} now={now} table={table} />
      {rest.length > 0 && (
        <details>
          <summary>{count(words.board.chartMore, rest.length)}</summary>
          <Plot rows={rest} axis={axis} now={now} table={table} />
        </details>
      )}
    </figure>
  )
}

function Legend() {
  const { words } = useFrame()
  return (
    <ul class="shift__legend">
      <li>
        <svg width="14" height="20" aria-hidden="true">
          <circle class="shift__first" cx="7" cy={MID} r="5" />
        </svg>
        {words.board.legendBaseline}
      </li>
      <li>
        <svg width="14" height="20" aria-hidden="true">
          <circle cx="7" cy={MID} r="3.5" />
        </svg>
        {words.board.legendCurrent}
      </li>
      <li>
        <svg width="14" height="20" aria-hidden="true">
          <path d={DIAMOND} transform={`translate(7 ${MID})`} />
        </svg>
        {words.board.legendActual}
      </li>
      <li>
        <svg width="22" height="20" aria-hidden="true">
          <line class="shift__over" x1="0" x2="22" y1={MID} y2={MID} />
        </svg>
        {words.board.legendOver}
      </li>
      <li>
        <svg width="6" height="20" aria-hidden="true">
          <line class="shift__now" x1="3" x2="3" y1="0" y2="20" />
        </svg>
        {words.board.now}
      </li>
    </ul>
  )
}

interface PlotProps {
  rows: SlipRow[]
  axis: Axis
  now: number
  table: string
}

/** Places are per cents and sizes pixels: letters and shapes keep their size on every screen. */
function Plot({ rows, axis, now, table }: PlotProps) {
  const { lang, words } = useFrame()
  return (
    <div
      class="shift__plot"
      role="img"
      aria-label={words.board.chart}
      aria-describedby={`slip-hint ${table}`}
    >
      <svg class="shift__axis" aria-hidden="true">
        {axis.ticks.map(({ day, name }) => {
          const place = axis.place(day)
          return (
            <g key={name}>
              <line x1={percent(place)} x2={percent(place)} y1="20" y2="100%" />
              <text
                x={percent(place)}
                y="14"
                text-anchor={place < 8 ? 'start' : place > 92 ? 'end' : 'middle'}
              >
                {name}
              </text>
            </g>
          )
        })}
        <line
          class="shift__now"
          x1={percent(axis.place(now))}
          x2={percent(axis.place(now))}
          y1="20"
          y2="100%"
        />
      </svg>
      {rows.map((row) => (
        <div key={row.id} class="shift__row">
          <div class="shift__name">
            <span lang={foreign(lang, row.title)}>{row.title}</span>
          </div>
          <Bar row={row} axis={axis} />
        </div>
      ))}
    </div>
  )
}

function Bar({ row: { baseline, due, done, overdue, judged }, axis }: { row: SlipRow; axis: Axis }) {
  const x = (day: number): string => percent(axis.place(day))
  const ends = [baseline, due, done].filter((day) => day !== null)
  return (
    <svg height="20" aria-hidden="true">
      <line x1={x(Math.min(...ends))} x2={x(Math.max(...ends))} y1={MID} y2={MID} />
      {overdue && due !== null && <line class="shift__over" x1={x(due)} x2={x(judged)} y1={MID} y2={MID} />}
      {baseline !== null && <circle class="shift__first" cx={x(baseline)} cy={MID} r="5" />}
      {due !== null && <circle cx={x(due)} cy={MID} r="3.5" />}
      {done !== null && (
        <svg x={x(done)} y={MID} width="1" height="1" aria-hidden="true">
          <path d={DIAMOND} />
        </svg>
      )}
    </svg>
  )
}
