import type { Means, NewSession } from '../../../services/accounts/sessions.ts'
import type { Services } from '../../../services/services.ts'
import type { ApiContext } from '../../http/context.ts'
import { setSessionCookie } from './cookie.ts'

/** Signs an account in: a session, its cookie, and a line in the access log. @throws Problem `not_allowed` */
export async function openSession(
  c: ApiContext,
  { sessions, access }: Services,
  { account, means, since }: { account: string; means: Means; since: string },
): Promise<NewSession> {
  const opened = await sessions.open(account, means, c.req.header('user-agent') ?? '', since)
  await access.note(account, 'sign_in', means, c.get('requestId'))
  setSessionCookie(c, opened.token, opened.seconds)
  c.header('cache-control', 'no-store')
  return opened
}
