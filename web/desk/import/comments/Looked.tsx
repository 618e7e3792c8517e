/** Reading of a list of comments, before any of it is entered. */
import type { CommentColumn, ReadComments } from '../../../../worker/intake/comments/read.ts'
import { fill } from '../../../words/fill.ts'
import { useDesk } from '../../frame/desk.ts'

/** Comments and rejected rows that are shown one by one. */
const FIRST = 3
const MOST_REJECTED = 50

const COLUMNS: readonly CommentColumn[] = ['text', 'submitter', 'occurred', 'prompt']

/** Equation of the rows, what is passed over, the rows that cannot be taken in, and the first that can. */
export function Looked({ read: found }: { read: ReadComments }) {
  const { words, lang } = useDesk()
  const texts = words.commentList
  const { comments, rejected, blank, read, passed, without } = found
  const names = (some: readonly string[]): string => some.join(lang === 'zh' ? '、' : ', ')
  const shown = comments.slice(0, FIRST)
  return (
    <section aria-live="polite">
      <p>
        <b>
          {fill(texts.equation, { read, taken: comments.length, blank, rejected: rejectedRows(rejected) })}
        </b>
      </p>
      {read === 0 && <p class="notice">{texts.noColumn}</p>}
      {passed.length > 0 && <p>{fill(texts.passed, { names: names(passed) })}</p>}
      {read > 0 && without.length > 0 && <p>{fill(texts.without, { names: names(without) })}</p>}
      {rejected.length > 0 && (
        <>
          <h2>{texts.rejected}</h2>
          <ul>
            {rejected.slice(0, MOST_REJECTED).map(({ sheet, row, column, value, words: why }) => (
              <li key={`${sheet} ${row} ${column}`}>
                {fill(texts.rejectedLine, { sheet, row, column, value, why: why[lang] })}
              </li>
            ))}
            {rejected.length > MOST_REJECTED && (
              <li>{fill(words.imports.harmMore, { n: rejected.length - MOST_REJECTED })}</li>
            )}
          </ul>
        </>
      )}
      {shown.length > 0 && (
        <>
          <h2>{fill(texts.first, { n: shown.length })}</h2>
          <ol>
            {shown.map(({ text }, place) => (
              <li key={place}>{text}</li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}

/** A row may have several faults. */
const rejectedRows = (rejected: ReadComments['rejected']): number =>
  new Set(rejected.map(({ sheet, row }) => `${row} ${sheet}`)).size

/** Choice of the header of each column, where the usual ones do not say. */
export function Columns({
  headers,
  named,
  onChange,
}: {
  headers: readonly string[]
  named: { readonly [column in CommentColumn]?: string }
  onChange(named: { readonly [column in CommentColumn]?: string }): void
}) {
  const { words } = useDesk()
  const texts = words.commentList
  return (
    <details>
      <summary>{texts.columns}</summary>
      {COLUMNS.map((column) => (
        <div class="field" key={column}>
          <label for={`column-${column}`}>{texts.column[column]}</label>
          <select
            id={`column-${column}`}
            value={named[column] ?? ''}
            onChange={({ currentTarget: { value } }) => {
              const { [column]: _, ...others } = named
              onChange(value === '' ? others : { ...others, [column]: value })
            }}
          >
            <option value="">{texts.usual}</option>
            {headers.map((header) => (
              <option key={header} value={header}>
                {header}
              </option>
            ))}
          </select>
        </div>
      ))}
    </details>
  )
}
