/** 应答情况: how much of what was due in a period was there in time, with its denominators and why it may mislead. */
import { CAVEATS } from '../../worker/domain/response/figures.ts'
import { at, withQuery } from '../address.ts'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import type { ResponseData } from '../components/response/data.ts'
import { ResponseForm } from '../components/response/ResponseForm.tsx'
import { ClaimsTable, ListedTable, TimelyTable, VoicesTable } from '../components/response/Tables.tsx'
import { type Frame, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import { foreign } from '../text/language.ts'
import { count, fill } from '../words/words.ts'

/** Page of the figures of answers. */
export const responsePage: SitePage<ResponseData> = {
  name: 'response',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.response.title, path: null },
  ],
  head,
  Body,
}

/** The same question to the API, with its days said so that it keeps its meaning. */
function apiPath({ by, found }: ResponseData, ending = ''): string {
  const { from, to, asOf } = found?.period ?? {}
  return withQuery(`/api/v1/response${ending}`, { by, from, to, asOf })
}

function head(data: ResponseData, { words }: Frame, breadcrumb: Breadcrumb): Head {
  const { title, description } = words.response
  return {
    title,
    description,
    canonicalQuery: withQuery('', data.found === null ? {} : { by: data.by, ...data.asked }),
    alternates: [
      { type: 'application/json', href: apiPath(data), title },
      { type: 'text/csv', href: apiPath(data, '.csv'), title },
    ],
    data: { '@type': 'Dataset', name: title, description, breadcrumb },
  }
}

function Body(data: ResponseData) {
  const { lang, words } = useFrame()
  const name = words.response
  const { found, calendar } = data
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
            <a href={at(lang, '/overdue')}>{name.overdue}</a>
          </li>
          <li>
            <a href={at(lang, '/questions')}>{words.nav.questions}</a>
          </li>
        </ul>
      </div>
      <ResponseForm {...data} />
      <section aria-labelledby="caveats">
        <h2 id="caveats">{name.caveats}</h2>
        <ul>
          {CAVEATS.map((caveat) => (
            <li key={caveat.en}>{caveat[lang]}</li>
          ))}
        </ul>
      </section>
      {found !== null && (
        <p class="hint about">
          {fill(name.period, { ...found.period })} {name.order} {name.calendar}
          <span lang={foreign(lang, calendar)}>{calendar}</span>
          {found.passed > 0 && <span class="block">{count(name.passed, found.passed)}</span>}
        </p>
      )}
      {found !== null &&
        (found.rows.length === 0 ? (
          <p class="empty">{name.empty}</p>
        ) : (
          <>
            <TimelyTable {...data} {...found} />
            <VoicesTable {...data} {...found} />
            <ClaimsTable {...found} />
            <ListedTable {...data} {...found} />
          </>
        ))}
    </>
  )
}
