/** Two versions of one record, field by field. */
import { titleIn } from '../../worker/domain/kinds/title.ts'
import type { Lang } from '../../worker/domain/record/problem.ts'
import { at, comparePath, recordPath } from '../address.ts'
import type { Head } from '../components/page/Html.tsx'
import { ChangeValue } from '../components/timeline/Change.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { fieldLabel, label } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import { formatDay } from '../text/dates.ts'
import type { Comparison, Moment, RecordView } from '../types.ts'
import { fill } from '../words/words.ts'

export interface VersionsData {
  record: RecordView
  /** Its versions, oldest first; none of a record with very many, of which a number is asked for. */
  moments: Moment[]
  comparison: Comparison
}

/** Differences that are listed. */
const LISTED = 100

/** Page of two versions of a record side by side. */
export const versionsPage: SitePage<VersionsData> = {
  name: 'versions',
  trail: ({ record }, { lang, words }) => [
    { name: titleIn(lang, record), path: recordPath(record.id) },
    { name: words.versions.title, path: null },
  ],
  head,
  Body,
}

function head({ record, comparison }: VersionsData, { lang, words }: Frame): Head {
  return {
    title: fill(words.versions.titleOf, { title: titleIn(lang, record) }),
    description: words.versions.description,
    canonicalQuery: `?from=${comparison.from.seq}&to=${comparison.to.seq}`,
  }
}

function Body(data: VersionsData) {
  const frame = useFrame()
  const { lang, words } = frame
  const { record, moments, comparison } = data
  const { from, to, changes, left } = comparison
  const listed = changes.slice(0, LISTED)
  const unlisted = left + changes.length - listed.length
  return (
    <>
      <div class="title">
        <p class="kind">{words.versions.title}</p>
        <h1>
          <a href={at(lang, recordPath(record.id) ?? '/')}>{titleIn(lang, record) || record.id}</a>
        </h1>
        <p class="lede">{fill(words.versions.lede, { from: from.seq, to: to.seq })}</p>
        <form class="pick" method="get" action={at(lang, comparePath(record.id))}>
          <Picker name="from" chosen={from.seq} of={record.seq} moments={moments} />
          <Picker name="to" chosen={to.seq} of={record.seq} moments={moments} />
          <button type="submit">{words.versions.show}</button>
        </form>
      </div>
      <section aria-label={words.versions.title}>
        {changes.length === 0 ? (
          <p class="empty">{words.versions.same}</p>
        ) : (
          <dl class="changes changes--whole">
            {listed.map((change) => (
              <div key={change.field}>
                <dt>{nameOf(lang, record, change.field)}</dt>
                <dd>
                  <ChangeValue
                    change={{ ...change, field: change.field.split('/')[0] ?? change.field }}
                    kind={record.kind}
                  />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {unlisted > 0 && <p class="hint">{fill(words.versions.left, { n: unlisted })}</p>}
      </section>
    </>
  )
}

/** `steps/s1` as the name of the list and of its part. */
function nameOf(lang: Lang, record: RecordView, field: string): string {
  const [list = field, part] = field.split('/')
  const name = fieldLabel(lang, record.kind, list)
  return part === undefined ? name : `${name} · ${part}`
}

interface PickerProps {
  name: 'from' | 'to'
  chosen: number
  /** Number of versions. */
  of: number
  moments: Moment[]
}

function Picker({ name, chosen, of, moments }: PickerProps) {
  const { lang, words, timeZone } = useFrame()
  return (
    <>
      <label for={`version-${name}`}>{words.versions[name]}</label>
      {moments.length === 0 ? (
        <input id={`version-${name}`} name={name} type="number" min={1} max={of} value={chosen} />
      ) : (
        <select id={`version-${name}`} name={name}>
          {moments.map(({ entry: { envelope } }) => (
            <option key={envelope.seq} value={envelope.seq} selected={envelope.seq === chosen}>
              {fill(words.versions.version, {
                n: envelope.seq,
                event: label(lang, 'event', envelope.kind),
                date: formatDay(envelope.recorded, timeZone),
              })}
            </option>
          ))}
        </select>
      )}
    </>
  )
}
