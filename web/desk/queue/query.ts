/** The filter of the queue, as it stands in the address of the page and in a view that is kept. */
export const FILTERS = ['place', 'severity', 'rule', 'department', 'assignee', 'q', 'sort'] as const

export type FilterName = (typeof FILTERS)[number]
export type QueueFilters = { [name in FilterName]?: string }

/** @param query with or without its question mark; what is no filter is left out */
export function parseFilters(query: string): QueueFilters {
  const given = new URLSearchParams(query)
  return Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = given.get(name)
      return value === null || value === '' ? [] : [[name, value]]
    }),
  )
}

/** In one order, so that the same filter is the same text. */
export function formatFilters(filters: QueueFilters): string {
  const given = FILTERS.flatMap((name): [string, string][] => {
    const value = filters[name]
    return value === undefined || value === '' ? [] : [[name, value]]
  })
  return new URLSearchParams(given).toString()
}
