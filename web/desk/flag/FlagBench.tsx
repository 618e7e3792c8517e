/** One flag from opening to closing on one page: what was found and answered, what can be done, what stands around it. */

import { useRef } from 'preact/hooks'
import type { FlagState } from '../../../worker/domain/kinds/flag/flag.ts'
import { departmentIn } from '../../../worker/domain/kinds/title.ts'
import { at, recordPath } from '../../address.ts'
import { FlagSides } from '../../components/flag/FlagSides.tsx'
import { Earlier, Timeline } from '../../components/timeline/Timeline.tsx'
import { label, wholeStanding } from '../../labels.ts'
import { idsIn } from '../../text/values.ts'
import type { Moment, RecordView } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { DeskFrame } from '../frame/DeskFrame.tsx'
import { mayI, useDesk, useMe } from '../frame/desk.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useTitles } from '../frame/titles.ts'
import { FlagActs } from './FlagActs.tsx'
import { FlagAssign } from './FlagAssign.tsx'
import { FlagBasis } from './FlagBasis.tsx'
import { FlagPeers } from './FlagPeers.tsx'
import { FlagRelated } from './FlagRelated.tsx'
import { useFlag } from './useFlag.ts'

/** Other records that are named in the entries of the line. */
const NAMED = 40

/**
 * Page of one flag for an inspector. While it loads, a hint; when it cannot be read, the refusal.
 *
 * @param id of the flag
 */
export function FlagBench({ id }: { id: string }) {
  const { words, lang, to, tell } = useDesk()
  const me = useMe()
  const { flagDesk } = words
  const { record, around, line, problem, reload } = useFlag(id)
  const standing = useRef<HTMLParagraphElement>(null)
  const state = record?.state.kind === 'flag' ? record.state : null
  const names = useTitles(namedIn(state, line ?? []))
  if (record === null || state === null)
    return problem === null ? <p class="hint">{words.loading}</p> : <Trouble problem={problem} />

  const statusOf = (one: RecordView): string => wholeStanding(lang, one)

  /** Reads what now stands, says so, and puts the reader where it is said. */
  async function follow(event: string | null): Promise<void> {
    const now = await reload()
    if (now === null) return
    tell(
      event === null
        ? fill(flagDesk.reloaded, { status: statusOf(now) })
        : fill(flagDesk.done, { event: label(lang, 'event', event), status: statusOf(now) }),
    )
    if (event !== null) standing.current?.focus()
  }

  const subject = recordPath(state.subject)
  return (
    <DeskFrame names={names}>
      <p class="hint">{label(lang, 'record', 'flag')}</p>
      <h1>{record.title === '' ? id : record.title}</h1>
      <p ref={standing} tabIndex={-1}>
        <b>{fill(flagDesk.status, { status: statusOf(record) })}</b>
        {record.departmentName !== null && ` · ${departmentIn(lang, record)}`}
        {subject !== null && (
          <>
            {' · '}
            <a href={at(lang, subject)}>{names.get(state.subject) ?? state.subject}</a>
          </>
        )}
        {' · '}
        <a href={at(lang, recordPath(id) ?? '/')}>{words.on.page}</a>
      </p>
      <p>
        <button type="button" onClick={() => follow(null)}>
          {flagDesk.reload}
        </button>
      </p>
      <Trouble problem={problem} />
      <FlagSides state={state} />
      {around?.queued != null && (
        <FlagAssign key={record.seq} queued={around.queued} onDone={() => follow(null)} />
      )}
      <FlagActs key={record.seq} record={record} state={state} onDone={follow} />
      {state.status === 'escalated' && mayI(me, 'case.write') && (
        <p>
          <a href={to(`/cases?flag=${id}`)}>{words.cases.open}</a>
        </p>
      )}
      {around !== null && <FlagBasis around={around} />}
      {around !== null && <FlagPeers around={around} departmentName={departmentIn(lang, record)} />}
      {around !== null && <FlagRelated around={around} />}
      <section aria-labelledby="line">
        <h2 id="line">{flagDesk.line}</h2>
        {line?.length === 0 && <p>{flagDesk.noLine}</p>}
        {line !== null && line.length > 0 && (
          <>
            <p class="hint">
              {flagDesk.seals} {subject !== null && <a href={at(lang, `${subject}#line`)}>{words.on.page}</a>}
            </p>
            <Timeline moments={line} />
            <Earlier n={(line[0]?.entry.envelope.seq ?? 1) - 1} id={state.subject} />
          </>
        )}
      </section>
    </DeskFrame>
  )
}

/** Other records that the page names: the subject, promises in answers, and whatever the line speaks of. */
function namedIn(state: FlagState | null, line: readonly Moment[]): string[] {
  if (state === null) return []
  const spoken = line.flatMap(({ entry, changes }) => [
    entry.envelope.actor.department ?? [],
    ...idsIn(entry.body),
    ...changes.flatMap(({ from, to }) => idsIn([from, to])),
  ])
  const own = [state.subject, state.commitment ?? [], ...state.answers.map(({ commitments }) => commitments)]
  return [...new Set([...own.flat(), ...spoken.flat()])].slice(0, NAMED)
}
