import { fill } from '../../words/fill.ts'
import { useDesk } from './desk.ts'
import type { Problem } from './send.ts'

/** Refusal in words, with the id that the operator needs to find it; nothing without a refusal. */
export function Trouble({ problem, lead }: { problem: Problem | null; lead?: string }) {
  const { words } = useDesk()
  if (problem === null) return null
  return (
    <div class="notice" role="alert">
      <p>{lead === undefined ? problem.detail : fill(lead, { detail: problem.detail })}</p>
      {problem.requestId !== undefined && <small>{fill(words.asked, { id: problem.requestId })}</small>}
    </div>
  )
}
