/** The inspector's desk: the queue of what the rules find and of the flags that are open. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { at, recordPath } from '../../address.ts'
import { fill } from '../../words/fill.ts'
import { useDesk, useMe } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useList } from '../frame/useList.ts'
import { Bulk, type Sorting } from '../queue/Bulk.tsx'
import { Filters } from '../queue/Filters.tsx'
import { Places } from '../queue/Places.tsx'
import { QueueTable } from '../queue/QueueTable.tsx'
import { formatFilters, parseFilters, type QueueFilters } from '../queue/query.ts'
import { Shortcuts } from '../queue/Shortcuts.tsx'
import { type QueueItem, useQueue } from '../queue/useQueue.ts'
import { useShortcuts } from '../queue/useShortcuts.ts'
import { Views } from '../queue/Views.tsx'

/** Items at once: what is found of one record stands together as far as it is loaded. */
const PAGE = 200

/** Page of the queue, with filters, acts on the chosen rows, and keys. */
export function FindingsPage() {
  const { words, lang, send, to, tell, query } = useDesk()
  const me = useMe()
  const { findings } = words
  const [filters, setFilters] = useState<QueueFilters>(() => parseFilters(query))
  const asked = formatFilters(filters)
  const { list, problem, showMore, reload } = useQueue(
    asked === '' ? `limit=${PAGE}` : `${asked}&limit=${PAGE}`,
  )
  const inspectors = useList<{ id: string; post: string }>('/api/v1/findings/inspectors').items ?? []
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [focused, setFocused] = useState<string | null>(null)
  const [refused, setRefused] = useState<Problem | null>(null)
  const [failures, setFailures] = useState<readonly Failure[]>([])
  const { place: _, ...conditions } = filters
  const given = Object.keys(conditions).length
  const [isOpen, setIsOpen] = useState(given > 0)
  /** Place in the list to which the focus goes back when it was loaded anew. */
  const [said, setSaid] = useState('')
  const comeBack = useRef<number | null>(null)
  const items = list?.items ?? []
  const picked = items.filter(({ key }) => chosen.has(key))

  function filter(wanted: QueueFilters): void {
    const next = formatFilters(wanted)
    history.replaceState(null, '', next === '' ? location.pathname : `?${next}`)
    setFilters(parseFilters(next))
    setChosen(new Set())
  }

  async function sort({ act, ...rest }: Sorting, some: readonly QueueItem[]): Promise<void> {
    const keys = some.map(({ key }) => key)
    const answer = await send<{ items?: Failure[] }>('POST', `/api/v1/findings/${act}`, { keys, ...rest })
    setRefused(answer.ok ? null : answer.problem)
    if (!answer.ok) return
    const failed = (answer.body.items ?? []).filter((one) => one.problem !== null)
    setFailures(failed)
    stay()
    say(
      act === 'raise-many'
        ? fill(findings.raisedMany, { n: keys.length - failed.length })
        : fill(findings.sorted, { n: keys.length }),
    )
    setChosen(new Set())
    reload()
  }

  async function raise({ rule, subject }: QueueItem): Promise<void> {
    const answer = await send('POST', '/api/v1/findings/raise', { rule, subject })
    setRefused(answer.ok ? null : answer.problem)
    if (!answer.ok) return
    stay()
    say(findings.raised)
    reload()
  }

  /** Says it for those who listen, and beside the rows for those who look. */
  function say(text: string): void {
    setSaid(text)
    tell(text)
  }

  /** Remembers where one was: what is dealt with goes from the list, and work goes on at the same place. */
  function stay(): void {
    const now = boxes().findIndex(({ dataset }) => dataset.row === focused)
    comeBack.current = now < 0 ? null : now
  }
  useEffect(() => {
    const back = comeBack.current
    if (back === null) return
    comeBack.current = null
    const all = boxes()
    all[Math.min(back, all.length - 1)]?.focus()
  }, [list])

  const boxes = () => [...document.querySelectorAll<HTMLInputElement>('[data-row]')]
  const move = (by: number) => () => {
    const all = boxes()
    const now = all.findIndex(({ dataset }) => dataset.row === focused)
    all[Math.min(Math.max(now + by, 0), all.length - 1)]?.focus()
  }
  const here = items.find(({ key }) => key === focused)
  const some = picked.length > 0 ? picked : here === undefined ? [] : [here]
  const focus = (id: string) => () => document.getElementById(id)?.focus()
  const keys = {
    j: move(1),
    k: move(-1),
    x: () =>
      boxes()
        .find(({ dataset }) => dataset.row === focused)
        ?.click(),
    g: () => {
      const subject = here?.subject
      document.querySelectorAll<HTMLInputElement>('[data-record]').forEach((box) => {
        if (box.dataset.record === subject) box.click()
      })
    },
    a: () => void (some.length > 0 && sort({ act: 'assign', assignee: me.id }, some)),
    s: () => {
      if (here !== undefined) setChosen((known) => (known.size === 0 ? new Set([here.key]) : known))
      requestAnimationFrame(focus('bulk-reason'))
    },
    r: () => void (here?.raisable && raise(here)),
    o: () => {
      const path = here === undefined ? null : recordPath(here.subject)
      if (here?.flag != null) location.assign(to(`/on/${here.flag.id}`))
      else if (path !== null) location.assign(at(lang, path))
    },
    '/': focus('filter-q'),
  }
  const shortcuts = useShortcuts(keys)

  return (
    <>
      <div class="h-row">
        <h1>{words.nav.findings}</h1>
        <Shortcuts keyWords={findings.keyWords} on={shortcuts.on} onSwitch={shortcuts.setOn} />
      </div>
      {list !== null && (
        <p class="said">
          {fill(findings.total, { n: list.total, records: list.records })}
          {(list.severities.critical ?? 0) > 0 &&
            fill(findings.critical, { n: list.severities.critical ?? 0 })}
          {(list.places.late ?? 0) > 0 && fill(findings.lateAnswers, { n: list.places.late ?? 0 })}
          {!list.standing.isCurrent && (
            <span class="hint"> {fill(findings.behind, { n: list.standing.waiting })}</span>
          )}
        </p>
      )}
      {list !== null && <Places filters={filters} list={list} onChange={filter} />}
      <details class="more" open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary>{fill(findings.conditions, { n: given })}</summary>
        <Filters filters={filters} list={list} inspectors={inspectors} onChange={filter} />
        <Views query={asked} />
      </details>
      <Trouble problem={refused ?? problem} />
      {failures.length > 0 && (
        <div class="notice" role="alert">
          <p>{findings.notRaised}</p>
          <ul>
            {failures.map(({ key, problem: why }) => (
              <li key={key}>
                {fill(findings.failed, {
                  title: items.find((one) => one.key === key)?.title ?? key,
                  why: why?.words[lang] ?? '',
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
      {list === null && problem === null && <p role="status">{findings.running}</p>}
      {list !== null && (
        <div class="queue-cols">
          <div>
            {items.length === 0 ? (
              <p class="hint">{findings.none}</p>
            ) : (
              <QueueTable
                items={items}
                chosen={chosen}
                focused={focused}
                onFocus={setFocused}
                onChoose={(some, isChosen) =>
                  setChosen((known) => {
                    const next = new Set(known)
                    for (const key of some) isChosen ? next.add(key) : next.delete(key)
                    return next
                  })
                }
                onRaise={raise}
              />
            )}
            {list.more && (
              <button type="button" onClick={showMore}>
                {fill(findings.more, { n: list.total - items.length })}
              </button>
            )}
          </div>
          <div class="desk-side desk-side--stay">
            <div>
              {said !== '' && (
                <p class="said" aria-hidden="true">
                  {said}
                </p>
              )}
              <Bulk items={picked} inspectors={inspectors} onSort={sort} />
              <p class="hint">{findings.lede}</p>
            </div>
          </div>
        </div>
      )}
    </>
  )
}

interface Failure {
  key: string
  problem: { words: { zh: string; en: string } } | null
}
