/** Keys of the ledger over time: which is in force, which were before, and from where on each counts or counts no more. */

import type { HeldKey, LedgerState } from '../../../worker/domain/kinds/ledger/ledger.ts'
import { ledgerKeyReasons } from '../../../worker/domain/kinds/ledger/vocabulary.ts'
import { at, entryPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { fill } from '../../words/words.ts'

interface LedgerKeysProps {
  /** The oldest key in force. */
  verifierKey: string
  own: LedgerState | null
}

/** A row for each key, oldest first; the ledgers before and after this one, where it says so. */
export function LedgerKeys({ verifierKey, own }: LedgerKeysProps) {
  const { words } = useFrame()
  const { keys: said } = words.ledger
  const alone = { vkey: verifierKey, announced: null, retired: null, reason: null, lostFrom: null }
  const keys: readonly HeldKey[] = own === null || own.keys.length === 0 ? [alone] : own.keys
  const oldest = keys.find(({ retired }) => retired === null)
  return (
    <section aria-labelledby="keys">
      <div class="h-row">
        <h2 id="keys">{said.title}</h2>
        <ul class="tools">
          <li>
            <a href="/log/keys">{said.proof}</a>
          </li>
        </ul>
      </div>
      <p class="lede">{said.lede}</p>
      <ul class="points">
        {keys.map((key) => (
          <li key={key.vkey}>
            <strong>{said.is[stateOf(key, oldest)]}</strong> <code>{key.vkey}</code>
            <Since held={key} />
          </li>
        ))}
      </ul>
      {own?.continues != null && (
        <p>
          {fill(said.continues, { key: own.continues.verifierKey })}{' '}
          {own.continues.address !== null && <a href={own.continues.address}>{own.continues.address}</a>}
        </p>
      )}
    </section>
  )
}

/** Standing of a key, as it is said in words. */
type Standing = 'current' | 'announced' | 'retired' | 'compromised'

function stateOf({ vkey, retired, reason }: HeldKey, oldest: HeldKey | undefined): Standing {
  if (retired !== null) return reason === 'compromise' ? 'compromised' : 'retired'
  return vkey === oldest?.vkey ? 'current' : 'announced'
}

function Since({ held: { announced, retired, reason, lostFrom } }: { held: HeldKey }) {
  const { lang, words } = useFrame()
  const { keys: said } = words.ledger
  const entry = (index: number, text: string) => (
    <>
      {' '}
      <a href={at(lang, entryPath(index))}>{fill(text, { index })}</a>
    </>
  )
  return (
    <small>
      {announced === null ? ` ${said.first}` : entry(announced, said.announcedBy)}
      {retired !== null && entry(retired, said.retiredBy)}
      {retired !== null && reason !== null && ` ${ledgerKeyReasons[reason][lang]}`}
      {lostFrom !== null && ` ${fill(said.lostFrom, { date: lostFrom })}`}
    </small>
  )
}
