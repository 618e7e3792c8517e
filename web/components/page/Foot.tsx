import { api, at, feedPath } from '../../address.ts'
import { type Frame, useFrame } from '../../frame.ts'

/** Foot of every page: what holds for all of them, and the way to the machine-readable side. */
export function Foot() {
  const frame = useFrame()
  const { lang, words } = frame
  return (
    <footer class="foot">
      <p>{words.site.note}</p>
      <ul class="tools">
        <li>
          <a href={otherType(frame)} rel="nofollow">
            {frame.large ? words.access.usual : words.access.large}
          </a>
        </li>
        <li>
          <a href={at(lang, '/accessibility')}>{words.access.title}</a>
        </li>
        <li>
          <a href={at(lang, '/desk')}>{words.site.desk}</a>
        </li>
        <li>
          <a href={at(lang, '/verify')}>{words.nav.verify}</a>
        </li>
        <li>
          <a href={at(lang, '/rules')}>{words.site.rules}</a>
        </li>
        <li>
          <a href={at(lang, '/clocks')}>{words.site.clocks}</a>
        </li>
        <li>
          <a href={at(lang, '/response')}>{words.response.title}</a>
        </li>
        <li>
          <a href={api.docs}>{words.site.api}</a>
        </li>
        <li>
          <a href={feedPath(null, 'atom')}>{words.site.feed}</a>
        </li>
        <li>
          <a href={api.known}>{words.site.known}</a>
        </li>
      </ul>
    </footer>
  )
}

/** Address of the same page in the other type: large, or as usual. */
export function otherType({ lang, path, query, large }: Frame): string {
  const asked = new URLSearchParams(query)
  asked.set('large', large ? '0' : '1')
  return `${at(lang, path)}?${asked}`
}
