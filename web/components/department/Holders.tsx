/** 任职: who holds the posts of an organ on this day, and how many did before. */
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { foreign } from '../../text/language.ts'
import type { Page, RecordView } from '../../types.ts'
import { count, fill } from '../../words/words.ts'
import { Printed } from '../list/Printed.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { Status } from '../list/Status.tsx'

export interface HoldersProps {
  record: RecordView
  /** Memberships in force on this day, and how many there are. */
  holders: Page<RecordView> & { total: number }
  /** Number of memberships in all, ended ones too. */
  everHeld: number
}

/** Holders of posts in force today, with the days between which each holds it. */
export function Holders({ record, holders, everHeld }: HoldersProps) {
  const { lang, words } = useFrame()
  const name = words.department.holders
  if (everHeld === 0) return null
  const { items, total } = holders
  return (
    <section aria-labelledby="holders">
      <div class="h-row">
        <h2 id="holders">{name.title}</h2>
        <ul class="tools">
          <li>{count(name.total, total)}</li>
          <li>
            <a href={withQuery(at(lang, '/memberships'), { department: record.id })}>
              {count(name.ever, everHeld)}
            </a>
          </li>
        </ul>
      </div>
      {total === 0 ? (
        <p class="empty">{name.none}</p>
      ) : (
        <ul class="items">
          {items.map(({ id, title, kind, status, state }) =>
            state.kind !== 'membership' ? null : (
              <li key={id}>
                <div>
                  {state.member === null ? (
                    <RecordLink id={id} title={title} />
                  ) : (
                    <Printed text={state.member} />
                  )}
                  <p class="who dot">
                    <a href={at(lang, `/memberships/${id}`)} lang={foreign(lang, state.role)}>
                      {state.role}
                    </a>
                    <Term from={state.from} to={state.to} />
                  </p>
                </div>
                <Status kind={kind} status={status} />
              </li>
            ),
          )}
        </ul>
      )}
    </section>
  )
}

/** Days between which something is in force, as far as they are stated. */
export function Term({ from, to }: { from: string | null; to: string | null }) {
  const { words } = useFrame()
  const parts = [
    from === null ? [] : fill(words.responsibility.since, { date: from }),
    to === null ? [] : fill(words.responsibility.until, { date: to }),
  ].flat()
  return (
    <>
      {parts.map((part) => (
        <span key={part} class="nowrap">
          {part}
        </span>
      ))}
    </>
  )
}
