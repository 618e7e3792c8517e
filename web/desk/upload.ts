/** Sending a document: its digest first, then its bytes, which the server keeps once. */
import { toHex } from '../../worker/ledger/bytes.ts'

/** SHA-256 of a file, 64 hexadecimal digits. */
export async function hashFile(file: Blob): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())))
}

/**
 * Sends a file. A second attempt after a lost connection costs nothing when the first one arrived.
 *
 * @param isAgain asks first whether the server holds it already
 * @param onProgress from 0 to 1
 * @throws Error with what the server said, or without words when it did not answer
 */
export async function uploadFile(
  file: Blob,
  sha256: string,
  lang: 'zh' | 'en',
  isAgain: boolean,
  onProgress: (done: number) => void,
): Promise<void> {
  const path = `/api/v1/documents/${sha256}`
  const held = isAgain ? await fetch(path, { method: 'HEAD' }).catch(() => null) : null
  if (held?.ok === true) return onProgress(1)
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
