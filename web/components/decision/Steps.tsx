/** 程序: the steps of a decision as a list, required, done, missing and out of order told apart in words and shapes. */

import type { StepClock } from '../../../worker/domain/kinds/decision/clock.ts'
import type { Expectation } from '../../../worker/domain/procedure/expected.ts'
import type { ProcedureView } from '../../../worker/domain/procedure/view.ts'
import { dayNumber, earliest, latest } from '../../../worker/domain/record/date.ts'
import type { Lang } from '../../../worker/domain/record/problem.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { formatDay } from '../../text/dates.ts'
import { type Fields, listIn, plain, textIn } from '../../text/parts.ts'
import { labelSetOf } from '../../text/values.ts'
import type { DecisionState, Json, Step } from '../../types.ts'
import { fill, type Words } from '../../words/words.ts'
import { ClockNote } from '../clock/ClockNote.tsx'
import { Printed } from '../list/Printed.tsx'
import { Mark, type Shape } from '../Mark.tsx'
import { Documents } from '../record/Documents.tsx'
import { LongText } from '../record/Prose.tsx'
import { Counted, dayOfStep, Votes } from './Votes.tsx'

const SHAPES: { readonly [standing in Expectation['standing']]: Shape } = {
  done: 'full',
  under_way: 'half',
  missing: 'triangle',
  ahead: 'ring',
  not_reached: 'ring',
  waived: 'diamond',
  not_required: 'ring',
  unknown: 'square',
  extra: 'full',
}

/** The procedure that a decision is under, step by step; of one under none, the number of steps recorded. */
export function Procedure({
  state,
  profile,
  procedure,
  clocks,
}: {
  state: DecisionState
  /** Null for a decision under no procedure that this ledger knows. */
  profile: ProcedureView | null
  procedure: Expectation[]
  clocks: readonly StepClock[]
}) {
  const { lang, words } = useFrame()
  return (
    <section aria-labelledby="procedure">
      <h2 id="procedure">{words.decision.procedure}</h2>
      {profile === null ? (
        <p class="hint">{underNone(state, words)}</p>
      ) : (
        <>
          <p class="hint">
            {procedureWords(procedure, profile.names[lang], words, lang)} <ProfileSource profile={profile} />
          </p>
          <ol class="steps">
            {procedure
              .filter(({ standing }) => standing !== 'not_required')
              .map((one) => (
                <Expected key={one.step} one={one} procedure={procedure} state={state} />
              ))}
          </ol>
          <NotRequired procedure={procedure} />
          {clocks.length > 0 && (
            <div class="clock-notes">
              {clocks.map((clock) => (
                <ClockNote key={`${clock.step} ${clock.profile.id}`} {...clock} />
              ))}
            </div>
          )}
        </>
      )}
    </section>
  )
}

/**
 * Number of steps that the law asks for, and of those in each standing; a standing without any is left out.
 */
function procedureWords(
  procedure: readonly Expectation[],
  name: string,
  { decision }: Words,
  lang: Lang,
): string {
  const required = procedure.filter(({ need }) => need === 'required')
  const stands = (...wanted: Expectation['standing'][]): number =>
    required.filter(({ standing }) => wanted.includes(standing)).length
  const figures: [keyof typeof decision.procedureParts, number][] = [
    ['done', stands('done', 'waived')],
    ['under_way', stands('under_way')],
    ['missing', stands('missing')],
    ['ahead', stands('ahead')],
    ['not_reached', stands('not_reached')],
    ['odd', procedure.filter(({ afterAll }) => afterAll.length > 0).length],
    ['unknown', procedure.filter(({ standing }) => standing === 'unknown').length],
  ]
  const parts = figures.flatMap(([part, n]) => (n === 0 ? [] : [fill(decision.procedureParts[part], { n })]))
  const head =
    required.length === 0
      ? fill(decision.procedureNone, { name })
      : fill(decision.procedureHint, { name, required: required.length })
  if (parts.length === 0) return head.replace(/[：:]\s*$/, lang === 'zh' ? '。' : '.')
  return `${head}${parts.join(lang === 'zh' ? '，' : ', ')}${lang === 'zh' ? '。' : '.'}`
}

/** Words for a decision under no procedure: it names one that is not known here, or its class is under none. */
function underNone({ steps, procedure }: DecisionState, { decision }: Words): string {
  if (procedure !== null) return fill(decision.procedureUnknown, { name: procedure, n: steps.length })
  return steps.length === 0 ? decision.noSteps : fill(decision.procedureFree, { n: steps.length })
}

/** The source of a procedure, with its address where it has one. */
function ProfileSource({ profile }: { profile: ProcedureView }) {
  const { lang, words } = useFrame()
  const basis = profile.basis[lang]
  return (
    <span>
      {fill(words.decision.procedureBasis[profile.origin], { basis: '' })}
      {profile.link === null ? basis : <a href={profile.link}>{basis}</a>}
    </span>
  )
}

