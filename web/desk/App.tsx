import { useMemo, useRef, useState } from 'preact/hooks'
import { createProcedures } from '../../worker/domain/procedure/procedures.ts'
import { type Desk, type DeskData, DeskProvider } from './frame/desk.ts'
import { Nav } from './frame/Nav.tsx'
import { createSend } from './frame/send.ts'
import { pageAt } from './pages.tsx'

/** The workbench: its navigation, the page at this address, and a place where news is read out. */
export function App({ data }: { data: DeskData }) {
  const [told, setTold] = useState('')
  const said = useRef<HTMLParagraphElement>(null)
  const desk = useMemo<Desk>(
    () => ({
      ...data,
      procedures: createProcedures(data.procedures),
      send: createSend(fetch.bind(window), data.lang, data.words.unreachable),
      tell(text) {
        setTold(text)
        // It stands in its own place and covers nothing: so it has to be in sight. Of rows, the page says it beside them.
        const at = document.activeElement
        const isAtRow = at instanceof HTMLElement && at.dataset.row !== undefined
        if (!isAtRow) said.current?.scrollIntoView({ block: 'nearest' })
      },
      to: (path) => `/${data.lang}/desk${path === '/' ? '' : path}`,
    }),
    [data],
  )
  return (
    <DeskProvider value={desk}>
      {data.me !== null && <Nav />}
      <p class="told" role="status" ref={said}>
        {told}
      </p>
      {pageAt(data.place)}
    </DeskProvider>
  )
}
