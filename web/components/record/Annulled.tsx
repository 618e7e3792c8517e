/** 作废: that a record counts nowhere and why, and from the record that is kept, which were entered once more. */
import { annulmentOf } from '../../../worker/domain/record/entered/annulment.ts'
import { useFrame } from '../../frame.ts'
import { formatDay } from '../../text/dates.ts'
import type { Linked, RecordView } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { Beyond } from '../list/Beyond.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { Mark } from '../Mark.tsx'

interface AnnulledNoteProps {
  record: RecordView
  /** Records of the same thing that were annulled for the sake of this one. */
  duplicates: Linked
}

/** Note on an annulled record, or on the record that was kept of several; nothing for any other. */
export function AnnulledNote({ record, duplicates }: AnnulledNoteProps) {
  const { words, timeZone } = useFrame()
  const name = words.annulled
  const annulled = annulmentOf(record.state)
  return (
    <>
      {annulled !== null && (
        <section class="note" aria-labelledby="annulled">
          <h2 id="annulled">
            <Mark shape="ring" />
            {name.title}
          </h2>
          <p>{fill(name.note, { date: formatDay(annulled.occurred, timeZone), reason: annulled.reason })}</p>
          {annulled.duplicateOf !== null && (
            <p>
              {name.kept} <RecordLink id={annulled.duplicateOf} />
            </p>
          )}
        </section>
      )}
      {duplicates.items.length > 0 && (
        <section class="note" aria-labelledby="duplicates">
          <h2 id="duplicates">{name.duplicates}</h2>
          <ul class="plain-list">
            {duplicates.items.map(({ id, title }) => (
              <li key={id}>
                <del>
                  <RecordLink id={id} title={title} />
                </del>
              </li>
            ))}
          </ul>
          <Beyond {...duplicates} />
        </section>
      )}
    </>
  )
}

/** True for a record that is shown crossed out. */
export function isAnnulled({ state }: Pick<RecordView, 'state'>): boolean {
  return annulmentOf(state) !== null
}
