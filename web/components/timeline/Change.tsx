/** Change that one event made in one field: old → new, in words as well as in line and colour. */
import type { ComponentChildren } from 'preact'
import { useFrame } from '../../frame.ts'
import { condense, diffText, type Piece } from '../../text/diff.ts'
import { compareItems } from '../../text/items.ts'
import { itemTexts, recordsIn, valueText } from '../../text/values.ts'
import type { Change as FieldChange, Json } from '../../types.ts'
import { count } from '../../words/words.ts'
import { RecordLink } from '../list/RecordLink.tsx'
import { Prose } from '../record/Prose.tsx'

/** Up to this many characters old and new stand whole, side by side. */
const SHORT = 48
/** Up to this many characters together two different texts are both shown at once. */
const OPEN = 360

/**
 * Old and new value of a field; of long texts and lists the parts that differ.
 *
 * @param kind of the record, for the words of its codes
 */
export function ChangeValue({ change: { field, from, to }, kind }: { change: FieldChange; kind: string }) {
  const reader = useFrame()
  if (isRecord(from) || isRecord(to)) return <Swap from={swapped(from)} to={swapped(to)} />
  if (Array.isArray(from) || Array.isArray(to)) {
    return <ListChange from={itemTexts(reader, field, from, kind)} to={itemTexts(reader, field, to, kind)} />
  }
  return <TextChange from={valueText(reader, field, from, kind)} to={valueText(reader, field, to, kind)} />
}

const isRecord = (value: Json): value is string => !Array.isArray(value) && recordsIn(value) !== null

function swapped(value: Json): ComponentChildren {
  return isRecord(value) ? (
    <RecordLink id={value} />
  ) : typeof value === 'string' && value !== '' ? (
    value
  ) : null
}

/** Old and new in one line. An absent side is said, not left blank. */
function Swap({ from, to }: { from: ComponentChildren; to: ComponentChildren }) {
  const { words } = useFrame()
  const absent = <span class="hint">{words.timeline.absent}</span>
  return (
    <p class="swap">
      <del>
        <span class="vh">{words.timeline.from} </span>
        {from ?? absent}
      </del>
      <span aria-hidden="true">→</span>
      <ins>
        <span class="vh">{words.timeline.to} </span>
        {to ?? absent}
      </ins>
    </p>
  )
}

function TextChange({ from, to }: { from: string; to: string }) {
  const short = from.length <= SHORT && to.length <= SHORT && !`${from}${to}`.includes('\n')
  if (short) return <Swap from={from === '' ? null : from} to={to === '' ? null : to} />
  const pieces = diffText(from, to)
  return pieces === null ? <Replaced from={from} to={to} /> : <Marked pieces={pieces} />
}

/** A long text with only its changed places marked, in a little of what stands around them. */
function Marked({ pieces }: { pieces: Piece[] }) {
  const { words } = useFrame()
  let offset = 0
  return (
    <p class="diff">
      {condense(pieces).map(({ op, text }) => {
        const key = `${offset}${op}`
        offset += text.length
        if (op === 'same') return <span key={key}>{text}</span>
        if (op === 'skip')
          return (
            <span key={key} class="skipped">
              {text}
            </span>
          )
        const Tag = op
        return (
          <Tag key={key}>
            <span class="vh">{op === 'del' ? words.timeline.removed : words.timeline.added} </span>
            {text}
          </Tag>
        )
      })}
    </p>
  )
}

/** Two texts that have little in common: both, one under the other; folded when they are long. */
function Replaced({ from, to }: { from: string; to: string }) {
  const { words } = useFrame()
  if (from === '' || to === '') {
    const Tag = from === '' ? 'ins' : 'del'
    return (
      <div class="delta">
        <b class={from === '' ? 'is-added' : undefined}>
          {from === '' ? words.timeline.added : words.timeline.removed}
        </b>
        <Tag>
          <Prose text={from === '' ? to : from} />
        </Tag>
      </div>
    )
  }
  if (from.length + to.length <= OPEN) {
    return (
      <ul class="delta">
        <li>
          <b>{words.timeline.from}</b>
          <del>
            <Prose text={from} />
          </del>
        </li>
        <li>
          <b class="is-added">{words.timeline.to}</b>
          <ins>
            <Prose text={to} />
          </ins>
        </li>
      </ul>
    )
  }
  return (
    <details class="long">
      <summary>{words.timeline.wholeText}</summary>
      <p class="hint">{words.timeline.oldText}</p>
      <del>
        <Prose text={from} />
      </del>
      <p class="hint">{words.timeline.newText}</p>
      <ins>
        <Prose text={to} />
      </ins>
    </details>
  )
}

/** A list: what was taken out, put in or reworded; what stayed is only counted. */
function ListChange({ from, to }: { from: string[]; to: string[] }) {
  const { words } = useFrame()
  const { removed, added, reworded, same } = compareItems(from, to)
  if (removed.length + added.length + reworded.length === 0)
    return <p class="hint">{words.timeline.reordered}</p>
  const item = (text: string): ComponentChildren =>
    isRecord(text) ? <RecordLink id={text} /> : <Prose text={text} />
  return (
    <>
      <ul class="delta">
        {reworded.map(({ pieces, to: key }) => (
          <li key={`~${key}`}>
            <b>{words.timeline.to}</b>
            <Marked pieces={pieces} />
          </li>
        ))}
        {removed.map((text) => (
          <li key={`-${text}`}>
            <b>{words.timeline.removed}</b>
            <del>{item(text)}</del>
          </li>
        ))}
        {added.map((text) => (
          <li key={`+${text}`}>
            <b class="is-added">{words.timeline.added}</b>
            <ins>{item(text)}</ins>
          </li>
        ))}
      </ul>
      {same > 0 && <p class="hint">{count(words.timeline.unchanged, same)}</p>}
    </>
  )
}
