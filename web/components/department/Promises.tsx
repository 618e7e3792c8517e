/** Promises of a department, and their outcome. */
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { deliveredWords } from '../../text/delivered.ts'
import type { BoardFigures, RecordView } from '../../types.ts'
import { count, fill } from '../../words/words.ts'
import { Card } from '../brief/Card.tsx'

export interface Promises {
  today: string
  /** Registers from which milestones come, and until when each is known. */
  deliveries: BoardFigures['deliveries']
  all: number
  done: number
  late: number
  overdue: number
  /** Those that are promised for a later day than at first. */
  moved: number
}

/** Below so many milestones a share would say more than is known. */
const LEAST = 5

/** Card of promises and their outcome, with denominators and the day for which it was counted; nothing without one. */
export function DepartmentPromises(props: { record: RecordView; promises: Promises | null }) {
  const { record, promises } = props
  const { lang, words } = useFrame()
  if (promises === null) return null
  const name = words.decision
  const { today, all, done, late, overdue, moved } = promises
  const by = { department: record.id }
  const board = (view?: string): string =>
    withQuery(at(lang, '/milestones'), view === undefined ? by : { ...by, view })
  const comma = lang === 'zh' ? '，' : ', '
  const share = (part: number, whole: number): string =>
    whole < LEAST ? '' : fill(name.share, { part, whole, percent: Math.round((part / whole) * 100) })
  const rows = [
    { name: name.lateShare, n: late, href: board('done_late'), share: share(late, done) },
    { name: name.overdueShare, n: overdue, href: board('overdue'), share: share(overdue, all) },
    { name: name.movedShare, n: moved, href: board('slipped'), share: share(moved, all) },
  ].filter(({ n }) => n > 0)
  return (
    <Card id="promises" title={name.brief.promised}>
      <p class="card__big">
        <a href={board()}>{fill(name.brief.milestones, { n: all, done })}</a>
        {overdue > 0 && (
          <>
            {comma}
            <span class="late">{fill(name.brief.overdue, { n: overdue })}</span>
          </>
        )}
      </p>
      {rows.length > 0 && (
        <dl class="card__rows card__rows--wide">
          {rows.map((row) => (
            <div key={row.name}>
              <dt>{row.name}</dt>
              <dd class="dot">
                <a href={row.href}>{count(words.count.milestones, row.n)}</a>
                {row.share !== '' && <span>{row.share}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p class="hint">
        {fill(name.promisesAsOf, { date: today })} {deliveredWords(lang, promises)}{' '}
        {all < LEAST && name.fewPromises}
      </p>
      <p class="hint dot">
        <a href={withQuery(at(lang, '/calendar'), by)}>{name.calendar}</a>
        <a href={`/feeds/departments/${record.id}.ics`}>iCalendar</a>
      </p>
    </Card>
  )
}
