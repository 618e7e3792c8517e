import { api, at } from '../address.ts'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { Proof } from '../components/proof/Islands.tsx'
import { Seal } from '../components/proof/Seal.tsx'
import { Witnesses } from '../components/proof/Witnesses.tsx'
import { Facts } from '../components/record/Facts.tsx'
import { type Frame, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import type { WitnessState } from '../types.ts'
import { Checkpoint } from './Ledger.tsx'

export interface VerifyData {
  origin: string
  verifierKey: string
  checkpoint: string | null
  witnesses: WitnessState
}

/** Page on verifying the ledger. */
export const verifyPage: SitePage<VerifyData> = {
  name: 'verify',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.verify.title, path: null },
  ],
  head,
  Body,
}

function head(_: VerifyData, { words, base, lang }: Frame, breadcrumb: Breadcrumb): Head {
  return {
    title: words.verify.title,
    description: words.verify.description,
    alternates: [{ type: 'application/json', href: api.known, title: words.verify.keys }],
    data: {
      '@type': 'TechArticle',
      headline: words.verify.title,
      description: words.verify.description,
      url: `${base}${at(lang, '/verify')}`,
      breadcrumb,
    },
  }
}

function Body({ origin, verifierKey, checkpoint, witnesses }: VerifyData) {
  const { words } = useFrame()
  const { verify } = words
  return (
    <>
      <div class="title">
        <h1>{verify.title}</h1>
        <p class="lede">{verify.lede}</p>
      </div>
      <div class="cols">
        <div class="col-main">
          <Steps />
          <section aria-labelledby="growth">
            <h2 id="growth">{verify.growth}</h2>
            <p class="lede">{verify.growthText}</p>
          </section>
          <section aria-labelledby="signed">
            <h2 id="signed">{verify.signed}</h2>
            <p class="lede">{verify.signedText}</p>
          </section>
          <Witnesses state={witnesses} />
          <Keep />
          <Seals />
          <Cli verifierKey={verifierKey} />
          <Tools />
          <Checkpoint checkpoint={checkpoint} />
        </div>
        <aside class="col-side">
          <Proof of={0} />
          <section aria-labelledby="keys">
            <h2 id="keys">{verify.keys}</h2>
            <p class="hint">{verify.keysText}</p>
            <Facts
              facts={[
                { name: words.ledger.origin, value: <code>{origin}</code> },
                { name: words.ledger.key, value: <code>{verifierKey}</code> },
              ]}
            />
          </section>
        </aside>
      </div>
    </>
  )
}

function Steps() {
  const { words } = useFrame()
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{words.verify.browser}</h2>
      <ol class="numbered">
        {Object.values(words.verify.steps).map(({ name, text }) => (
          <li key={name}>
            <div>
              <h3>{name}</h3>
              <p>{text}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Section on keeping a proof, and on checking it without this site. */
function Keep() {
  const { lang, words } = useFrame()
  return (
    <section aria-labelledby="keep">
      <h2 id="keep">{words.verify.keep}</h2>
      <p class="lede">{words.verify.keepText}</p>
      <pre class="sheet">mingzhang verify FILE --policy FILE</pre>
      <p>
        <a href={at(lang, '/check')}>{words.verify.keepLink}</a>
      </p>
    </section>
  )
}

function Seals() {
  const { words } = useFrame()
  const kinds = ['unchecked', 'good', 'broken', 'waiting', 'cannot'] as const
  return (
    <section aria-labelledby="seals">
      <h2 id="seals">{words.verify.seals}</h2>
      <p class="lede">{words.verify.sealsText}</p>
      <ul class="legend">
        {kinds.map((is) => (
          <li key={is} class={`stamp stamp--${is}`}>
            <Seal words={words.client} is={is} />
            <span>{words.client.seal[is]}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Cli({ verifierKey }: { verifierKey: string }) {
  const { words, base } = useFrame()
  return (
    <section aria-labelledby="cli">
      <h2 id="cli">{words.verify.cli}</h2>
      <p class="lede">{words.verify.cliText}</p>
      <pre class="sheet">{`mingzhang verify ${base} --vkey '${verifierKey}'`}</pre>
    </section>
  )
}

function Tools() {
  const { words } = useFrame()
  const { addresses } = words.verify
  const code = (path: string) => <code>{path}</code>
  return (
    <section aria-labelledby="tools">
      <h2 id="tools">{words.verify.tools}</h2>
      <p class="lede">{words.verify.toolsText}</p>
      <Facts
        wide
        facts={[
          { name: addresses.checkpoint, value: <a href={api.checkpoint}>{code(api.checkpoint)}</a> },
          { name: addresses.policy, value: <a href={api.policy}>{code(api.policy)}</a> },
          { name: addresses.evidence, value: code('/api/v1/records/<id>/evidence-file') },
          { name: addresses.tiles, value: code('/log/tile/<L>/<N>[.p/<W>]') },
          { name: addresses.entries, value: code('/log/tile/entries/<N>[.p/<W>]') },
          { name: addresses.proof, value: code('/api/v1/entries/{index}/proof?size=') },
          { name: addresses.known, value: <a href={api.known}>{code(api.known)}</a> },
        ]}
      />
    </section>
  )
}
