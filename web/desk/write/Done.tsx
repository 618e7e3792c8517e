import type { Ref } from 'preact'
import { kindOfRecord } from '../../../worker/domain/kinds/table.ts'
import { at, recordPath } from '../../address.ts'
import { fill } from '../../words/fill.ts'
import { isFormKind } from '../form/forms.ts'
import { useDesk } from '../frame/desk.ts'
import type { Entered } from './drafts.ts'

/** After the last button: where the entry stands, or for whom it waits; and what one might do next. */
export function Done({
  entered: { records, draft },
  kind,
  heading,
}: {
  entered: Entered
  kind: string
  heading: Ref<HTMLHeadingElement>
}) {
  const { words, lang, to } = useDesk()
  const { done } = words
  const first = records[0]
  const page = first === undefined ? null : recordPath(first.id)
  const goesOn = first !== undefined && isFormKind(kindOfRecord(first.id))
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {first === undefined ? done.waiting : fill(done.entered, { index: String(first.index) })}
      </h1>
      <p>{first === undefined ? done.waitingFor : done.public}</p>
      <ul>
        {first !== undefined && (
          <li>
            <a href={at(lang, `/entries/${first.index}`)}>
              {fill(done.entry, { index: String(first.index) })}
            </a>
          </li>
        )}
        {page !== null && (
          <li>
            <a href={at(lang, page)}>{done.record}</a>
          </li>
        )}
        {goesOn && (
          <li>
            <a href={to(`/on/${first.id}`)}>{done.next}</a>
          </li>
        )}
        {draft !== null && first === undefined && (
          <li>
            <a href={to(`/drafts/${draft.id}`)}>{done.draft}</a>
          </li>
        )}
        {first !== undefined && kind !== '' && (
          <li>
            <a href={to(`/new/${kind}`)}>{done.another}</a>
          </li>
        )}
        <li>
          <a href={to('/')}>{words.home.title}</a>
        </li>
      </ul>
    </>
  )
}
