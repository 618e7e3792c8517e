/** Built files in fewer bytes, made once: a server on one machine sends them as they are. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Bytes below which nothing is gained. */
const LEAST = 1024
/** Bytes above which the best brotli takes seconds for a hundredth of the size. */
const LARGE = 1_000_000

/** Writes a `.br` and a `.gz` beside each built file of a folder, when all builds are done. */
export function precompress(folder: URL): Plugin {
  return {
    name: 'precompress',
    closeBundle() {
      for (const name of readdirSync(folder).filter((one) => /\.(m?js|css)$/.test(one))) {
        const bytes = readFileSync(new URL(name, folder))
        if (bytes.length < LEAST) continue
        const quality = bytes.length > LARGE ? 9 : constants.BROTLI_MAX_QUALITY
        const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
        writeFileSync(new URL(`${name}.br`, folder), brotli)
        writeFileSync(new URL(`${name}.gz`, folder), gzipSync(bytes, { level: 9 }))
      }
    },
  }
}
