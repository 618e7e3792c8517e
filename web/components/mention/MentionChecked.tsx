/** 核对的明细: what a mention in another ledger rests on, readable here, and where the annotation itself stands. */
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { RecordView } from '../../types.ts'
import { fill } from '../../words/words.ts'

/** Names that by their definition lead to no site (RFC 2606, RFC 6761). */
const NOWHERE = /(?:^|\.)(?:example|invalid|test)$/

/** True for an address whose name leads nowhere, as those of fictional sites. */
export function leadsNowhere(address: string): boolean {
  try {
    return NOWHERE.test(new URL(address).hostname)
  } catch {
    return true
  }
}

/** An address of another site: said to be one, and no link where it leads nowhere. */
export function Outside({ address }: { address: string }) {
  const { mention } = useFrame().words
  if (leadsNowhere(address))
    return (
      <>
        <span class="mono">{address}</span> <span class="hint">{mention.nowhere}</span>
      </>
    )
  return (
    <>
      <a href={address} rel="external nofollow noopener ugc">
        {address}
      </a>{' '}
      <span class="hint">{mention.outside}</span>
    </>
  )
}

/** Sections of the page of a mention, in the order in which it was checked. */
export function MentionChecked({ state }: { state: Extract<RecordView['state'], { kind: 'mention' }> }) {
  const { lang, words } = useFrame()
  const { mention } = words
  const { target, leafHash, otherLedger, verifierKey, otherSize, address, changed, status } = state
  return (
    <section aria-labelledby="checked">
      <h2 id="checked">{mention.how}</h2>
      {status === 'listed' && <p>{fill(mention.checkedOn, { day: changed, ledger: otherLedger ?? '' })}</p>}
      <ol>
        <li>
          <p>{mention.steps.signed}</p>
          <p class="mono">{verifierKey}</p>
        </li>
        <li>
          <p>{mention.steps.proven}</p>
          <p class="hint">{fill(mention.sizeThen, { size: otherSize })}</p>
        </li>
        <li>
          <p>{mention.steps.meant}</p>
          <p>
            <a href={at(lang, `/entries/${target}`)}>{fill(mention.entry, { index: target })}</a>{' '}
            <span class="mono">{leafHash}</span>
          </p>
        </li>
      </ol>
      <h3>{mention.where}</h3>
      <p>{address !== null && <Outside address={address} />}</p>
      <p class="hint">{mention.position}</p>
    </section>
  )
}
