/** Ground of maps as an operator sets it: tiles, whose they are, an outline. Nobody else is asked for any unless it is set. */
import { type MapGround, NO_GROUND } from '../../../web/frame.ts'
import { of, Problem } from '../../domain/record/problem.ts'

/** Settings, by the names of their environment variables. */
export interface MapSettings {
  MAP_TILES?: string | undefined
  MAP_CREDIT?: string | undefined
  MAP_OUTLINE?: string | undefined
}

/** Address at which an outline is served that stands in the data folder. */
export const OWN_OUTLINE = '/outline.geojson'

/**
 * The ground that the settings make.
 *
 * @param own true where the data folder has an outline of its own, which `MAP_OUTLINE` replaces
 * @throws Problem `invalid` for what is no address, tiles without a place for their numbers, or without a credit
 */
export function groundOf({ MAP_TILES, MAP_CREDIT, MAP_OUTLINE }: MapSettings, own = false): MapGround {
  const tiles = MAP_TILES ?? null
  if (tiles !== null) {
    requireAddress('MAP_TILES', tiles)
    if (!['{z}', '{x}', '{y}'].every((part) => tiles.includes(part)))
      throw refused('MAP_TILES', '缺 {z}、{x} 或 {y}', 'it lacks {z}, {x} or {y}')
    if (MAP_CREDIT === undefined)
      throw refused('MAP_CREDIT', '用了图块就要写明来源', 'tiles need a credit to whoever makes them')
  }
  if (MAP_OUTLINE !== undefined) requireAddress('MAP_OUTLINE', MAP_OUTLINE)
  return {
    ...NO_GROUND,
    tiles,
    credit: MAP_CREDIT ?? null,
    outline: MAP_OUTLINE ?? (own ? OWN_OUTLINE : null),
  }
}

function requireAddress(name: string, address: string): void {
  if (/^\/(?!\/)\S+$/.test(address) || (/^https:\/\/\S+$/.test(address) && URL.canParse(address))) return
  throw refused(
    name,
    '应为 https:// 开头的地址，或本站以 / 开头的路径',
    'expected an address that begins with https://, or a path of this site that begins with /',
  )
}

const refused = (name: string, zh: string, en: string): Problem =>
  new Problem('invalid', { field: name, words: of(`${name}：${zh}。`, `${name}: ${en}.`) })
