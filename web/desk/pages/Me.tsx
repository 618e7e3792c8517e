/** One's own account: where one is signed in, with what one signs in, keys for software, and the signing key. */
import { label } from '../../labels.ts'
import { mayI, useDesk, useMe } from '../frame/desk.ts'
import { ApiKeys } from '../own/ApiKeys.tsx'
import { Endpoints } from '../own/Endpoints.tsx'
import { Mailboxes } from '../own/Mailboxes.tsx'
import { Notices } from '../own/Notices.tsx'
import { Passkeys } from '../own/Passkeys.tsx'
import { Sessions } from '../own/Sessions.tsx'
import { SigningKey } from '../own/SigningKey.tsx'

/** Page of one's own account. */
export function MePage() {
  const { words, lang, passkeys } = useDesk()
  const me = useMe()
  return (
    <>
      <h1>{words.nav.me}</h1>
      <dl class="facts">
        <div>
          <dt>{words.join.post}</dt>
          <dd>{me.post}</dd>
        </div>
        <div>
          <dt>{words.join.role}</dt>
          <dd>{label(lang, 'role', me.role)}</dd>
        </div>
        <div>
          <dt>{words.join.department}</dt>
          <dd>{me.departmentName ?? words.join.none}</dd>
        </div>
      </dl>
      <Notices />
      {passkeys && <Passkeys />}
      <Sessions />
      {me.department !== null && mayI(me, 'key.write') && <SigningKey department={me.department} />}
      <Mailboxes />
      <ApiKeys />
      <Endpoints />
    </>
  )
}
