import { hasGuide } from '../../../worker/domain/kinds/responsibility/guide.ts'
import { departmentIn } from '../../../worker/domain/kinds/title.ts'
import type { Lang } from '../../../worker/domain/record/problem.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { keyed } from '../../text/keyed.ts'
import { limitWords } from '../../text/values.ts'
import type { RecordView, ResponsibilityState } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { Printed } from '../list/Printed.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { Facts } from '../record/Facts.tsx'
import { Places } from '../record/Places.tsx'
import { LongText } from '../record/Prose.tsx'
import { SourceOf } from '../source/SourceOf.tsx'

interface ParticularsProps {
  record: RecordView
  state: ResponsibilityState
  subItems: RecordView[]
}

/**
 * Particulars of a responsibility: who leads and supports, limits, fees, where to complain, where it was
 * published.
 */
export function Particulars({ record, state, subItems }: ParticularsProps) {
  const reader = useFrame()
  const { lang, words } = reader
  const { responsibility } = words
  const name = (field: string): string => label(lang, 'field', field)
  const lines = (texts: string[]) =>
    texts.length === 0 ? null : (
      <ul>
        {keyed(texts).map(({ key, text }) => (
          <li key={key}>
            <Printed text={text} beside />
          </li>
        ))}
      </ul>
    )
  const links = (ids: string[]) =>
    ids.length === 0 ? null : (
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <RecordLink id={id} />
          </li>
        ))}
      </ul>
    )
  const period = [
    state.inForceFrom === null ? '' : fill(responsibility.since, { date: state.inForceFrom }),
    state.inForceTo === null ? '' : fill(responsibility.until, { date: state.inForceTo }),
  ].filter((part) => part !== '')
  const printedLevel =
    state.levelAsPrinted ?? (state.level === null ? null : label(lang, 'level', state.level))
  return (
    <Facts
      facts={[
        {
          name: responsibility.lead,
          // Who leads is not known of a power whose content is withheld.
          value:
            state.name === '' ? null : (
              <RecordLink id={state.lead ?? state.department} title={leadTitle(lang, record, state)} />
            ),
        },
        { name: responsibility.supporting, value: links(state.supporting) },
        {
          name: name('implementer'),
          value: state.implementer === null ? null : <Printed text={state.implementer} beside />,
        },
        { name: name('undertakingUnits'), value: lines(state.undertakingUnits) },
        { name: name('level'), value: printedLevel },
        { name: name('typeAsPrinted'), value: samePrinted(state, lang) ? null : state.typeAsPrinted },
        ...(hasGuide(state)
          ? []
          : [
              { name: name('statutoryTimeLimit'), value: limitWords(lang, state.statutoryTimeLimit) },
              { name: name('promisedTimeLimit'), value: limitWords(lang, state.promisedTimeLimit) },
              {
                name: name('fees'),
                value: state.fees === null ? null : <LongText text={state.fees} fold={120} />,
              },
              {
                name: name('supervision'),
                value: state.supervision === null ? null : <LongText text={state.supervision} fold={120} />,
              },
            ]),
        {
          name: name('places'),
          value: state.places.length === 0 ? null : <Places record={record.id} places={state.places} />,
        },
        { name: responsibility.children, value: links(subItems.map(({ id }) => id)) },
        { name: name('itemCode'), value: state.itemCode },
        { name: responsibility.period, value: period.join(lang === 'zh' ? '，' : ', ') },
        {
          name: name('remark'),
          value: state.remark === null ? null : <LongText text={state.remark} fold={120} />,
        },
        {
          name: responsibility.source,
          value: state.source === null ? null : <SourceOf reader={reader} of={state.source} />,
        },
        { name: responsibility.identifier, value: <span class="mono nowrap">{record.id}</span> },
      ]}
    />
  )
}

function leadTitle(lang: Lang, record: RecordView, state: ResponsibilityState): string | null {
  return state.lead === null || state.lead === state.department ? departmentIn(lang, record) : null
}

/** The type as printed says nothing new when it is the usual word for the type. */
function samePrinted(state: ResponsibilityState, lang: Lang): boolean {
  return (
    state.typeAsPrinted === null || (lang === 'zh' && state.typeAsPrinted === label('zh', 'type', state.type))
  )
}
