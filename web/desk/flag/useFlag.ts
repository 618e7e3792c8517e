import { useCallback, useEffect, useState } from 'preact/hooks'
import type { FlagAround, Moment, RecordView } from '../../types.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { pathOf } from '../frame/titles.ts'

export interface FlagAtWork {
  record: RecordView | null
  around: FlagAround | null
  /** The newest entries of its subject, oldest first; null until it is there. */
  line: Moment[] | null
  problem: Problem | null
  /** Reads everything again; what stands stays until then. The flag as it now stands, or null. */
  reload(): Promise<RecordView | null>
}

/** Entries of the line that are shown, the newest. */
const LINE = 100

/** A flag with all that stands around it. */
export function useFlag(id: string): FlagAtWork {
  const { send } = useDesk()
  const [record, setRecord] = useState<RecordView | null>(null)
  const [around, setAround] = useState<FlagAround | null>(null)
  const [line, setLine] = useState<Moment[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  const reload = useCallback(async (): Promise<RecordView | null> => {
    const answer = await send<RecordView>('GET', `/api/v1/flags/${id}`)
    if (!answer.ok) {
      setProblem(answer.problem)
      return null
    }
    setProblem(null)
    setRecord(answer.body)
    const { state } = answer.body
    const subject = state.kind === 'flag' ? pathOf(state.subject) : null
    void send<FlagAround>('GET', `/api/v1/flags/${id}/around`).then((one) =>
      one.ok ? setAround(one.body) : setProblem(one.problem),
    )
    if (subject === null) setLine([])
    else
      void send<{ items: Moment[] }>('GET', `${subject}/timeline?last=${LINE}`).then((one) =>
        setLine(one.ok ? one.body.items : []),
      )
    return answer.body
  }, [send, id])

  useEffect(() => {
    void reload()
  }, [reload])
  return { record, around, line, problem, reload }
}
