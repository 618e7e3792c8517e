/** Webhooks of one machine: the addresses that a name leads to are checked when it is connected to, and nowhere else. */
import { lookup } from 'node:dns/promises'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { type RequestOptions, request as requestTls } from 'node:https'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { reasonOf } from '../../services/mail/mailer.ts'
import { type Answered, HOOK_TIME, type Hook } from '../../services/webhooks/hook.ts'

export interface HookOptions {
  /** Every address of a name. */
  resolve?: (host: string) => Promise<{ address: string; family: number }[]>
  /** True for an address that may be connected to. */
  isPublic?: (address: string) => boolean
  /** Opens a request; over TLS unless a test does otherwise. */
  open?: (url: URL, options: RequestOptions, onAnswer: (answer: IncomingMessage) => void) => ClientRequest
  /** Milliseconds for one attempt. */
  time?: number
}

/** True for an address of the public network: neither private nor local, reserved, multicast, nor one that wraps such. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

/** Sends webhooks from this machine. */
export function createHook({
  resolve = (host) => lookup(host, { all: true, verbatim: true }),
  isPublic = isPublicAddress,
  open = requestTls,
  time = HOOK_TIME,
}: HookOptions = {}): Hook {
  /**
   * Lookup by which the socket is connected to the address that was checked: a name that leads elsewhere the
   * next time gains nothing.
   */
  const checked: LookupFunction = (host, options, callback) => {
    resolve(host)
      .then((found) => {
        const bad = found.find(({ address }) => !isPublic(address))
        const [first] = found
        if (bad !== undefined || first === undefined) throw new Error(`${host} leads to no public address`)
        if (options.all === true) callback(null, found)
        else callback(null, first.address, first.family)
      })
      .catch((error: NodeJS.ErrnoException) => callback(error, ''))
  }

  return ({ url, headers, body, read }) =>
    new Promise<Answered>((done) => {
      const failed = (error: unknown): void =>
        done({ status: 0, retryAfter: null, text: '', why: reasonOf(error) })
      const options: RequestOptions = {
        method: body === null ? 'GET' : 'POST',
        headers: body === null ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
        lookup: checked,
        agent: false,
        signal: AbortSignal.timeout(time),
      }
      const sending = open(new URL(url), options, (answer) => {
        const { statusCode: status = 0, headers: got } = answer
        const retryAfter = got['retry-after'] ?? null
        let text = ''
        const end = (): void => {
          done({ status, retryAfter, text: text.slice(0, read), why: '' })
          answer.destroy()
        }
        if (read === 0) return end()
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => {
          text += chunk
          if (text.length >= read) end()
        })
        answer.on('end', end)
        answer.on('error', failed)
        return undefined
      })
      sending.on('error', failed)
      sending.end(body ?? undefined)
    })
}
