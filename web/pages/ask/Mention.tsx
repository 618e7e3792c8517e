/** 报送批注: whoever annotated an entry of this ledger in another one says where. It is checked at once. */
import { type MentionEnding, mentionEndings } from '../../../worker/domain/kinds/mention/vocabulary.ts'
import { at, recordPath } from '../../address.ts'
import { Outside } from '../../components/mention/MentionChecked.tsx'
import { useFrame } from '../../frame.ts'
import type { SitePage } from '../../page.tsx'
import { fill } from '../../words/words.ts'
import { Fault, type FormFault, Line } from './fields.tsx'

export interface MentionData {
  /** False where no other ledger is known, or nothing can be fetched. */
  isOpen: boolean
  ledgers: readonly { name: string; url: string; verifierKey: string }[]
  address: string
  fault: FormFault | null
  /** Outcome of handing in; null before. */
  done: { id: string; status: 'listed' | 'withdrawn'; why: MentionEnding | null } | null
}

/** Page on which an annotation in another ledger is handed in. */
export const mentionPage: SitePage<MentionData> = {
  name: 'ask',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.mention.title, path: null },
  ],
  head: (_, { words }) => ({ title: words.mention.title, description: words.mention.lede }),
  Body,
}

function Body({ isOpen, ledgers, address, fault, done }: MentionData) {
  const { lang, words } = useFrame()
  const { mention } = words
  return (
    <>
      <div class="title">
        <h1>{mention.title}</h1>
        <p class="lede">{mention.lede}</p>
      </div>
      <Fault fault={fault} />
      {done !== null && (
        <p class="notice" role="status">
          <a href={at(lang, recordPath(done.id) ?? '/')}>
            {done.status === 'listed'
              ? mention.listed
              : fill(mention.ended, { why: done.why === null ? '' : mentionEndings[done.why][lang] })}
          </a>
        </p>
      )}
      {isOpen ? (
        <form method="post" action={at(lang, '/mention')} class="paper-form">
          <Line name="address" label={mention.address} given={address} fault={fault} most={2000} required />
          <button type="submit">{mention.send}</button>
        </form>
      ) : (
        <p class="notice">{mention.closed}</p>
      )}
      {ledgers.length > 0 && (
        <section aria-labelledby="known">
          <h2 id="known">{mention.known}</h2>
          <dl class="facts facts--wide">
            {ledgers.map(({ name, url, verifierKey }) => (
              <div key={verifierKey}>
                <dt>{name}</dt>
                <dd>
                  <p>
                    <Outside address={url} />
                  </p>
                  <p class="mono">{verifierKey}</p>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <section aria-labelledby="how">
        <h2 id="how">{mention.how}</h2>
        <ol>
          <li>{mention.steps.signed}</li>
          <li>{mention.steps.proven}</li>
          <li>{mention.steps.meant}</li>
          <li>{mention.steps.again}</li>
        </ol>
        <p>
          <a href={at(lang, '/mentions')}>{mention.all}</a>
        </p>
      </section>
    </>
  )
}
