import { api, at, feedPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'

/** Foot of every page: what holds for all of them, and the way to the machine-readable side. */
export function Foot() {
  const { lang, words } = useFrame()
  return (
    <footer class="foot">
      <p>{words.site.note}</p>
      <ul class="tools">
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
