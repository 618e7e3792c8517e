/** A text that was withheld and is open now: when it was opened, by which entry, and that it is the one of then. */
import { at, entryPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { groundLabel } from '../../labels.ts'
import { formatMoment } from '../../text/dates.ts'
import type { Moment } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { OpenedText } from '../record/Value.tsx'

/** @param of envelope of the withheld entry */
export function Opened({
  of: { record, recorded, ground = '' },
  opened,
}: {
  of: Moment['entry']['envelope']
  opened: NonNullable<Moment['opened']>
}) {
  const { lang, words, timeZone } = useFrame()
  const day = (instant: string) => formatMoment(instant, timeZone).slice(0, 10)
  return (
    <div class="opened">
      <p>
        {fill(words.entry.opened, {
          opened: day(opened.recorded),
          recorded: day(recorded),
          ground: groundLabel(lang, ground),
        })}{' '}
        <a href={at(lang, entryPath(opened.entry))}>{fill(words.timeline.entry, { index: opened.entry })}</a>
      </p>
      <OpenedText of={record} content={opened.content} />
    </div>
  )
}
