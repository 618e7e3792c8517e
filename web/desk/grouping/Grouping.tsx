/**
 * 归组: the comments of a consultation sorted into the groups of its report, by keys or by hand. It writes the groups of
 * the report and nothing else: keeping, checking and handing in are those of every form.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { fill } from '../../words/fill.ts'
import { useForm } from '../form/fields/context.ts'
import { type Fields, textIn } from '../form/fields/value.ts'
import { useDesk } from '../frame/desk.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { Shortcuts } from '../queue/Shortcuts.tsx'
import { useShortcuts } from '../queue/useShortcuts.ts'
import { GroupForm } from './GroupForm.tsx'
import {
  alikeTo,
  begun,
  byWording,
  dissolved,
  type Group,
  groupsIn,
  having,
  placed,
  places,
  takenOut,
  titleFrom,
  withGroups,
  wordingsAt,
} from './groups.ts'
import { Shown } from './Shown.tsx'
import { useComments } from './useComments.ts'
import { Wordings } from './Wordings.tsx'

/** Wordings drawn at once; keys for all of them act on all. */
const PAGE = 100
/** Steps that can be taken back. */
const REMEMBERED = 100

const rows = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>('[data-row]')]

export function Grouping({
  consultation,
  whole,
  onChange,
}: {
  /** Id of the consultation. */
  consultation: string
  whole: Fields
  onChange(whole: Fields): void
}) {
  const { words, tell } = useDesk()
  const { grouping } = words
  const { items, unread, problem, reload } = useComments(consultation)
  const campaigns = useMemo(() => byWording(items ?? []), [items])
  const groups = useMemo(() => groupsIn(whole), [whole])
  /** Id of the group that is looked at; null for what stands in none. */
  const [at, setAt] = useState<string | null>(null)
  const [asked, setAsked] = useState('')
  const [most, setMost] = useState(PAGE)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [apart, setApart] = useState<ReadonlySet<string>>(new Set())
  const [focused, setFocused] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const before = useRef<(readonly Group[])[]>([])
  const comeBack = useRef<string | null>(null)

  const matching = useMemo(
    () => having(wordingsAt(campaigns, groups, at, apart), asked),
    [campaigns, groups, at, apart, asked],
  )
  const shown = matching.slice(0, most)
  const where = useMemo(() => places(groups), [groups])
  const left = (items ?? []).filter(({ id }) => !where.has(id)).length
  const current = groups.find(({ id }) => id === at) ?? null

  function say(text: string): void {
    setSaid(text)
    tell(text)
  }

  function put(next: readonly Group[]): void {
    before.current = [...before.current.slice(1 - REMEMBERED), groups]
    onChange(withGroups(whole, next))
    setChosen(new Set())
    // What was sorted goes from the list: the next key acts on what stands in its place.
    const gone = new Set(meant.map(({ key }) => key))
    const now = matching.findIndex(({ key }) => key === focused)
    const onwards = [...matching.slice(Math.max(now, 0)), ...matching.slice(0, Math.max(now, 0)).reverse()]
    const follows = onwards.find(({ key }) => !gone.has(key))?.key ?? null
    setFocused(follows)
    comeBack.current = follows
  }
  useEffect(() => {
    const back = comeBack.current
    comeBack.current = null
    if (back !== null)
      rows()
        .find(({ dataset }) => dataset.row === back)
        ?.focus()
  }, [matching])

  // A refusal of a field of a group leads to it: the group has to be the one that is shown.
  const { problems } = useForm()
  useEffect(() => {
    const n = problems.flatMap(({ field }) => /^groups\/(\d+)/.exec(field ?? '')?.[1] ?? [])[0]
    const named = n === undefined ? undefined : groups[Number(n)]
    if (named !== undefined) look(named.id)
  }, [problems])

  const picked = matching.filter(({ key }) => chosen.has(key))
  const meant = picked.length > 0 ? picked : matching.filter(({ key }) => key === focused)
  const ids = meant.flatMap(({ all }) => all.map(({ id }) => id))

  function look(id: string | null): void {
    setAt(id)
    setChosen(new Set())
    setMost(PAGE)
  }
  function into(group: Group | undefined): void {
    if (group === undefined || ids.length === 0 || group.id === at) return
    put(placed(groups, ids, group.id))
    say(fill(grouping.placed, { n: ids.length, title: titleOf(group) }))
  }
  const titleOf = ({ fields }: Group): string =>
    textIn(fields.title) === '' ? grouping.untitled : textIn(fields.title)
  function begin(): void {
    if (ids.length === 0) return
    const next = begun(groups, ids, asked.trim() === '' ? titleFrom(meant) : asked.trim())
    put(next.groups)
    say(fill(grouping.begun, { n: ids.length }))
  }
  /** A group for what came otherwise, at a hearing or by letter: none of the comments stands in it yet. */
  function beginEmpty(): void {
    const next = begun(groups, [], '')
    put(next.groups)
    look(next.id)
  }
  function undo(): void {
    const last = before.current.at(-1)
    if (last === undefined) {
      say(grouping.nothingToUndo)
      return
    }
    before.current = before.current.slice(0, -1)
    onChange(withGroups(whole, last))
    say(grouping.undone)
  }
  function out(): void {
    if (at === null || ids.length === 0) return
    put(takenOut(groups, ids))
    say(fill(grouping.out, { n: ids.length }))
  }
  const choose = (keys: readonly string[], isChosen: boolean): void =>
    setChosen((known) => {
      const next = new Set(known)
      for (const key of keys) isChosen ? next.add(key) : next.delete(key)
      return next
    })
  const move = (by: number) => () => {
    const all = rows()
    const now = all.findIndex(({ dataset }) => dataset.row === focused)
    all[Math.min(Math.max(now + by, 0), all.length - 1)]?.focus()
  }
  const digits = Object.fromEntries(
    Array.from({ length: 9 }, (_, i): [string, () => void] => [String(i + 1), () => into(groups[i])]),
  )
  const shortcuts = useShortcuts({
    ...digits,
    j: move(1),
    k: move(-1),
    x: () =>
      rows()
        .find(({ dataset }) => dataset.row === focused)
        ?.click(),
    l: () => focused !== null && choose(alikeTo(matching, focused), true),
    a: () =>
      choose(
        matching.map(({ key }) => key),
        picked.length < matching.length,
      ),
    n: begin,
    u: out,
    z: undo,
    e: () => focused !== null && setApart((known) => new Set([...known, focused])),
    '/': () => document.getElementById('grouping-q')?.focus(),
  })

  if (items === null)
    return problem === null ? <p class="hint">{words.loading}</p> : <Trouble problem={problem} />
  return (
    <section aria-labelledby="grouping">
      <div class="h-row">
        <h2 id="grouping">{grouping.title}</h2>
        <Shortcuts keyWords={grouping.keyWords} on={shortcuts.on} onSwitch={shortcuts.setOn} />
      </div>
      <p class="said">
        {left === 0 ? grouping.allSorted : fill(grouping.left, { n: left, of: items.length })}
        {unread > 0 && ` ${fill(grouping.unread, { n: unread })}`}{' '}
        <button type="button" class="plain" onClick={reload}>
          {grouping.reload}
        </button>
      </p>
      <Shown groups={groups} titleOf={titleOf} left={left} at={at} onLook={look} />
      {current !== null && (
        <GroupForm
          key={current.id}
          group={current}
          place={groups.indexOf(current)}
          title={titleOf(current)}
          onChange={(fields) =>
            onChange(
              withGroups(
                whole,
                groups.map((one) => (one.id === current.id ? { ...one, fields } : one)),
              ),
            )
          }
          onDissolve={() => {
            put(dissolved(groups, current.id))
            look(null)
          }}
        />
      )}
      <div class="queue-cols">
        <div>
          <div class="field">
            <label for="grouping-q">{grouping.find}</label>
            <input
              id="grouping-q"
              type="search"
              value={asked}
              onInput={({ currentTarget }) => setAsked(currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                // Enter in it goes to what was found, and does not hand the report in.
                event.preventDefault()
                rows()[0]?.focus()
              }}
            />
          </div>
          <Wordings
            wordings={shown}
            isAll={matching.length > 0 && picked.length === matching.length}
            total={matching.length}
            chosen={chosen}
            focused={focused}
            onFocus={setFocused}
            onChoose={choose}
            onChooseAll={(isChosen) =>
              choose(
                matching.map(({ key }) => key),
                isChosen,
              )
            }
            onApart={(key) => setApart((known) => new Set([...known, key]))}
          />
          {matching.length > shown.length && (
            <button type="button" onClick={() => setMost(most + PAGE)}>
              {fill(grouping.more, { n: matching.length - shown.length })}
            </button>
          )}
        </div>
        <div class="desk-side desk-side--stay">
          {said !== '' && (
            <p class="said" aria-hidden="true">
              {said}
            </p>
          )}
          <div class="bulk">
            <h3>{ids.length === 0 ? grouping.choosing : fill(grouping.chosen, { n: ids.length })}</h3>
            <p class="buttons">
              <button type="button" onClick={ids.length === 0 ? beginEmpty : begin}>
                {ids.length === 0 ? grouping.beginEmpty : grouping.begin}
              </button>
              {at !== null && ids.length > 0 && (
                <button type="button" onClick={out}>
                  {grouping.takeOut}
                </button>
              )}
              <button type="button" onClick={undo}>
                {grouping.undo}
              </button>
            </p>
            {groups.length > 0 && (
              <div class="field">
                <label for="grouping-into">{grouping.into}</label>
                <select
                  id="grouping-into"
                  value=""
                  disabled={ids.length === 0}
                  onChange={({ currentTarget }) => into(groups.find(({ id }) => id === currentTarget.value))}
                >
                  <option value="">{words.form.choose}</option>
                  {groups.map((group) => (
                    <option key={group.id} value={group.id}>
                      {titleOf(group)}
                    </option>
                  ))}
                </select>
              </div>
            )}
          </div>
        </div>
      </div>
    </section>
  )
}
