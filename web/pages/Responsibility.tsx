import { type GuideClock, hasGuide } from '../../worker/domain/kinds/responsibility/guide.ts'
import { titleIn } from '../../worker/domain/kinds/title.ts'
import { at, withQuery } from '../address.ts'
import { Printed, PrintedList, Sentence } from '../components/list/Printed.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import { Mark } from '../components/Mark.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { unlistedOf } from '../components/record/LeftOut.tsx'
import { RecordPage, type RecordPageData } from '../components/record/RecordPage.tsx'
import { RecordTitle } from '../components/record/RecordTitle.tsx'
import { departmentOf, recordHead, recordTrail, serviceOf } from '../components/record/record-head.ts'
import { Guide } from '../components/responsibility/Guide.tsx'
import { Particulars } from '../components/responsibility/Particulars.tsx'
import { Power, powerSections } from '../components/responsibility/Power.tsx'
import { PowerBrief, type PowerBriefProps } from '../components/responsibility/PowerBrief.tsx'
import { decisionKnot, powerKnot } from '../components/thread/knots.ts'
import { Thread } from '../components/thread/Thread.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { hiddenTitle, label } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import { caveats } from '../text/withheld.ts'
import type { Facet, Page, RecordView, ResponsibilityState } from '../types.ts'
import { count, fill, type Lang } from '../words/words.ts'

export interface ResponsibilityData extends RecordPageData {
  state: ResponsibilityState
  /** Sub-items of this item. */
  subItems: RecordView[]
  /** Decisions taken under it. */
  decisions: Page<RecordView> & { total: number }
  /** The statuses of those, each with its number. */
  outcomes: Facet[]
  /** Milestones and evaluations of these decisions. */
  promised: RecordView[]
  evaluated: RecordView[]
  figures: PowerBriefProps['figures']
  today: string
  /** Its limits, for an application that is accepted today. */
  limits: readonly GuideClock[]
}

/** Decisions on the picture of the line; all are in their list. */
const DRAWN = 8

/** Page of a responsibility. */
export const responsibilityPage: SitePage<ResponsibilityData> = {
  name: 'responsibility',
  trail: ({ record, state }, frame) =>
    recordTrail(record, frame, [
      state.department,
      { name: frame.words.responsibilities.title, path: '/responsibilities' },
      state.parent,
    ]),
  head,
  Body,
}

/** The type of the power; null where its content is withheld, as nobody is told which it is. */
const typeOf = (state: ResponsibilityData['state'], lang: Lang): string | null =>
  state.name === '' ? null : label(lang, 'type', state.type)

function head({ record, state }: ResponsibilityData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const type = typeOf(state, frame.lang) ?? hiddenTitle(frame.lang, record)
  const department = departmentOf(record, frame)
  return recordHead(record, frame, breadcrumb, {
    description: fill(frame.words.responsibility.description, { type, department }),
    feeds: ['atom', 'json'],
    thing: serviceOf(record, frame, { number: state.itemCode, type }),
  })
}

function Body(data: ResponsibilityData) {
  const { lang, timeZone } = useFrame()
  const { record, state, subItems, moments } = data
  const hidden = caveats(lang, record, moments, timeZone)
  return (
    <RecordPage
      data={data}
      title={<Title {...data} />}
      brief={
        <>
          <PowerBrief
            {...data}
            past={data.stood !== null}
            entries={moments.length}
            hidden={state.name === '' ? hidden : []}
          />
          <Follow {...data} />
          {/* Of a power whose content is withheld nobody can say that the list left something out. */}
          {hasGuide(state) && <Guide of={record.id} state={state} limits={data.limits} />}
          {state.name !== '' && <Power state={state} />}
        </>
      }
      facts={<Particulars record={record} state={state} subItems={subItems} />}
    />
  )
}

/** Line on from the power: decisions under it, their milestones, and what became of these. */
function Follow({ record, decisions, promised, evaluated, today }: ResponsibilityData) {
  const { lang, words } = useFrame()
  if (decisions.total === 0) return null
  const under = (one: RecordView) => {
    const own = promised.filter(({ state }) => state.kind === 'milestone' && state.decision === one.id)
    const judged = evaluated.filter(({ state }) => state.kind === 'evaluation' && state.decision === one.id)
    return decisionKnot(lang, one, { milestones: own, all: own.length, evaluations: judged }, today)
  }
  return (
    <section aria-labelledby="thread">
      <div class="h-row">
        <h2 id="thread">{words.thread.title}</h2>
        <ul class="tools">
          <li>
            <a href={withQuery(at(lang, '/decisions'), { of: record.id })}>{words.decision.allDecisions}</a>
          </li>
          <li>
            <a href={withQuery(at(lang, '/milestones'), { of: record.id })}>{words.decision.board}</a>
          </li>
        </ul>
      </div>
      <p class="hint">{words.thread.hint}</p>
      <Thread
        root={powerKnot(
          lang,
          record.id,
          titleIn(lang, record) || null,
          decisions.items.slice(0, DRAWN).map(under),
        )}
      />
    </section>
  )
}

function Title({ record, state, flags, left }: ResponsibilityData) {
  const frame = useFrame()
  const { lang, words } = frame
  const implementer = state.implementer ?? departmentOf(record, frame)
  const lede =
    state.undertakingUnits.length === 0 ? words.responsibility.ledeShort : words.responsibility.lede
  const sections = [
    ...(hasGuide(state) ? [{ id: 'guide', name: words.guide.title }] : []),
    ...(state.name === '' ? [] : powerSections(state, words)),
    { id: 'line', name: words.timeline.title },
  ]
  return (
    <RecordTitle
      kinds={[typeOf(state, lang), state.level === null ? null : label(lang, 'level', state.level)]}
      title={titleIn(lang, record) || hiddenTitle(lang, record)}
      below={
        state.nameEn !== null && (
          <p class="kind" lang={lang === 'zh' ? 'en' : 'zh-CN'}>
            {lang === 'zh' ? state.nameEn : record.title}
          </p>
        )
      }
      lede={
        <Sentence
          of={lede}
          with={{
            implementer: <Printed text={implementer} />,
            units: <PrintedList texts={state.undertakingUnits} />,
          }}
        />
      }
      corrections={state.corrections}
      states={
        <>
          <Status of={record} />
          {flags.length > 0 && (
            <a class="state state--late" href="#wrong">
              <Mark shape="triangle" />
              {count(words.decision.brief.flags, flags.length + unlistedOf(left, 'flag'))}
            </a>
          )}
          {state.into.length > 0 && (
            <span>
              {words.responsibility.into}{' '}
              {state.into.map((id) => (
                <RecordLink key={id} id={id} />
              ))}
            </span>
          )}
        </>
      }
    >
      <nav class="toc" aria-label={words.site.onThisPage}>
        <ul>
          {sections.map(({ id, name }) => (
            <li key={id}>
              <a href={`#${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
    </RecordTitle>
  )
}
