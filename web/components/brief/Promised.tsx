import { derive } from '../../../worker/domain/kinds/milestone/derived.ts'
import { titleIn } from '../../../worker/domain/kinds/title.ts'
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { hiddenTitle, label } from '../../labels.ts'
import type { RecordView } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { DERIVED_SHAPES, isLate, judgedBefore, slipWords, standWords } from '../chart/milestones.ts'
import type { BriefProps } from '../decision/brief-props.ts'
import { RecordLink } from '../list/RecordLink.tsx'
import { Mark } from '../Mark.tsx'
import { Card } from './Card.tsx'

/** Milestones that stand open; all are on the board. */
const OPEN = 3

interface PromisedProps extends Pick<BriefProps, 'milestones' | 'figures' | 'today'> {
  /** The decision that made the promises. */
  of: string
}

/** Promises of a decision and their standing, the late first. */
export function Promised({ of, milestones, figures, today }: PromisedProps) {
  const { lang, words } = useFrame()
  const name = words.decision.brief
  const late = (one: RecordView): number =>
    one.state.kind === 'milestone' && derive(one.state, one.judged).overdueBy !== null ? 0 : 1
  const shown = [...milestones].sort((a, b) => late(a) - late(b)).slice(0, OPEN)
  const board = withQuery(at(lang, '/milestones'), { of })
  return (
    <Card id="promised" title={name.promised}>
      <p class="card__big">
        {fill(name.milestones, { n: figures.all, done: figures.done })}
        {figures.overdue > 0 && (
          <>
            {lang === 'zh' ? '，' : ', '}
            <span class="late">{fill(name.overdue, { n: figures.overdue })}</span>
          </>
        )}
        {figures.ahead > 0 && `${lang === 'zh' ? '，' : ', '}${fill(name.rest, { n: figures.ahead })}`}
      </p>
      <ul class="plan">
        {shown.map((one) => (
          <Milestone key={one.id} record={one} today={today} />
        ))}
      </ul>
      <p class="hint dot">
        {figures.byCount !== null && figures.all >= 5 && (
          <span>{fill(words.decision.byCount, { n: Math.round(figures.byCount) })}</span>
        )}
        {figures.byWeight !== null && (
          <span>{fill(words.decision.byWeight, { n: Math.round(figures.byWeight) })}</span>
        )}
        <a href={board}>
          {figures.all > shown.length ? fill(name.allOf, { n: figures.all }) : words.decision.allMilestones}
        </a>
      </p>
    </Card>
  )
}

function Milestone({ record, today }: { record: RecordView; today: string }) {
  const { lang } = useFrame()
  const { state } = record
  if (state.kind !== 'milestone') return null
  const derived = derive(state, record.judged)
  const stand = standWords(lang, derived, judgedBefore(record, today))
  const moved = derived.slip !== null && derived.slip !== 0
  return (
    <li class={isLate(derived.status) ? 'plan__late' : undefined}>
      <Mark shape={DERIVED_SHAPES[derived.status]} />
      <span>
        <RecordLink id={record.id} title={titleIn(lang, record) || hiddenTitle(lang, record)} />
        <span class="who dot">
          <span>{state.metAt ?? state.currentDue}</span>
          <span>{stand ?? label(lang, 'derived', derived.status)}</span>
          {moved && <span>{slipWords(lang, derived.slip)}</span>}
        </span>
      </span>
    </li>
  )
}
