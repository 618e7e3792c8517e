/** Acts on everything that is chosen: assigned, set aside, taken back, raised, or made a case of. */
import { useState } from 'preact/hooks'
import { openShape } from '../../../worker/domain/case/acts.ts'
import { kindOfRecord } from '../../../worker/domain/kinds/table.ts'
import type { Json } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { CaseForm } from '../form/CaseForm.tsx'
import { mayI, useDesk, useMe } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import type { QueueItem } from './useQueue.ts'

export type Sorting =
  | { act: 'assign'; assignee: string | null }
  | { act: 'set-aside'; reason: string }
  | { act: 'take-back' }
  | { act: 'raise-many'; note: string }

interface BulkProps {
  items: readonly QueueItem[]
  inspectors: readonly { id: string; post: string }[]
  onSort(sorting: Sorting, items: readonly QueueItem[]): Promise<void>
}

/** Buttons for the chosen items; those that an item does not allow are left out of the act. */
export function Bulk({ items, inspectors, onSort }: BulkProps) {
  const { words } = useDesk()
  const me = useMe()
  const { findings } = words
  const [assignee, setAssignee] = useState('')
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const [isCase, setIsCase] = useState(false)
  const raisable = items.filter((item) => item.raisable)
  const open = items.filter(({ flag, aside }) => flag === null && aside === null)
  const aside = items.filter(({ aside: one }) => one !== null)
  if (items.length === 0) return <p class="hint">{findings.choosing}</p>
  return (
    <section class="bulk" aria-label={fill(findings.chosen, { n: items.length })}>
      <h2>{fill(findings.chosen, { n: items.length })}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void onSort({ act: 'assign', assignee: assignee === '' ? null : assignee }, items)
        }}
      >
        <label for="bulk-assignee">{findings.assignee}</label>
        <select
          id="bulk-assignee"
          value={assignee}
          onChange={({ currentTarget }) => setAssignee(currentTarget.value)}
        >
          <option value="">{findings.nobody}</option>
          {inspectors.map(({ id, post }) => (
            <option key={id} value={id}>
              {post || id}
            </option>
          ))}
        </select>
        <button type="submit">{findings.assign}</button>
      </form>
      {open.length > 0 && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void onSort({ act: 'set-aside', reason }, open).then(() => setReason(''))
          }}
        >
          <label for="bulk-reason">{findings.asideReason}</label>
          <input
            id="bulk-reason"
            value={reason}
            required
            maxLength={1000}
            aria-describedby="bulk-reason-hint"
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <button type="submit">{fill(findings.setAside, { n: open.length })}</button>
          <p class="hint" id="bulk-reason-hint">
            {findings.asideHint}
          </p>
        </form>
      )}
      {aside.length > 0 && (
        <button type="button" onClick={() => onSort({ act: 'take-back' }, aside)}>
          {fill(findings.takeBack, { n: aside.length })}
        </button>
      )}
      {raisable.length > 0 && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void onSort({ act: 'raise-many', note }, raisable).then(() => setNote(''))
          }}
        >
          <label for="bulk-note">{findings.note}</label>
          <input
            id="bulk-note"
            value={note}
            maxLength={2000}
            aria-describedby="bulk-note-hint"
            onInput={({ currentTarget }) => setNote(currentTarget.value)}
          />
          <button type="submit">{fill(findings.raiseMany, { n: raisable.length })}</button>
          <p class="hint" id="bulk-note-hint">
            {findings.raiseHint}
          </p>
        </form>
      )}
      {mayI(me, 'case.write') && (
        <button type="button" aria-expanded={isCase} onClick={() => setIsCase(!isCase)}>
          {findings.makeCase}
        </button>
      )}
      {isCase && <CaseOf items={items} />}
    </section>
  )
}

/**
 * Form for a case about the chosen items: for findings that are not for the public, or should not be by the
 * decision of the inspector.
 */
function CaseOf({ items }: { items: readonly QueueItem[] }) {
  const { words, lang, send, to } = useDesk()
  const { findings, cases } = words
  const records = items.map(({ subject }) => subject).filter((id) => kindOfRecord(id) !== null)
  const [first] = items
  async function open(body: Json): Promise<Problem | null> {
    const answer = await send<{ id: string }>('POST', '/api/v1/cases', body, {
      idempotencyKey: crypto.randomUUID(),
    })
    if (!answer.ok) return answer.problem
    location.assign(to(`/cases/${answer.body.id}`))
    return null
  }
  const spec = openShape.spec
  return (
    <>
      <p class="hint">{findings.caseHint}</p>
      <CaseForm
        specs={spec.is === 'object' ? spec.fields : {}}
        initial={{
          title:
            first === undefined
              ? ''
              : fill(findings.caseTitle, { name: first.name[lang], title: first.title }).slice(0, 500),
          source: 'supervision',
          lead: items
            .map(({ rule, name, title, value, threshold, inputs }) =>
              fill(findings.caseLead, {
                rule: rule ?? '',
                name: name[lang],
                title,
                value: [value, threshold].filter((part) => part !== null).join(' / '),
                entries: inputs.slice(0, 20).join(' '),
              }),
            )
            .join('\n'),
          subjects: [...new Set(records)],
          departments: [...new Set(items.flatMap(({ department }) => department ?? []))],
          ...(items.length === 1 && first?.flag != null ? { flag: first.flag.id } : {}),
        }}
        submit={cases.open}
        onSend={open}
      />
    </>
  )
}
