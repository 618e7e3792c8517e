/** 节点推移: first promise → promise now → done, one row per milestone. Drawn by shapes; the table has the figures. */
import { dayNumber } from '../../worker/domain/date.ts'
import { useFrame } from '../frame.ts'

export interface SlipRow {
  id: string
  title: string
  /** Days since 1970-01-01. */
  baseline: number | null
  due: number | null
  done: number | null
}

const WIDTH = 640
const LEFT = 10
const RIGHT = 10
const ROW = 46
/** More rows than this say less: the table has them all. */
const MOST = 15
const TOP = 30

/** A year as a label on the axis. */
function yearOf(day: number): number {
  return new Date(day * 86_400_000).getUTCFullYear()
}

function ticksOf(from: number, to: number): { day: number; year: number }[] {
  const [first, last] = [yearOf(from), yearOf(to) + 1]
  const step = Math.max(1, Math.ceil((last - first) / 6))
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step)
    .map((year) => ({ year, day: dayNumber(`${String(year).padStart(4, '0')}-01-01`) }))
    .filter(({ day }) => day >= from && day <= to)
}

/** The chart, and what its shapes mean. `table` is the id of the table that says the same. */
export function SlipChart({ rows, today, table }: { rows: SlipRow[]; today: string; table: string }) {
  const { words } = useFrame()
  const drawn = rows.filter(({ baseline, due }) => baseline !== null || due !== null).slice(0, MOST)
  if (drawn.length === 0) return null
  const now = dayNumber(today)
  const days = drawn.flatMap(({ baseline, due, done }) => [baseline, due, done].flatMap((day) => day ?? []))
  const [from, to] = [Math.min(...days, now) - 20, Math.max(...days, now) + 20]
  const x = (day: number): number => LEFT + ((day - from) / (to - from)) * (WIDTH - LEFT - RIGHT)
  const height = TOP + drawn.length * ROW + 6
  return (
    <figure class="shift">
      <figcaption id="slip-caption">{words.board.chart}</figcaption>
      <p class="hint" id="slip-hint">
        {words.board.chartHint}
      </p>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-describedby={`slip-hint ${table}`}>
        <title>{words.board.chart}</title>
        <g class="shift__axis">
          <line x1={LEFT} y1={TOP - 8} x2={WIDTH - RIGHT} y2={TOP - 8} />
          {ticksOf(from, to).map(({ day, year }) => (
            <text key={year} x={x(day)} y={TOP - 14} text-anchor="middle">
              {year}
            </text>
          ))}
          <line class="shift__now" x1={x(now)} y1={TOP - 12} x2={x(now)} y2={height} />
        </g>
        {drawn.map((row, i) => (
          <Row key={row.id} row={row} y={TOP + i * ROW + 32} x={x} now={now} />
        ))}
      </svg>
      <p class="shift__legend dot">
        <span>○ {words.board.legendBaseline}</span>
        <span>● {words.board.legendCurrent}</span>
        <span>◆ {words.board.legendActual}</span>
        <span>┊ {words.board.now}</span>
      </p>
    </figure>
  )
}

function Row({ row, y, x, now }: { row: SlipRow; y: number; x: (day: number) => number; now: number }) {
  const { baseline, due, done } = row
  const overdue = done === null && due !== null && due < now
  const ends = [baseline, due, done].flatMap((day) => (day === null ? [] : [x(day)]))
  return (
    <g class={overdue ? 'shift__row shift__row--late' : 'shift__row'}>
      <text x={LEFT} y={y - 11}>
        {[...row.title].slice(0, 46).join('')}
        {[...row.title].length > 46 ? '…' : ''}
      </text>
      <line x1={Math.min(...ends)} y1={y} x2={Math.max(...ends)} y2={y} />
      {overdue && due !== null && <line class="shift__over" x1={x(due)} y1={y} x2={x(now)} y2={y} />}
      {baseline !== null && <circle class="shift__first" cx={x(baseline)} cy={y} r="4.5" />}
      {due !== null && <circle cx={x(due)} cy={y} r="3.5" />}
      {done !== null && <path d={`M${x(done)} ${y - 6}l6 6-6 6-6-6z`} />}
    </g>
  )
}
