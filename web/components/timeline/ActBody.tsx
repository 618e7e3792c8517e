import type { Lang } from '../../../worker/domain/record/problem.ts'
import { useFrame } from '../../frame.ts'
import { kindIn, label } from '../../labels.ts'
import { type Fields, isFields, listIn, textIn } from '../../text/parts.ts'
import { valueText, withUnit } from '../../text/values.ts'
import type { DecisionState, Json } from '../../types.ts'
import { count, fill } from '../../words/words.ts'
import { StepFacts, StepLine, stepSaysMore } from '../decision/Steps.tsx'
import { Printed, Sentence } from '../list/Printed.tsx'
import { Documents } from '../record/Documents.tsx'
import { LongText } from '../record/Prose.tsx'
import { SourceChanges } from './SourceChanges.tsx'

/** The heading of an entry: for a step what the step is called, else what happened. */
export function actHeading(lang: Lang, kind: string, body: Json | null): string {
  const event = label(lang, 'event', kind)
  const step = isFields(body) ? body.step : undefined
  const joint = lang === 'zh' ? '：' : ': '
  if (isFields(step)) {
    const type = textIn(step, 'type')
    const title = textIn(step, 'title')
    const name = type === null ? '' : label(lang, 'step', type)
    const said = [name, title].filter((part) => part !== null && part !== '')
    return kind.endsWith('step_corrected') ? `${event}${joint}${said.join(' · ')}` : said.join(' · ') || event
  }
  const outcome = isFields(body) ? textIn(body, 'outcome') : null
  if (kind === 'decision.decided' && outcome !== null) return label(lang, 'ruling', outcome)
  if ((kind === 'milestone.verified' || kind === 'milestone.verification_stated') && outcome !== null)
    return `${event}${joint}${label(lang, 'milestoneStatus', outcome)}`
  return event
}

interface ActProps {
  /** As `decision.decided`. */
  kind: string
  body: Json | null
}

/** A note of so many characters stands in the sentence. */
const BRIEF = 80
/** Number of changes at the source from which on they unfold. */
const SOURCES = 3

/** Act in a line or two. Events of older kinds say all in their changes. */
export function ActBody({
  kind,
  body,
  indicators = [],
}: ActProps & { indicators?: readonly DecisionState['indicators'][number][] }) {
  if (!isFields(body)) return null
  const event = kind.split('.')[1] ?? ''
  const { step } = body
  if (isFields(step)) return <StepLine step={step} />
  switch (event) {
    case 'opinion_recorded':
      return isFields(body.opinion) ? (
        <Said kind={kind} fields={body.opinion} names={['member', 'stance', 'reasons']} />
      ) : null
    case 'decided':
      return <Ruling body={body} />
    case 'reported':
      return <Report body={body} />
    case 'claimed':
      return <Claim body={body} />
    case 'rescheduled':
    case 'adjusted':
    case 'suspended':
    case 'resumed':
    case 'stopped':
    case 'cancelled':
      return <Approved body={body} />
    case 'attached':
      return isFields(body.document) ? <Documents documents={[body.document]} /> : null
    case 'source_changed':
      return listIn(body, 'changes').length < SOURCES ? (
        <SourceChanges changes={listIn(body, 'changes')} />
      ) : null
    case 'key_registered':
      return <Said kind={kind} fields={body} names={['keptOn', 'key']} />
    case 'key_revoked':
      return <KeyRevoked body={body} />
    case 'explanation_requested':
      return <Asked body={body} />
    case 'rating_stated':
      return <Said kind={kind} fields={body} names={['statedSolved', 'statedSatisfied']} />
    case 'responded':
      return <Said kind={kind} fields={body} names={['text', 'by']} />
    case 'advised':
      return <Said kind={kind} fields={body} names={['advice']} />
    case 'measured':
      return <Measured body={body} indicator={indicators.find(({ id }) => id === body.indicator)} />
    case 'verified':
    case 'verification_stated':
    case 'answered':
    case 'accepted':
    case 'disputed':
    case 'effected':
      return <Said kind={kind} fields={body} names={['by', 'date', 'value', 'text', 'note']} />
    default:
      return null
  }
}

/** The particulars of an act: what its line leaves out. */
export function ActMore({ kind, body }: ActProps) {
  if (!isFields(body)) return null
  if (isFields(body.step)) return <StepFacts step={body.step} />
  if (kind.endsWith('.reported')) return <Documents documents={listIn(body, 'evidence')} />
  if (kind.endsWith('.source_changed') && saysMore(kind, body))
    return <SourceChanges changes={listIn(body, 'changes')} />
  return null
}

/** True for an act with particulars that its line or two leave out. */
export function saysMore(kind: string, body: Json | null): boolean {
  if (!isFields(body)) return false
  if (isFields(body.step)) return stepSaysMore(body.step)
  if (kind.endsWith('.reported')) return listIn(body, 'evidence').length > 0
  return kind.endsWith('.source_changed') && listIn(body, 'changes').length >= SOURCES
}

