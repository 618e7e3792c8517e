/** The line from a power to what became of it, as one picture, and the same as a list for whoever cannot see it. */
import { useFrame } from '../../frame.ts'
import { foreign } from '../../text/language.ts'
import { Mark } from '../Mark.tsx'
import { type Knot, stages } from './knots.ts'
import { BOX, fitted, type Placed, placeKnots, widthOf } from './layout.ts'

/** Picture of a line with its list. On a narrow screen the list alone is shown. */
export function Thread({ root }: { root: Knot }) {
  const { words } = useFrame()
  return (
    <div class="thread">
      <Picture root={root} />
      <details class="thread__text">
        <summary>{words.thread.asText}</summary>
        <ul>
          <Item knot={root} />
        </ul>
      </details>
    </div>
  )
}

/** The list says all, so the picture is for the eye and the mouse alone. */
function Picture({ root }: { root: Knot }) {
  const { words } = useFrame()
  const { placed, rows } = placeKnots(root)
  const width = BOX.column * stages.length
  const height = BOX.top + rows * BOX.row
  return (
    <svg class="thread__picture" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      {stages.map((stage, i) => (
        <text key={stage} class="thread__stage" x={i * BOX.column} y={14}>
          {words.thread.stages[stage]}
        </text>
      ))}
      {placed.map(({ knot, x, y, from }) =>
        from === null ? null : <path key={knot.key} class="thread__tie" d={tie(placed, { x, y }, from)} />,
      )}
      {placed.map((one) => (
        <Place key={one.knot.key} {...one} />
      ))}
    </svg>
  )
}

/** Path from the end of the words of one knot, at right angles, to the mark of the next. */
function tie(
  placed: readonly Placed[],
  to: { x: number; y: number },
  from: { x: number; y: number },
): string {
  const before = placed.find(({ x, y }) => x === from.x && y === from.y)
  const start = from.x + 20 + widthOf(fitted(before?.knot.title ?? '', BOX.label)) + 8
  const bend = from.x + BOX.column - 18
  return `M${Math.min(start, bend)} ${from.y}H${bend}V${to.y}H${to.x - 5}`
}

function Place({ knot, x, y }: Placed) {
  const { lang } = useFrame()
  const { title, note, href, shape, late } = knot
  const words = (
    <>
      <title>{note === '' ? title : `${title} · ${note}`}</title>
      <text x={20} y={5} lang={foreign(lang, title)}>
        {fitted(title, BOX.label)}
      </text>
    </>
  )
  return (
    <g class={late ? 'thread__late' : undefined} transform={`translate(${x} ${y})`}>
      <g transform="translate(0 -6)">
        <svg width="12" height="12" aria-hidden="true">
          <Mark shape={shape} className="" />
        </svg>
      </g>
      {href === null ? (
        words
      ) : (
        <a href={href} tabIndex={-1}>
          {words}
        </a>
      )}
      {note !== '' && (
        <text class="thread__note" x={20} y={21}>
          {fitted(note, BOX.label)}
        </text>
      )}
    </g>
  )
}

function Item({ knot: { stage, title, note, href, shape, late, next } }: { knot: Knot }) {
  const { lang, words } = useFrame()
  return (
    <li class={late ? 'thread__late' : undefined}>
      <Mark shape={shape} />
      <span class="hint">{words.thread.stages[stage]}</span>{' '}
      {href === null ? (
        <span lang={foreign(lang, title)}>{title}</span>
      ) : (
        <a href={href} lang={foreign(lang, title)}>
          {title}
        </a>
      )}
      {note !== '' && <span class="hint"> {note}</span>}
      {next.length > 0 && (
        <ul>
          {next.map((one) => (
            <Item key={one.key} knot={one} />
          ))}
        </ul>
      )}
    </li>
  )
}
