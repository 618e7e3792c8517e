/** A one-time link opens one thing once, whoever races for it, and with whatever it is raced. */
import { expect, it } from 'vitest'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { newDevice, people } from '../support/api/people.ts'

it('six authenticators on one link: one passkey, and one of them signs in', async () => {
  const { api, grant, send, join, comeBack, log } = await people()
  const account = await grant('inspector')
  const { token } = await api.services.invitations.create(LOCAL_OPERATOR, account, {})
  const devices = Array.from({ length: 6 }, newDevice)
  const ready = await Promise.all(
    devices.map(async (device) =>
      device.register((await send('', '/auth/invitation/options', { token })).body),
    ),
  )
  const answers = await Promise.all(
    ready.map((response) => send('', '/auth/invitation/passkey', { token, name: '抢', response })),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 403, 403, 403, 403, 403])
  expect(await api.services.passkeys.list(account)).toHaveLength(1)
  const back = []
  for (const device of devices) back.push((await comeBack(device)).status)
  expect(back.filter((status) => status === 201)).toHaveLength(1)
  const uses = (await log()).filter(({ action }) => action === 'use_invitation' || action === 'add_passkey')
  expect(uses).toHaveLength(2)
  expect((await join(token)).status).toBe(403)
})

it('two links into an account without a way in: the second waits for a second person once the first was used', async () => {
  const { api, grant, signIn, send, join } = await people()
  const registrar = await signIn(await grant('registrar'))
  const account = await grant('recorder', 'dep-water')
  const links = []
  for (let i = 0; i < 2; i++)
    links.push((await send(registrar, `/api/v1/accounts/${account}/invitations`, {})).body)
  const [one, two] = await Promise.all(links.map(({ token }) => join(token)))
  expect([one?.status, two?.status].toSorted()).toEqual([201, 403])
  expect(await api.services.passkeys.list(account)).toHaveLength(1)
})
