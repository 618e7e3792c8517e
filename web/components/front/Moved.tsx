import { useFrame } from '../../frame.ts'
import { fieldLabel } from '../../labels.ts'
import { itemTexts, valueText } from '../../text/values.ts'
import type { Change, RecordKind } from '../../types.ts'

/** Old → new in one line a field: dates, amounts and other short values. */
export function Moved({ changes, kind }: { changes: Change[]; kind: RecordKind }) {
  const reader = useFrame()
  const { lang, words } = reader
  const text = ({ field }: Change, value: Change['from']): string =>
    itemTexts(reader, field, value, kind)
      .map((one) => valueText(reader, field, one, kind))
      .join(lang === 'zh' ? '；' : '; ')
  return (
    <ul class="moved">
      {changes.map((change) => (
        <li key={change.field}>
          {fieldLabel(lang, kind, change.field)}
          {words.news.joint}
          <del>
            <span class="vh">{words.timeline.from} </span>
            {text(change, change.from)}
          </del>{' '}
          <span aria-hidden="true">→</span>{' '}
          <ins>
            <span class="vh">{words.timeline.to} </span>
            {text(change, change.to)}
          </ins>
        </li>
      ))}
    </ul>
  )
}
