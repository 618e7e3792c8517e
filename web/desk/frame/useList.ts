import { useEffect, useState } from 'preact/hooks'
import { useDesk } from './desk.ts'
import type { Problem } from './send.ts'

export interface List<T> {
  items: readonly T[] | null
  problem: Problem | null
  /** True if there is more than is shown. */
  more: boolean
  showMore(): void
  /** Asks anew, after something was changed. */
  reload(): void
}

/**
 * A list of the API, page after page.
 *
 * @param path with its query, or null for a list that is not asked for
 */
export function useList<T>(path: string | null): List<T> {
  const { send } = useDesk()
  const [items, setItems] = useState<readonly T[] | null>(null)
  const [next, setNext] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let isOver = false
    if (path !== null)
      void send<{ items: T[]; next: string | null }>('GET', path).then((answer) => {
        if (isOver) return
        if (!answer.ok) return setProblem(answer.problem)
        setItems(answer.body.items)
        setNext(answer.body.next)
      })
    return () => {
      isOver = true
    }
  }, [send, path, turn])
  async function showMore(): Promise<void> {
    if (path === null || next === null) return
    const joint = path.includes('?') ? '&' : '?'
    const answer = await send<{ items: T[]; next: string | null }>('GET', `${path}${joint}cursor=${next}`)
    if (!answer.ok) return setProblem(answer.problem)
    setItems((known) => [...(known ?? []), ...answer.body.items])
    setNext(answer.body.next)
  }
  return { items, problem, more: next !== null, showMore, reload: () => setTurn((n) => n + 1) }
}