function Said({ kind, fields, names }: { kind: string; fields: Fields; names: string[] }) {
  const reader = useFrame()
  const said = names.flatMap((name) => {
    const text = valueText(reader, name, fields[name] ?? null, kindIn(kind))
    return text === '' ? [] : [{ name, text }]
  })
  if (said.length === 0) return null
  return (
    <p class="dot">
      {said.map(({ name, text }) => (
        <Printed key={name} text={text} />
      ))}
    </p>
  )
}

/** Question to a department, and the day by which it is to answer. */
function Asked({ body }: { body: Fields }) {
  const { words } = useFrame()
  const [question, date] = [textIn(body, 'question') ?? '', textIn(body, 'answerDue')]
  return <p>{date === null ? question : fill(words.act.asked, { question, date })}</p>
}

interface MeasuredProps {
  body: Fields
  /** Left out where the record no longer has it. */
  indicator: DecisionState['indicators'][number] | undefined
}

/** A measurement is told with the name of its indicator, in the unit of that. */
function Measured({ body, indicator }: MeasuredProps) {
  const value = withUnit(textIn(body, 'value') ?? '', indicator?.unit ?? '')
  const said = [indicator?.name ?? '', value, textIn(body, 'date') ?? '', textIn(body, 'note') ?? '']
  return (
    <p class="dot">
      {said
        .filter((text) => text !== '')
        .map((text) => (
          <span key={text}>{text}</span>
        ))}
    </p>
  )
}

function KeyRevoked({ body }: { body: Fields }) {
  const { lang, words } = useFrame()
  const [key, from, code] = [textIn(body, 'key'), textIn(body, 'from'), textIn(body, 'reasonCode')]
  return (
    <p class="dot">
      {from !== null && <span>{fill(words.signed.countsUntil, { date: from })}</span>}
      {code !== null && <span>{label(lang, 'keyRevocation', code)}</span>}
      {key !== null && <span>{key}</span>}
    </p>
  )
}

function Ruling({ body }: { body: Fields }) {
  const { words } = useFrame()
  const [officer, number, from] = [
    textIn(body, 'officer'),
    textIn(body, 'docNumber'),
    textIn(body, 'effectiveFrom'),
  ]
  const conforms = body.conformsToMajority
  const reason = textIn(body, 'divergenceReason')
  return (
    <p class="dot">
      {officer !== null && (
        <span>
          <Sentence of={words.decision.officer} with={{ officer: <Printed text={officer} /> }} />
        </span>
      )}
      {conforms === true && <span>{words.decision.conforms}</span>}
      {conforms === false && (
        <b class="late">
          {reason === null ? words.decision.divergesSilent : fill(words.decision.diverges, { reason })}
        </b>
      )}
      {number !== null && <span>{number}</span>}
      {from !== null && <span>{fill(words.decision.inForce, { date: from })}</span>}
    </p>
  )
}

function Report({ body }: { body: Fields }) {
  const { words } = useFrame()
  const [declared, forecast, note] = [
    textIn(body, 'declared'),
    textIn(body, 'forecast'),
    textIn(body, 'note'),
  ]
  const { progress } = body
  return (
    <>
      <p class="dot">
        {declared !== null && <span>{fill(words.act.declared, { text: declared })}</span>}
        {typeof progress === 'number' && <span>{fill(words.act.progress, { n: progress })}</span>}
        {forecast !== null && <span>{fill(words.act.forecast, { date: forecast })}</span>}
        {note !== null && note.length <= BRIEF && <span>{note}</span>}
      </p>
      {note !== null && note.length > BRIEF && <LongText text={note} fold={BRIEF} />}
    </>
  )
}

function Claim({ body }: { body: Fields }) {
  const { words } = useFrame()
  const [on, by] = [textIn(body, 'metAt'), textIn(body, 'by')]
  const evidence = listIn(body, 'evidence')
  return (
    <p class="dot">
      {on !== null && <span>{fill(words.act.claimed, { date: on })}</span>}
      {body.undated === true && <span>{words.act.undated}</span>}
      {by !== null && (
        <span>
          <Sentence of={words.act.by} with={{ name: <Printed text={by} /> }} />
        </span>
      )}
      {evidence.length > 0 && <span>{count(words.act.evidence, evidence.length)}</span>}
    </p>
  )
}

/** A formal act: its reason code, and who approved it. The reason itself stands below, as everywhere. */
function Approved({ body }: { body: Fields }) {
  const { lang, words } = useFrame()
  const said = textIn(body, 'reason') !== null
  const [coded, approver, number] = [
    textIn(body, 'reasonCode'),
    textIn(body, 'approver'),
    textIn(body, 'docNumber'),
  ]
  // A reason in words says more than the code for none.
  const code = coded === 'not_stated' && said ? null : coded
  return (
    <p class="dot">
      {code !== null && <span>{label(lang, 'adjustment', code)}</span>}
      {approver !== null && (
        <span>
          <Sentence of={words.act.approver} with={{ name: <Printed text={approver} /> }} />
        </span>
      )}
      {number !== null && <span>{number}</span>}
    </p>
  )
}