/** The article that a reason names: （第二十五条）, (Art. 25). */
function articleIn(why: string): string | null {
  return /[（(]((?:第|Art|§)[^）)]*)[）)]/.exec(why)?.[1] ?? null
}

/** Number of days a step was open, first and last included; null without an opening and a closing day. */
function openDays({ openAt, closeAt }: Step): number | null {
  return openAt === undefined || closeAt === undefined
    ? null
    : dayNumber(latest(closeAt)) - dayNumber(earliest(openAt)) + 1
}

/** Steps that this decision does not need, in one line, each with its reason. */
function NotRequired({ procedure }: { procedure: readonly Expectation[] }) {
  const { lang, words } = useFrame()
  const left = procedure.filter(({ standing }) => standing === 'not_required')
  if (left.length === 0) return null
  return (
    <p class="hint steps__left dot">
      <span>{words.decision.standing.not_required}</span>
      {left.map(({ step, name, why }) => (
        <span key={step} title={why[lang]}>
          {name[lang]} {articleIn(why[lang])}
        </span>
      ))}
    </p>
  )
}

/** Days of a step that are shown; of more the first and the last. */
const DAYS = 3

function Expected({
  one,
  procedure,
  state,
}: {
  one: Expectation
  procedure: readonly Expectation[]
  state: DecisionState
}) {
  const { lang, words, timeZone } = useFrame()
  const all = state.steps.filter(({ id }) => id !== undefined && one.steps.includes(id))
  const found = all.length > DAYS ? [...all.slice(0, 1), ...all.slice(-1)] : all
  const odd = one.afterAll.length > 0
  const names = procedure
    .filter(({ step }) => one.afterAll.includes(step))
    .map(({ name }) => name[lang])
    .join(lang === 'zh' ? '、' : ', ')
  // What was done needs no reason; what was not, or cannot be judged, does.
  const plainly = ['done', 'extra', 'ahead', 'not_reached'].includes(one.standing)
  const number = one.type === 'enactment' && all.length > 0 ? (state.ruling?.docNumber ?? null) : null
  const why = one.why[lang]
  const classes = ['step', `step--${one.standing}`, odd ? 'step--odd' : ''].filter((name) => name !== '')
  return (
    <li class={classes.join(' ')}>
      <Mark shape={odd ? 'triangle' : SHAPES[one.standing]} />
      <b>{one.name[lang]}</b>
      <span class="step__is">{words.decision.standing[one.standing]}</span>
      {found.map((step) => {
        const days = openDays(step)
        return (
          <span key={step.id} class="step__when">
            {periodOf(step, timeZone)}
            {days !== null && days > 1 && ` · ${fill(words.decision.days, { n: days })}`}
          </span>
        )
      })}
      {all.length > found.length && (
        <span class="step__when">{fill(words.decision.times, { n: all.length })}</span>
      )}
      {number !== null && <span class="step__when">{number}</span>}
      {odd && <strong class="late">{fill(words.decision.odd, { types: names })}</strong>}
      <small title={why}>{plainly ? (articleIn(why) ?? why) : why}</small>
    </li>
  )
}

/** Period of a step, or its day; without either the day on which it is due, or an empty text. */
function periodOf(step: Step, timeZone: string): string {
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

const othersOf = (step: Fields): [string, Json][] =>
  Object.entries(step).filter(([key]) => !SHOWN_ELSEWHERE.has(key))

/** Line of a step: who held it, how it ended, the votes counted. */
export function StepLine({ step }: { step: Fields }) {
  const { lang, words } = useFrame()
  const [organ, outcome, time] = ['organ', 'outcome', 'localTime'].map((key) => textIn(step, key))
  return (
    <p class="dot">
      {organ && <Printed text={organ} on={dayOfStep(step)} />}
      {outcome && <b>{label(lang, 'stepOutcome', outcome)}</b>}
      {time && <span>{fill(words.act.localTime, { time })}</span>}
      <Received step={step} />
      <Counted step={step} />
    </p>
  )
}

/** True for a step that says more than its line does. */
export function stepSaysMore(step: Fields): boolean {
  return (
    othersOf(step).length > 0 ||
    textIn(step, 'note') !== null ||
    ['documents', 'ballots', 'opinions', 'attendance', 'counts'].some((key) => listIn(step, key).length > 0)
  )
}

/** The particulars of a step: its fields, note, opinions, votes and documents. */
export function StepFacts({ step }: { step: Fields }) {
  const { lang } = useFrame()
  const others = othersOf(step)
  const note = textIn(step, 'note')
  return (
    <>
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

/** A value of a step in words: its codes are those of the vocabularies that `labelSetOf` knows. */
function valueWords(lang: Lang, key: string, value: Json): string {
  if (Array.isArray(value))
    return value.map((one) => valueWords(lang, key, one)).join(lang === 'zh' ? '、' : ', ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, one]) => `${label(lang, 'field', name)} ${valueWords(lang, name, one)}`)
      .join(' · ')
  if (typeof value !== 'string') return String(value ?? '')
  const set = labelSetOf('step', key)
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
