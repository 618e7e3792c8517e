import { at } from '../../address.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Summary } from './messages.ts'

/** After the last part: how many entries were made, and what was left out. */
export function Outcome({
  summary: { entries, rejected },
  onRejects,
  onAgain,
}: {
  summary: Summary
  onRejects(): void
  onAgain(): void
}) {
  const { words, lang, to } = useDesk()
  const { imports } = words
  return (
    <>
      <h2>{fill(imports.done, { entries })}</h2>
      <p>{words.done.public}</p>
      {rejected > 0 && (
        <p>
          {fill(imports.left, { n: rejected })}{' '}
          <button type="button" onClick={onRejects}>
            {imports.download}
          </button>
        </p>
      )}
      <ul>
        <li>
          <a href={at(lang, '/ledger')}>{imports.ledger}</a>
        </li>
        <li>
          <a href={to('/')}>{words.home.title}</a>
        </li>
      </ul>
      <button type="button" onClick={onAgain}>
        {imports.again}
      </button>
    </>
  )
}
