import { useState } from 'preact/hooks'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'

interface Check {
  holds: boolean
  lines: { seq: number; holds: boolean }[]
  missing: number[]
  days: { day: string; holds: boolean }[]
  openSince: string
}

/** Compares the file with the digests of its days that stand in the ledger. */
export function CaseCheck({ id }: { id: string }) {
  const { words, send } = useDesk()
  const { cases } = words
  const [check, setCheck] = useState<Check | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  async function ask(): Promise<void> {
    const answer = await send<Check>('GET', `/api/v1/cases/${id}/check`)
    if (answer.ok) setCheck(answer.body)
    setProblem(answer.ok ? null : answer.problem)
  }
  const lines = check?.lines.filter(({ holds }) => !holds).map(({ seq }) => seq) ?? []
  const days = check?.days.filter(({ holds }) => !holds).map(({ day }) => day) ?? []
  return (
    <>
      <p>
        <button type="button" onClick={ask}>
          {cases.check}
        </button>
      </p>
      <Trouble problem={problem} />
      <div role="status">
        {check !== null && (
          <p class="notice">
            {check.holds ? fill(cases.holds, { since: check.openSince }) : cases.differs}
            {lines.length > 0 && ` ${fill(cases.badLines, { seqs: lines.join('、') })}`}
            {days.length > 0 && ` ${fill(cases.badDays, { days: days.join('、') })}`}
            {check.missing.length > 0 && ` ${fill(cases.missing, { seqs: check.missing.join('、') })}`}
          </p>
        )}
      </div>
    </>
  )
}
