import { useState } from 'preact/hooks'
import type { Answer, Problem } from '../frame/send.ts'
import type { List } from '../frame/useList.ts'

/** Changes something and asks for the list anew. */
export function useChange<T>(list: List<T>): {
  problem: Problem | null
  change(work: Promise<Answer<unknown>>): Promise<void>
} {
  const [problem, setProblem] = useState<Problem | null>(null)
  return {
    problem: problem ?? list.problem,
    async change(work) {
      const answer = await work
      setProblem(answer.ok ? null : answer.problem)
      if (answer.ok) list.reload()
    },
  }
}
