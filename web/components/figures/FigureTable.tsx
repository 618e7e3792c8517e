/** One table of figures: a bar in each row, and beside it the numbers that say the same, each a way to its list. */
import {
  type FigureCounts,
  type FigureScope,
  listBehind,
  shareOf,
  type TableFigures,
} from '../../../worker/domain/figures/figures.ts'
import type { FigureGroup, Measure } from '../../../worker/domain/figures/measures.ts'
import { typeLabel } from '../../../worker/domain/kinds/labels.ts'
import { lists } from '../../../worker/domain/kinds/table.ts'
import type { Rate } from '../../../worker/domain/response/figures.ts'
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { formatCount } from '../../words/numbers.ts'
import { count, fill } from '../../words/words.ts'
import { Hatch } from '../front/Quarters.tsx'
import { RecordLink } from '../list/RecordLink.tsx'

/** Figures that part the first one of their table, with the look of each in the bar. */
const PARTS: Readonly<Record<string, string>> = {
  kept: 'is-kept',
  late: 'is-late',
  overdue: 'is-overdue',
  notDue: 'is-open',
}

interface TableProps {
  found: TableFigures
  by: FigureGroup
  scope: FigureScope
  /** True for the first table of a page, which holds the pattern of the bars. */
  first: boolean
}

/** A table of figures with its chart; what nothing stands for has no column. */
export function FigureTable({ found, by, scope, first }: TableProps) {
  const { lang, words } = useFrame()
  const name = words.figures
  const { table, rows, all, undated, withheld } = found
  const id = `of-${lists[table.kind]}`
  const shown = table.measures.flatMap((measure, i) =>
    (all.counts[i] ?? 0) > 0 || table.kind !== 'flag' || i === 0 ? [{ measure, i }] : [],
  )
  const most = Math.max(1, ...rows.map(({ counts }) => counts[0] ?? 0))
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{table.title[lang]}</h2>
      <p class="hint">
        {table.hint[lang]} {undated > 0 && count(name.undated, undated)}{' '}
        {withheld > 0 && count(name.withheld, withheld)}
      </p>
      {rows.length === 0 && <p class="empty">{name.emptyTable}</p>}
      {rows.length > 0 && (
        <div class="fit">
          <table class="rows cards figure-table">
            <caption class="vh">{table.title[lang]}</caption>
            <thead>
              <tr>
                <th scope="col">{name.groups[by]}</th>
                <th scope="col" class="figure-table__bar">
                  {first && <Pattern />}
                  <span class="vh">{name.drawn}</span>
                </th>
                {shown.map(({ measure }) => (
                  <th key={measure.name} scope="col">
                    <Swatch look={PARTS[measure.name]} />
                    {measure.words[lang]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key ?? ''}>
                  <th scope="row">
                    <Key found={found} by={by} value={row.key} />
                  </th>
                  <td class="figure-table__bar">
                    <Bar table={table} counts={row.counts} most={most} />
                  </td>
                  {shown.map(({ measure, i }) => (
                    <Cell key={measure.name} {...{ found, measure, i, scope, by, row }} of={row.key} />
                  ))}
                </tr>
              ))}
              {rows.length > 1 && (
                <tr class="figure-table__all">
                  <th scope="row">{name.total}</th>
                  <td class="figure-table__bar" />
                  {shown.map(({ measure, i }) => (
                    <Cell key={measure.name} {...{ found, measure, i, scope, by }} row={all} />
                  ))}
                </tr>
              )}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Key({ found, by, value }: { found: TableFigures; by: FigureGroup; value: string | null }) {
  const { lang, words } = useFrame()
  if (value === null) return <>{words.figures.none}</>
  if (by === 'department') return <RecordLink id={value} />
  return <>{by === 'year' ? value : typeLabel(lang, found.table.kind, value)}</>
}

interface CellProps {
  found: TableFigures
  measure: Measure
  /** Place among the measures of the table. */
  i: number
  scope: FigureScope
  by: FigureGroup
  row: FigureCounts
  /** Key of the row; undefined for the row of all. */
  of?: string | null
}

function Cell({ found: { table }, measure, i, scope, by, row, of }: CellProps) {
  const { lang } = useFrame()
  const n = row.counts[i] ?? 0
  const query = listBehind(table, measure, scope, by, of)
  const share = shareOf(table, i, row.counts)
  return (
    <td data-name={measure.words[lang]}>
      {query === null || n === 0 ? (
        <b>{formatCount(n)}</b>
      ) : (
        <a href={withQuery(at(lang, `/${lists[table.kind]}`), query)}>
          <b>{formatCount(n)}</b>
        </a>
      )}
      {share !== null && n > 0 && <Share rate={share} />}
    </td>
  )
}

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`

function Share({ rate: { share, low, high, of } }: { rate: Rate }) {
  const { figures } = useFrame().words
  if (share === null || low === null || high === null || of === null)
    return <small class="hint">{figures.few}</small>
  return (
    <small class="hint">
      {fill(figures.share, { share: percent(share), low: percent(low), high: percent(high) })}{' '}
      {fill(figures.of, { of: formatCount(of) })}
    </small>
  )
}

/** The look of a figure in the bars of its table. */
function Swatch({ look }: { look: string | undefined }) {
  if (look === undefined) return null
  return (
    <svg width="12" height="12" aria-hidden="true" class="quarters figure-table__swatch">
      <rect class={look} x="0.5" y="0.5" width="11" height="11" />
    </svg>
  )
}

function Pattern() {
  return (
    <svg width="0" height="0" aria-hidden="true">
      <Hatch />
    </svg>
  )
}

function Bar({
  table,
  counts,
  most,
}: {
  table: TableFigures['table']
  counts: readonly number[]
  most: number
}) {
  let x = 0
  const parts = table.measures.flatMap(({ name }, i) => {
    const look = PARTS[name]
    return look === undefined ? [] : [{ look, n: counts[i] ?? 0 }]
  })
  const rest = (counts[0] ?? 0) - parts.reduce((sum, { n }) => sum + n, 0)
  return (
    <svg class="quarters" viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true">
      {[...parts, { look: parts.length === 0 ? 'is-kept' : 'is-other', n: rest }].map(({ look, n }) => {
        const width = (n / most) * 199
        x += width
        return n <= 0 ? null : (
          <rect key={look} class={look} x={x - width + 0.5} y="1" width={width} height="12" />
        )
      })}
    </svg>
  )
}
