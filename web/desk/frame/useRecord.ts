import { useEffect, useState } from 'preact/hooks'
import type { RecordView } from '../../types.ts'
import { useDesk } from './desk.ts'
import type { Problem } from './send.ts'
import { pathOf } from './titles.ts'

/** A record as it stands, once it is there. */
export function useRecord(id: string | null): { record: RecordView | null; problem: Problem | null } {
  const { send } = useDesk()
  const [record, setRecord] = useState<RecordView | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    const path = id === null ? null : pathOf(id)
    if (path === null) return
    void send<RecordView>('GET', path).then((answer) =>
      answer.ok ? setRecord(answer.body) : setProblem(answer.problem),
    )
  }, [send, id])
  return { record, problem }
}
