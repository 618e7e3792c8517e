/** 节点按季: how milestones stand by the quarter in which they are due. Drawn as bars; the table says the same. */
import { useFrame } from '../../frame.ts'
import type { QuarterRow } from '../../types.ts'
import { formatCount } from '../../words/numbers.ts'
import { count, fill } from '../../words/words.ts'
import { Scroll } from '../list/Scroll.tsx'

/** In the order in which they are stacked, from the foot of a bar. */
const PARTS = ['kept', 'late', 'overdue', 'open', 'other'] as const

const BAR = 26
const STEP = 42
const HEIGHT = 110
const LINE = 16

const sum = (row: QuarterRow): number => PARTS.reduce((all, part) => all + row[part], 0)
const yearOf = (quarter: number): number => 1970 + Math.floor(quarter / 4)
const ofYear = (quarter: number): number => (quarter % 4) + 1

/** @param rows of the quarters that have milestones, in order @param today `YYYY-MM-DD` */
export function Quarters({ rows, today }: { rows: QuarterRow[]; today: string }) {
  const { words } = useFrame()
  const all = everyQuarter(rows)
  const most = Math.max(...all.map(sum))
  if (all.length === 0) return null
  const total = all.reduce((n, row) => n + sum(row), 0)
  const parts = PARTS.filter((part) => all.some((row) => row[part] > 0))
  return (
    <section aria-labelledby="quarters">
      <h2 id="quarters">{words.quarters.title}</h2>
      <p class="hint" id="quarters-hint">
        {count(words.quarters.hint, total, { date: today })}
      </p>
      <svg
        class="quarters"
        viewBox={`0 0 ${all.length * STEP} ${HEIGHT + 2 * LINE + 4}`}
        role="img"
        aria-label={words.quarters.title}
        aria-describedby="quarters-hint quarters-table"
      >
        <Hatch />
        {all.map((row, i) => (
          <Bar key={row.quarter} row={row} most={most} x={i * STEP + (STEP - BAR) / 2} first={i === 0} />
        ))}
        <line x1="0" x2={all.length * STEP} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <ul class="quarters__legend">
        {parts.map((part) => (
          <li key={part}>
            <svg width="12" height="12" aria-hidden="true" class="quarters">
              <rect class={`is-${part}`} x="0.5" y="0.5" width="11" height="11" />
            </svg>
            {words.quarters[part]}
          </li>
        ))}
      </ul>
      <details>
        <summary>{words.quarters.table}</summary>
        <Table rows={all} parts={parts} />
      </details>
    </section>
  )
}

/** Quarters between the first and the last, with those in which nothing is due. */
function everyQuarter(rows: readonly QuarterRow[]): QuarterRow[] {
  const known = new Map(rows.map((row) => [row.quarter, row]))
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return []
  return Array.from({ length: last.quarter - first.quarter + 1 }, (_, i) => {
    const quarter = first.quarter + i
    return known.get(quarter) ?? { quarter, kept: 0, late: 0, overdue: 0, open: 0, other: 0 }
  })
}

/** Pattern of lines that tells the overdue from the late, so that colour alone does not. */
export function Hatch() {
  return (
    <defs>
      <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch__ground" width="5" height="5" />
        <rect class="hatch__line" width="2" height="5" />
      </pattern>
    </defs>
  )
}

function Bar({ row, most, x, first }: { row: QuarterRow; most: number; x: number; first: boolean }) {
  const { words } = useFrame()
  let y = HEIGHT
  const { quarter } = row
  return (
    <g>
      {PARTS.map((part) => {
        const height = (row[part] / most) * (HEIGHT - LINE)
        y -= height
        return row[part] === 0 ? null : (
          <rect key={part} class={`is-${part}`} x={x} y={y} width={BAR} height={height} />
        )
      })}
      {sum(row) > 0 && (
        <text x={x + BAR / 2} y={y - 4} text-anchor="middle">
          {formatCount(sum(row))}
        </text>
      )}
      <text x={x + BAR / 2} y={HEIGHT + LINE} text-anchor="middle">
        {fill(words.quarters.short, { n: ofYear(quarter) })}
      </text>
      {(first || ofYear(quarter) === 1) && (
        <text x={x + BAR / 2} y={HEIGHT + 2 * LINE} text-anchor="middle">
          {yearOf(quarter)}
        </text>
      )}
    </g>
  )
}

function Table({ rows, parts }: { rows: QuarterRow[]; parts: (typeof PARTS)[number][] }) {
  const { words } = useFrame()
  return (
    <Scroll name={words.quarters.title}>
      <table id="quarters-table" class="counts">
        <caption class="vh">{words.quarters.title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.quarters.quarter}</th>
            {parts.map((part) => (
              <th key={part} scope="col" class="num">
                {words.quarters[part]}
              </th>
            ))}
            <th scope="col" class="num">
              {words.quarters.total}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.quarter}>
              <th scope="row">
                {fill(words.quarters.name, { year: String(yearOf(row.quarter)), n: ofYear(row.quarter) })}
              </th>
              {parts.map((part) => (
                <td key={part} class="num">
                  {formatCount(row[part])}
                </td>
              ))}
              <td class="num">{formatCount(sum(row))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
