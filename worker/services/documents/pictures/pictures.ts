/**
 * 去除元数据: a picture without the data about who took it, where, when and with what. Its points stay as they are: nothing
 * is decoded or compressed anew, so that what it shows is what was sent. (npm's `exif-be-gone` does the same on streams of
 * Node alone, which Workers lack, and turns pictures over with the orientation that it leaves out.)
 */
import type { MediaType } from '../media.ts'
import { gifWithout } from './gif.ts'
import { jpegWithout } from './jpeg.ts'
import { BrokenPicture } from './parts.ts'
import { pngWithout } from './png.ts'
import { webpWithout } from './webp.ts'

const READERS: { readonly [type in MediaType]?: (bytes: Uint8Array) => Uint8Array<ArrayBuffer> } = {
  'image/jpeg': jpegWithout,
  'image/png': pngWithout,
  'image/webp': webpWithout,
  'image/gif': gifWithout,
}

/** True of a document whose data about itself are taken out. */
export function isPicture(mediaType: MediaType): boolean {
  return READERS[mediaType] !== undefined
}

/**
 * The picture without its metadata, by one pass over its bytes. What has none comes back with the same bytes, but for what
 * stands behind its end.
 *
 * @returns null for a picture whose parts do not lie where they say, of which nobody can tell what it holds
 */
export function withoutMetadata(bytes: Uint8Array, mediaType: MediaType): Uint8Array<ArrayBuffer> | null {
  const read = READERS[mediaType]
  if (read === undefined) throw new Error(`${mediaType} is no picture`)
  try {
    return read(bytes)
  } catch (error) {
    if (error instanceof BrokenPicture) return null
    throw error
  }
}
