/** The beginning of a list in a frame: how many there are, and the first of them. */
import { titleIn } from '../../../worker/domain/kinds/title.ts'
import { at, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { listWords, titleOr } from '../../labels.ts'
import { foreign } from '../../text/language.ts'
import type { RecordKind, RecordView } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { DepartmentName } from '../list/Lists.tsx'
import { Status } from '../list/Status.tsx'
import { isAnnulled } from '../record/Annulled.tsx'

interface ListEmbedProps {
  kind: RecordKind
  total: number
  records: readonly RecordView[]
}

/** Title, number and first records of a list; an annulled one is crossed out and says so. */
export function ListEmbed({ kind, total, records }: ListEmbedProps) {
  const { lang, words } = useFrame()
  return (
    <>
      <h1>{listWords(kind).title[lang]}</h1>
      <p class="hint">{fill(words.lists.total, { n: total })}</p>
      <ul class="items">
        {records.map((record) => {
          const title = titleOr(lang, record.id, titleIn(lang, record))
          return (
            <li key={record.id}>
              <div>
                <a href={at(lang, recordPath(record.id) ?? '/')} rel="noopener" lang={foreign(lang, title)}>
                  {isAnnulled(record) ? <del>{title}</del> : title}
                </a>
                <p class="who dot">
                  {isAnnulled(record) && <span>{words.annulled.word}</span>}
                  <DepartmentName of={record} />
                </p>
              </div>
              <Status of={record} />
            </li>
          )
        })}
      </ul>
    </>
  )
}
