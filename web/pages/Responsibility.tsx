import { at, withQuery } from '../address.ts'
import { RecordList } from '../components/list/Lists.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { RecordPage, type RecordPageData } from '../components/record/RecordPage.tsx'
import { RecordTitle } from '../components/record/RecordTitle.tsx'
import { departmentOf, recordHead, recordTrail, serviceOf } from '../components/record/record-head.ts'
import { Particulars } from '../components/responsibility/Particulars.tsx'
import { Power, powerSections } from '../components/responsibility/Power.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { label } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import type { Page, RecordView, ResponsibilityState } from '../types.ts'
import { count, fill } from '../words/words.ts'

export interface ResponsibilityData extends RecordPageData {
  state: ResponsibilityState
  /** Sub-items of this item. */
  subItems: RecordView[]
  /** Decisions taken under it. */
  decisions: Page<RecordView> & { total: number }
}

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

function head({ record, state }: ResponsibilityData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const type = label(frame.lang, 'type', state.type)
  const department = departmentOf(record, frame)
  return recordHead(record, frame, breadcrumb, {
    description: fill(frame.words.responsibility.description, { type, department }),
    feeds: ['atom', 'json'],
    thing: serviceOf(record, frame, { number: state.itemCode, type }),
  })
}

function Body(data: ResponsibilityData) {
  const { record, state, subItems } = data
  return (
    <RecordPage
      data={data}
      title={<Title {...data} />}
      facts={<Particulars record={record} state={state} subItems={subItems} />}
    >
      <Power state={state} />
      <Follow {...data} />
    </RecordPage>
  )
}

/** The line goes on: from the power to what was decided under it. */
function Follow({ record, decisions }: ResponsibilityData) {
  const { lang, words } = useFrame()
  if (decisions.total === 0) return null
  return (
    <section aria-labelledby="follow">
      <div class="h-row">
        <h2 id="follow">{words.decision.follow}</h2>
        <ul class="tools">
          <li>
            <a href={withQuery(at(lang, '/decisions'), { of: record.id })}>{words.decision.allDecisions}</a>
          </li>
          <li>
            <a href={withQuery(at(lang, '/milestones'), { of: record.id })}>{words.decision.board}</a>
          </li>
        </ul>
      </div>
      <p class="hint">{count(words.decision.followHint, decisions.total)}</p>
      <RecordList records={decisions.items} showDepartment={false} />
    </section>
  )
}

function Title({ record, state }: ResponsibilityData) {
  const frame = useFrame()
  const { lang, words } = frame
  const implementer = state.implementer ?? departmentOf(record, frame)
  const units = state.undertakingUnits.join(lang === 'zh' ? '、' : ', ')
  const lede = units === '' ? words.responsibility.ledeShort : words.responsibility.lede
  const sections = [...powerSections(state, words), { id: 'line', name: words.timeline.title }]
  return (
    <RecordTitle
      kinds={[
        label(lang, 'type', state.type),
        state.level === null ? null : label(lang, 'level', state.level),
      ]}
      title={record.title || label(lang, 'status', 'withheld')}
      lede={fill(lede, { implementer, units })}
      corrections={state.corrections}
      states={
        <>
          <Status kind={record.kind} status={record.status} />
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
