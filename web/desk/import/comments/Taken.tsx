/** After a list was taken in: how many, and the codes of those who wrote, to be had this once. */
import type { RefObject } from 'preact'
import { csvLine } from '../../../../worker/domain/text/csv.ts'
import { utf8 } from '../../../../worker/ledger/bytes.ts'
import { at, recordPath } from '../../../address.ts'
import { fill } from '../../../words/fill.ts'
import { useDesk } from '../../frame/desk.ts'
import { saveFile } from '../save.ts'

/** A comment that was taken in; without a code it was in before. */
export interface TakenIn {
  id: string
  code: string | null
}

/** @param consultation its id */
export function Taken({
  taken,
  consultation,
  heading,
  onAgain,
}: {
  taken: readonly TakenIn[]
  consultation: string
  heading: RefObject<HTMLHeadingElement | null>
  onAgain(): void
}) {
  const { words, lang } = useDesk()
  const texts = words.commentList
  const fresh = taken.filter(({ code }) => code !== null)
  function save(): void {
    const { n, id, code } = texts.codesHead
    const lines = taken.flatMap((one, place) =>
      one.code === null ? [] : [csvLine([String(place + 1), one.id, one.code])],
    )
    saveFile(texts.codesFile, utf8(`\ufeff${csvLine([n, id, code])}${lines.join('')}`))
  }
  return (
    <div class="narrow">
      <h1 tabIndex={-1} ref={heading}>
        {fill(texts.done, { taken: fresh.length, before: taken.length - fresh.length })}
      </h1>
      {fresh.length > 0 && (
        <>
          <p>{texts.codesHint}</p>
          <p class="buttons">
            <button type="button" class="primary" onClick={save}>
              {texts.codes}
            </button>
          </p>
        </>
      )}
      <p>
        <a href={at(lang, recordPath(consultation) ?? '/')}>{texts.see}</a>
      </p>
      <p class="buttons">
        <button type="button" onClick={onAgain}>
          {texts.again}
        </button>
      </p>
    </div>
  )
}
