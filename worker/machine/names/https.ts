/** Texts of the domain name system over HTTPS, as JSON, for where no resolver can be asked otherwise. */
import { z } from 'zod'
import type { TxtLookup } from '../../services/consultations/proving.ts'

const TXT = 16
const TIME = 5000
const answers = z.object({
  Status: z.int(),
  Answer: z.array(z.object({ type: z.int(), data: z.string().max(10_000) })).optional(),
})

/** One text of an answer: parts in quotation marks, with what stands in them escaped. */
function textOf(data: string): string {
  const parts = [...data.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part = '']) => part)
  return (parts.length === 0 ? [data] : parts).join('').replace(/\\(.)/g, '$1')
}

/** @param address of the resolver, as `https://cloudflare-dns.com/dns-query` */
export function txtOverHttps(address: string, send: typeof fetch = (...all) => fetch(...all)): TxtLookup {
  return async (name) => {
    const url = new URL(address)
    url.searchParams.set('name', name)
    url.searchParams.set('type', 'TXT')
    const signal = AbortSignal.timeout(TIME)
    const answer = await send(url, { headers: { accept: 'application/dns-json' }, redirect: 'error', signal })
    if (!answer.ok) throw new Error(`the resolver answers ${answer.status}`)
    const { Status, Answer = [] } = answers.parse(await answer.json())
    // 0: an answer; 3: no such name. Everything else says that nobody knows.
    if (Status !== 0 && Status !== 3) throw new Error(`the resolver says ${Status}`)
    return Answer.filter(({ type }) => type === TXT).map(({ data }) => textOf(data))
  }
}
