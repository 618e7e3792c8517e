/** The shell of the workbench: what is there before its script has drawn it. */
import type { Head } from '../components/page/Html.tsx'
import type { DeskData } from '../desk/frame/desk.ts'
import type { SitePage } from '../page.tsx'

export const deskPage: SitePage<DeskData> = {
  name: 'desk',
  block: 'desk-data',
  head,
  Body,
}

function head({ words, place: { page } }: DeskData): Head {
  const title = page === 'signIn' ? words.signIn.title : page === 'join' ? words.join.title : words.title
  return { title, description: words.signIn.lede, hidden: true, script: 'desk' }
}

function Body({ words }: DeskData) {
  return (
    <div id="desk" class="desk">
      <noscript>
        <p class="notice">{words.script}</p>
      </noscript>
    </div>
  )
}
