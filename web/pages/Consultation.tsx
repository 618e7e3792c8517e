/** One consultation: the draft, how long it is open, what was said, and what became of every comment. */

import type { ReadReport } from '../../worker/domain/kinds/consultation/adoption.ts'
import { type ConsultationState, draftVersion } from '../../worker/domain/kinds/consultation/state.ts'
import type { Phase } from '../../worker/domain/kinds/consultation/vocabulary.ts'
import { lists } from '../../worker/domain/kinds/table.ts'
import { titleIn } from '../../worker/domain/kinds/title.ts'
import { at } from '../address.ts'
import { ClockNote, type ShownClock } from '../components/clock/ClockNote.tsx'
import { AdoptionReport, Campaigns } from '../components/consultation/AdoptionReport.tsx'
import { Printed } from '../components/list/Printed.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { DocumentsSection } from '../components/record/Documents.tsx'
import { Facts } from '../components/record/Facts.tsx'
import { LongText } from '../components/record/Prose.tsx'
import { RecordPage, type RecordPageData } from '../components/record/RecordPage.tsx'
import { RecordTitle } from '../components/record/RecordTitle.tsx'
import { recordHead, recordTrail } from '../components/record/record-head.ts'
import { type Frame, useFrame } from '../frame.ts'
import { fieldLabel, hiddenTitle, label, listWords } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import { count, fill } from '../words/words.ts'

export interface ConsultationData extends RecordPageData {
  state: ConsultationState
  /** Its standing on the day, by its dates. */
  phase: Phase
  /** True where the last entry says otherwise than the dates. */
  disagrees: boolean
  clocks: { open: ShownClock | null; report: ShownClock | null }
  adoption: ReadReport
}

/** Page of a consultation. */
export const consultationPage: SitePage<ConsultationData> = {
  name: 'consultation',
  trail: ({ record }, frame) =>
    recordTrail(record, frame, [
      { name: listWords('consultation').title[frame.lang], path: `/${lists.consultation}` },
    ]),
  head,
  Body,
}

function head({ record }: ConsultationData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const description = listWords('consultation').lede[frame.lang]
  return recordHead(record, frame, breadcrumb, { description, feeds: ['atom'] })
}

function Body(data: ConsultationData) {
  const { lang, words } = useFrame()
  const { state, phase, disagrees, clocks, adoption } = data
  const { consultations } = words
  const documents = [state.draft, state.explanation, ...state.added.map(({ document }) => document)].flatMap(
    (one) => one ?? [],
  )
  return (
    <RecordPage data={data} title={<Title {...data} />} line={{ hint: null }} facts={<Known state={state} />}>
      <section aria-labelledby="window">
        <h2 id="window">{consultations.window}</h2>
        <p class="dot">
          {state.openAt !== null && state.closeAt !== null && (
            <span>{fill(consultations.days, { from: state.openAt, to: state.closeAt })}</span>
          )}
          <b>{label(lang, 'consultationPhase', phase)}</b>
        </p>
        {disagrees && <p class="notice">{consultations.disagrees}</p>}
        {state.shorteningReason !== null && (
          <p>{fill(consultations.shortening, { reason: state.shorteningReason })}</p>
        )}
        {state.moves.map(({ seq, event, from, to, reason }) => (
          <p key={seq}>
            {label(lang, 'event', `consultation.${event}`)}
            {lang === 'zh' ? '：' : ': '}
            {from ?? ''} → {to ?? ''}
            {reason !== null && ` · ${reason}`}
          </p>
        ))}
        {state.cancelReason !== null && <p>{state.cancelReason}</p>}
        {clocks.open !== null && <ClockNote {...clocks.open} />}
        {clocks.report !== null && <ClockNote {...clocks.report} />}
        {phase === 'open' && (
          <p>
            <a class="button" href={at(lang, `/consultations/${state.id}/comment`)}>
              {consultations.comment}
            </a>
          </p>
        )}
      </section>
      <section aria-labelledby="draft">
        <h2 id="draft">{consultations.draft}</h2>
        {state.summary !== null && <LongText text={state.summary} />}
        <p>{fill(consultations.version, { version: draftVersion(state) })}</p>
        {state.prompts.length > 0 && (
          <>
            <h3>{consultations.prompts}</h3>
            <ol>
              {state.prompts.map(({ id, text, anchor }) => (
                <li key={id ?? text}>
                  {text}
                  {anchor !== undefined && <span class="hint"> {anchor}</span>}
                </li>
              ))}
            </ol>
          </>
        )}
      </section>
      <DocumentsSection id="documents" title={consultations.documents} documents={documents} />
      <AdoptionReport state={state} adoption={adoption} />
      {adoption.unsorted.length > 0 && (
        <section aria-labelledby="comments">
          <h2 id="comments">{consultations.comments}</h2>
          <Campaigns all={adoption.unsorted} />
        </section>
      )}
      <p class="dot">
        <a href={at(lang, `/comments?of=${state.id}`)}>{count(consultations.all, adoption.received)}</a>
        <a href={at(lang, '/m')}>{consultations.track}</a>
      </p>
    </RecordPage>
  )
}

function Title({ record, state }: ConsultationData) {
  const { lang } = useFrame()
  return (
    <RecordTitle
      kinds={[label(lang, 'record', record.kind)]}
      title={titleIn(lang, record) || hiddenTitle(lang, record)}
      corrections={state.corrections}
      states={<Status of={record} />}
    />
  )
}

function Known({ state }: { state: ConsultationState }) {
  const { lang } = useFrame()
  const field = (name: string): string => fieldLabel(lang, 'consultation', name)
  const listed = (all: readonly string[]): string | null =>
    all.length === 0 ? null : all.join(lang === 'zh' ? '、' : ', ')
  return (
    <Facts
      facts={[
        {
          name: field('decision'),
          value: state.decision === null ? null : <RecordLink id={state.decision} />,
        },
        { name: fieldLabel(lang, 'question', 'department'), value: <RecordLink id={state.department} /> },
        { name: field('lead'), value: state.lead === null ? null : <Printed text={state.lead} beside /> },
        { name: field('channels'), value: listed(state.channels) },
        { name: field('affectedGroups'), value: listed(state.affectedGroups) },
        { name: field('contact'), value: state.contact },
      ]}
    />
  )
}
