/** Thread that fetches a challenge and solves it. Without WebCrypto (a page that is not under https) there is no proof. */
import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'

/** Work for the thread: where challenges are made, and for which form. */
export interface Solving {
  address: string
  form: string
}

/** @returns the proof as a form carries it: base64 of JSON; null where there is none */
async function prove({ address, form }: Solving): Promise<string | null> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ form }),
  })
  if (!response.ok) return null
  const challenge: Challenge = await response.json()
  const solution = await solveChallenge({ challenge, deriveKey })
  return solution === null ? null : btoa(JSON.stringify({ challenge, solution }))
}

self.addEventListener('message', async ({ data }: MessageEvent<Solving>) => {
  self.postMessage(await prove(data).catch(() => null))
})
