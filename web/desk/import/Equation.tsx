import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Tally } from './messages.ts'

/**
 * Equation of the rows: read = recorded + unchanged + passed over, each reason with its number, + rejected.
 */
export function Equation({ tally: { read, recorded, unchanged, passed, rejected } }: { tally: Tally }) {
  const { words, lang } = useDesk()
  const { imports } = words
  const over = passed.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <p>{fill(imports.equation, { read, recorded, unchanged, passed: over, rejected })}</p>
      {passed.length > 0 && (
        <ul class="hint">
          {passed.map(({ reason, count }) => (
            <li key={reason.en}>{fill(imports.passed, { reason: reason[lang], n: count })}</li>
          ))}
        </ul>
      )}
    </>
  )
}
