/** One table of a pattern view: its chart, the same numbers in rows, and what could not be placed. */
import { nameOr } from '../../../worker/domain/kinds/title.ts'
import type { PatternView } from '../../../worker/domain/patterns/view.ts'
import {
  type FigureName,
  figureNames,
  type KeyName,
  NO_POST,
  reasons,
  tableNames,
  weekdays,
} from '../../../worker/domain/patterns/words.ts'
import { type ChartRow, RowChart } from '../../components/chart/RowChart.tsx'
import { fill } from '../../words/fill.ts'
import { formatAmount } from '../../words/numbers.ts'
import { useDesk } from '../frame/desk.ts'
import { PatternRows } from './PatternRows.tsx'

type Table = PatternView['tables'][number]
type Row = Table['rows'][number]

const written = (value: number): string => formatAmount(value, undefined)

/** Section for one table of a pattern, with the file of its rows for download. */
export function PatternTable({ view, table, file }: { view: PatternView; table: Table; file: string }) {
  const { words, lang } = useDesk()
  const { patterns } = words
  const { name, keys, figures, draw, rows, total } = table
  const marks = useMarks(table)
  const title = tableNames[name][lang]
  const nameOf = (row: Row): string[] => keys.map((key, i) => keyText(view, key, row.keys[i] ?? null))

  function keyText({ departments }: PatternView, key: KeyName, value: string | null): string {
    if (value === null) return NO_POST[lang]
    if (key === 'department') return nameOr(lang, departments[value], value)
    if (key === 'weekday') return weekdays[Number(value)]?.[lang] ?? value
    if (key === 'hour') return fill(patterns.hour, { from: value, to: String(Number(value) + 1) })
    return value
  }

  const of = (row: Row, figure: FigureName): number | null => row.figures[figures.indexOf(figure)] ?? null
  const drawn = rows.map((row, i): ChartRow => {
    const value = of(row, draw.bar)
    const shown = view.department !== null && keys.length > 1 && keys[0] === 'department' ? 1 : 0
    return {
      id: String(i),
      name: nameOf(row).slice(shown).join(' · '),
      value,
      ...(draw.part === undefined ? {} : { part: of(row, draw.part) }),
      ...(draw.line === undefined ? {} : { line: of(row, draw.line) }),
      text: value === null ? patterns.unmarked : written(value),
      marked: row.marked,
    }
  })
  const { bar, part, line } = draw
  const hint = [
    fill(patterns.chartHint, { bar: figureNames[bar][lang] }),
    ...(part === undefined ? [] : [fill(patterns.part, { part: figureNames[part][lang] })]),
    ...(line === undefined ? [] : [fill(patterns.line, { line: figureNames[line][lang] })]),
  ]
  return (
    <section aria-labelledby={`table-${name}`}>
      <h2 id={`table-${name}`}>{title}</h2>
      <Placed table={table} />
      {table.few > 0 && <p>{fill(patterns.few, { n: table.few, least: table.least })}</p>}
      {rows.length === 0 || table.counted === 0 ? (
        table.few === 0 && <p>{patterns.none}</p>
      ) : (
        <>
          <RowChart
            id={`chart-${name}`}
            title={fill(patterns.chart, { name: title })}
            hint={hint.join(lang === 'zh' ? '' : ' ')}
            rows={drawn}
            table={`rows-${name}`}
            more={(n) => fill(patterns.more, { n })}
            write={written}
            legend={[
              { shape: 'bar', name: figureNames[bar][lang] },
              ...(part === undefined ? [] : [{ shape: 'part' as const, name: figureNames[part][lang] }]),
              ...(line === undefined ? [] : [{ shape: 'line' as const, name: figureNames[line][lang] }]),
              ...(rows.some(({ marked }) => marked) ? [{ shape: 'mark' as const, name: marks }] : []),
            ]}
          />
          <PatternRows table={table} names={rows.map(nameOf)} title={title} marks={marks} />
          {total > rows.length && <p class="hint">{fill(patterns.cut, { n: rows.length, of: total })}</p>}
        </>
      )}
      {table.counted > 0 && (
        <p>
          <a href={file} download>
            {fill(patterns.file, { name: title })}
          </a>
        </p>
      )}
    </section>
  )
}

/** Meaning of the mark on a row of this table. */
function useMarks({ name }: Table): string {
  const { marks } = useDesk().words.patterns
  if (name === 'months' || name === 'amounts') return marks.december
  return name === 'bands' ? marks.below : marks.usual
}

function Placed({ table: { looked, counted, outside, left } }: { table: Table }) {
  const { words, lang } = useDesk()
  const { patterns } = words
  const named = left.map(({ reason, n }) => fill(patterns.leftOne, { reason: reasons[reason][lang], n }))
  return (
    <p class="hint">
      {fill(patterns.looked, { looked, counted, outside })}{' '}
      {named.length === 0
        ? patterns.allPlaced
        : fill(patterns.left, { reasons: named.join(lang === 'zh' ? '、' : ', ') })}
    </p>
  )
}
