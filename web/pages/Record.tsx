/** One evaluation, hand-over, membership, flag or account: its fields as they stand, and its line. */

import { lists } from '../../worker/domain/kinds/table.ts'
import { titleIn } from '../../worker/domain/kinds/title.ts'
import type { ShownClock } from '../components/clock/ClockNote.tsx'
import { type FlagLimit, FlagSides } from '../components/flag/FlagSides.tsx'
import { HandoverSides, IN_HANDOVER } from '../components/handover/HandoverSides.tsx'
import { MilestoneTable } from '../components/list/MilestoneTable.tsx'
import { Printed, useMeant } from '../components/list/Printed.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import { MentionChecked } from '../components/mention/MentionChecked.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { QuestionText } from '../components/question/QuestionText.tsx'
import { ELSEWHERE } from '../components/record/elsewhere.ts'
import { OverdueSteps } from '../components/record/OverdueNotes.tsx'
import { LongText } from '../components/record/Prose.tsx'
import { RecordPage, type RecordPageData } from '../components/record/RecordPage.tsx'
import { RecordTitle } from '../components/record/RecordTitle.tsx'
import { recordHead, recordTrail } from '../components/record/record-head.ts'
import { type Frame, useFrame } from '../frame.ts'
import { fieldLabel, hiddenTitle, label, listWords, typeLabel } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import { plain } from '../text/parts.ts'
import { itemTexts, recordsIn } from '../text/values.ts'
import type { Json, RecordView } from '../types.ts'

export interface RecordData extends RecordPageData {
  /** Milestones by which a flag is put right. */
  remedies: RecordView[]
  /** Limits with which the rule of a flag was asked. */
  limits: FlagLimit[]
  /** Unit of the value of a flag; null where there is none. */
  unit: { zh: string; en: string } | null
  /** Clock of the last question of a flag; null without one. */
  answerClock: ShownClock | null
  today: string
}

/** Fields that the two sides of a flag say already. */
const IN_SIDES = new Set([
  'finding',
  'findingEn',
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

/** Fields that the steps of a notice say already, and the code of its time limit. */
const IN_STEPS = new Set(['subject', 'steps', 'settled', 'profile'])

/** Fields of a mention that its check says already. */
const IN_CHECK = new Set(['target', 'leafHash', 'otherLedger', 'verifierKey', 'otherSize', 'address'])

export const plainRecordPage: SitePage<RecordData> = {
  name: 'record',
  trail({ record }, frame) {
    const { title } = listWords(record.kind)
    return recordTrail(record, frame, [{ name: title[frame.lang], path: `/${lists[record.kind]}` }])
  },
  head,
  Body,
}

function head({ record }: RecordData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const description = listWords(record.kind).lede[frame.lang]
  return recordHead(record, frame, breadcrumb, { description, feeds: ['atom'] })
}

function Body(data: RecordData) {
  const { record } = data
  const fields = Object.entries(plain(record.state)).filter(
    ([name]) =>
      !ELSEWHERE.has(name) &&
      !(record.kind === 'flag' && IN_SIDES.has(name)) &&
      !(record.kind === 'overdue' && IN_STEPS.has(name)) &&
      !(record.kind === 'mention' && IN_CHECK.has(name)) &&
      !(record.kind === 'handover' && IN_HANDOVER.has(name)) &&
      !((record.kind === 'translation' || record.kind === 'comment') && name === 'texts'),
  )
  return (
    <RecordPage data={data} title={<Title record={record} />} line={{ hint: null }}>
      {record.state.kind === 'flag' && (
        <FlagSides state={record.state} limits={data.limits} unit={data.unit} clock={data.answerClock} />
      )}
      {record.state.kind === 'overdue' && <OverdueSteps state={record.state} />}
      {record.state.kind === 'handover' && <HandoverSides state={record.state} />}
      {record.state.kind === 'mention' && <MentionChecked state={record.state} />}
      {record.state.kind === 'comment' &&
        record.state.texts.map((one) => <QuestionText key={one.of} text={one} due={null} />)}
      <Remedies {...data} />
      <dl class="facts facts--wide">
        {fields.map(([name, value]) => (
          <Field key={name} record={record} name={name} value={value} />
        ))}
      </dl>
    </RecordPage>
  )
}

function Title({ record }: { record: RecordView }) {
  const { id, kind, type } = record
  const { lang, names } = useFrame()
  return (
    <RecordTitle
      kinds={[label(lang, 'record', kind), type === null ? null : typeLabel(lang, kind, type)]}
      title={titleIn(lang, record) || names.get(id) || hiddenTitle(lang, record)}
      states={<Status of={record} />}
    />
  )
}

/** A language by its name in the reader's; by its code where it is none. */
function languageName(lang: Frame['lang'], code: string): string {
  const names = new Intl.DisplayNames([lang], { type: 'language', fallback: 'code' })
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(code) ? (names.of(code) ?? code) : code
}

function Field({ record, name, value }: { record: RecordView; name: string; value: Json }) {
  const reader = useFrame()
  const { lang } = reader
  const ids = recordsIn(value) ?? []
  const texts =
    ids.length > 0
      ? []
      : name === 'language' && typeof value === 'string'
        ? [languageName(lang, value)]
        : itemTexts(reader, name, value, record.kind).filter((text) => text !== '')
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
          <Text key={text} text={text} />
        ))}
      </dd>
    </div>
  )
}

/** A text of a field: a link where it is the name of a record. */
function Text({ text }: { text: string }) {
  return useMeant(text) === null ? <LongText text={text} /> : <Printed text={text} beside />
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
