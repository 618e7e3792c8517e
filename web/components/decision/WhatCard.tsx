import { isRuledOn } from '../../../worker/domain/kinds/decision/vocabulary.ts'
import { isOpening } from '../../../worker/domain/kinds/table.ts'
import { departmentIn } from '../../../worker/domain/kinds/title.ts'
import { useFrame } from '../../frame.ts'
import { keyed } from '../../text/keyed.ts'
import { fill } from '../../words/words.ts'
import { Card } from '../brief/Card.tsx'
import { Printed } from '../list/Printed.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { LongText } from '../record/Prose.tsx'
import type { BriefProps } from './brief-props.ts'
import { Withheld } from './Withheld.tsx'

/** Card of the decision itself: its matter, its power, and who carries it out. */
export function WhatCard({ record, state, hidden }: Pick<BriefProps, 'record' | 'state' | 'hidden'>) {
  const { lang, words } = useFrame()
  const name = words.decision.brief
  const opening = state.sealed.find(({ kind }) => isOpening(kind))
  const isDecided = state.ruling !== null && isRuledOn(state.ruling.outcome)
  const joint = lang === 'zh' ? '、' : ', '
  return (
    <Card id="what" title={isDecided ? name.what : name.matter}>
      {opening !== undefined && (
        <p>
          <Withheld part={opening} hidden={hidden} />
        </p>
      )}
      {state.summary !== null && <LongText text={state.summary} fold={120} />}
      <dl class="card__rows">
        <div>
          <dt>{name.under}</dt>
          <dd>
            {state.responsibility !== null ? (
              <RecordLink id={state.responsibility} />
            ) : state.noResponsibility !== null ? (
              fill(words.decision.underNone, { reason: state.noResponsibility })
            ) : (
              <span class="hint">{opening === undefined ? name.notStated : name.notShown}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{words.decision.header.lead}</dt>
          <dd>
            <RecordLink id={state.lead ?? state.department} title={departmentIn(lang, record)} />
          </dd>
        </div>
        {state.supporting.length > 0 && (
          <div>
            <dt>{words.decision.header.supporting}</dt>
            <dd>
              {state.supporting.map((id, i) => (
                <span key={id}>
                  {i > 0 && joint}
                  <RecordLink id={id} />
                </span>
              ))}
            </dd>
          </div>
        )}
        {state.executingUnits.length > 0 && (
          <div>
            <dt>{words.decision.header.executing}</dt>
            <dd>
              {keyed(state.executingUnits).map(({ key, text }, i) => (
                <span key={key}>
                  {i > 0 && joint}
                  <Printed text={text} />
                </span>
              ))}
            </dd>
          </div>
        )}
        {state.ruling?.effectiveFrom !== undefined && (
          <div>
            <dt>{words.decision.header.inForce}</dt>
            <dd>{state.ruling.effectiveFrom}</dd>
          </div>
        )}
      </dl>
    </Card>
  )
}
