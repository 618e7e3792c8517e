/** 任职: who holds the posts of an organ on this day, and how many did before. */
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { foreign } from '../../text/language.ts'
import type { Page, RecordView } from '../../types.ts'
import { count, fill } from '../../words/words.ts'
import { Card } from '../brief/Card.tsx'
import { NamesOf, Printed } from '../list/Printed.tsx'
import { RecordLink } from '../list/RecordLink.tsx'

/** Holders that stand open; more unfold. */
const OPEN = 5

export interface HoldersProps {
  record: RecordView
  /** Memberships in force on this day, and how many there are. */
  holders: Page<RecordView> & { total: number }
  /** Number of memberships in all, ended ones too. */
  everHeld: number
}

/** Card of the holders of posts in force today, with the days between which each holds it; nothing where none ever was. */
export function Holders({ record, holders, everHeld }: HoldersProps) {
  const { lang, words } = useFrame()
  const name = words.department.holders
  if (everHeld === 0) return null
  const { items, total } = holders
  const [shown, rest] = [items.slice(0, OPEN), items.slice(OPEN)]
  return (
    <Card id="holders" title={name.title}>
      <p class="card__big">{total === 0 ? name.none : count(name.total, total)}</p>
      <Posts of={shown} />
      {rest.length > 0 && (
        <details>
          <summary>{fill(words.decision.more, { n: items.length })}</summary>
          <Posts of={rest} />
        </details>
      )}
      <p class="hint">
        <a href={withQuery(at(lang, '/memberships'), { department: record.id })}>
          {count(name.ever, everHeld)}
        </a>
      </p>
    </Card>
  )
}

function Posts({ of }: { of: readonly RecordView[] }) {
  const { lang } = useFrame()
  return (
    <ul class="plan plan--flags">
      {of.map(({ id, title, state, named }) =>
        state.kind !== 'membership' ? null : (
          <li key={id}>
            <span>
              {state.member === null ? (
                <RecordLink id={id} title={title} />
              ) : (
                <NamesOf named={named}>
                  <Printed text={state.member} />
                </NamesOf>
              )}
              <span class="who dot">
                <a href={at(lang, `/memberships/${id}`)} lang={foreign(lang, state.role)}>
                  {state.role}
                </a>
                <Term from={state.from} to={state.to} />
              </span>
            </span>
          </li>
        ),
      )}
    </ul>
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
