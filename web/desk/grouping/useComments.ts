/** Comments of one consultation, as the API tells them by wording. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { SaidComment } from '../../../worker/domain/kinds/consultation/adoption.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'

interface Told {
  groups: { said: { comments: SaidComment[] }[] }[]
  unsorted: { comments: SaidComment[] }[]
}

export interface Comments {
  /** Comments that a report has to answer; null while they are read. */
  items: readonly SaidComment[] | null
  /** Comments that no moderator has read yet: none of them can stand in a group. */
  unread: number
  problem: Problem | null
  reload(): void
}

/** @param id of the consultation */
export function useComments(id: string): Comments {
  const { send } = useDesk()
  const [all, setAll] = useState<readonly SaidComment[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const load = useCallback(async (): Promise<void> => {
    const answer = await send<Told>('GET', `/api/v1/consultations/${id}/report`)
    setProblem(answer.ok ? null : answer.problem)
    if (!answer.ok) return
    const { groups, unsorted } = answer.body
    const said = [...groups.flatMap((group) => group.said), ...unsorted]
    setAll(said.flatMap(({ comments }) => comments))
  }, [send, id])
  useEffect(() => {
    void load()
  }, [load])
  return {
    items: all?.filter(({ status }) => status !== 'received') ?? null,
    unread: all?.filter(({ status }) => status === 'received').length ?? 0,
    problem,
    reload: () => void load(),
  }
}
