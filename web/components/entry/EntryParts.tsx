/** The machine side of an entry's page: receipt, raw data, the entries beside it. */
import type { Receipt } from '../../../worker/ledger/receipt.ts'
import { api, at, entryPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { EntryView } from '../../types.ts'
import { formatCount } from '../../words/numbers.ts'
import { count } from '../../words/words.ts'
import { Facts } from '../record/Facts.tsx'

/**
 * Section on the receipt of an entry, with its proof for download; a note while no checkpoint covers it yet.
 */
export function ReceiptPart({ receipt, index }: { receipt: Receipt | null; index: number }) {
  const { words } = useFrame()
  return (
    <section aria-labelledby="receipt">
      <h2 id="receipt">{words.entry.receipt}</h2>
      <p class="lede">{words.entry.receiptHint}</p>
      {receipt === null ? (
        <p class="empty">{words.entry.proofPending}</p>
      ) : (
        <>
          <p>
            <a href={api.tlogProof(index)} download>
              {words.entry.download}
            </a>
          </p>
          <Facts
            wide
            facts={[
              { name: words.entry.proofSize, value: formatCount(receipt.size) },
              { name: words.entry.proofRoot, value: <code>{receipt.root}</code> },
            ]}
          />
          {receipt.proof.length === 0 ? (
            <p class="hint">{words.entry.proofNone}</p>
          ) : (
            <details>
              <summary>{count(words.entry.proofPath, receipt.proof.length)}</summary>
              <ol class="hashes">
                {receipt.proof.map((hash) => (
                  <li key={hash}>{hash}</li>
                ))}
              </ol>
            </details>
          )}
        </>
      )}
    </section>
  )
}

/** Leaf, body and salt exactly as they were hashed. */
export function Raw({ entry, leaf }: { entry: EntryView; leaf: string }) {
  const { words } = useFrame()
  const blocks: [string, string | null][] = [
    [words.entry.rawLeaf, leaf],
    [words.entry.rawContent, entry.content],
    [words.entry.salt, entry.salt],
  ]
  return (
    <section aria-labelledby="raw">
      <h2 id="raw">{words.entry.raw}</h2>
      {blocks.map(([name, text]) =>
        text === null ? null : (
          <details key={name}>
            <summary>{name}</summary>
            <pre class="sheet">{text}</pre>
          </details>
        ),
      )}
    </section>
  )
}

/**
 * Links to the entry before and after one, where there are such.
 *
 * @param index of the entry, from 0
 */
export function Neighbours({ index }: { index: number }) {
  const { lang, words, size } = useFrame()
  return (
    <nav class="neighbours" aria-label={words.entry.neighbours}>
      {index > 0 ? (
        <a rel="prev" href={at(lang, entryPath(index - 1))}>
          ← {words.entry.previous}
        </a>
      ) : (
        <span />
      )}
      {index + 1 < size && (
        <a rel="next" href={at(lang, entryPath(index + 1))}>
          {words.entry.next} →
        </a>
      )}
    </nav>
  )
}
