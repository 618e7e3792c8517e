/** 期限计算: any time limit computed for anybody, with every day that led to its last day. */
import { withQuery } from '../address.ts'
import type { ClocksData } from '../components/clock/asked.ts'
import { ClockForm } from '../components/clock/ClockForm.tsx'
import { ClockProfiles } from '../components/clock/ClockProfiles.tsx'
import { ClockResult } from '../components/clock/ClockResult.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Frame, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'

/** Page that computes deadlines. */
export const clocksPage: SitePage<ClocksData> = {
  name: 'clocks',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.clocks.title, path: null },
  ],
  head,
  Body,
}

/** The same question to the API. */
function apiPath({ asked, pauses, result }: ClocksData): string {
  if (result === null) return '/api/v1/clocks'
  const { profile, start, due, restart, extension, extendedOn, ended, asOf } = asked
  const query = { start, due, pauses, restart, extension, extendedOn, ended, asOf }
  return withQuery(`/api/v1/clocks/${profile}`, query)
}

function head(data: ClocksData, { words }: Frame, breadcrumb: Breadcrumb): Head {
  const { title, description } = words.clocks
  return {
    title,
    description,
    alternates: [{ type: 'application/json', href: apiPath(data), title }],
    data: { '@type': 'WebApplication', name: title, description, breadcrumb },
  }
}

function Body(data: ClocksData) {
  const { words } = useFrame()
  return (
    <>
      <div class="title">
        <h1>{words.clocks.title}</h1>
        <p class="lede">{words.clocks.lede}</p>
        <ul class="tools">
          <li>
            <a href={apiPath(data)}>JSON</a>
          </li>
        </ul>
      </div>
      <ClockForm {...data} />
      {data.result !== null && <ClockResult {...data.result} asked={data.asked} />}
      <ClockProfiles profiles={data.profiles} />
    </>
  )
}
