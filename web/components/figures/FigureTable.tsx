/** One table of figures: a bar in each row, and beside it the numbers that say the same, each a way to its list. */
import type { ComponentChildren } from 'preact'
import { type AnyTable, type Behind, behind } from '../../../worker/domain/figures/behind.ts'
import {
  type FigureCounts,
  type FigureScope,
  shareOf,
  type TableFigures,
} from '../../../worker/domain/figures/figures.ts'
import type { FigureGroup, Measure } from '../../../worker/domain/figures/measures.ts'
import { typeLabel } from '../../../worker/domain/kinds/labels.ts'
import type { Rate } from '../../../worker/domain/response/figures.ts'
import { ruleGroupWords } from '../../../worker/domain/rules/words.ts'
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
  found: TableFigures<AnyTable>
  by: FigureGroup
  scope: FigureScope
  /** True for the first table of a page, which holds the pattern of the bars. */
  first: boolean
  /** More about what it rests on. */
  children?: ComponentChildren
}

/** A table of figures with its chart; what nothing stands for has no column. */
export function FigureTable({ found, by, scope, first, children }: TableProps) {
  const { lang, words } = useFrame()
  const name = words.figures
  const { table, rows, all, undated, withheld } = found
  const id = `of-${table.name}`
  const shown = table.measures.flatMap((measure, i) =>
    (all.counts[i] ?? 0) > 0 || table.name !== 'flags' || i === 0 ? [{ measure, i }] : [],
  )
  const most = Math.max(1, ...rows.map(({ counts }) => counts[0] ?? 0))
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{table.title[lang]}</h2>
      <p class="hint">
        {table.hint[lang]} {undated > 0 && count(name.undated, undated)}{' '}
        {withheld > 0 && count(name.withheld, withheld)}
      </p>
      {children}
      {rows.length === 0 && <p class="empty">{name.emptyTable}</p>}
      {rows.length > 0 && (
        <div class="fit">
          <table class="rows cards figure-table">
            <caption class="vh">{table.title[lang]}</caption>
            <thead>
              <tr>
                <th scope="col">
                  {table.name === 'coverage' && by !== 'department' ? name.ruleGroup : name.groups[by]}
                </th>
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

function Key({ found, by, value }: { found: TableFigures<AnyTable>; by: FigureGroup; value: string | null }) {
  const { lang, words } = useFrame()
  if (value === null) return <>{words.figures.none}</>
  if (by === 'department') return <RecordLink id={value} />
  if (found.table.name === 'coverage') return <RuleGroupLink group={value} />
  if (by === 'year' || !('kind' in found.table)) return <>{value}</>
  return <>{typeLabel(lang, found.table.kind, value)}</>
}

/** A group of rules, on the page of their coverage. */
function RuleGroupLink({ group }: { group: string }) {
  const { lang } = useFrame()
  const words = Object.entries(ruleGroupWords).find(([one]) => one === group)?.[1][lang]
  return (
    <a href={`${at(lang, '/coverage')}#group-${group}`}>
      {group} {words}
    </a>
  )
}

interface CellProps {
  found: TableFigures<AnyTable>
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
  const list = behind(table, measure, scope, by, of)
  const share = shareOf(table, i, row.counts)
  return (
    <td data-name={measure.words[lang]}>
      {list === null || n === 0 ? (
        <b>{formatCount(n)}</b>
      ) : (
        <a href={withQuery(at(lang, pathOf(list)), list.query)}>
          <b>{formatCount(n)}</b>
        </a>
      )}
      {share !== null && n > 0 && <Share rate={share} />}
    </td>
  )
}

/** Path of the page of a list. */
const pathOf = ({ of }: Behind): string => (of === 'entries' ? '/ledger' : `/${of}`)

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
