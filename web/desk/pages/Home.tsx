/** My desk: what waits for me, what is due, what I am writing, and what changed since I was here last. */
import { useEffect, useState } from 'preact/hooks'
import { at, entryPath } from '../../address.ts'
import { label, titleOr } from '../../labels.ts'
import { formatMoment } from '../../text/dates.ts'
import type { EntryLine, RecordView } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { type Me, mayI, useDesk, useMe } from '../frame/desk.ts'
import { Due, Tasks } from '../frame/Tasks.tsx'
import { useList } from '../frame/useList.ts'
import { Notices } from '../own/Notices.tsx'
import { Inbox, ToRead } from '../question/Inbox.tsx'
import { OpenFlags } from '../queue/OpenFlags.tsx'
import { QueueSummary } from '../queue/QueueSummary.tsx'
import type { Draft } from '../write/drafts.ts'

const MOST = 10

/** Page on which the workbench opens, by the rights of the account. */
export function HomePage() {
  const { words, to } = useDesk()
  const me = useMe()
  const { home } = words
  const own = me.department
  return (
    <>
      <h1>{home.title}</h1>
      <p class="lede">{me.departmentName ?? me.post}</p>
      <Notices />
      {mayI(me, 'record.write') && (
        <p>
          <a class="button primary" href={to('/new')}>
            {home.start}
          </a>
        </p>
      )}
      {mayI(me, 'draft.write') && <Drafts me={me} />}
      {mayI(me, 'milestone.verify') && <Claims own={own} />}
      {!mayI(me, 'milestone.verify') && mayI(me, 'remedy.verify') && (
        <Claims own={own} type="rectification" />
      )}
      {own !== null && mayI(me, 'record.write') && (
        <>
          <Due department={own} view="overdue" title={home.overdue} />
          <Due department={own} view="due_soon" title={home.due} />
          <Inbox department={own} />
          <Answers department={own} />
        </>
      )}
      {mayI(me, 'flag.write') && (
        <>
          <QueueSummary />
          <OpenFlags />
        </>
      )}
      {mayI(me, 'message.moderate') && <ToRead />}
      {mayI(me, 'question.receive') && <Inbox department={null} />}
      <Since me={me} />
    </>
  )
}

function Drafts({ me }: { me: Me }) {
  const { words, send, to, timeZone } = useDesk()
  const { home } = words
  const [drafts, setDrafts] = useState<{ mine: Draft[]; waiting: Draft[] } | null>(null)
  useEffect(() => {
    void send<{ mine: Draft[]; waiting: Draft[] }>('GET', '/api/v1/drafts').then((answer) => {
      if (answer.ok) setDrafts(answer.body)
    })
  }, [send])
  if (drafts === null) return null
  const tasks = (items: Draft[]) =>
    items.map(({ id, title, status, updated }) => ({
      id,
      href: to(`/drafts/${id}`),
      title: title === '' ? id : title,
      hint: `${home.status[status]} · ${fill(home.saved, { time: formatMoment(updated, timeZone) })}`,
    }))
  return (
    <>
      {mayI(me, 'draft.approve') && (
        <Tasks title={home.waiting} none={home.noWaiting} tasks={tasks(drafts.waiting)} />
      )}
      <Tasks
        title={home.drafts}
        none={home.noDrafts}
        tasks={tasks(drafts.mine.filter(({ status }) => status !== 'entered'))}
      />
    </>
  )
}

/** Claims for a verifier: what other departments say is done. */
function Claims({ own, type }: { own: string | null; type?: string }) {
  const { words, to } = useDesk()
  const { items } = useList<RecordView>(
    `/api/v1/milestones?status=claimed_done&limit=50${type === undefined ? '' : `&type=${type}`}`,
  )
  const others = items?.filter(({ department }) => department !== own) ?? null
  if (others === null) return null
  return (
    <Tasks
      title={words.home.claims}
      none={words.home.noClaims}
      tasks={others.map(({ id, title, departmentName }) => ({
        id,
        href: to(`/on/${id}/verify`),
        title,
        hint: departmentName ?? '',
      }))}
    />
  )
}

/** Evaluations that nobody has answered, and hand-overs that wait for this department. */
function Answers({ department }: { department: string }) {
  const { words, lang, to } = useDesk()
  const evaluations = useList<RecordView>(
    `/api/v1/evaluations?department=${department}&status=published&limit=20`,
  )
  const flags = useList<RecordView>(
    `/api/v1/flags?department=${department}&status=explanation_requested&limit=20`,
  )
  const handovers = useList<RecordView>(`/api/v1/handovers?to=${department}&status=proposed&limit=20`)
  if (evaluations.items === null || handovers.items === null || flags.items === null) return null
  return (
    <Tasks
      title={words.home.answers}
      none={words.home.noAnswers}
      tasks={[...flags.items, ...handovers.items, ...evaluations.items].map(({ id, kind, title }) => ({
        id,
        href: to(kind === 'flag' ? `/on/${id}/respond` : `/on/${id}`),
        title,
        hint: label(lang, 'record', kind),
      }))}
    />
  )
}

/** Entries since this browser showed the desk of this account last. */
function Since({ me }: { me: Me }) {
  const { words, lang, send } = useDesk()
  const { home } = words
  const [lines, setLines] = useState<EntryLine[] | null>(null)
  const [isFirst, setIsFirst] = useState(false)
  useEffect(() => {
    const place = `mingzhang:${me.id}:seen`
    const seen = Number(localStorage.getItem(place) ?? Number.NaN)
    const path = me.department === null ? '/api/v1/entries' : `/api/v1/departments/${me.department}/entries`
    void send<{ items: EntryLine[] }>('GET', `${path}?limit=50`).then((answer) => {
      if (!answer.ok) return
      const { items } = answer.body
      setIsFirst(Number.isNaN(seen))
      setLines(Number.isNaN(seen) ? items.slice(0, MOST) : items.filter(({ index }) => index > seen))
      const last = items[0]
      if (last !== undefined) localStorage.setItem(place, String(last.index))
    })
  }, [send, me])
  if (lines === null) return null
  return (
    <Tasks
      title={isFirst ? home.latest : home.since}
      none={home.noSince}
      tasks={lines.map(({ index, title, envelope }) => ({
        id: String(index),
        href: at(lang, entryPath(index)),
        title: titleOr(lang, envelope.record, title),
        hint: `${label(lang, 'event', envelope.kind)} · ${envelope.occurred}`,
      }))}
    />
  )
}
