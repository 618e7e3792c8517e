/** 办事指南: who may apply, with what, by which steps, until when, at what cost, where, and where to complain. */
import {
  type GuideClock,
  type GuidePart,
  missingParts,
} from '../../../worker/domain/kinds/responsibility/guide.ts'
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { limitWords } from '../../text/values.ts'
import type { ResponsibilityState } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { ClockLines } from '../clock/ClockLines.tsx'
import { LongText } from '../record/Prose.tsx'
import { Points } from './Duties.tsx'

export interface GuideProps {
  /** Id of the item. */
  of: string
  state: ResponsibilityState
  /** Its limits, for an application that is accepted today. */
  limits: readonly GuideClock[]
}

/** Guide of an item that somebody applies for. Parts that the list leaves out are named and counted, once. */
export function Guide({ of, state, limits }: GuideProps) {
  const { lang, words } = useFrame()
  const { guide } = words
  const missing = missingParts(state)
  const name = (part: GuidePart): string => label(lang, 'field', part)
  const texts = { applicants: state.applicants, fees: state.fees, place: state.place, hours: state.hours }
  const lists = { conditions: state.conditions, materials: state.materials, forms: state.forms }
  return (
    <section class="guide" aria-labelledby="guide">
      <h2 id="guide">{guide.title}</h2>
      <p class="hint">
        {missing.length === 0
          ? guide.hint
          : fill(guide.gaps, {
              n: missing.length,
              parts: missing.map(name).join(lang === 'zh' ? '、' : ', '),
            })}
      </p>
      <dl class="facts facts--wide">
        <Text name={name('applicants')} text={texts.applicants} />
        {(['conditions', 'materials', 'forms'] as const).map((part) => (
          <List key={part} name={name(part)} texts={lists[part]} />
        ))}
        <List name={name('handling')} texts={state.handling} />
        {(['promisedTimeLimit', 'statutoryTimeLimit'] as const).map((part) => (
          <Limit
            key={part}
            name={name(part)}
            limit={limitWords(lang, state[part])}
            found={limits.find((one) => one.of === part)}
          />
        ))}
        {(['fees', 'place', 'hours'] as const).map((part) => (
          <Text key={part} name={name(part)} text={texts[part]} />
        ))}
        <Text name={name('phone')} text={state.phone} />
        <div>
          <dt>{guide.complain}</dt>
          <dd>
            {state.supervision !== null && <LongText text={state.supervision} fold={240} />}
            <ul class="plain">
              <li>
                <a href={withQuery(at(lang, '/ask'), { subject: of })}>{guide.ask}</a>
              </li>
              <li>
                <a href={at(lang, '/report')}>{guide.report}</a>
              </li>
            </ul>
          </dd>
        </div>
      </dl>
    </section>
  )
}

function Text({ name, text }: { name: string; text: string | null }) {
  if (text === null) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <LongText text={text} fold={480} />
      </dd>
    </div>
  )
}

function List({ name, texts }: { name: string; texts: readonly string[] }) {
  if (texts.length === 0) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Points texts={[...texts]} />
      </dd>
    </div>
  )
}

/** A limit as the list prints it, and the last day for an application that is accepted today. */
function Limit({
  name,
  limit,
  found,
}: {
  name: string
  limit: string | null
  found: GuideClock | undefined
}) {
  const { lang, words } = useFrame()
  const { guide } = words
  if (limit === null) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {found === undefined ? (
          limit
        ) : found.clock.due === null ? (
          fill(guide.limitOpen, { limit })
        ) : (
          <>
            {fill(guide.limit, { due: found.clock.due, limit })}
            <ClockLines lines={found.clock.lines} lang={lang} words={words} />
          </>
        )}
      </dd>
    </div>
  )
}
