/** One evaluation, hand-over or membership: its fields as they stand, and its line. */
import { api, at, comparePath, feedPath, recordPath } from '../address.ts'
import { MilestoneTable } from '../components/list/MilestoneTable.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import { Citation } from '../components/page/Citation.tsx'
import { type Crumb, Crumbs, crumbData } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { Proof } from '../components/proof/Islands.tsx'
import { FlagNotes } from '../components/record/FlagNotes.tsx'
import { type FlagLimit, FlagSides } from '../components/record/FlagSides.tsx'
import { LongText } from '../components/record/Prose.tsx'
import { AsOf, type Stood, StoodNote } from '../components/record/Stood.tsx'
import { Earlier, Timeline } from '../components/record/Timeline.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { fieldLabel, label, typeLabel } from '../labels.ts'
import { foreign } from '../text/language.ts'
import { plain } from '../text/parts.ts'
import { idsIn, isLinkField, itemTexts } from '../text/values.ts'
import type { Json, Moment, RecordView } from '../types.ts'

export interface RecordData {
  record: RecordView
  moments: Moment[]
  /** Older entries that the page leaves out. */
  earlier: number
  stood: Stood | null
  /** Flags that are about it. */
  flags: RecordView[]
  /** Of a flag: the milestones by which it is put right. */
  remedies: RecordView[]
  /** Of a flag: the limits with which its rule was asked. */
  limits: FlagLimit[]
  today: string
}

const LISTS = {
  evaluation: 'evaluations',
  handover: 'handovers',
  membership: 'memberships',
  flag: 'flags',
  account: 'accounts',
} as const
type ListedKind = keyof typeof LISTS
/** What stands in the heading, in the line below, or says nothing to a reader. */
const ELSEWHERE = new Set([
  'kind',
  'id',
  'seq',
  'title',
  'status',
  'listed',
  'changed',
  'latest',
  'corrections',
  'transferred',
  'sealed',
  'sourceChanges',
  'answers',
])
/** What the two sides of a flag say already. */
const IN_SIDES = new Set([
  'finding',
  'severity',
  'inputs',
  'value',
  'threshold',
  'parameters',
  'question',
  'answerDue',
  'outcome',
  'advice',
  'rule',
])

function listOf({ kind }: RecordView): (typeof LISTS)[ListedKind] {
  return isListed(kind) ? LISTS[kind] : 'memberships'
}

function isListed(kind: string): kind is ListedKind {
  return Object.hasOwn(LISTS, kind)
}

function trail({ record }: RecordData, { words }: Frame): Crumb[] {
  const list = listOf(record)
  return [
    { name: words.lists[list].title, path: `/${list}` },
    { name: record.title, path: null },
  ]
}

export function recordHead(data: RecordData, frame: Frame): Head {
  const { words, base, lang } = frame
  const { record } = data
  return {
    title: record.title,
    description: words.lists[listOf(record)].lede,
    alternates: [
      { type: 'application/json', href: api.record(record.id), title: record.title },
      { type: 'application/atom+xml', href: feedPath(record.id, 'atom'), title: record.title },
    ],
    data: {
      '@type': 'WebPage',
      name: record.title,
      url: `${base}${at(lang, recordPath(record.id) ?? '/')}`,
      dateModified: record.recorded,
      breadcrumb: crumbData(trail(data, frame), base, lang),
    },
  }
}

export function RecordPage(data: RecordData) {
  const frame = useFrame()
  const { lang, words } = frame
  const { record, moments, stood } = data
  const title = record.title || label(lang, 'status', 'withheld')
  const fields = Object.entries(plain(record.state)).filter(
    ([name]) => !ELSEWHERE.has(name) && !(record.kind === 'flag' && IN_SIDES.has(name)),
  )
  return (
    <>
      <Crumbs trail={trail(data, frame)} />
      <div class="title">
        <p class="kind dot">
          <span>{label(lang, 'record', record.kind)}</span>
          {record.type !== null && <span>{typeLabel(lang, record.kind, record.type)}</span>}
        </p>
        <h1 lang={foreign(lang, title)}>{title}</h1>
        <p class="states">
          <Status kind={record.kind} status={record.status} />
        </p>
      </div>
      <div class="cols">
        <div class="col-main">
          <StoodNote stood={stood} id={record.id} />
          <FlagNotes flags={data.flags} />
          {record.state.kind === 'flag' && <FlagSides state={record.state} limits={data.limits} />}
          <Remedies {...data} />
          <dl class="facts facts--wide">
            {fields.map(([name, value]) => (
              <Field key={name} record={record} name={name} value={value} />
            ))}
          </dl>
          <section aria-labelledby="line">
            <div class="h-row">
              <h2 id="line">{words.timeline.title}</h2>
              <ul class="tools">
                <li>
                  <a href={at(lang, comparePath(record.id))}>{words.versions.link}</a>
                </li>
                <li>
                  <a href={feedPath(record.id, 'atom')}>{words.timeline.subscribe}</a>
                </li>
                <li>
                  <a href={api.record(record.id)}>{words.timeline.export}</a>
                </li>
              </ul>
            </div>
            <Timeline moments={moments} />
            <Earlier n={data.earlier} id={record.id} />
          </section>
          <Citation title={record.title} index={record.lastIndex} />
        </div>
        <aside class="col-side">
          <Proof of={moments.length} receiptOf={record.lastIndex} />
          <AsOf id={record.id} />
        </aside>
      </div>
    </>
  )
}

function Field({ record, name, value }: { record: RecordView; name: string; value: Json }) {
  const { lang } = useFrame()
  const ids = isLinkField(name) ? idsIn(name, value) : []
  const texts = ids.length > 0 ? [] : itemTexts(lang, name, value, record.kind).filter((text) => text !== '')
  if (ids.length + texts.length === 0) return null
  return (
    <div>
      <dt>{fieldLabel(lang, record.kind, name)}</dt>
      <dd>
        {ids.map((id) => (
          <p key={id}>
            <RecordLink id={id} />
          </p>
        ))}
        {texts.map((text) => (
          <LongText key={text} text={text} />
        ))}
      </dd>
    </div>
  )
}

/** 整改: what follows from a flag, and how far it is. */
function Remedies({ remedies, today }: Pick<RecordData, 'remedies' | 'today'>) {
  const { words } = useFrame()
  if (remedies.length === 0) return null
  return (
    <section aria-labelledby="remedies">
      <h2 id="remedies">{words.flags.remedies}</h2>
      <p class="hint">{words.flags.remediesHint}</p>
      <MilestoneTable id="remedies-table" records={remedies} today={today} />
    </section>
  )
}
