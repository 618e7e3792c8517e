import { useMemo, useState } from 'preact/hooks'
import { type Desk, type DeskData, DeskProvider } from './frame/desk.ts'
import { Nav } from './frame/Nav.tsx'
import { createSend } from './frame/send.ts'
import { pageAt } from './pages.tsx'

/** The workbench: its navigation, the page at this address, and a place where news is read out. */
export function App({ data }: { data: DeskData }) {
  const [told, setTold] = useState('')
  const desk = useMemo<Desk>(
    () => ({
      ...data,
      send: createSend(fetch.bind(window), data.lang, data.words.unreachable),
      tell: setTold,
      to: (path) => `/${data.lang}/desk${path === '/' ? '' : path}`,
    }),
    [data],
  )
  return (
    <DeskProvider value={desk}>
      {data.me !== null && <Nav />}
      {pageAt(data)}
      <p class="told" role="status">
        {told}
      </p>
    </DeskProvider>
  )
}
