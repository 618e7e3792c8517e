/** First drawing of what the client takes over: seals and the proof box. They read well without any script. */
import { api, at, entryPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { formatMoment } from '../../text/dates.ts'
import { unchecked } from '../../verify/summary.ts'
import { ProofBox } from './ProofBox.tsx'
import { Stamp } from './Seal.tsx'
import { SignedMark } from './SignedMark.tsx'

/** A seal for one entry; the client finds it by `data-seal`. */
export function EntrySeal({ index, sealed = false }: { index: number; sealed?: boolean }) {
  const { lang, words } = useFrame()
  return (
    <span class="island" data-seal={index} data-sealed={sealed ? '' : undefined}>
      <Stamp
        words={words.client}
        is="unchecked"
        index={index}
        href={at(lang, entryPath(index))}
        sealed={sealed}
      />
    </span>
  )
}

/** Says that an entry claims a signature of its department; the client finds it by `data-signed`. */
export function EntrySigned({ index }: { index: number }) {
  const { words } = useFrame()
  return (
    <span class="island" data-signed={index}>
      <SignedMark words={words.client} mark={{ is: 'unchecked' }} />
    </span>
  )
}

/** The proof box of a page with `of` entries; the client finds it by `data-proof`. */
export function Proof({ of, receiptOf = null }: { of: number; receiptOf?: number | null }) {
  const { lang, words, size, recorded, timeZone } = useFrame()
  const download = receiptOf === null ? null : api.tlogProof(receiptOf)
  return (
    <>
      <div class="island" data-proof>
        <ProofBox
          words={words.client}
          summary={unchecked(of)}
          size={size}
          recorded={recorded === null ? null : formatMoment(recorded, timeZone)}
          download={download}
          how={at(lang, '/verify')}
        />
      </div>
      <noscript>
        <p class="hint">{words.client.box.script}</p>
      </noscript>
    </>
  )
}
