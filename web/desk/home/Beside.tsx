/** Beside the list of what to do: what one is writing, and what others did since one was here last. */
import { useEffect, useState } from 'preact/hooks'
import { gatherNews, isToldAlone } from '../../../worker/domain/kinds/news.ts'
import { at, entryPath, recordPath } from '../../address.ts'
import { label, titleOr } from '../../labels.ts'
import { formatDay, formatMoment } from '../../text/dates.ts'
import type { EntryLine } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { type Me, useDesk } from '../frame/desk.ts'
import type { Draft } from '../write/drafts.ts'

/** Drafts and lines of news that are shown. */
const DRAFTS = 5
const LINES = 6
/** Entries that are looked through. */
const LOOKED = 100

/** Drafts of the account; nothing where it writes nothing. */
export function Drafts() {
  const { words, send, to, timeZone } = useDesk()
  const { home } = words
  const [drafts, setDrafts] = useState<readonly Draft[] | null>(null)
  useEffect(() => {
    void send<{ mine: Draft[] }>('GET', '/api/v1/drafts').then((answer) => {
      if (answer.ok) setDrafts(answer.body.mine.filter(({ status }) => status === 'open'))
    })
  }, [send])
  if (drafts === null) return null
  return (
    <section aria-labelledby="drafts">
      <h2 id="drafts">{home.drafts}</h2>
      {drafts.length === 0 && <p class="hint">{home.noDrafts}</p>}
      <ul class="plain-list">
        {drafts.slice(0, DRAFTS).map(({ id, title, updated }) => (
          <li key={id}>
            <a href={to(`/drafts/${id}`)}>{title === '' ? id : title}</a>
            <small class="hint">{fill(home.saved, { time: formatMoment(updated, timeZone) })}</small>
          </li>
        ))}
      </ul>
      {drafts.length > DRAFTS && <p class="hint">{fill(home.moreDrafts, { n: drafts.length - DRAFTS })}</p>}
    </section>
  )
}

interface Seen {
  index: number
  at: string | null
}

function seenIn(place: string): Seen | null {
  const [index = '', at = null] = (localStorage.getItem(place) ?? '').split(' ')
  return /^\d+$/.test(index) ? { index: Number(index), at } : null
}

/** Entries of others since this browser showed the desk of this account last; at first the newest ones. */
export function Since({ me }: { me: Me }) {
  const { words, lang, send, timeZone } = useDesk()
  const { home } = words
  const [lines, setLines] = useState<readonly EntryLine[] | null>(null)
  const [seen, setSeen] = useState<Seen | null>(null)
  useEffect(() => {
    const place = `mingzhang:${me.id}:seen`
    const before = seenIn(place)
    const path = me.department === null ? '/api/v1/entries' : `/api/v1/departments/${me.department}/entries`
    void send<{ items: EntryLine[] }>('GET', `${path}?limit=${LOOKED}`).then((answer) => {
      if (!answer.ok) return
      const { items } = answer.body
      setSeen(before)
      setLines(
        items.filter(
          ({ index, envelope }) =>
            index > (before?.index ?? -1) && envelope.actor.account !== me.id && isToldAlone(envelope.kind),
        ),
      )
      const [last] = items
      if (last !== undefined) localStorage.setItem(place, `${last.index} ${new Date().toISOString()}`)
    })
  }, [send, me])
  if (lines === null) return null
  const groups = gatherNews(
    lines.map((line) => ({
      line,
      index: line.index,
      event: line.envelope.kind,
      account: line.envelope.actor.account,
      day: formatDay(line.envelope.recorded, timeZone),
      record: line.envelope.record,
    })),
  )
  const when = seen?.at == null ? null : formatMoment(seen.at, timeZone)
  return (
    <section aria-labelledby="since">
      <h2 id="since">{seen === null ? home.latest : home.since}</h2>
      {when !== null && <p class="hint">{fill(home.sinceWhen, { time: when })}</p>}
      {groups.length === 0 && <p class="hint">{home.noSince}</p>}
      <ul class="plain-list">
        {groups.slice(0, LINES).map(({ newest, records }) => {
          const { index, envelope, title } = newest.line
          return (
            <li key={index}>
              {label(lang, 'event', envelope.kind)}
              {lang === 'zh' ? '：' : ': '}
              <a href={at(lang, recordPath(envelope.record) ?? entryPath(index))}>
                {titleOr(lang, envelope.record, title)}
              </a>
              {records.length > 1 && fill(home.andMore, { n: records.length - 1 })}
              <small class="hint">{formatDay(envelope.recorded, timeZone)}</small>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
