/** Comments at one place by wording, each with its box; the one that has the focus is the one that keys act on. */
import { label } from '../../labels.ts'
import { formatDay } from '../../text/dates.ts'
import { count, fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Wording } from './groups.ts'

interface WordingsProps {
  wordings: readonly Wording[]
  /** Wordings at this place, with those that are not drawn yet. */
  total: number
  isAll: boolean
  chosen: ReadonlySet<string>
  focused: string | null
  onFocus(key: string): void
  onChoose(keys: readonly string[], isChosen: boolean): void
  onChooseAll(isChosen: boolean): void
  onApart(key: string): void
}

export function Wordings(props: WordingsProps) {
  const { grouping } = useDesk().words
  const { wordings, total, isAll, onChooseAll } = props
  if (wordings.length === 0) return <p class="hint">{grouping.none}</p>
  return (
    <table class="queue" aria-label={grouping.wordings}>
      <thead>
        <tr>
          <th scope="col">
            <input
              type="checkbox"
              aria-label={fill(grouping.chooseAll, { n: total })}
              checked={isAll}
              onChange={({ currentTarget }) => onChooseAll(currentTarget.checked)}
            />
          </th>
          <th scope="col">{grouping.said}</th>
          <th scope="col">{grouping.by}</th>
        </tr>
      </thead>
      <tbody>
        {wordings.map((one) => (
          <Row key={one.key} wording={one} {...props} />
        ))}
      </tbody>
    </table>
  )
}

function Row({
  wording: { key, first, all },
  chosen,
  focused,
  onFocus,
  onChoose,
  onApart,
}: { wording: Wording } & WordingsProps) {
  const { timeZone, words, lang, to } = useDesk()
  const { grouping } = words
  const text = first.text ?? first.why?.[lang] ?? ''
  const short = [...text].slice(0, 40).join('')
  return (
    <tr class={focused === key ? 'queue--at' : undefined} onFocusCapture={() => onFocus(key)}>
      <td>
        <input
          type="checkbox"
          data-row={key}
          aria-label={fill(grouping.choose, { n: all.length, text: short })}
          checked={chosen.has(key)}
          onChange={({ currentTarget }) => onChoose([key], currentTarget.checked)}
        />
      </td>
      <td>
        {first.text ?? (
          <>
            <span class="hint">{text}</span> <a href={to(`/on/${first.id}`)}>{grouping.original}</a>
          </>
        )}
        {all.length > 1 && (
          <small class="hint">
            {count(grouping.same, all.length)}{' '}
            <button
              type="button"
              class="plain"
              aria-label={fill(grouping.apartNamed, { text: short })}
              onClick={() => onApart(key)}
            >
              {grouping.apart}
            </button>
          </small>
        )}
      </td>
      <td>
        {label(lang, 'submitter', first.submitter)}
        <small class="hint">
          {[
            first.prompt,
            first.draftVersion === null ? null : fill(grouping.onVersion, { version: first.draftVersion }),
            formatDay(first.listed, timeZone),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </small>
      </td>
    </tr>
  )
}
