/**
 * Script of a form that is sent: while somebody writes, a thread proves some work, so that in busy times the form goes
 * first. Whatever fails, the form is sent without a proof, as it is where there are no scripts.
 */
import type { Solving } from './send/solve.worker.ts'

/** Milliseconds for which a solution is good: less than the challenge, which has to come back in time. */
const GOOD_FOR = 540_000
/** Milliseconds for which sending waits for a solution at the most. */
const PATIENCE = 20_000

const address = '/api/v1/proof-of-work'

function solve(form: string): Promise<string | null> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL('./send/solve.worker.ts', import.meta.url), {
      type: 'module',
      name: 'solve',
    })
    const end = (proof: string | null): void => {
      thread.terminate()
      resolve(proof)
    }
    thread.addEventListener('message', ({ data }: MessageEvent<string | null>) => end(data))
    thread.addEventListener('error', () => end(null))
    setTimeout(() => end(null), GOOD_FOR)
    thread.postMessage({ address, form } satisfies Solving)
  })
}

function prepare(form: HTMLFormElement): void {
  const field = (name: string) => form.elements.namedItem(name)
  const [nonce, proof] = [field('nonce'), field('proof')]
  const line = form.querySelector<HTMLElement>('[data-working]')
  if (!(nonce instanceof HTMLInputElement) || !(proof instanceof HTMLInputElement)) return
  let solving: { since: number; solved: Promise<string | null> } | null = null
  let isSending = false

  const begin = (): Promise<string | null> => {
    if (solving === null || Date.now() - solving.since > GOOD_FOR)
      solving = { since: Date.now(), solved: solve(nonce.value).catch(() => null) }
    return solving.solved
  }
  const within = (milliseconds: number): Promise<null> =>
    new Promise((resolve) => setTimeout(resolve, milliseconds, null))

  form.addEventListener('input', () => void begin(), { once: true })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (isSending) return
    isSending = true
    if (line !== null) line.textContent = line.dataset.working ?? ''
    proof.value = (await Promise.race([begin(), within(PATIENCE)])) ?? ''
    form.submit()
  })
  // A page that comes back by the button of the browser is as it was left.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    isSending = false
    solving = null
    proof.value = ''
    if (line !== null) line.textContent = ''
  })
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sends]')) prepare(form)
