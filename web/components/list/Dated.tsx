/** A sentence with dates in it, which are never broken over two lines. */
import { Fragment } from 'preact'

const DATE = /(\d{4}-\d{2}(?:-\d{2})?)(?!\d)/

/** The text, each date of it as a piece of its own. */
export function Dated({ text }: { text: string }) {
  return (
    <>
      {text.split(DATE).map((part, i) => (
        // Every second part is a date, as `split` gives what the expression keeps.
        <Fragment key={`${i} ${part}`}>{i % 2 === 1 ? <time dateTime={part}>{part}</time> : part}</Fragment>
      ))}
    </>
  )
}
