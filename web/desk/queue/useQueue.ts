/** The queue as the server has it: page after page of one filter, with the counts of all of it. */
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Severity } from '../../../worker/domain/kinds/flag/severity.ts'
import type { QueuePlace } from '../../../worker/domain/queue/queue.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'

export interface QueueItem {
  key: string
  rule: string | null
  name: { zh: string; en: string }
  audience: 'public' | 'inspectors'
  subject: string
  about: 'record' | 'group'
  /** True where a flag can be raised for it in public. */
  raisable: boolean
  title: string
  department: string | null
  departmentName: string | null
  departmentNameEn: string | null
  severity: Severity
  place: QueuePlace
  since: string | null
  value: number | string | null
  threshold: number | string | null
  told: { what: Told | null; value: Told | null; threshold: Told | null }
  inputs: number[]
  flag: { id: string; status: string; answerDue: string | null } | null
  assignee: { account: string; post: string } | null
  aside: { reason: string; account: string; at: string } | null
}

type Told = { zh: string; en: string }

interface Page {
  items: QueueItem[]
  next: string | null
  total: number
  /** Number of the records that they are about. */
  records: number
  severities: { [severity in Severity]?: number }
  places: { [place in QueuePlace]?: number }
  standing: { isCurrent: boolean; waiting: number }
}

export interface QueueList extends Omit<Page, 'next'> {
  more: boolean
}

/** Items of the queue for a query, with more on demand; null until the first answer. */
export function useQueue(query: string) {
  const { send } = useDesk()
  const [page, setPage] = useState<Page | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [turn, setTurn] = useState(0)
  const path = `/api/v1/findings?${query}`
  useEffect(() => {
    let isOver = false
    void send<Page>('GET', path).then((answer) => {
      if (isOver) return
      setProblem(answer.ok ? null : answer.problem)
      if (answer.ok) setPage(answer.body)
    })
    return () => {
      isOver = true
    }
  }, [send, path, turn])
  async function showMore(): Promise<void> {
    if (page === null || page.next === null) return
    const answer = await send<Page>('GET', `${path}&cursor=${page.next}`)
    if (!answer.ok) return setProblem(answer.problem)
    setPage({ ...answer.body, items: [...page.items, ...answer.body.items] })
  }
  // The same as long as nothing was loaded: by it one tells that something was.
  const list = useMemo<QueueList | null>(
    () => (page === null ? null : { ...page, more: page.next !== null }),
    [page],
  )
  return { list, problem, showMore, reload: () => setTurn((n) => n + 1) }
}
