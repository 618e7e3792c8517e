/** 统计: figures by year, department or type; each leads to the list behind it. */
import { FIGURE_CAVEATS } from '../../worker/domain/figures/measures.ts'
import { at, withQuery } from '../address.ts'
import type { FiguresData } from '../components/figures/data.ts'
import { FiguresForm } from '../components/figures/FiguresForm.tsx'
import { FigureTable } from '../components/figures/FigureTable.tsx'
import { StandingLine } from '../components/list/Coverage.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Frame, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import { deliveredWords } from '../text/delivered.ts'
import { fill } from '../words/words.ts'

/** Page of figures. */
export const figuresPage: SitePage<FiguresData> = {
  name: 'figures',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.figures.title, path: null },
  ],
  head,
  Body,
}

/** The same question to the API. */
const apiPath = ({ asked, figures: { by } }: FiguresData, ending = ''): string =>
  withQuery(`/api/v1/figures${ending}`, { by, ...asked })

function head(data: FiguresData, { words }: Frame, breadcrumb: Breadcrumb): Head {
  const { title, description } = words.figures
  const { by } = data.figures
  return {
    title,
    description,
    canonicalQuery: withQuery('', { by: by === 'year' ? null : by, ...data.asked }),
    alternates: [
      { type: 'application/json', href: apiPath(data), title },
      { type: 'text/csv', href: apiPath(data, '.csv'), title },
    ],
    data: { '@type': 'Dataset', name: title, description, breadcrumb },
  }
}

function Body(data: FiguresData) {
  const { lang, words } = useFrame()
  const name = words.figures
  const { figures, asked, tables, standing } = data
  const isEmpty = tables.every(({ rows }) => rows.length === 0)
  return (
    <>
      <div class="title">
        <h1>{name.title}</h1>
        <p class="lede">{name.lede}</p>
        <ul class="tools">
          <li>
            <a href={apiPath(data, '.csv')}>CSV</a>
          </li>
          <li>
            <a href={apiPath(data)}>JSON</a>
          </li>
          <li>
            <a href={at(lang, '/response')}>{words.response.title}</a>
          </li>
          <li>
            <a href={at(lang, '/coverage')}>{words.coverage.title}</a>
          </li>
        </ul>
      </div>
      <FiguresForm {...data} />
      <p class="hint about">
        {periodSaid(asked, name)} {fill(name.asOf, { date: figures.today })} {deliveredWords(lang, figures)}
      </p>
      {isEmpty && <p class="empty">{name.empty}</p>}
      {tables.map((one, i) => (
        <FigureTable key={one.table.name} found={one} by={figures.by} scope={figures.scope} first={i === 0}>
          {one.table.name === 'coverage' && <StandingLine standing={standing} />}
        </FigureTable>
      ))}
      <section aria-labelledby="caveats">
        <h2 id="caveats">{name.caveats}</h2>
        <ul>
          {FIGURE_CAVEATS.map((caveat) => (
            <li key={caveat.en}>{caveat[lang]}</li>
          ))}
        </ul>
      </section>
    </>
  )
}

function periodSaid({ from, to }: FiguresData['asked'], name: Frame['words']['figures']): string {
  if (from !== null && to !== null) return fill(name.period, { from, to })
  if (from !== null) return fill(name.since, { from })
  return to === null ? '' : fill(name.until, { to })
}
