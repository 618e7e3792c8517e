/** Readings by which a text of the source becomes a value. */
export const READINGS = {
  text: 'text as it stands, edges and control characters aside (the default)',
  line: 'text on one line',
  brief: 'the first sentence, cut between words at 300 characters',
  html: 'text of HTML, tags and entities aside',
  date: 'a calendar date in one of `formats`; of an instant its date as printed, or in `zone`',
  moment: 'an instant, ISO 8601; without an offset as clocks in `zone` show it',
  time: 'the time of day as printed, such as 13:25; nothing for midnight',
  number:
    'a number; currency signs and marks between groups of three digits aside, `decimal` says which mark is the decimal one',
  percent: 'a number, with or without %',
  point:
    'a place on the map: a GeoJSON geometry or feature, a POINT in WKT, or latitude and longitude in degrees (WGS 84, or as `crs` says)',
  days: 'a number of days, as 580 or "580 days" or "-29 days"',
  flag: 'yes or no, by the words in `yes` (all else is no); without them by the usual ones, and others are rejected',
  department: 'the id of the department of that name; it is registered when it is new',
  record: 'the id of another record of this register, of the kind in `kind`, that has this key',
  power: 'the id of a power that the mapping declares in `powers`, by its `id` there',
} as const
export type Reading = keyof typeof READINGS
