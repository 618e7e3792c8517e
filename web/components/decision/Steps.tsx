/** 程序: the steps of a decision as a list, required, done, missing and out of order told apart in words and shapes. */

import type { Expectation } from '../../../worker/domain/kinds/decision/procedure.ts'
import type { Lang } from '../../../worker/domain/record/problem.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { formatDay } from '../../text/dates.ts'
import { type Fields, listIn, plain, textIn } from '../../text/parts.ts'
import type { DecisionState, Json, Step } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { Mark, type Shape } from '../Mark.tsx'
import { Documents } from '../record/Documents.tsx'
import { LongText } from '../record/Prose.tsx'
import { Votes } from './Votes.tsx'

const SHAPES: { readonly [standing in Expectation['standing']]: Shape } = {
  done: 'full',
  under_way: 'half',
  missing: 'triangle',
  ahead: 'ring',
  waived: 'diamond',
  not_required: 'ring',
  unknown: 'square',
  extra: 'full',
}

/** The procedure that the law prescribes, step by step; nothing for decisions that it does not govern. */
export function Procedure({ state, procedure }: { state: DecisionState; procedure: Expectation[] }) {
  const { words } = useFrame()
  const required = procedure.filter(({ need }) => need === 'required')
  const figures = {
    required: required.length,
    done: required.filter(({ standing }) => standing === 'done' || standing === 'waived').length,
    missing: procedure.filter(({ standing }) => standing === 'missing').length,
    odd: procedure.filter(({ afterAll }) => afterAll.length > 0).length,
    unknown: procedure.filter(({ standing }) => standing === 'unknown').length,
  }
  return (
    <section aria-labelledby="procedure">
      <h2 id="procedure">{words.decision.procedure}</h2>
      {procedure.length === 0 ? (
        <p class="hint">
          {state.steps.length === 0
            ? words.decision.noSteps
            : fill(words.decision.procedureFree, { n: state.steps.length })}
        </p>
      ) : (
        <>
          <p class="hint">{fill(words.decision.procedureHint, figures)}</p>
          <ol class="steps">
            {procedure.map((one) => (
              <Expected key={one.type} one={one} steps={state.steps} />
            ))}
          </ol>
        </>
      )}
    </section>
  )
}

function Expected({ one, steps }: { one: Expectation; steps: readonly Step[] }) {
  const { lang, words, timeZone } = useFrame()
  const found = steps.filter(({ id }) => id !== undefined && one.steps.includes(id))
  const odd = one.afterAll.length > 0
  const names = one.afterAll.map((type) => label(lang, 'step', type)).join(lang === 'zh' ? '、' : ', ')
  const classes = ['step', `step--${one.standing}`, odd ? 'step--odd' : ''].filter((name) => name !== '')
  return (
    <li class={classes.join(' ')}>
      <Mark shape={odd ? 'triangle' : SHAPES[one.standing]} />
      <b>{label(lang, 'step', one.type)}</b>
      <span class="step__is">{words.decision.standing[one.standing]}</span>
      {found.map((step) => (
        <span key={step.id} class="step__when">
          {periodOf(step, timeZone)}
        </span>
      ))}
      {odd && <strong class="late">{fill(words.decision.odd, { types: names })}</strong>}
      <small>{one.why[lang]}</small>
    </li>
  )
}

/** When a step was: a period where it has one. */
export function periodOf(step: Step, timeZone: string): string {
  const [from, to] = [step.openAt ?? step.startedAt, step.closeAt ?? step.concludedAt ?? step.heldAt]
  const days = [from, to].flatMap((date) => (date === undefined ? [] : [formatDay(date, timeZone)]))
  return [...new Set(days)].join(' – ') || (step.dueAt ?? '')
}

const SHOWN_ELSEWHERE = new Set([
  'id',
  'type',
  'title',
  'concludedAt',
  'startedAt',
  'heldAt',
  'openAt',
  'closeAt',
  'ballots',
  'opinions',
  'attendance',
  'counts',
  'documents',
  'note',
  'outcome',
  'organ',
  'localTime',
  'modifiedAt',
  'unanimous',
  'present',
  'quorumRequired',
  'received',
  'adopted',
])

/** What a step says, in one or two lines; the roll call and the documents unfold. */
export function StepFacts({ step }: { step: Fields }) {
  const { lang, words } = useFrame()
  const [organ, outcome, note, time] = ['organ', 'outcome', 'note', 'localTime'].map((key) =>
    textIn(step, key),
  )
  const others = Object.entries(step).filter(([key]) => !SHOWN_ELSEWHERE.has(key))
  return (
    <>
      <p class="dot">
        {organ && <span>{organ}</span>}
        {outcome && <b>{label(lang, 'stepOutcome', outcome)}</b>}
        {time && <span>{fill(words.act.localTime, { time })}</span>}
        <Received step={step} />
      </p>
      {others.length > 0 && (
        <dl class="facts facts--wide">
          {others.map(([key, value]) => (
            <div key={key}>
              <dt>{label(lang, 'field', key)}</dt>
              <dd>
                <Shown name={key} value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {note && <LongText text={note} />}
      <Votes step={step} />
      <Documents documents={listIn(step, 'documents')} />
    </>
  )
}

function Shown({ name, value }: { name: string; value: Json }) {
  const { lang, words } = useFrame()
  if (typeof value === 'boolean') return <>{value ? words.decision.factYes : words.decision.factNo}</>
  if (typeof value === 'string' && value.length > 120) return <LongText text={value} />
  return <>{valueWords(lang, name, value)}</>
}

function valueWords(lang: Lang, key: string, value: Json): string {
  if (Array.isArray(value))
    return value.map((one) => valueWords(lang, key, one)).join(lang === 'zh' ? '、' : ', ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, one]) => `${label(lang, 'field', name)} ${valueWords(lang, name, one)}`)
      .join(' · ')
  if (typeof value !== 'string') return String(value ?? '')
  const set = key === 'modes' ? 'mode' : key === 'meetingType' ? 'meeting' : null
  return set === null ? value : label(lang, set, value)
}

function Received({ step }: { step: Fields }) {
  const { words } = useFrame()
  const { received, adopted } = step
  if (typeof received !== 'number') return null
  return (
    <span>
      {typeof adopted === 'number'
        ? fill(words.decision.received, { n: received, adopted })
        : fill(words.decision.receivedOnly, { n: received })}
    </span>
  )
}

/** A step of a state as plain fields. */
export function fieldsOfStep(step: Step): Fields {
  return plain(step)
}
