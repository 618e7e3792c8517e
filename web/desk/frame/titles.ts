import { useEffect, useState } from 'preact/hooks'
import { kindOfRecord, lists } from '../../../worker/domain/kinds/table.ts'
import { useDesk } from './desk.ts'

/** Titles of records by their ids; an id whose title is not there yet is absent. */
export function useTitles(ids: readonly string[]): ReadonlyMap<string, string> {
  const { send } = useDesk()
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map())
  const wanted = ids.filter((id) => !titles.has(id)).join(' ')
  useEffect(() => {
    if (wanted === '') return
    for (const id of wanted.split(' ')) {
      const path = pathOf(id)
      if (path === null) continue
      void send<{ title: string }>('GET', path).then((answer) => {
        if (answer.ok) setTitles((known) => new Map(known).set(id, answer.body.title || id))
      })
    }
  }, [send, wanted])
  return titles
}

/** Address in the API at which a record is read; null for an id whose kind has no list. */
export function pathOf(id: string): string | null {
  const kind = kindOfRecord(id)
  const list = kind === null ? null : lists[kind]
  return list === null ? null : `/api/v1/${list}/${id}`
}
