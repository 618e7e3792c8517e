import type { ComponentChildren } from 'preact'
import type { Completeness } from '../../../worker/domain/proof/complete.ts'
import type { Growth, Summary } from '../../verify/summary.ts'
import { count, fill } from '../../words/fill.ts'
import type { ClientWords } from '../../words/words.ts'
import { Seal } from './Seal.tsx'

export interface ProofBoxProps {
  words: ClientWords
  summary: Summary
  /** Size of the ledger as the server knew it, and when its newest entry was recorded, written out. */
  size: number
  recorded: string | null
  /** Address of the receipt to download; null where a page is not about one entry. */
  download: string | null
  /** Address of the page that explains how to verify. */
  how: string
  onDownloadFork?: () => void
  /** Draws the record again from its checked entries; left out where that cannot be. */
  onRedraw?: (() => void) | undefined
}

function headline({ words, summary }: ProofBoxProps): string {
  const { is, checked, of } = summary
  if (is === 'good') return of === 0 ? words.box.goodLedger : fill(words.box.good, { n: checked, of })
  return fill(words.box[is], { n: checked, of })
}

function growthLine(words: ClientWords, growth: Growth | null): string | null {
  if (growth === null || growth.is === 'differs') return null
  return fill(words[growth.is], { from: growth.from })
}

function completeLine(words: ClientWords, complete: Completeness | null): string | null {
  if (complete === null) return null
  return 'day' in complete
    ? fill(words.complete[complete.is], { day: complete.day })
    : words.complete[complete.is]
}

function problemLines({ words, summary }: ProofBoxProps): string[] {
  const lines = summary.broken.map(({ part, index }) => fill(words.part[part], { index: index ?? '' }))
  if (summary.growth?.is === 'differs') lines.push(fill(words.part.growth, { from: summary.growth.from }))
  return lines
}

function noteLines({ words, summary, size, recorded }: ProofBoxProps): ComponentChildren[] {
  const [before, after] = words.newest.split('{time}')
  const lines: ComponentChildren[] = [
    summary.why === null ? null : words.why[summary.why],
    count(words.ledger, summary.size ?? size),
    recorded === null ? null : (
      <>
        {before}
        <time>{recorded}</time>
        {after}
      </>
    ),
    summary.replayed ? words.replayed : null,
    completeLine(words, summary.complete),
    summary.signed.good > 0 && !summary.signing
      ? fill(words.signed.box, { n: summary.signed.good, of: summary.signed.of })
      : null,
    ...summary.signed.revoked.map((index) => fill(words.signed.revoked, { index })),
    ...summary.signed.lost.map(({ index, from }) => fill(words.signed.lost, { index, date: from })),
    summary.waiting > 0 ? count(words.waiting, summary.waiting) : null,
    summary.newer > 0 ? count(words.newer, summary.newer) : null,
    growthLine(words, summary.growth),
    summary.remembers ? null : words.noMemory,
    summary.ms === null
      ? null
      : fill(words.took, { ms: summary.ms < 10 ? summary.ms.toFixed(1) : Math.round(summary.ms) }),
  ]
  return lines.filter((line) => line !== null)
}

/**
 * Results of the checks that this browser made on the page, in words, with the big seal. Announced when they
 * change.
 */
export function ProofBox(props: ProofBoxProps) {
  const { words, summary, download, how, onDownloadFork, onRedraw } = props
  return (
    <section class="proof" aria-label={words.label}>
      <Seal words={words} is={summary.is} big />
      <div>
        <div role="status">
          <p class="proof__head">{headline(props)}</p>
          <ul class="proof__lines">
            {problemLines(props).map((line) => (
              <li key={line} class="proof__broken">
                {line}
              </li>
            ))}
            {noteLines(props).map((line) => (
              <li key={String(line)}>{line}</li>
            ))}
          </ul>
        </div>
        <ul class="tools">
          {download !== null && (
            <li>
              <a href={download} download>
                {words.download}
              </a>
            </li>
          )}
          {summary.growth?.is === 'differs' && (
            <li>
              <button type="button" onClick={onDownloadFork}>
                {words.downloadFork}
              </button>
            </li>
          )}
          {onRedraw !== undefined && (
            <li>
              <button type="button" onClick={onRedraw}>
                {words.redraw}
              </button>
            </li>
          )}
          <li>
            <a href={how}>{words.how}</a>
          </li>
        </ul>
      </div>
    </section>
  )
}
