/**
 * Webhooks of a Worker. Its requests leave through Cloudflare's network, which reaches no private address; what it
 * could reach besides the public is the zone that it serves itself, which is refused where the address is entered.
 */
import { reasonOf } from '../../services/mail/mailer.ts'
import { HOOK_TIME, type Hook } from '../../services/webhooks/hook.ts'

/**
 * Hook that sends a webhook by `fetch`, without following redirects. It never throws: a failure has status 0
 * and its reason.
 */
export const workersHook: Hook = async ({ url, headers, body, read }) => {
  try {
    const signal = AbortSignal.timeout(HOOK_TIME)
    const method = body === null ? 'GET' : 'POST'
    const answer = await fetch(url, { method, headers, body, redirect: 'manual', signal })
    const text = read === 0 ? '' : await beginningOf(answer, read)
    await answer.body?.cancel().catch(() => undefined)
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), text, why: '' }
  } catch (error) {
    return { status: 0, retryAfter: null, text: '', why: reasonOf(error) }
  }
}

/** The first characters of an answer: no more is read. */
async function beginningOf({ body }: Response, most: number): Promise<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (
    let next = await reader?.read();
    next?.value !== undefined && text.length < most;
    next = await reader?.read()
  )
    text += next.value
  await reader?.cancel().catch(() => undefined)
  return text.slice(0, most)
}
