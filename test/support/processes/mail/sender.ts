/**
 * One round of mail over a data folder, in a process that kills itself (SIGKILL) before or after a statement.
 * Prints how many statements there were when it came to its end.
 *
 * Arguments: data folder, address of the mail server, instant, number of the statement or 0 for none, `before` or
 * `after`.
 */
import { openMachine } from '../../../../worker/machine/machine.ts'
import { smtpMailer } from '../../../../worker/machine/mail/smtp.ts'

const [dataDir = '', url = '', instant = '', statement = '0', when = 'before'] = process.argv.slice(2)
let at = Date.parse(instant)
const machine = await openMachine({
  dataDir,
  now: () => {
    at += 1
    return new Date(at)
  },
  mailer: smtpMailer(url, 'ledger@example.org', null),
})
const { client } = machine.services.ledger.database
let n = 0

async function counted<T>(work: () => Promise<T>): Promise<T> {
  n += 1
  if (n === Number(statement) && when === 'before') process.kill(process.pid, 'SIGKILL')
  const result = await work()
  if (n === Number(statement) && when === 'after') process.kill(process.pid, 'SIGKILL')
  return result
}

const { execute, batch } = client
client.execute = (one) => counted(() => execute.call(client, one))
client.batch = (all, mode) => counted(() => batch.call(client, all, mode))
await machine.services.following.settle('https://ledger.example')
process.stdout.write(`${n}\n`)
await machine.close()
