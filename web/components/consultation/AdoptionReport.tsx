/** 意见采纳情况: every group of opinions beside its outcome, the reason, and the words of the draft before and after. */
import type {
  ReadReport,
  ReportedGroup,
  SaidComment,
} from '../../../worker/domain/kinds/consultation/adoption.ts'
import type { ConsultationState } from '../../../worker/domain/kinds/consultation/state.ts'
import { at, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { formatDay } from '../../text/dates.ts'
import { count, fill } from '../../words/words.ts'
import { provenBy } from '../question/Organisation.tsx'
import { LongText } from '../record/Prose.tsx'

/** Wordings of one group that a page lists; the rest stands in the table. */
const SHOWN = 100

/** The report of a consultation, or what is still due of it. */
export function AdoptionReport({ state, adoption }: { state: ConsultationState; adoption: ReadReport }) {
  const { lang, words, timeZone } = useFrame()
  const { consultations } = words
  const { report, received, adopted, withheld, groups } = adoption
  return (
    <section aria-labelledby="adoption">
      <h2 id="adoption">{consultations.report}</h2>
      <p>
        {report === null || adopted === null
          ? count(consultations.noReport, received)
          : fill(consultations.figures, { received, adopted })}
        {withheld > 0 && ` ${count(consultations.withheld, withheld)}`}
      </p>
      {report !== null && (
        <>
          <p>{fill(consultations.reported, { date: formatDay(report.occurred, timeZone) })}</p>
          <p>
            <a href={`/api/v1/consultations/${state.id}/report.csv`}>{consultations.table}</a>
          </p>
        </>
      )}
      {groups.map((group) => (
        <Group key={group.id} {...group} />
      ))}
      {report?.nextStep != null && (
        <>
          <h3>{label(lang, 'field', 'nextStep')}</h3>
          <LongText text={report.nextStep} />
        </>
      )}
    </section>
  )
}

function Group({ title, summary, outcome, reason, change, others, campaigns }: ReportedGroup) {
  const { lang, words } = useFrame()
  const { consultations } = words
  const n = campaigns.reduce((sum, { all }) => sum + all.length, others ?? 0)
  return (
    <article>
      <h3>{title}</h3>
      <p class="dot">
        <b>{label(lang, 'adoptionOutcome', outcome)}</b>
        <span>{count(consultations.opinions, n)}</span>
      </p>
      {summary !== null && <LongText text={summary} />}
      {reason !== null && (
        <p>
          <b>{consultations.reason}</b> {reason}
        </p>
      )}
      {change !== null && (
        <dl class="facts">
          {change.where !== null && (
            <div>
              <dt>{consultations.where}</dt>
              <dd>{change.where}</dd>
            </div>
          )}
          <div>
            <dt>{consultations.before}</dt>
            <dd>{change.before}</dd>
          </div>
          <div>
            <dt>{consultations.after}</dt>
            <dd>{change.after}</dd>
          </div>
        </dl>
      )}
      <Campaigns all={campaigns} />
    </article>
  )
}

/** Comments by wording: one text stands for all that say the same, with their number. */
export function Campaigns({ all }: { all: readonly { first: SaidComment; all: SaidComment[] }[] }) {
  const { lang, words, timeZone } = useFrame()
  const { consultations } = words
  if (all.length === 0) return null
  return (
    <>
      <ul>
        {all.slice(0, SHOWN).map(({ first, all: same }) => (
          <li key={first.id}>
            {first.text ?? <span class="hint">{first.why?.[lang]}</span>}{' '}
            <span class="hint">
              {[
                label(lang, 'submitter', first.submitter),
                ...(first.name === null ? [] : [fill(words.questions.signed, { name: first.name })]),
                ...same.flatMap(({ organisation }) =>
                  organisation === null ? [] : [provenBy(lang, organisation)],
                ),
                ...(first.draftVersion === null
                  ? []
                  : [fill(consultations.onVersion, { version: first.draftVersion })]),
                ...(same.length > 1 ? [count(consultations.same, same.length)] : []),
              ].join(' · ')}
            </span>{' '}
            <a href={at(lang, recordPath(first.id) ?? '/')}>{formatDay(first.listed, timeZone)}</a>
          </li>
        ))}
      </ul>
      {all.length > SHOWN && <p class="hint">{count(consultations.more, all.length - SHOWN)}</p>}
    </>
  )
}
