import { embedPath, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { RecordKind } from '../../types.ts'

interface SnippetProps {
  id: string
  kind: RecordKind
  title: string
}

/** Lines of HTML that put a record into another page, to be copied; each with a look at the frame. */
export function Snippet({ id, kind, title }: SnippetProps) {
  const { lang, words, base } = useFrame()
  const path = recordPath(id)
  if (path === null) return null
  const shows = kind === 'decision' || kind === 'milestone' ? CHARTED : PLAIN
  return (
    <details class="snippet">
      <summary>{words.embed.label}</summary>
      <p class="hint">{words.embed.hint}</p>
      <dl class="changes">
        {shows.map((show) => {
          const source = `${base}${embedPath(lang, path, show)}`
          const named = title.replace(/"/g, '&quot;')
          return (
            <div key={show}>
              <dt>
                <a href={embedPath(lang, path, show)}>{words.embed[show]}</a>
              </dt>
              <dd>
                <code>{`<iframe src="${source.replaceAll('&', '&amp;')}" width="640" height="360" title="${named}" loading="lazy"></iframe>`}</code>
              </dd>
            </div>
          )
        })}
      </dl>
    </details>
  )
}

const PLAIN = ['card', 'line'] as const
const CHARTED = ['card', 'line', 'chart'] as const
