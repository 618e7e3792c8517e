/**
 * Mail over a real server: what following sends is handed to it, and read again where it has delivered. Run by
 * `npm run smtp -- --url smtp://127.0.0.1:2525 --maildir DIR`, beside a server that delivers to that folder.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { smtpMailer } from '../../../../worker/machine/mail/smtp.ts'
import { createFollowing } from '../../../../worker/services/following/following.ts'
import { BASE, call, mailWorld, tokenIn } from '../../following/world.ts'

const { values } = parseArgs({ options: { url: { type: 'string' }, maildir: { type: 'string' } } })
const { url, maildir } = values
if (url === undefined || maildir === undefined)
  throw new Error('give --url smtp://host:port and --maildir DIR')

const READER = 'reader@mail.example'
/** What a department may well call something; nothing of it may become a header. */
const HOSTILE = `取水许可\r\nBcc: everybody@evil.example\r\n\r\n<script>x</script>${'长'.repeat(200)}`

const newest = async (): Promise<string[]> => {
  const names = await readdir(join(maildir, 'new')).catch(() => [])
  return Promise.all(names.map((name) => readFile(join(maildir, 'new', name), 'utf8')))
}

/** Messages of this run that the server has delivered, as soon as there are so many, and half a second later. */
async function delivered(before: ReadonlySet<string>, many: number): Promise<string[]> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await newest()).filter((one) => !before.has(one)).length >= many) break
    await wait(100)
  }
  await wait(500)
  return (await newest()).filter((one) => !before.has(one))
}

const headersOf = (message: string): Map<string, string> => {
  const head =
    message
      .replace(/\r\n/g, '\n')
      .split('\n\n')[0]
      ?.replace(/\n[ \t]+/g, ' ') ?? ''
  return new Map(
    head.split('\n').map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] as const
    }),
  )
}

const failures: string[] = []
function check(what: string, holds: boolean): void {
  console.log(`${holds ? '✓' : '✗'} ${what}`)
  if (!holds) failures.push(what)
}

const seen = new Set(await newest())
const world = await mailWorld()
const mailer = smtpMailer(url, 'Mingzhang <ledger@example.org>', null)
const { notices } = world.services
const following = createFollowing(world.ledger, mailer, notices)
const settle = async (): Promise<void> => {
  await world.ledger.follower.flush()
  await following.settle(BASE)
}

await following.ask({ topic: '/departments/dep-water', email: READER, cadence: 'now', lang: 'zh' })
await settle()
const [asking = ''] = await delivered(seen, 1)
const text = Buffer.from(asking.match(/base64\r?\n\r?\n([\s\S]+?)\r?\n--/)?.[1] ?? '', 'base64').toString()
await following.confirm(
  tokenIn(text === '' ? asking.replace(/=\r?\n/g, '').replace(/=3D/g, '=') : text, 'confirm'),
)
await world.services.acts.open(call, 'responsibility', 'dep-water', { name: HOSTILE, type: 'licence' })
for (let round = 0; round < 3; round++) {
  world.clock.minutes(11)
  await settle()
}
const all = await delivered(seen, 2)
check(`two messages were taken and delivered, each once (${all.length})`, all.length === 2)
for (const [at, message] of all
  .toSorted((a, b) => Number(headersOf(a).has('list-id')) - Number(headersOf(b).has('list-id')))
  .entries()) {
  const headers = headersOf(message)
  const name = at === 0 ? 'the message that asks' : 'the digest'
  for (const header of ['from', 'to', 'subject', 'date', 'message-id', 'auto-submitted', 'precedence'])
    console.log(`  ${header}: ${headers.get(header)?.slice(0, 100) ?? ''}`)
  check(
    `${name}: to its reader alone`,
    headers.get('to')?.includes(READER) === true && !headers.has('bcc') && !headers.has('cc'),
  )
  check(`${name}: from whom it says`, headers.get('from')?.includes('<ledger@example.org>') === true)
  check(`${name}: made by a machine`, headers.get('auto-submitted') === 'auto-generated')
  check(`${name}: an id of the ledger`, /^<[0-9a-f]{40}@/.test(headers.get('message-id') ?? ''))
  check(
    `${name}: text beside HTML`,
    headers.get('content-type')?.startsWith('multipart/alternative') === true,
  )
  check(
    `${name}: no line longer than 998`,
    message.split('\n').every((line) => line.length <= 998),
  )
  if (at === 0) continue
  const leave = headers.get('list-unsubscribe') ?? ''
  console.log(`  list-unsubscribe: ${leave.slice(0, 60)}…`)
  check('the digest: one click leaves (RFC 8058)', /^<https:\/\/[^>]+\/u\/[^>]+>$/.test(leave))
  check('the digest: by one POST', headers.get('list-unsubscribe-post') === 'List-Unsubscribe=One-Click')
  check('the digest: the list has an id', /^<follow\./.test(headers.get('list-id') ?? ''))
}
check(
  'no message has the same id',
  new Set(all.map((one) => headersOf(one).get('message-id'))).size === all.length,
)
process.exit(failures.length === 0 ? 0 : 1)
