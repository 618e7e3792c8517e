/** Places of a record, in words, each with the way to the map where it is. */
import { kindOfRecord, lists } from '../../../worker/domain/kinds/table.ts'
import { pointIn } from '../../../worker/domain/place/point.ts'
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { keyed } from '../../text/keyed.ts'

interface PlacesProps {
  record: string
  places: readonly { name?: string; point?: string; division?: string }[]
}

/** Nearness of the map to a place: some streets. */
const ZOOM = 15

export function Places({ record, places }: PlacesProps) {
  const { lang, words } = useFrame()
  const kind = kindOfRecord(record)
  const list = kind === null ? null : lists[kind]
  return (
    <ul>
      {keyed(places.map((one) => JSON.stringify(one))).map(({ key }, i) => {
        const { name, point, division } = places[i] ?? {}
        const found = pointIn(point)
        return (
          <li key={key} class="dot">
            {name !== undefined && <span>{name}</span>}
            {division !== undefined && <span class="mono">{division}</span>}
            {found !== null && list !== null && (
              <a href={`${at(lang, `/map/${list}`)}#${ZOOM}/${found.latitude}/${found.longitude}`}>
                {name === undefined ? point : words.map.link}
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}
