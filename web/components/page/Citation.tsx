import { api, at } from '../../address.ts'
import { siteName, useFrame } from '../../frame.ts'
import { fill } from '../../words/words.ts'

/** Citation of a record or an entry: permanent address, ledger index, size of the checkpoint. */
export function Citation({
  title,
  index,
  record = null,
}: {
  title: string | null
  index: number
  /** Id of the record, where its evidence file is offered. */
  record?: string | null
}) {
  const frame = useFrame()
  const { lang, words, base, path, size } = frame
  const values = { site: siteName(frame), title: title ?? '', url: `${base}${at(lang, path)}`, index, size }
  return (
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
        </>
      )}
    </p>
  )
}
