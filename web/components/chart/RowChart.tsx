/** One bar per row, drawn by shapes; a table beside it has the figures. For any figure that is counted or measured. */
import type { ComponentChildren } from 'preact'
import { scaleOf } from '../../text/scale.ts'

export interface ChartRow {
  id: string
  name: string
  /** Null where it is not known: the row stands, without a bar. */
  value: number | null
  /** Part of the value that stands out; null or absent for none. */
  part?: number | null
  /** Value that this row is held against; null or absent for none. */
  line?: number | null
  /** The value as it is written. */
  text: string
  /** True for a row to look at first. */
  marked?: boolean
  /** The row about which it is asked. */
  own?: boolean
}

/** A value that the whole chart is held against, as a fence. */
export interface Level {
  name: string
  value: number
}

interface RowChartProps {
  title: string
  hint: ComponentChildren
  /** Id of this chart on its page. */
  id: string
  rows: ChartRow[]
  levels?: Level[]
  /** Id of the table that says the same. */
  table: string
  /** Summary of the rows that unfold. */
  more: (n: number) => string
  legend: { shape: Shape; name: string }[]
  /** Text of a number on the axis. */
  write: (value: number) => string
}

type Shape = 'bar' | 'part' | 'line' | 'level' | 'mark' | 'own'

/** Rows that stand open; the others unfold. */
const OPEN = 31
const HEIGHT = 16
const TRIANGLE = 'M0-5 5 4 -5 4z'

/**
 * Chart of rows on one scale, with levels across all of them; nothing without rows. It is described by the
 * table whose id is `table`.
 */
export function RowChart({ title, hint, id, rows, levels = [], table, more, legend, write }: RowChartProps) {
  if (rows.length === 0) return null
  const scale = scaleOf([
    ...rows.flatMap(({ value, line }) => [value ?? 0, line ?? 0]),
    ...levels.map(({ value }) => value),
  ])
  const plot = (some: ChartRow[]) => (
    <div class="shift__plot" role="img" aria-label={title} aria-describedby={`${id}-hint ${table}`}>
      <svg class="shift__axis" aria-hidden="true">
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line x1={scale.place(tick)} x2={scale.place(tick)} y1="20" y2="100%" />
            <text
              x={scale.place(tick)}
              y="14"
              text-anchor={tick === 0 ? 'start' : tick === scale.top ? 'end' : 'middle'}
            >
              {write(tick)}
            </text>
          </g>
        ))}
        {levels.map(({ name, value }) =>
          value < 0 ? null : (
            <line
              key={name}
              class="bars__level"
              x1={scale.place(value)}
              x2={scale.place(value)}
              y1="20"
              y2="100%"
            />
          ),
        )}
      </svg>
      {some.map((row) => (
        <div key={row.id} class={row.own === true ? 'shift__row bars__own' : 'shift__row'}>
          <div class="shift__name">
            <span>{row.name}</span>
          </div>
          <Bar row={row} place={scale.place} />
          <div class="bars__value">{row.text}</div>
        </div>
      ))}
    </div>
  )
  const rest = rows.slice(OPEN)
  return (
    <figure class="shift bars">
      <figcaption class="vh">{title}</figcaption>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <ul class="shift__legend">
        {legend.map(({ shape, name }) => (
          <li key={shape}>
            <Sign shape={shape} />
            {name}
          </li>
        ))}
      </ul>
      {plot(rows.slice(0, OPEN))}
      {rest.length > 0 && (
        <details>
          <summary>{more(rest.length)}</summary>
          {plot(rest)}
        </details>
      )}
    </figure>
  )
}

function Bar({
  row: { value, part, line, marked },
  place,
}: {
  row: ChartRow
  place: (value: number) => string
}) {
  return (
    <svg height={HEIGHT} aria-hidden="true">
      {value !== null && value > 0 && <rect x="0" y="3" width={place(value)} height={HEIGHT - 6} />}
      {part !== undefined && part !== null && part > 0 && (
        <rect class="bars__part" x="0" y="3" width={place(part)} height={HEIGHT - 6} />
      )}
      {line !== undefined && line !== null && (
        <line class="bars__line" x1={place(line)} x2={place(line)} y1="0" y2={HEIGHT} />
      )}
      {marked === true && value !== null && value > 0 && (
        <svg x={place(value)} y={HEIGHT / 2} width="1" height="1" aria-hidden="true">
          <path d={TRIANGLE} />
        </svg>
      )}
    </svg>
  )
}

function Sign({ shape }: { shape: Shape }) {
  return (
    <svg width="22" height={HEIGHT} aria-hidden="true" class={shape === 'own' ? 'bars__own' : undefined}>
      {(shape === 'bar' || shape === 'own') && <rect y="3" width="22" height={HEIGHT - 6} />}
      {shape === 'part' && <rect class="bars__part" y="3" width="22" height={HEIGHT - 6} />}
      {shape === 'line' && <line class="bars__line" x1="11" x2="11" y1="0" y2={HEIGHT} />}
      {shape === 'level' && <line class="shift__now" x1="11" x2="11" y1="0" y2={HEIGHT} />}
      {shape === 'mark' && <path d={TRIANGLE} transform={`translate(11 ${HEIGHT / 2})`} />}
    </svg>
  )
}
