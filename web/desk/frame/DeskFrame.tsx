/** Components of the public pages, drawn in the workbench: in its language, with names that were looked up. */
import type { ComponentChildren } from 'preact'
import { type Frame, FrameProvider } from '../../frame.ts'
import { wordsFor } from '../../words/words.ts'
import { useDesk } from './desk.ts'

/** Frame for public components. `names` are the titles of records by their ids. */
export function DeskFrame({
  names,
  children,
}: {
  names: ReadonlyMap<string, string>
  children: ComponentChildren
}) {
  const { lang, path, timeZone } = useDesk()
  const frame: Frame = {
    lang,
    words: wordsFor(lang),
    place: '',
    base: '',
    path,
    query: '',
    assets: { script: '', desk: '', check: '', style: '' },
    timeZone,
    size: 0,
    recorded: null,
    frozen: null,
    ended: null,
    mirrorOf: null,
    followed: null,
    checkpoint: null,
    large: false,
    unknown: [],
    names,
  }
  return <FrameProvider value={frame}>{children}</FrameProvider>
}
