/**
 * The queue, gathered by record. A finding is chosen by its box, all of a record by the box of the record; the finding
 * that has the focus is the one that keys act on.
 */

import { kindOfRecord } from '../../../worker/domain/kinds/table.ts'
import { departmentIn } from '../../../worker/domain/kinds/title.ts'
import { queuePlaces } from '../../../worker/domain/queue/words.ts'
import { at, recordPath } from '../../address.ts'
import { Mark } from '../../components/Mark.tsx'
import { label, wholeStanding } from '../../labels.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import { type Gathered, gathered } from './gathered.ts'
import type { QueueItem } from './useQueue.ts'

interface QueueTableProps {
  items: readonly QueueItem[]
  chosen: ReadonlySet<string>
  /** The row that has, or had last, the focus. */
  focused: string | null
  onFocus(key: string): void
  onChoose(keys: readonly string[], isChosen: boolean): void
  onRaise(item: QueueItem): void
}

const keysOf = (items: readonly QueueItem[]): string[] => items.map(({ key }) => key)

/** Table of the queue: a heading for each record, below it what is found of it. */
export function QueueTable({ items, chosen, focused, onFocus, onChoose, onRaise }: QueueTableProps) {
  const { words } = useDesk()
  const { findings } = words
  const isAll = items.length > 0 && items.every(({ key }) => chosen.has(key))
  return (
    <table class="queue" aria-label={words.nav.findings}>
      <thead>
        <tr>
          <th scope="col">
            <input
              type="checkbox"
              aria-label={findings.chooseAll}
              checked={isAll}
              onChange={({ currentTarget }) => onChoose(keysOf(items), currentTarget.checked)}
            />
          </th>
          <th scope="col">{findings.severity}</th>
          <th scope="col">{findings.what}</th>
          <th scope="col">{findings.value}</th>
          <th scope="col">{findings.act}</th>
        </tr>
      </thead>
      {gathered(items).map((group) => (
        <tbody key={group.subject}>
          <Head
            group={group}
            isChosen={group.items.every(({ key }) => chosen.has(key))}
            onChoose={(isChosen) => onChoose(keysOf(group.items), isChosen)}
          />
          {group.items.map((item) => (
            <Row
              key={item.key}
              item={item}
              isChosen={chosen.has(item.key)}
              isFocused={focused === item.key}
              onFocus={() => onFocus(item.key)}
              onChoose={(isChosen) => onChoose([item.key], isChosen)}
              onRaise={() => onRaise(item)}
            />
          ))}
        </tbody>
      ))}
    </table>
  )
}

interface HeadProps {
  group: Gathered
  isChosen: boolean
  onChoose(isChosen: boolean): void
}

function Head({ group: { subject, items }, isChosen, onChoose }: HeadProps) {
  const { words, lang } = useDesk()
  const { findings } = words
  const [first] = items
  const path = recordPath(subject)
  const kind = kindOfRecord(subject)
  const title = first.title || subject
  const parts = [
    departmentIn(lang, first),
    kind === null ? null : label(lang, 'record', kind),
    fill(findings.ofRecord, { n: items.length }),
  ]
  return (
    <tr class="queue__record">
      <td>
        <input
          type="checkbox"
          data-record={subject}
          aria-label={fill(findings.chooseRecord, { title })}
          checked={isChosen}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
        />
      </td>
      <th scope="rowgroup" colSpan={4}>
        {path === null ? title : <a href={at(lang, path)}>{title}</a>}
        <small class="hint">{parts.filter((part) => part !== null && part !== '').join(' · ')}</small>
      </th>
    </tr>
  )
}

interface RowProps {
  item: QueueItem
  isChosen: boolean
  isFocused: boolean
  onFocus(): void
  onChoose(isChosen: boolean): void
  onRaise(): void
}

function Row({ item, isChosen, isFocused, onFocus, onChoose, onRaise }: RowProps) {
  const { words, lang } = useDesk()
  const { findings } = words
  const { key, rule, name, title, severity, since, place, flag, inputs } = item
  const isHigh = severity === 'critical' || severity === 'high'
  return (
    <tr class={isFocused ? 'queue--at' : undefined} onFocusCapture={onFocus}>
      <td>
        <input
          type="checkbox"
          data-row={key}
          aria-label={fill(findings.choose, { rule: rule ?? '', title })}
          checked={isChosen}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
        />
      </td>
      <td class={isHigh ? 'sev sev--high' : 'sev'}>
        {isHigh && <Mark shape="triangle" className="" />} {label(lang, 'severity', severity)}
      </td>
      <td>
        {rule === null ? (
          findings.byHand
        ) : (
          <a href={at(lang, `/rules/${rule}`)} aria-label={`${rule} ${name[lang]}`}>
            {name[lang]}
          </a>
        )}
        <small class="hint">
          {[rule, since === null ? null : fill(findings.sinceDay, { day: since })]
            .filter((part) => part !== null)
            .join(' · ')}
          {inputs.length > 0 && ` · ${findings.entries} `}
          {inputs.slice(0, 3).map((index) => (
            <span key={index}>
              <a href={at(lang, `/entries/${index}`)} aria-label={fill(findings.entry, { index })}>
                {index}
              </a>{' '}
            </span>
          ))}
        </small>
      </td>
      <td>
        <Measured item={item} />
      </td>
      <td>
        {place !== 'found' && (
          <>
            {queuePlaces[place][lang]}
            <br />
          </>
        )}
        <Opening item={item} onRaise={onRaise} />
        {flag?.answerDue != null && (
          <small class="hint">{fill(findings.answerBy, { day: flag.answerDue })}</small>
        )}
        {item.assignee !== null && (
          <small class="hint">
            {fill(findings.with, { post: item.assignee.post || item.assignee.account })}
          </small>
        )}
        {item.aside !== null && <small class="hint">{item.aside.reason}</small>}
      </td>
    </tr>
  )
}

/** Figure of a finding in words, with its unit and what it is held against. */
function Measured({ item: { told } }: { item: QueueItem }) {
  const { words, lang } = useDesk()
  const { findings } = words
  const { what, value, threshold } = told
  if (value === null) return null
  return (
    <>
      {value[lang]}
      <small class="hint">
        {[
          what?.[lang] ?? null,
          threshold === null ? null : fill(findings.against, { threshold: threshold[lang] }),
        ]
          .filter((part) => part !== null)
          .join(lang === 'zh' ? '；' : '; ')}
      </small>
    </>
  )
}

function Opening({ item, onRaise }: { item: QueueItem; onRaise(): void }) {
  const { words, lang, to } = useDesk()
  const { findings } = words
  const { flag, rule, title } = item
  if (flag !== null)
    return <a href={to(`/on/${flag.id}`)}>{wholeStanding(lang, { kind: 'flag', ...flag })}</a>
  if (!item.raisable) return <span class="hint">{findings.internal}</span>
  return (
    <button
      type="button"
      class="plain"
      onClick={onRaise}
      aria-label={fill(findings.raiseNamed, { rule: rule ?? '', title })}
    >
      {findings.raise}
    </button>
  )
}
