/** The foot of a printed sheet: all that is needed to check it by hand, and the way back to the page. */
import encodeQR from 'qr'
import { toBase64 } from '../../../worker/ledger/bytes.ts'
import { formatLeaf } from '../../../worker/ledger/envelope.ts'
import type { Envelope } from '../../../worker/ledger/envelope-shape.ts'
import { hashLeaf } from '../../../worker/ledger/merkle.ts'
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { fill } from '../../words/words.ts'

interface SheetProps {
  index: number
  /** Envelope of the entry with that index; null where the page does not hold it. */
  envelope: Envelope | null
}

/** Number and leaf hash of the newest entry, the checkpoint that covers it, and the address as a QR code. Print only. */
export function Sheet({ index, envelope }: SheetProps) {
  const { lang, words, base, path, checkpoint } = useFrame()
  const url = `${base}${at(lang, path)}`
  const name = words.sheet
  return (
    <section class="proof-sheet" aria-hidden="true">
      <QrCode text={url} />
      <div>
        <p>
          <b>{name.title}</b> {fill(name.how, { url: `${base}${at(lang, '/check')}` })}
        </p>
        <dl>
          <dt>{name.address}</dt>
          <dd>{url}</dd>
          <dt>{name.entry}</dt>
          <dd>{String(index)}</dd>
          {envelope !== null && (
            <>
              <dt>{name.leaf}</dt>
              <dd>{toBase64(hashLeaf(formatLeaf(envelope)))}</dd>
            </>
          )}
          <dt>{name.checkpoint}</dt>
          <dd>{checkpoint === null ? name.unsigned : <pre>{checkpoint.trim()}</pre>}</dd>
        </dl>
      </div>
    </section>
  )
}

/** QR code of a text, one square unit a module, drawn in strokes of that width; with the quiet zone that readers need. */
function QrCode({ text }: { text: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 })
  const dark = rows.flatMap((row, y) =>
    row.flatMap((on, x) => (on && !row[x - 1] ? [`M${x} ${y}h${run(row, x)}`] : [])),
  )
  return (
    <svg class="proof-sheet__qr" viewBox={`0 -.5 ${rows.length} ${rows.length}`} aria-hidden="true">
      <path d={dark.join('')} />
    </svg>
  )
}

/** Length of the dark modules in a row that begin at a place. */
function run(row: readonly boolean[], from: number): number {
  const end = row.indexOf(false, from)
  return (end === -1 ? row.length : end) - from
}
