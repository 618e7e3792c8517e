import { dateOfStep } from '../../../worker/domain/kinds/decision/step.ts'
import { isRuledOn } from '../../../worker/domain/kinds/decision/vocabulary.ts'
import { isOpening } from '../../../worker/domain/kinds/table.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { formatDay } from '../../text/dates.ts'
import { foreign } from '../../text/language.ts'
import { opening } from '../../text/paragraphs.ts'
import { partWords } from '../../text/withheld.ts'
import type { DecisionState, Step } from '../../types.ts'
import { count, fill } from '../../words/words.ts'
import { Card } from '../brief/Card.tsx'
import { Printed, Sentence } from '../list/Printed.tsx'
import { Mark } from '../Mark.tsx'
import type { BriefProps } from './brief-props.ts'
import { DecisionVoices, hasVoices } from './DecisionVoices.tsx'
import { fieldsOfStep } from './Steps.tsx'
import { Dissenters } from './Votes.tsx'
import { dissentOf, SIDE_SHAPES, type Voices, voicesOf, voicesWords } from './voices.ts'
import { Withheld } from './Withheld.tsx'

/** Voices up to this number are drawn one by one. */
const DRAWN = 60
/** Reasons of dissent that stand open. */
const HEARD = 2
const EXCERPT = 70

/** Card of the deciders: who decided, when, by which rule, and how they voted; or how it ended undecided. */
export function WhoCard({ state, hidden }: Pick<BriefProps, 'state' | 'hidden'>) {
  const { lang, words, timeZone } = useFrame()
  const name = words.decision.brief
  const { ruling, decisionOrgan } = state
  const when = ruling?.decidedAt === undefined ? null : formatDay(ruling.decidedAt, timeZone)
  const isRuled = isRuledOn(ruling?.outcome)
  const sealed = state.sealed.filter(({ kind }) => !isOpening(kind))
  return (
    <Card id="decided" title={isRuled ? name.who : name.ended}>
      <p class="card__big">
        {isRuled && decisionOrgan !== null && (
          <>
            <Printed text={decisionOrgan} on={ruling?.decidedAt ?? null} beside />
            {lang === 'zh' ? '，' : ', '}
          </>
        )}
        {when === null ? (
          <span>{ruling === null ? name.undecided : name.noDay}</span>
        ) : (
          <time dateTime={ruling?.decidedAt}>{when}</time>
        )}
      </p>
      <p class="dot">
        {ruling?.outcome !== undefined && <b>{label(lang, 'ruling', ruling.outcome)}</b>}
        {!isRuled && (
          <span>
            {decisionOrgan === null ? (
              name.nobody
            ) : (
              <Sentence
                of={name.nobodyOf}
                with={{ organ: <Printed text={decisionOrgan} on={ruling?.decidedAt ?? null} /> }}
              />
            )}
          </span>
        )}
        {ruling?.rule !== undefined && <span>{label(lang, 'decisionRule', ruling.rule)}</span>}
        {ruling?.officer !== undefined && (
          <span>
            <Sentence of={words.decision.officer} with={{ officer: <Printed text={ruling.officer} /> }} />
          </span>
        )}
        {ruling?.conformsToMajority === true && <span>{words.decision.conforms}</span>}
      </p>
      {ruling?.conformsToMajority === false && (
        <p class="late">
          {ruling.divergenceReason === undefined
            ? words.decision.divergesSilent
            : fill(words.decision.diverges, { reason: ruling.divergenceReason })}
        </p>
      )}
      <Vote step={lastVote(state)} />
      {alike(sealed, (part) => partWords(lang, part, hidden)).map(([text, first, n]) => (
        <p class="hint" key={text}>
          <Mark shape="square" />
          {count(name.sealed, n)} <Withheld part={first} hidden={hidden} />
        </p>
      ))}
      {hasVoices(state) && (
        <details>
          <summary>{name.allVoices}</summary>
          <DecisionVoices state={state} />
        </details>
      )}
    </Card>
  )
}

type Sealed = DecisionState['sealed'][number]

/** Parts that are not shown by what is said of them: the words, one of each, and the number like it. */
function alike(sealed: readonly Sealed[], wordsOf: (part: Sealed) => string): [string, Sealed, number][] {
  const groups = new Map<string, [string, Sealed, number]>()
  for (const one of sealed) {
    const key = wordsOf(one)
    const [, first, n] = groups.get(key) ?? [key, one, 0]
    groups.set(key, [key, first, n + 1])
  }
  return [...groups.values()]
}

/** The newest step in which there were votes or opinions. */
function lastVote(state: DecisionState): Step | null {
  const dateOf = ({ concludedAt, heldAt, startedAt }: Step): string =>
    concludedAt ?? heldAt ?? startedAt ?? ''
  const voted = state.steps.filter(
    ({ ballots = [], opinions = [], counts = [] }) => ballots.length + opinions.length + counts.length > 0,
  )
  return voted.sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1)).at(-1) ?? null
}

function Vote({ step }: { step: Step | null }) {
  const { lang, words } = useFrame()
  if (step === null) return null
  const fields = fieldsOfStep(step)
  const voices = voicesOf(lang, fields)
  const dissent = dissentOf(lang, fields)
  const reasoned = dissent.filter(({ reasons }) => reasons !== null)
  const others = dissent.filter(({ reasons, member }) => reasons === null && member !== '')
  const on = dateOfStep(step)
  return (
    <>
      <Marks voices={voices} />
      <p>{voicesWords(lang, voices)}</p>
      {reasoned.slice(0, HEARD).map(({ member, stance, reasons }) => (
        <blockquote key={`${member} ${reasons}`}>
          <b>
            <Printed text={member} on={on} />
          </b>{' '}
          {stance}
          {lang === 'zh' ? '：' : ': '}
          <span lang={foreign(lang, reasons ?? '')}>{opening(reasons ?? '', EXCERPT)}</span>
        </blockquote>
      ))}
      {others.length > 0 && (
        <p class="hint">
          <Dissenters of={others.slice(0, 6)} on={on} />
          {others.length > 6 && fill(words.timeline.andMore, { n: others.length - 6 })}
        </p>
      )}
    </>
  )
}

/** One mark for each voice. The sentence below says the same in words. */
function Marks({ voices }: { voices: readonly Voices[] }) {
  const sum = voices.reduce((all, { n }) => all + n, 0)
  if (sum === 0 || sum > DRAWN) return null
  return (
    <p class="marks" aria-hidden="true">
      {voices.flatMap(({ side, name, n }) =>
        Array.from({ length: n }, (_, i) => (
          <span key={`${name} ${i + 1}`} class={`marks--${side}`}>
            <Mark shape={SIDE_SHAPES[side]} className="" />
          </span>
        )),
      )}
    </p>
  )
}
