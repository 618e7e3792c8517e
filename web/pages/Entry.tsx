import { titleIn } from '../../worker/domain/kinds/title.ts'
import type { Receipt } from '../../worker/ledger/receipt.ts'
import { api, at, entryPath, recordPath } from '../address.ts'
import { Neighbours, Raw, ReceiptPart } from '../components/entry/EntryParts.tsx'
import { Envelope } from '../components/entry/Envelope.tsx'
import { Opened } from '../components/entry/Opened.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Citation } from '../components/page/Citation.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { EntrySeal, EntrySigned, Proof } from '../components/proof/Islands.tsx'
import { Facts } from '../components/record/Facts.tsx'
import { Fields } from '../components/record/Value.tsx'
import { ChangeValue } from '../components/timeline/Change.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { fieldLabel, groundLabel, kindIn, label } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import { formatMoment, offsetOf } from '../text/dates.ts'
import type { EntryView, Json, Moment, RecordView } from '../types.ts'
import { fill } from '../words/words.ts'

export interface EntryData {
  entry: EntryView
  record: RecordView | null
  /** Change that the entry made in its record; null when it has none. */
  moment: Moment | null
  /** Index of the entry that records the erasure of this one's body. */
  erasedBy: number | null
  /** Null while no checkpoint covers the entry. */
  receipt: Receipt | null
  /** The leaf as text. */
  leaf: string
}

/** Page of an entry. */
export const entryPage: SitePage<EntryData> = {
  name: 'entry',
  trail: ({ entry, record }, { lang, words }) => [
    { name: words.ledger.title, path: '/ledger' },
    ...(record === null ? [] : [{ name: titleIn(lang, record), path: recordPath(record.id) }]),
    { name: fill(words.entry.title, { index: entry.index }), path: null },
  ],
  head,
  Body,
}

function head(data: EntryData, { words, base, lang }: Frame, breadcrumb: Breadcrumb): Head {
  const { entry, record } = data
  const event = label(lang, 'event', entry.envelope.kind)
  const title = fill(words.entry.title, { index: entry.index })
  const name = record?.title ?? entry.envelope.record
  return {
    title: `${title} · ${event} · ${name}`,
    description: fill(words.entry.description, { index: entry.index, event, record: name }),
    alternates: [{ type: 'application/json', href: api.entry(entry.index), title }],
    data: {
      '@type': 'DigitalDocument',
      name: title,
      description: `${event} · ${name}`,
      url: `${base}${at(lang, entryPath(entry.index))}`,
      identifier: entry.leafHash,
      dateCreated: entry.envelope.recorded,
      mainEntityOfPage: { '@type': 'WebPage', breadcrumb },
    },
  }
}

function Body(data: EntryData) {
  const { words, timeZone } = useFrame()
  const { entry, receipt } = data
  const { recorded } = entry.envelope
  return (
    <>
      <Title {...data} />
      <div class="cols">
        <div class="col-main">
          <Changes {...data} />
          <Content {...data} />
          <section aria-labelledby="envelope">
            <h2 id="envelope">{words.entry.envelope}</h2>
            <p class="lede">{words.entry.envelopeHint}</p>
            <Envelope envelope={entry.envelope} />
          </section>
          <ReceiptPart receipt={receipt} index={entry.index} />
          <Raw entry={entry} leaf={data.leaf} />
          <Citation title={null} index={entry.index} envelope={entry.envelope} />
          <Neighbours index={entry.index} />
        </div>
        <aside class="col-side">
          <Proof of={1} receiptOf={receipt === null ? null : entry.index} />
          <Facts
            facts={[
              {
                name: words.entry.record,
                value: <RecordLink id={entry.envelope.record} title={data.record?.title ?? null} />,
              },
              {
                name: words.entry.fields.recorded,
                value: `${formatMoment(recorded, timeZone)} ${offsetOf(recorded, timeZone)}`,
              },
              { name: words.entry.leafHash, value: <code>{entry.leafHash}</code> },
            ]}
          />
        </aside>
      </div>
    </>
  )
}

function Title({ entry, record }: EntryData) {
  const { lang, words, names } = useFrame()
  const { kind, department } = entry.envelope
  const event = label(lang, 'event', kind)
  const name = department === null ? null : (names.get(department) ?? department)
  return (
    <div class="title title--sealed">
      <div>
        <p class="kind">{fill(words.entry.title, { index: entry.index })}</p>
        <h1>
          {event}
          {lang === 'zh' ? '：' : ': '}
          {record?.title ?? entry.envelope.record}
        </h1>
        <p class="lede">
          {name === null
            ? fill(words.entry.ledeNone, { event })
            : fill(words.entry.lede, { department: name, event })}
        </p>
        {entry.envelope.sig !== undefined && (
          <p>
            <EntrySigned index={entry.index} />
          </p>
        )}
      </div>
      <EntrySeal index={entry.index} sealed={entry.withheld === 'sealed'} />
    </div>
  )
}

function Changes({ entry, moment }: EntryData) {
  const { lang, words } = useFrame()
  const changes = moment?.changes ?? []
  if (changes.length === 0) return null
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{words.entry.changes}</h2>
      <dl class="changes">
        {changes.map((change) => (
          <div key={change.field}>
            <dt>{fieldLabel(lang, entry.envelope.kind, change.field)}</dt>
            <dd>
              <ChangeValue change={change} kind={kindIn(entry.envelope.kind)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Content({ entry, erasedBy }: EntryData) {
  const { lang, words } = useFrame()
  const { body, withheld, envelope, opened } = entry
  const { ground = '', review = '' } = envelope
  return (
    <section aria-labelledby="body">
      <h2 id="body">{words.entry.body}</h2>
      {opened !== null && <Opened of={envelope} opened={opened} />}
      {withheld === 'sealed' && opened === null && erasedBy === null && (
        <>
          <p class="lede">{fill(words.entry.sealed, { ground: groundLabel(lang, ground), date: review })}</p>
          <p class="hint">
            <a href={at(lang, `/desk/withheld/${entry.index}`)}>{words.entry.withheld}</a>
          </p>
        </>
      )}
      {(withheld === 'erased' || erasedBy !== null) && (
        <p class="lede">
          {words.entry.erased}{' '}
          {erasedBy !== null && (
            <a href={at(lang, entryPath(erasedBy))}>{fill(words.timeline.entry, { index: erasedBy })}</a>
          )}
        </p>
      )}
      {withheld === null && (
        <>
          <p class="lede">{words.entry.bodyHint}</p>
          {isFields(body) ? (
            <BodyFields kind={envelope.kind} body={body} />
          ) : (
            <p class="empty">{words.entry.noBody}</p>
          )}
        </>
      )}
    </section>
  )
}

function isFields(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Fields of a body; those that the event sets stand apart from what is said about the event itself. */
function BodyFields({ kind, body }: { kind: string; body: { [key: string]: Json } }) {
  const { lang } = useFrame()
  const { set, ...rest } = body
  return (
    <>
      <Fields kind={kind} fields={isFields(set) ? rest : body} />
      {isFields(set) && (
        <>
          <h3 class="sub">{label(lang, 'field', 'set')}</h3>
          <Fields kind={kind} fields={set} />
        </>
      )}
    </>
  )
}
