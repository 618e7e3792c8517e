import type { Envelope } from '../../../worker/ledger/envelope-shape.ts'
import { api, at, citePath } from '../../address.ts'
import { siteName, useFrame } from '../../frame.ts'
import { citationFormats } from '../../text/citation.ts'
import { fill } from '../../words/words.ts'
import { Sheet } from '../proof/Sheet.tsx'

interface CitationProps {
  title: string | null
  index: number
  /** Id of the record, where its evidence file and citations are offered. */
  record?: string | null
  /** Envelope of the entry with that index, for the printed sheet; null where the page does not hold it. */
  envelope?: Envelope | null
}

/** Citation of a record or an entry: permanent address, ledger index, size of the checkpoint; and the printed sheet. */
export function Citation({ title, index, record = null, envelope = null }: CitationProps) {
  const frame = useFrame()
  const { lang, words, base, path, size } = frame
  const values = { site: siteName(frame), title: title ?? '', url: `${base}${at(lang, path)}`, index, size }
  return (
    <>
      <p class="cite">
        <b>{words.cite.label}</b>{' '}
        <span data-cite>{fill(title === null ? words.cite.entry : words.cite.text, values)}</span>
        <button type="button" data-copy hidden>
          {words.cite.copy}
        </button>
        {record !== null && (
          <>
            {' '}
            <a href={api.evidenceFile(record)} download>
              {words.cite.evidence}
            </a>
            {citationFormats.map((format) => (
              <span key={format}>
                {' · '}
                <a href={citePath(lang, record, format)} rel="nofollow">
                  {words.cite.formats[format]}
                </a>
              </span>
            ))}
          </>
        )}
      </p>
      <Sheet index={index} envelope={envelope} />
    </>
  )
}
