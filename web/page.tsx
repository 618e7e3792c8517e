/** A page of the site, as one object: where it stands, what it says to machines, what it draws. */
import type { VNode } from 'preact'
import { type Breadcrumb, type Crumb, Crumbs, crumbData } from './components/page/Crumbs.tsx'
import { type Head, Html } from './components/page/Html.tsx'
import { type Frame, FrameProvider, useFrame } from './frame.ts'

/** Everything that a page module exports but its data. `worker/site/pages.ts` gives it an address and a loader. */
export interface SitePage<Data> {
  /** Class of the body: `page-<name>`. */
  name: string
  /** Trail from the top of the site down to this page, drawn above it; the home page and faults have none. */
  trail?(data: Data, frame: Frame): Crumb[]
  /** @param breadcrumb the trail for search engines */
  head(data: Data, frame: Frame, breadcrumb: Breadcrumb): Head
  Body(data: Data): VNode
  /** Id of the JSON block that hands the data to a script of the page's own. */
  block?: string
}

/** A page with what it shows: the type of its data is known to both and to nobody else. */
export interface View {
  /** JSON block of the document; null where the page has no script of its own. */
  block: { id: string; data: unknown } | null
  /** The document of the page, and the schema.org description that goes into its head. */
  draw(frame: Frame): { document: VNode; data: Record<string, unknown> | null }
}

/** Puts a page and its data together: the compiler sees to it that they are of one kind. */
export function viewOf<Data>(page: SitePage<Data>, data: Data): View {
  return {
    block: page.block === undefined ? null : { id: page.block, data },
    draw(frame) {
      const trail = page.trail?.(data, frame) ?? []
      const head = page.head(data, frame, crumbData(trail, frame.base, frame.lang))
      const document = (
        <FrameProvider value={frame}>
          <Html head={head} page={page.name}>
            <Content page={page} data={data} />
          </Html>
        </FrameProvider>
      )
      return { document, data: head.data ?? null }
    },
  }
}

function Content<Data>({ page, data }: { page: SitePage<Data>; data: Data }) {
  const trail = page.trail?.(data, useFrame())
  return (
    <>
      {trail !== undefined && <Crumbs trail={trail} />}
      {page.Body(data)}
    </>
  )
}
