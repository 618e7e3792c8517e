/** The power at a glance: what it allows, what was decided under it, what was promised, what looks wrong. */

import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { standingLabel } from '../../labels.ts'
import { foreign } from '../../text/language.ts'
import type { Facet, Page, RecordView, ResponsibilityState } from '../../types.ts'
import { count, fill } from '../../words/words.ts'
import { Card } from '../brief/Card.tsx'
import { Glance } from '../brief/Glance.tsx'
import { Promised } from '../brief/Promised.tsx'
import { Wrong } from '../brief/Wrong.tsx'
import { Outcomes } from '../department/Decided.tsx'
import { PrintedList } from '../list/Printed.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { LongText } from '../record/Prose.tsx'
import { citeBasis } from './Bases.tsx'

/** Decisions that stand open; all are in their list. */
const OPEN = 4

export interface PowerBriefProps {
  record: RecordView
  state: ResponsibilityState
  /** Number of entries on its line. */
  entries: number
  decisions: Page<RecordView> & { total: number }
  /** The statuses of those, each with its number. */
  outcomes: readonly Facet[]
  promised: RecordView[]
  figures: { all: number; done: number; overdue: number; ahead: number; byCount: null; byWeight: null }
  flags: RecordView[]
  today: string
  /** As the power once stood. */
  past: boolean
  /** Sentences that say why its content is not shown; none where it is. */
  hidden: readonly string[]
}

/** Cards at the head of the page of a power; those with nothing to show are left out. */
export function PowerBrief({
  record,
  state,
  entries,
  decisions,
  outcomes,
  promised,
  figures,
  flags,
  today,
  past,
  hidden,
}: PowerBriefProps) {
  const { words } = useFrame()
  const name = words.responsibility
  return (
    <Glance
      entries={entries}
      receiptOf={record.lastIndex}
      past={past}
      none={[]}
      noneElsewhere={[
        decisions.total > 0 ? null : { name: name.decided, said: name.noneDecided },
        flags.length > 0 ? null : { name: words.decision.brief.wrong, said: words.decision.brief.noFlags },
      ]}
    >
      <Allows state={state} hidden={hidden} />
      {decisions.total > 0 && <Decided of={record.id} decisions={decisions} outcomes={outcomes} />}
      {figures.all > 0 && <Promised of={record.id} milestones={promised} figures={figures} today={today} />}
      {flags.length > 0 && <Wrong flags={flags} of={record.id} />}
    </Glance>
  )
}

function Allows({ state, hidden }: Pick<PowerBriefProps, 'state' | 'hidden'>) {
  const { lang, words } = useFrame()
  const name = words.responsibility
  const text = state.scope ?? state.description
  const [basis] = state.legalBases
  return (
    <Card id="allows" title={name.allows}>
      {hidden.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {text !== null && <LongText text={text} fold={120} />}
      <dl class="card__rows">
        {basis !== undefined && (
          <div>
            <dt>{name.basis}</dt>
            <dd>
              <span lang={foreign(lang, citeBasis(basis))}>{citeBasis(basis)}</span>{' '}
              {state.legalBases.length > 1 && (
                <a href="#basis">{count(words.count.bases, state.legalBases.length)}</a>
              )}
            </dd>
          </div>
        )}
        {state.undertakingUnits.length > 0 && (
          <div>
            <dt>{name.units}</dt>
            <dd>
              <PrintedList texts={state.undertakingUnits} />
            </dd>
          </div>
        )}
      </dl>
    </Card>
  )
}

function Decided({
  of,
  decisions,
  outcomes,
}: Pick<PowerBriefProps, 'decisions' | 'outcomes'> & { of: string }) {
  const { lang, words } = useFrame()
  return (
    <Card id="follow" title={words.responsibility.decided}>
      <p class="card__big">{count(words.count.decisions, decisions.total)}</p>
      <Outcomes of={outcomes} by={{ of }} />
      <ul class="plan plan--flags">
        {decisions.items.slice(0, OPEN).map((one) => (
          <li key={one.id}>
            <span>
              <RecordLink id={one.id} />
              <span class="who dot">
                <span>{standingLabel(lang, one)}</span>
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p class="hint">
        <a href={withQuery(at(lang, '/decisions'), { of })}>
          {fill(words.decision.more, { n: decisions.total })}
        </a>
      </p>
    </Card>
  )
}
