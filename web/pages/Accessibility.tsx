/** The statement on accessibility: what holds, what was tried and how, what is known to be missing, how to report. */
import { otherType } from '../components/page/Foot.tsx'
import { useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'

/** Page of the statement; it shows nothing of the ledger. */
export const accessibilityPage: SitePage<null> = {
  name: 'accessibility',
  trail: (_, { words }) => [{ name: words.access.title, path: null }],
  head: (_, { words }) => ({ title: words.access.title, description: words.access.lede }),
  Body,
}

function Body() {
  const frame = useFrame()
  const { access } = frame.words
  return (
    <>
      <div class="title">
        <h1>{access.title}</h1>
        <p class="lede">{access.lede}</p>
      </div>
      <div class="whole">
        <Points id="holds" title={access.holds} texts={Object.values(access.holdsList)} />
        <Points id="tried" title={access.tried} texts={Object.values(access.triedList)} />
        <Points id="missing" title={access.missing} texts={Object.values(access.missingList)} />
        <section aria-labelledby="large">
          <h2 id="large">{access.large}</h2>
          <p>{access.largeText}</p>
          <p>
            <a href={otherType(frame)} rel="nofollow">
              {frame.large ? access.usual : access.large}
            </a>
          </p>
        </section>
        <section aria-labelledby="report">
          <h2 id="report">{access.report}</h2>
          <p>{access.reportText}</p>
        </section>
      </div>
    </>
  )
}

function Points({ id, title, texts }: { id: string; title: string; texts: readonly string[] }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  )
}
