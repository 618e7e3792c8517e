/** 查阅日志: who read what in the restricted parts, and who took lists away. */
import { useState } from 'preact/hooks'
import { label, labels } from '../../../worker/domain/kinds/labels.ts'
import { Scroll } from '../../components/list/Scroll.tsx'
import { formatMoment } from '../../text/dates.ts'
import { useDesk } from '../frame/desk.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useTitles } from '../frame/titles.ts'
import { useList } from '../frame/useList.ts'

interface Access {
  n: number
  at: string
  account: string | null
  action: string
  subject: string
  request: string
}

/** Page of the log of access, by day, account and action. */
export function AccessPage() {
  const { words, lang, timeZone } = useDesk()
  const { access } = words
  const [asked, setAsked] = useState({ day: '', account: '', action: '' })
  const [filter, setFilter] = useState('')
  const { items, problem, more, showMore } = useList<Access>(`/api/v1/access?limit=50${filter}`)
  const posts = useTitles([...new Set(items?.flatMap(({ account }) => account ?? []) ?? [])])
  function apply(event: Event): void {
    event.preventDefault()
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''))
    setFilter(query.size === 0 ? '' : `&${query}`)
  }
  return (
    <>
      <h1>{words.nav.access}</h1>
      <p class="lede">{access.lede}</p>
      <form onSubmit={apply} class="filters">
        <label class="field">
          <span>{access.day}</span>
          <input
            type="date"
            value={asked.day}
            onInput={({ currentTarget }) => setAsked({ ...asked, day: currentTarget.value })}
          />
        </label>
        <label class="field">
          <span>{access.account}</span>
          <input
            type="text"
            placeholder="acc-…"
            value={asked.account}
            onInput={({ currentTarget }) => setAsked({ ...asked, account: currentTarget.value.trim() })}
          />
        </label>
        <label class="field">
          <span>{access.action}</span>
          <select
            value={asked.action}
            onChange={({ currentTarget }) => setAsked({ ...asked, action: currentTarget.value })}
          >
            <option value="">{access.all}</option>
            {Object.keys(labels.access).map((code) => (
              <option key={code} value={code}>
                {label(lang, 'access', code)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{access.show}</button>
      </form>
      <Trouble problem={problem} />
      {items !== null && items.length === 0 && <p class="hint">{access.none}</p>}
      {items !== null && items.length > 0 && (
        <Scroll name={words.nav.access}>
          <table>
            <thead>
              <tr>
                <th scope="col">{access.at}</th>
                <th scope="col">{access.account}</th>
                <th scope="col">{access.action}</th>
                <th scope="col">{access.subject}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ n, at, account, action, subject }) => (
                <tr key={n}>
                  <td>{formatMoment(at, timeZone)}</td>
                  <td>{account === null ? access.nobody : (posts.get(account) ?? account)}</td>
                  <td>{label(lang, 'access', action)}</td>
                  <td>{subject}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {more && (
        <button type="button" onClick={showMore}>
          {words.office.more}
        </button>
      )}
    </>
  )
}
