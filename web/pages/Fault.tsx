import { at } from '../address.ts'
import type { Head } from '../components/page/Html.tsx'
import { SearchForm } from '../components/page/SearchForm.tsx'
import { Seal } from '../components/proof/Seal.tsx'
import { type Frame, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import { fill } from '../words/words.ts'

export interface FaultData {
  /** `tampered`: what is stored is no well-formed entry any more. */
  kind: 'notFound' | 'failed' | 'invalid' | 'tampered'
  /** Fault of the request, in the reader's language. */
  detail: string | null
  /** Number under which the operator finds it in the log. */
  request: string | null
}

export const faultPage: SitePage<FaultData> = {
  name: 'fault',
  head,
  Body,
}

function head({ kind }: FaultData, { words }: Frame): Head {
  return { title: words.states[kind], description: words.states[kind], hidden: true }
}

/** Nothing here, or something went wrong: in words, with a way on. */
function Body({ kind, detail, request }: FaultData) {
  const { lang, words } = useFrame()
  const { states } = words
  const texts = {
    notFound: states.notFoundText,
    failed: states.failedText,
    invalid: '',
    tampered: states.tamperedText,
  }
  const text = detail ?? texts[kind]
  return (
    <div class="fault">
      <Seal words={words.client} is={kind === 'tampered' ? 'broken' : 'cannot'} big />
      <h1>{words.states[kind]}</h1>
      <p class="lede">{text}</p>
      {request !== null && <p class="hint">{fill(words.states.request, { id: request })}</p>}
      <SearchForm id="find-fault" big />
      <p>
        <a href={at(lang, '/')}>{words.states.goHome}</a>
      </p>
    </div>
  )
}
