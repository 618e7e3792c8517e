import { isPossible as isPossibleOnConsultation } from '../../../worker/domain/kinds/consultation/states.ts'
import { isPossible } from '../../../worker/domain/kinds/flag/states.ts'
import { whyFormal } from '../../../worker/domain/kinds/formal.ts'
import { isTracedKind } from '../../../worker/domain/kinds/registry.ts'
import { kindOfRecord } from '../../../worker/domain/kinds/table.ts'
import { departmentIn } from '../../../worker/domain/kinds/title.ts'
import { isOffered } from '../../../worker/domain/record/entered/annulment.ts'
import { at, recordPath } from '../../address.ts'
import { actLabel, label, wholeStanding } from '../../labels.ts'
import { fill } from '../../words/fill.ts'
import { FlagBench } from '../flag/FlagBench.tsx'
import type { Fields } from '../form/fields/value.ts'
import { actOf, eventOf, formOf, isFormKind, verbsOf } from '../form/forms.ts'
import { mayAct, mayI, useDesk, useMe } from '../frame/desk.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useRecord } from '../frame/useRecord.ts'
import { CommentBench } from '../question/CommentBench.tsx'
import { QuestionBench } from '../question/QuestionBench.tsx'
import { Editor } from '../write/Editor.tsx'
import { Invite } from './Office.tsx'

/** Verbs that change what stands, beside those that say what happened. */
const CHANGING = new Set(['update', 'correct', 'amend', 'correct-step', 'change', 'rename'])

/** Page of one record, with the acts that the account may log on it. */
export function OnPage({ id }: { id: string }) {
  const { words, lang, to } = useDesk()
  const me = useMe()
  const { record, problem } = useRecord(id)
  const kind = kindOfRecord(id)
  if (!isFormKind(kind)) return <p class="notice">{fill(words.on.none, { id })}</p>
  if (kind === 'flag' && mayI(me, 'flag.write')) return <FlagBench id={id} />
  if (kind === 'question') return <QuestionBench id={id} />
  if (kind === 'comment' && mayI(me, 'message.moderate')) return <CommentBench id={id} />
  if (problem !== null) return <Trouble problem={problem} />
  if (record === null) return <p class="hint">{words.loading}</p>
  const page = recordPath(id)
  const verbs = verbsOf(kind).filter(
    (verb) =>
      mayAct(me, kind, actOf(kind, verb)) &&
      isOffered(record.state, actOf(kind, verb)) &&
      (record.state.kind !== 'flag' || isPossible(actOf(kind, verb), record.state.status)) &&
      (record.state.kind !== 'consultation' ||
        isPossibleOnConsultation(actOf(kind, verb), record.state.status)),
  )
  const list = (some: string[]) => (
    <ul class="tasks">
      {some.map((verb) => {
        const event = eventOf(kind, verb) ?? ''
        return (
          <li key={verb}>
            <a href={to(`/on/${id}/${verb}`)}>{actLabel(lang, event)}</a>
            {whyFormal(event) !== null && mayI(me, 'draft.write') && (
              <span class="hint">{words.on.formal}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
  return (
    <>
      <p class="hint">{label(lang, 'record', kind)}</p>
      <h1>{record.title === '' ? id : record.title}</h1>
      <p>
        {wholeStanding(lang, record)}
        {record.departmentName !== null && ` · ${departmentIn(lang, record)}`}
        {page !== null && (
          <>
            {' · '}
            <a href={at(lang, page)}>{words.on.page}</a>
          </>
        )}
      </p>
      <h2>{words.on.happened}</h2>
      {list(verbs.filter((verb) => !CHANGING.has(verb)))}
      {(kind === 'decision' || kind === 'milestone') && mayI(me, 'record.write') && (
        <ul class="tasks">
          {kind === 'decision' && (
            <>
              <li>
                <a href={to(`/plan?decision=${id}`)}>{words.on.plan}</a>
              </li>
              <li>
                <a href={to(`/new/evaluation?decision=${id}`)}>{words.on.evaluate}</a>
              </li>
            </>
          )}
          {kind === 'milestone' && (
            <li>
              <a href={to('/new/handover')}>{label(lang, 'record', 'handover')}</a>
            </li>
          )}
        </ul>
      )}
      {kind === 'account' && mayI(me, 'account.write') && record.status === 'in_force' && (
        <Invite account={id} />
      )}
      {verbs.some((verb) => CHANGING.has(verb)) && (
        <>
          <h2>{words.on.change}</h2>
          {isTracedKind(kind) && <p class="hint">{words.on.changeHint}</p>}
          {list(verbs.filter((verb) => CHANGING.has(verb)))}
        </>
      )}
    </>
  )
}

/** One act on a record. */
export function ActPage({ id, verb }: { id: string; verb: string }) {
  const { words } = useDesk()
  const me = useMe()
  const { record, problem } = useRecord(id)
  const kind = kindOfRecord(id)
  const form = isFormKind(kind) ? formOf(kind, verb) : null
  if (kind === null || form === null || verb === 'open')
    return <p class="notice">{fill(words.on.none, { id: `${id}/${verb}` })}</p>
  if (problem !== null) return <Trouble problem={problem} />
  if (record === null) return <p class="hint">{words.loading}</p>
  // Who claims, verifies or answers is most often who writes.
  const initial: Fields = form.specs.by?.is === 'text' ? { by: me.post } : {}
  const { state } = record
  const last = state.kind === 'consultation' && verb === 'report' ? state.adoptionReports.at(-1) : undefined
  // One that was opened again begins with the groups that it had.
  if (last !== undefined) initial.groups = JSON.parse(JSON.stringify(last.groups))
  return (
    <Editor form={form} target={{ kind, verb, record: id }} draft={null} record={record} initial={initial} />
  )
}
