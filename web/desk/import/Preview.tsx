/** Outcome of each row, before anything is entered. */

import { useMemo, useState } from 'preact/hooks'
import { eventName, recordKinds } from '../../../worker/domain/kinds/table.ts'
import type { Lang } from '../../../worker/domain/record/problem.ts'
import { Scroll } from '../../components/list/Scroll.tsx'
import { fieldLabel, label } from '../../labels.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import { Declaration } from './Declaration.tsx'
import { Equation } from './Equation.tsx'
import type { Accepted, Columns, Rejection, RowOutcome } from './messages.ts'
import { SecondLook } from './SecondLook.tsx'
import type { Looked } from './useImport.ts'

/** Rows drawn at once. */
const PAGE = 100

type Show = 'rejected' | RowOutcome['outcome']
const SHOWN: readonly Show[] = ['rejected', 'added', 'changed', 'vanished', 'unchanged']

/**
 * Preview of an import: its equation, its rows, its rejected rows for download, harms to be accepted, and the
 * declaration.
 */
export function Preview({
  looked: { summary, columns, milliseconds },
  onRejects,
  onEnter,
  onAgain,
}: {
  looked: Looked
  onRejects(): void
  onEnter(sign: boolean, accept: Accepted[]): void
  onAgain(): void
}) {
  const { words, lang } = useDesk()
  const { imports } = words
  const { rows, rejections } = summary
  const counts = useMemo(() => countsOf(rows, rejections), [rows, rejections])
  const [show, setShow] = useState<Show>(SHOWN.find((one) => counts[one] > 0) ?? 'added')
  const [page, setPage] = useState(0)
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const { held } = summary
  const total = counts[show]
  const pages = Math.max(1, Math.ceil(total / PAGE))
  const start = page * PAGE
  const choose = (one: Show): void => {
    setShow(one)
    setPage(0)
  }
  return (
    <>
      <p data-milliseconds={milliseconds}>
        {fill(imports.read, {
          rows: rows.length - counts.vanished + counts.rejected,
          seconds: (milliseconds / 1000).toFixed(1),
        })}
      </p>
      <Equation tally={summary.tally} />
      {summary.left > 0 && <p class="hint">{imports.several}</p>}
      <fieldset class="tabs">
        <legend class="vh">{imports.show}</legend>
        {SHOWN.map((one) => (
          <button key={one} type="button" aria-pressed={show === one} onClick={() => choose(one)}>
            {imports.outcome[one]} <b>{counts[one]}</b>
          </button>
        ))}
      </fieldset>
      {show === 'rejected' && rejections.some(({ row }) => row > 0) && (
        <p>
          <button type="button" onClick={onRejects}>
            {imports.download}
          </button>{' '}
          <span class="hint">{imports.downloadHint}</span>
        </p>
      )}
      {total > 0 && (
        <Scroll name={imports.outcome[show]}>
          <table>
            <thead>
              <tr>
                <th scope="col">{imports.place}</th>
                <th scope="col">{imports.row}</th>
                <th scope="col">{show === 'rejected' ? imports.reason : imports.what}</th>
              </tr>
            </thead>
            <tbody>
              {show === 'rejected'
                ? rejections.slice(start, start + PAGE).map((one, i) => (
                    <tr key={`${one.file} ${one.sheet} ${one.row} ${one.column} ${start + i}`}>
                      <td>{placeOf(one, headerOf(one.column, columns), imports.cell)}</td>
                      <td>{one.value}</td>
                      <td>
                        {one.field !== null && <b>{fieldLabel(lang, 'responsibility', one.field)}: </b>}
                        {[one.reason[lang], one.expected[lang]]
                          .filter((text) => text !== '')
                          .join(lang === 'zh' ? '；' : '; ')}
                      </td>
                    </tr>
                  ))
                : rows
                    .filter(({ outcome }) => outcome === show)
                    .slice(start, start + PAGE)
                    .map((one, i) => (
                      <tr key={`${one.file} ${one.sheet} ${one.row} ${start + i}`}>
                        <td>{one.row === null ? '' : placeOf(one, null, imports.cell)}</td>
                        <td>{one.title}</td>
                        <td>
                          {one.what.map((field) => wordOf(lang, field)).join(lang === 'zh' ? '、' : ', ')}
                        </td>
                      </tr>
                    ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {pages > 1 && (
        <p class="buttons">
          <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            {imports.before}
          </button>
          <span>{fill(imports.page, { n: page + 1, of: pages })}</span>
          <button type="button" disabled={page + 1 >= pages} onClick={() => setPage(page + 1)}>
            {imports.after}
          </button>
        </p>
      )}
      {summary.blocked && <p class="notice">{imports.blocked}</p>}
      <SecondLook
        held={held}
        seen={seen}
        onSeen={(harm, isSeen) =>
          setSeen(new Set([...seen].filter((one) => one !== harm).concat(isSeen ? [harm] : [])))
        }
      />
      <Declaration
        summary={summary}
        rejected={counts.rejected}
        isHeld={summary.blocked || held.some(({ harm }) => !seen.has(harm))}
        onEnter={(sign) =>
          onEnter(
            sign,
            held.map(({ harm, count }) => ({ harm, count })),
          )
        }
        onAgain={onAgain}
      />
    </>
  )
}

function countsOf(rows: readonly RowOutcome[], rejections: readonly Rejection[]): Record<Show, number> {
  const counts = { rejected: rejections.length, added: 0, changed: 0, unchanged: 0, vanished: 0 }
  for (const { outcome } of rows) counts[outcome] += 1
  return counts
}

/** As a spreadsheet says it, `清单.xlsx · Sheet1 · C12`; a column that goes by its header is named by it. */
function placeOf(
  { file, sheet, row }: { file: string; sheet: string; row: number | null },
  column: string | null,
  cell: string,
): string {
  const isLetters = column === null || /^[A-Z]{1,3}$/.test(column)
  const where = isLetters ? `${column ?? ''}${row}` : fill(cell, { row: String(row), column })
  return [file, sheet, row === null || row === 0 ? '' : where].filter((part) => part !== '').join(' · ')
}

/** A mapping has names of its own for columns: those of the file say more. */
function headerOf(column: string | null, columns: Columns | null): string | null {
  return columns?.uses.find(({ name }) => name === column)?.header ?? column
}

function wordOf(lang: Lang, name: string): string {
  const events = recordKinds.map((kind) => label(lang, 'event', eventName(kind, name)))
  return events.find((text) => !text.includes('.')) ?? fieldLabel(lang, 'responsibility', name)
}
