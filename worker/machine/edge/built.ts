/** Built files of a deployment, kept by each isolate. */
import type { Assets } from '../../../web/frame.ts'
import type { Env } from './env.ts'

/**
 * Names of the built script and style sheet; the same for every request of a deployment. The names are kept,
 * never the promise of them: a promise belongs to its request, and is not kept when that request is given up.
 */
let assets: Assets | null = null

/** Names of the built files. @throws Error when the site is not built */
export async function assetsOf(env: Env): Promise<Assets> {
  assets ??= await readAssets(env)
  return assets
}

/** Outlines of characters, kept as the names are: some 2 MB, fetched for the first picture that an isolate makes. */
let glyphs: Uint8Array | null = null

/** Outlines of characters. @throws Error when they are not among the built files */
export async function glyphsOf(env: Env, path: string): Promise<Uint8Array> {
  if (glyphs !== null) return glyphs
  const response = await env.ASSETS.fetch(`https://assets${path}`)
  if (!response.ok) throw new Error(`${path} is not among the built files`)
  glyphs = new Uint8Array(await response.arrayBuffer())
  return glyphs
}

async function readAssets(env: Env): Promise<Assets> {
  const response = await env.ASSETS.fetch('https://assets/assets/manifest.json')
  if (!response.ok) throw new Error('the site is not built: run `npm run build` before deploying')
  return response.json()
}
