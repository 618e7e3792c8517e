/** The city after some days on which it was served: with accounts, keys, sessions, an access log and findings. */
import { openAccounts } from '../../../worker/cli/demo/accounts.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { copyOf, copyTo, isAtRest } from '../folders.ts'
import { onceInRun } from '../run/once.ts'
import { demoFolder } from './demo-folder.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

/** A folder of the test's own with the city as it is after that. */
export async function livedFolder(): Promise<string> {
  return copyOf((await onceInRun('lived', live)).folder)
}

async function live(dataDir: string): Promise<string> {
  await copyTo(await demoFolder(), dataDir)
  let now = await lastDay(dataDir)
  const open = () => openMachine({ dataDir, now: () => new Date(now), shared: false })
  const machine = await open()
  const { services } = machine
  try {
    await services.closeDays()
    const accounts = await openAccounts(services)
    const by = { account: 'acc-operator', request: 'cli' }
    for (const [i, { account, role }] of accounts.entries()) {
      await services.keys.create(account, { name: 'list', expires: '2099-12-31' }, by)
      const opened = await services.sessions.open(account, 'link', 'test')
      await services.access.note(account, 'sign_in', 'link', `r${i}`)
      // A session is seen once it was used.
      now += HOUR
      await services.sessions.holderOf(opened.token)
      if (role === 'inspector') await services.access.note(account, 'read_sealed', '5', 'r9')
    }
    const [first] = await services.keys.list()
    if (first === undefined) throw new Error('no key was made')
    await services.keys.create(first.account, { name: 'narrow', scopes: ['record.write'], expires: null }, by)
    await services.keys.revoke(first.id)
    now += 2 * DAY
    await services.closeDays()
    await services.renewCatalogue()
    await services.rebuilding.settle()
    await services.standing.settle()
  } finally {
    await machine.close()
  }
  if (!(await isAtRest(dataDir))) throw new Error(`${dataDir} is still open`)
  return dataDir
}

/** The instant of the last entry, in milliseconds. */
async function lastDay(dataDir: string): Promise<number> {
  const machine = await openMachine({ dataDir, shared: false })
  try {
    return Date.parse((await machine.services.log.snapshot()).recorded ?? '') + HOUR
  } finally {
    await machine.close()
  }
}
