/** Pages of a registrar: departments, accounts, and the links that open them. */
import { useState } from 'preact/hooks'
import { label, wholeStanding } from '../../labels.ts'
import { formatMoment } from '../../text/dates.ts'
import type { RecordView } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { useDesk, useMe } from '../frame/desk.ts'
import { Shown } from '../frame/Shown.tsx'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useList } from '../frame/useList.ts'

/** Page of all departments, with the way to a new one. */
export function DepartmentsPage() {
  const { words, lang, to } = useDesk()
  const { items, problem, more, showMore } = useList<RecordView>('/api/v1/departments?limit=100')
  return (
    <>
      <h1>{words.nav.departments}</h1>
      <p>
        <a class="button" href={to('/new/department')}>
          {words.office.newDepartment}
        </a>
      </p>
      <Trouble problem={problem} />
      <ul class="tasks">
        {items?.map((one) => (
          <li key={one.id}>
            <a href={to(`/on/${one.id}`)}>{one.title === '' ? one.id : one.title}</a>
            <span class="hint">{wholeStanding(lang, one)}</span>
          </li>
        ))}
      </ul>
      {more && (
        <button type="button" onClick={showMore}>
          {words.office.more}
        </button>
      )}
    </>
  )
}

interface InvitationView {
  id: string
  account: string
  by: string
  expires: string
  waiting: boolean
}

/** Page of all accounts and invitations; an invitation that waits for a second person is confirmed here. */
export function AccountsPage() {
  const { words, lang, to, timeZone, send } = useDesk()
  const { office } = words
  const me = useMe()
  const accounts = useList<RecordView>('/api/v1/accounts?limit=100')
  const invitations = useList<InvitationView>('/api/v1/invitations')
  const [problem, setProblem] = useState<Problem | null>(null)
  const postOf = (id: string): string => accounts.items?.find((one) => one.id === id)?.title ?? id
  async function confirm(id: string): Promise<void> {
    const answer = await send('POST', `/api/v1/invitations/${id}/confirm`, {})
    if (answer.ok) invitations.reload()
    else setProblem(answer.problem)
  }
  async function takeBack(id: string): Promise<void> {
    const answer = await send('POST', `/api/v1/invitations/${id}/revoke`, {})
    if (answer.ok) invitations.reload()
    else setProblem(answer.problem)
  }
  return (
    <>
      <h1>{words.nav.accounts}</h1>
      <p>
        <a class="button" href={to('/new/account')}>
          {office.newAccount}
        </a>
      </p>
      <p class="hint">{office.accountsHint}</p>
      <Trouble problem={problem ?? accounts.problem ?? invitations.problem} />
      <ul class="tasks">
        {accounts.items?.map(({ id, title, type, departmentName, ...of }) => (
          <li key={id}>
            <a href={to(`/on/${id}`)}>{title === '' ? id : title}</a>
            <span class="hint">
              {[type === null ? null : label(lang, 'role', type), departmentName, wholeStanding(lang, of)]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {accounts.more && (
        <button type="button" onClick={accounts.showMore}>
          {office.more}
        </button>
      )}
      <section>
        <h2>{office.invitations}</h2>
        {invitations.items?.length === 0 && <p class="hint">{office.noInvitations}</p>}
        <ul class="tasks">
          {invitations.items?.map(({ id, account, by, expires, waiting }) => (
            <li key={id}>
              <span>{postOf(account)}</span>
              <span class="hint">
                {waiting && `${fill(office.waits, { by: postOf(by) })} · `}
                {fill(words.join.expires, { time: formatMoment(expires, timeZone) })}{' '}
                {waiting && by !== me.id && (
                  <button
                    type="button"
                    class="plain"
                    onClick={() => confirm(id)}
                    aria-label={`${office.confirm} ${postOf(account)}`}
                  >
                    {office.confirm}
                  </button>
                )}{' '}
                <button
                  type="button"
                  class="plain"
                  onClick={() => takeBack(id)}
                  aria-label={`${office.takeBack} ${postOf(account)}`}
                >
                  {office.takeBack}
                </button>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

/** A one-time link for an account, shown once. */
export function Invite({ account }: { account: string }) {
  const { words, lang, send, timeZone } = useDesk()
  const { office } = words
  const [made, setMade] = useState<{ token: string; invitation: InvitationView } | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  async function invite(): Promise<void> {
    const answer = await send<{ token: string; invitation: InvitationView }>(
      'POST',
      `/api/v1/accounts/${account}/invitations`,
      {},
    )
    if (answer.ok) setMade(answer.body)
    else setProblem(answer.problem)
  }
  return (
    <section>
      <h2>{office.invite}</h2>
      <p class="hint">{office.inviteHint}</p>
      <Trouble problem={problem} />
      {made?.invitation.waiting === true && <p class="hint">{office.waitsHint}</p>}
      {made === null ? (
        <button type="button" onClick={invite}>
          {office.makeLink}
        </button>
      ) : (
        <Shown
          label={office.link}
          text={`${location.origin}/${lang}/join#${made.token}`}
          hint={fill(words.join.expires, { time: formatMoment(made.invitation.expires, timeZone) })}
        />
      )}
    </section>
  )
}
