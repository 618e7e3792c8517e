import { statusLabel } from '../../labels.ts'
import type { RecordView } from '../../types.ts'
import { useDesk } from '../frame/desk.ts'
import { Tasks } from '../frame/Tasks.tsx'
import { useList } from '../frame/useList.ts'

const OPEN = ['responded', 'raised', 'acknowledged', 'explanation_requested', 'parked']

/** Open flags, those that were answered first. */
export function OpenFlags() {
  const { words, lang, to } = useDesk()
  const { items } = useList<RecordView>('/api/v1/flags?limit=200')
  if (items === null) return null
  const open = items
    .filter(({ status }) => OPEN.includes(status))
    .sort((a, b) => OPEN.indexOf(a.status) - OPEN.indexOf(b.status))
  return (
    <Tasks
      title={words.findings.openFlags}
      none={words.findings.noFlags}
      tasks={open.map(({ id, title, status, departmentName }) => ({
        id,
        href: to(`/on/${id}`),
        title,
        hint: [statusLabel(lang, 'flag', status), departmentName].filter((part) => part !== null).join(' · '),
      }))}
    />
  )
}
