import type { mapZh } from '../../../zh/site/public/map.ts'

/** Maps. */
export const mapEn: typeof mapZh = {
  map: {
    title: 'Map',
    lede: 'Decisions, milestones and responsibilities that have a place, each with a map of its own; the list below a map says the same.',
    none: 'No record states its place yet.',
    placed: '{n} with a place',
    of: 'Map: {list}',
    link: 'On the map',
    asList: 'Without the map',
    noScript: 'The map needs a script to be drawn; the list below says the same.',
    script: {
      many: '{n} places',
      more: 'And {n} more, in the list below.',
      withheld: 'Withheld',
      loading: 'Fetching places …',
      unable: 'This browser cannot draw the map (it has no WebGL 2); the list below says the same.',
      failed: 'The places could not be fetched; the list below says the same.',
      some: 'The map shows the newest {shown} of {total} places: narrow the list to see the others.',
      unknown: '{n} places are known by the code of a division alone, which the outline does not have.',
      zoomIn: 'Zoom in',
      zoomOut: 'Zoom out',
      close: 'Close',
      wheel: 'Hold Ctrl and scroll to zoom the map',
      fingers: 'Move the map with two fingers',
      metres: 'm',
      kilometres: 'km',
    },
  },
}
