/** The rows of the queue. A row is chosen by its box; the row that has the focus is the one that keys act on. */

import { kindOfRecord } from '../../../worker/domain/kinds/table.ts'
import { queuePlaces } from '../../../worker/domain/queue/words.ts'
import { at, recordPath } from '../../address.ts'
import { figureLabel, label, statusLabel } from '../../labels.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { QueueItem } from './useQueue.ts'

const DAY_MS = 86_400_000

interface QueueTableProps {
  items: readonly QueueItem[]
  chosen: ReadonlySet<string>
  /** The row that has, or had last, the focus. */
  focused: string | null
  onFocus(key: string): void
  onChoose(keys: readonly string[], isChosen: boolean): void
  onRaise(item: QueueItem): void
}

/** True for an item for which a flag can be raised in public. */
export const isRaisable = ({ flag, audience, about }: QueueItem): boolean =>
  flag === null && audience === 'public' && about === 'record'

/** Table of the items of the queue, with a box for each and for all. */
export function QueueTable({ items, chosen, focused, onFocus, onChoose, onRaise }: QueueTableProps) {
  const { words } = useDesk()
  const { findings } = words
  const isAll = items.length > 0 && items.every(({ key }) => chosen.has(key))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways is reached by keyboard
    <section class="scroll" tabIndex={0} aria-label={words.nav.findings}>
      <table class="queue">
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label={findings.chooseAll}
                checked={isAll}
                onChange={({ currentTarget }) =>
                  onChoose(
                    items.map(({ key }) => key),
                    currentTarget.checked,
                  )
                }
              />
            </th>
            <th scope="col">{findings.severity}</th>
            <th scope="col">{findings.rule}</th>
            <th scope="col">{findings.subject}</th>
            <th scope="col">{findings.value}</th>
            <th scope="col">{findings.place}</th>
            <th scope="col">{findings.act}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
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
      </table>
    </section>
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
  const { words, lang, today } = useDesk()
  const { findings } = words
  const { key, rule, name, subject, title, severity, since, place, flag, value, threshold, inputs } = item
  const path = recordPath(subject)
  const age = since === null ? null : Math.round((Date.parse(today) - Date.parse(since)) / DAY_MS)
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
      <td>
        {label(lang, 'severity', severity)}
        {age !== null && (
          <small class="hint">{age === 0 ? findings.today : fill(findings.age, { n: age })}</small>
        )}
      </td>
      <td>
        {rule === null ? (
          findings.byHand
        ) : (
          <a href={at(lang, `/rules/${rule}`)}>
            {rule} {name[lang]}
          </a>
        )}
      </td>
      <td>
        {path === null ? title : <a href={at(lang, path)}>{title || subject}</a>}
        {item.departmentName !== null && <small class="hint">{item.departmentName}</small>}
      </td>
      <td>
        {[value, threshold]
          .flatMap((part) => (part === null ? [] : figureLabel(lang, kindOfRecord(subject) ?? '', part)))
          .join(' / ')}
        <small class="hint">
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
        {queuePlaces[place][lang]}
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
      <td>
        <Opening item={item} onRaise={onRaise} />
      </td>
    </tr>
  )
}

function Opening({ item, onRaise }: { item: QueueItem; onRaise(): void }) {
  const { words, lang, to } = useDesk()
  const { findings } = words
  const { flag, rule, title } = item
  if (flag !== null) return <a href={to(`/on/${flag.id}`)}>{statusLabel(lang, 'flag', flag.status)}</a>
  if (!isRaisable(item)) return <span class="hint">{findings.internal}</span>
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
