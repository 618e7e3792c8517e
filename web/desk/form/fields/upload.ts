/** Sending a document: its digest first, then its bytes, which the server keeps once. */
import type { Lang } from '../../../../worker/domain/record/problem.ts'
import { toHex } from '../../../../worker/ledger/bytes.ts'

/** SHA-256 of a file, 64 hexadecimal digits. */
export async function hashFile(file: Blob): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())))
}

/** Attempts in all when the connection is lost, and the first pause between two of them; each is twice the last. */
const ATTEMPTS = 6
const PAUSE_MS = 500

/**
 * Sends a file. When the connection is lost it is sent again by itself, unless the server turns out to hold it
 * already: an attempt that arrived costs nothing more.
 *
 * @param isAgain asks first whether the server holds it already
 * @param onProgress from 0 to 1
 * @throws Error with what the server said, or without words when it did not answer
 */
export async function uploadFile(
  file: Blob,
  sha256: string,
  lang: Lang,
  isAgain: boolean,
  onProgress: (done: number) => void,
): Promise<void> {
  const path = `/api/v1/documents/${sha256}`
  for (let attempt = 1; ; attempt++) {
    const asks = isAgain || attempt > 1
    const held = asks ? await fetch(path, { method: 'HEAD' }).catch(() => null) : null
    if (held?.ok === true) return onProgress(1)
    try {
      return await send(file, path, lang, onProgress)
    } catch (error) {
      const isLost = error instanceof Error && error.message === ''
      if (!isLost || attempt === ATTEMPTS) throw error
      onProgress(0)
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 2 ** attempt))
    }
  }
}

function send(file: Blob, path: string, lang: Lang, onProgress: (done: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    // fetch tells nothing of how much was sent.
    const request = new XMLHttpRequest()
    request.open('PUT', path)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept-language', lang)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total)
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new Error(detailOf(request.responseText)))
    request.onerror = () => reject(new Error(''))
    request.send(file)
  })
}

function detailOf(text: string): string {
  try {
    const { detail } = JSON.parse(text)
    return typeof detail === 'string' ? detail : ''
  } catch {
    return ''
  }
}
