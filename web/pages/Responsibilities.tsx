import type { ListData } from '../components/listing/data.ts'
import { ListSection, listHead } from '../components/listing/ListSection.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Frame, placeIn, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import { fill } from '../words/words.ts'

/** Page of the list of responsibilities. */
export const responsibilitiesPage: SitePage<ListData> = {
  name: 'responsibilities',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.responsibilities.title, path: null },
  ],
  head,
  Body,
}

function head(data: ListData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const about = fill(frame.words.responsibilities.description, { place: placeIn(frame) })
  return listHead(data, frame, breadcrumb, about)
}

function Body(data: ListData) {
  const { words } = useFrame()
  return (
    <>
      <div class="title">
        <h1>{words.responsibilities.title}</h1>
        <p class="lede">{words.responsibilities.lede}</p>
      </div>
      <ListSection data={data} />
    </>
  )
}
