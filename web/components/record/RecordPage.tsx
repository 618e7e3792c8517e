/** The frame of a record's page: title, how it once stood, flags, sections, line, citation; beside it proof and facts. */
import type { ComponentChildren } from 'preact'
import { subjectKinds } from '../../../worker/domain/kinds/question/subjects.ts'
import { kindOfRecord } from '../../../worker/domain/kinds/table.ts'
import { titleIn } from '../../../worker/domain/kinds/title.ts'
import type { Aged } from '../../../worker/domain/kinds/translation/outdated.ts'
import { useFrame } from '../../frame.ts'
import { titleOr } from '../../labels.ts'
import type { Linked, Moment, RecordKind, RecordView } from '../../types.ts'
import { Snippet } from '../embed/Snippet.tsx'
import { NamesOf } from '../list/Printed.tsx'
import { MentionNotes } from '../mention/MentionNotes.tsx'
import { Citation } from '../page/Citation.tsx'
import { Proof } from '../proof/Islands.tsx'
import { QuestionNotes } from '../question/QuestionNotes.tsx'
import { SilenceNote } from '../source/SilenceNote.tsx'
import type { Indicator } from '../timeline/Event.tsx'
import type { Strand } from '../timeline/strands.ts'
import type { Ahead } from '../timeline/Timeline.tsx'
import { TranslationNote } from '../translation/TranslationNote.tsx'
import { AnnulledNote, isAnnulled } from './Annulled.tsx'
import { FlagNotes } from './FlagNotes.tsx'
import { LeftOut, type LeftOutData, unlistedOf } from './LeftOut.tsx'
import { OverdueNotes } from './OverdueNotes.tsx'
import { RecordLine } from './RecordLine.tsx'
import { AsOf, type Stood, StoodNote } from './Stood.tsx'

/** Data that the page of every record shows, whatever its kind. */
export interface RecordPageData {
  record: RecordView
  /** Its entries, oldest first; on some lines also those of records that follow from it. */
  moments: Moment[]
  /** Older and newer entries of the record that the page leaves out. */
  earlier: number
  newer: number
  /** True of a record that is too long for a browser to replay it: it checks the entries shown, one by one. */
  partly: boolean
  /** Entries of its own parts that are not shown, of whatever age: they say whether one was erased or opened. */
  hidden: Moment[]
  /** Earlier state that the page shows; null for the present one. */
  stood: Stood | null
  /** The strand of its line that the reader chose; null for the whole. */
  strand: Strand | null
  /** Flags that are about it. */
  flags: RecordView[]
  /** Questions that are about it. */
  questions: RecordView[]
  /** Open notices that something of it is overdue. */
  notices: RecordView[]
  /** Annotations of it in other ledgers that are listed. */
  elsewhere: RecordView[]
  /** Left out of these, and of the line. */
  left: LeftOutData
  /** Records of the same thing that were annulled for the sake of this one. */
  duplicates: Linked
  /** Its translation into the language of the page; of a translation, itself. */
  translated: Aged | null
}

/** Kinds of which a record may be the subject of a question. */
const ASKED_ABOUT: readonly RecordKind[] = subjectKinds

interface RecordPageProps {
  data: RecordPageData
  /** See RecordTitle. */
  title: ComponentChildren
  /** Peculiarities of its line; `hint` null says nothing above it. */
  line?: {
    hint?: string | null
    asOf?: boolean
    calendar?: boolean
    /** All logged long afterwards, from a published register. */
    backloaded?: boolean
    of?: string
    ahead?: Ahead[]
    today?: string
    indicators?: readonly Indicator[]
  }
  /** The record at a glance, above all else and across the page: its flags and the proof stand in it. */
  brief?: ComponentChildren
  /** Sections before the line. */
  children?: ComponentChildren
  /** Sections after the line. */
  after?: ComponentChildren
  /** Facts beside it. */
  facts?: ComponentChildren
}

/**
 * Page of a record. With a `brief`, which shows its flags and the proof, all stands in one column in a reader's
 * order: brief, `children`, line, `after`, `facts`. Without one, flags, proof and facts are drawn beside the line.
 */
export function RecordPage({ data, title, line = {}, brief, children, after, facts }: RecordPageProps) {
  const { lang, words } = useFrame()
  const {
    record,
    moments,
    earlier,
    newer,
    partly,
    stood,
    strand,
    flags,
    questions,
    notices,
    elsewhere,
    left,
    duplicates,
    translated,
  } = data
  const { hint, asOf = false, calendar = false, backloaded = false, ...rest } = line
  const said = hint === undefined ? (backloaded ? words.decision.backloaded : words.timeline.hint) : hint
  const notes = (
    <>
      <StoodNote stood={stood} id={record.id} />
      <AnnulledNote record={record} duplicates={duplicates} />
      {stood === null && <SilenceNote silent={record.silent} />}
      <OverdueNotes notices={notices} />
      <TranslationNote
        translated={translated}
        on={record.id}
        kind={kindOfRecord(translated?.state.subject ?? '') ?? record.kind}
      />
    </>
  )
  const story = (
    <>
      {children}
      <RecordLine
        id={record.id}
        title={words.timeline.title}
        hint={said ?? undefined}
        tools={{ compare: true, asOf, calendar }}
        moments={moments}
        earlier={earlier}
        newer={newer}
        partly={partly}
        strand={strand}
        department={record.department}
        backloaded={backloaded}
        {...rest}
      />
      <LeftOut id={record.id} left={left} />
      {after}
      {ASKED_ABOUT.includes(record.kind) && stood === null && (
        <QuestionNotes about={record.id} questions={questions} more={unlistedOf(left, 'question')} />
      )}
      <MentionNotes mentions={elsewhere} more={unlistedOf(left, 'mention')} />
    </>
  )
  const name = titleOr(lang, record.id, titleIn(lang, record))
  const citation = (
    <>
      <Citation
        title={name}
        index={record.lastIndex}
        record={record.id}
        envelope={moments.find(({ entry }) => entry.index === record.lastIndex)?.entry.envelope ?? null}
      />
      <Snippet id={record.id} kind={record.kind} title={name} />
    </>
  )
  return (
    <NamesOf named={record.named}>
      {isAnnulled(record) ? <div class="annulled">{title}</div> : title}
      {brief === undefined ? (
        <div class="cols">
          <div class="col-main">
            {notes}
            <FlagNotes flags={flags} more={unlistedOf(left, 'flag')} />
            {story}
            {citation}
          </div>
          <aside class="col-side">
            <Proof of={moments.length} receiptOf={record.lastIndex} />
            {facts}
            <AsOf id={record.id} />
          </aside>
        </div>
      ) : (
        <div class="whole">
          {notes}
          {brief}
          {story}
          <section class="band" aria-labelledby="facts">
            <h2 id="facts">{words.decision.otherFacts}</h2>
            <div class="band__in">{facts}</div>
            <AsOf id={record.id} />
          </section>
          {citation}
        </div>
      )}
    </NamesOf>
  )
}
