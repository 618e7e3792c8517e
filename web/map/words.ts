/** Words of a map, which the page hands to its script. */
export interface MapWords {
  title: string
  /** {n} records at one place. */
  many: string
  more: string
  withheld: string
  loading: string
  unable: string
  failed: string
  /** {shown} of {total}. */
  some: string
  /** {n} whose division no outline has. */
  unknown: string
  zoomIn: string
  zoomOut: string
  close: string
  wheel: string
  fingers: string
  metres: string
  kilometres: string
}

/** Everything that the page of a map hands to its script, as JSON in `data-map`. */
export interface MapData {
  /** Address of the places as GeoJSON. */
  places: string
  /** Address of the page of a record, up to its id. */
  records: string
  tiles: string | null
  credit: string | null
  outline: string | null
  words: MapWords
}
