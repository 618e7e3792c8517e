/**
 * 收存前去除: what a picture says of its maker is taken out before it is kept, so that nobody has to be trusted with it,
 * and the digest that the receipt binds is that of what is there.
 */
import { refuse } from '../../../domain/record/guard.ts'
import { MOST_ATTACHED } from '../../../domain/record/spoken/fields.ts'
import { joined, toHex } from '../../../ledger/bytes.ts'
import { BlobMismatch, chunksWithin } from '../../../store/blobs/blobs.ts'
import type { MediaType } from '../../documents/media.ts'
import { isPicture, withoutMetadata } from '../../documents/pictures/pictures.ts'

/** Bytes of a document on their way to be kept, with their digest. */
export interface Incoming {
  sha256: string
  /** In bytes, where it is known. */
  length: number | undefined
  stream: ReadableStream<Uint8Array>
}

/** SHA-256 of some bytes, 64 digits of lower-case hexadecimal. */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

/**
 * The bytes of a document as they are kept: of a picture, which is held in memory for it, without what they say of its
 * maker; of any other as they come.
 *
 * @throws BlobTooLarge, BlobBroken; BlobMismatch where the bytes that were sent have another digest; Problem `invalid` for
 *   a picture that cannot be read
 */
export async function cleaned(sent: Incoming, mediaType: MediaType): Promise<Incoming> {
  if (!isPicture(mediaType)) return sent
  const parts: Uint8Array[] = []
  for await (const one of chunksWithin(sent.stream, MOST_ATTACHED.bytes)) parts.push(one)
  const whole = joined(parts)
  const found = await digestOf(whole)
  if (found !== sent.sha256) throw new BlobMismatch(sent.sha256, found)
  const kept = withoutMetadata(whole, mediaType)
  if (kept === null)
    throw refuse(
      'invalid',
      '图片不完整，或格式有误，无法去掉其中的拍摄信息，没有收下：请用看图软件打开，另存一份再传；或者截图。',
      'The picture is broken, or not made as its format says, so that what it says of its maker cannot be taken out. It was not kept: open it, save it anew and send that, or a picture of the screen.',
      'file',
    )
  return { sha256: await digestOf(kept), length: kept.length, stream: new Blob([kept]).stream() }
}
