/** The rows of a pattern view with their numbers: what the chart above them draws. */
import type { PatternView } from '../../../worker/domain/patterns/view.ts'
import { figureNames, keyNames } from '../../../worker/domain/patterns/words.ts'
import { Scroll } from '../../components/list/Scroll.tsx'
import { fill } from '../../words/fill.ts'
import { formatAmount } from '../../words/numbers.ts'
import { useDesk } from '../frame/desk.ts'

interface PatternRowsProps {
  table: PatternView['tables'][number]
  /** Names of each row, a cell for each key. */
  names: string[][]
  title: string
  /** Meaning of the mark on a row. */
  marks: string
}

/** Table of the rows of a pattern; it scrolls sideways, and is reached by keyboard. */
export function PatternRows({ table: { name, keys, figures, rows }, names, title, marks }: PatternRowsProps) {
  const { words, lang } = useDesk()
  const { patterns } = words
  return (
    <Scroll name={fill(patterns.rows, { name: title })}>
      <table class="list-table counts" id={`rows-${name}`}>
        <caption class="vh">{title}</caption>
        <thead>
          <tr>
            {keys.map((key) => (
              <th key={key} scope="col" class="key">
                {keyNames[key][lang]}
              </th>
            ))}
            {figures.map((figure) => (
              <th key={figure} scope="col">
                {figureNames[figure][lang]}
              </th>
            ))}
            <th scope="col">{patterns.mark}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={String(i)}>
              {(names[i] ?? []).map((text, k) => (
                <th key={keys[k]} scope="row">
                  {text}
                </th>
              ))}
              {row.figures.map((figure, k) => (
                <td key={figures[k]}>
                  {figure === null ? patterns.unmarked : formatAmount(figure, undefined)}
                </td>
              ))}
              <td>{row.marked ? `▲ ${marks}` : patterns.unmarked}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
