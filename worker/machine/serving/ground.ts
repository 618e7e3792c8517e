/** Ground of maps on this machine: the settings of the environment, and an outline in the data folder. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MapGround } from '../../../web/frame.ts'
import { of, Problem } from '../../domain/record/problem.ts'
import { groundOf } from '../../site/map/ground.ts'
import { type Environment, withoutEmpty } from '../environment.ts'
import { DEFAULT_FOLDER, type Named } from './named.ts'

/** File of a data folder that holds an outline of the place. */
const OUTLINE_FILE = 'outline.geojson'

export interface Grounded {
  ground: MapGround
  /** Text of the outline that is served here. */
  outline?: string | undefined
}

/**
 * The ground of the maps of a ledger that is served here.
 *
 * @throws Problem `invalid` for a setting that does not fit, or an outline that is no GeoJSON
 */
export async function groundIn(env: Environment, { data, libsql }: Named): Promise<Grounded> {
  const folder = libsql === undefined ? (data ?? DEFAULT_FOLDER) : null
  const outline = folder === null ? undefined : await outlineIn(join(folder, OUTLINE_FILE))
  return { ground: groundOf(withoutEmpty(env), outline !== undefined), outline }
}

/** Ground of a ledger whose outline is at hand as a text. */
export function groundWith(outline: string): Grounded {
  return { ground: groundOf({}, true), outline }
}

async function outlineIn(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined || isCollection(text)) return text
  throw new Problem('invalid', {
    words: of(
      `${path} 应为 GeoJSON 的 FeatureCollection。`,
      `${path} should be a FeatureCollection of GeoJSON.`,
    ),
  })
}

function isCollection(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'features' in value && Array.isArray(value.features)
  } catch {
    return false
  }
}
